"""A figure that a paper or a lecture states about a network, as a spec's `published` block has it.

    - {parameters: 60965224, source: "Caffe bvlc_alexnet"}
    - {layer: conv1, output: 55x55x96, source: "Krizhevsky et al. 2012, fig. 2"}
    - {neurons: 650000, source: "...", disputed: "with the dense layers 659,272"}

A figure is compared to the digits written: `61M` holds for anything that rounds to it.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Any, NamedTuple

from pydantic import Field

from cnncalc.layers.check import Check, fault
from cnncalc.layers.documentation import Documented
from cnncalc.spec.text import SomeText

__all__ = ["FIGURES", "Figure", "Published"]


class Figure(NamedTuple):
    """A number as it was printed: its value, and the weight of its last digit."""

    text: str
    value: Fraction
    last_digit: Fraction

    def holds_for(self, exact: int) -> bool:
        """Whether the exact value, rounded to the digits written, is the figure."""
        return abs(exact - self.value) * 2 <= (self.last_digit if self.last_digit > 1 else 0)


_FIGURE = re.compile(r"([0-9][0-9,]{0,30})(?:\.([0-9]{1,12}))? ?([kKMGBT]?)", re.ASCII)
_FACTOR = {"": 1, "k": 10**3, "K": 10**3, "M": 10**6, "G": 10**9, "B": 10**9, "T": 10**12}


def _figure(value: object) -> Figure:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise fault("a number such as 60965224 or 61M is meant here")
    text = str(value)
    match = _FIGURE.fullmatch(text)
    if match is None:
        raise fault(f"{text[:40]} is not a number such as 60965224 or 61M")
    whole, decimals, suffix = match[1].replace(",", ""), match[2] or "", match[3]
    last_digit = Fraction(_FACTOR[suffix], 10 ** len(decimals))
    return Figure(text, int(whole + decimals) * last_digit, last_digit)


_FIGURE_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "integer", "minimum": 0},
        {"type": "string", "pattern": "^[0-9][0-9,]*(\\.[0-9]+)? ?[kKMGBT]?$"},
    ]
}
Printed = Annotated[Figure | None, Check(_figure, _FIGURE_SCHEMA)]


def _shape(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise fault("a shape such as 55x55x96 or 4096 is meant here")
    text = str(value).replace(" ", "").replace("×", "x")  # noqa: RUF001  as people type it
    if not re.fullmatch(r"[0-9]{1,18}(x[0-9]{1,18}x[0-9]{1,18})?", text, re.ASCII):
        raise fault(f"{text[:40]} is not a shape such as 55x55x96 or 4096")
    return text


PrintedShape = Annotated[
    str | None,
    Check(_shape, {"anyOf": [{"type": "integer"}, {"type": "string"}]}),
]


class Published(Documented):
    """One or several figures of one layer or of the whole network, with where they are printed."""

    layer: SomeText | None = None
    """The layer the figures are of; the whole network where nothing is said."""
    output: PrintedShape = None
    """height x width x channels, or a length."""
    parameters: Printed = None
    """Weights and biases."""
    weights: Printed = None
    """Weights alone."""
    biases: Printed = None
    """Biases alone."""
    fixed: Printed = None
    """Values stored and not trained."""
    macs: Printed = None
    """Multiply-accumulates."""
    flops: Printed = None
    """Two for each multiply-accumulate."""
    connections: Printed = None
    """Inputs read, and biases added, over all output values."""
    neurons: Printed = None
    """Output values of layers with weights."""
    activations: Printed = None
    """Output values with memory of their own."""
    weight_layers: Printed = None
    """Layers with weights."""
    with_: Annotated[dict[str, Any], Field(alias="with")] = {}
    """Settings under which the figure was printed."""
    source: SomeText
    """Where it is printed."""
    disputed: SomeText | None = None
    """Why it does not hold; a disputed figure is reported, never a problem."""


FIGURES = (
    "parameters",
    "weights",
    "biases",
    "fixed",
    "macs",
    "flops",
    "connections",
    "neurons",
    "activations",
    "weight_layers",
)
"""The fields of `Published` that are numbers."""
