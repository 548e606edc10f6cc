"""What cnncalc answers to the lectures' claims about memory, by `cnncalc.memory`."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import cnncalc
from cnncalc.analysis.memory.setup import BYTES
from cnncalc.quantity import bytes_written

VGG16 = cnncalc.memory("vgg16", optimizer="momentum")


def factor_of_the_parameters() -> Fraction:
    """Weights, gradients and one copy of the optimizer, over the weights."""
    return Fraction(int(VGG16.textbook.of("parameters")), int(VGG16.analysis.totals.parameters))


def factor_of_the_activations() -> Fraction:
    """Activations and their gradients, over the activations."""
    return Fraction(int(VGG16.textbook.of("activations")), int(VGG16.analysis.totals.activations))


def units() -> str:
    """The bytes of a value, and the units in which those that are divided by 1024 are written."""
    written = [bytes_written(1024**power).rpartition(" = ")[2] for power in (1, 2, 3)]
    assert written == ["1.00 KiB", "1.00 MiB", "1.00 GiB"]
    return f"binary units, {BYTES['float32']} B per float32, {BYTES['float64']} B per float64"


ANSWERS: dict[str, Callable[[], Any]] = {
    "s0-044": factor_of_the_parameters,
    "s0-045": units,
    "s3-126": factor_of_the_activations,
}
