"""How many samples there are for each parameter that is trained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.analysis.advice.finding import Finding, Kept
from cnncalc.derivation import Leaf
from cnncalc.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.advice.subject import Subject

__all__ = ["samples_per_parameter"]

CODE = "samples-per-parameter"
WANTED = 10
SOURCE = (
    "ImageNet Classification with Deep Convolutional Neural Networks, seminar slides on Krizhevsky "
    "et al. 2012 (VC dimension; which, they add, does not seem to work on this network)"
)


def samples_per_parameter(subject: Subject) -> Iterator[Finding | Kept]:
    """Compare the samples for each trained parameter with ten; nothing where none were named."""
    samples = subject.samples
    trained = sum(int(each.parameters) for each in subject.layers if each.trainable)
    if samples is None or not trained:
        return
    ratio = Leaf("samples", samples, "N") / Leaf("trained parameters", trained, "P")
    each = f"{samples / trained:.3g}"
    written = f"{samples:,} samples for {trained:,} trained parameters, {each} for each"
    if ratio.value >= WANTED:
        yield Kept(CODE, f"{written}; ten or more are wanted")
        return
    yield Finding(
        CODE,
        (),
        subject.input_place,
        written,
        f"the rule of thumb wants {WANTED}: {WANTED * trained:,} samples, or {samples // WANTED:,} "
        "parameters; AlexNet was trained on 0.02 for each (1.25 M for 61.0 M), with dropout and "
        "augmented images",
        SOURCE,
        (Quantity("samples per parameter", ratio),),
    )
