"""Where the memory goes: into the first layers, while maps are as large as the input."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from cnncalc.analysis.advice.finding import Finding, Kept
from cnncalc.analysis.advice.subject import NOTES, counted, few
from cnncalc.derivation import Leaf, constant, total
from cnncalc.quantity import Quantity, bytes_written
from cnncalc.shape import Image

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.advice.subject import Subject
    from cnncalc.analysis.figure import LayerFigures

__all__ = ["early_memory"]

CODE = "memory-early"
SOURCE = f"{NOTES}, Layer Sizing Patterns: compromising based on memory constraints"
LEAST_BYTES = 10**7
"""Below this for one example, and its gradients, nobody has to compromise."""


def early_memory(subject: Subject) -> Iterator[Finding | Kept]:
    """Say which first layers hold half of the activations; a finding where maps are full-sized."""
    storing = [each for each in subject.layers if int(each.activations)]
    whole = sum(int(each.activations) for each in storing)
    if not whole:
        return
    early = _first_half(storing, whole)
    held = sum(int(each.activations) for each in early)
    full = list(takewhile(lambda each: _full_sized(each, subject), storing))
    full_share = sum(int(each.activations) for each in full)
    size = sum(int(each.activation_bytes) for each in storing)
    if len(storing) == 1:
        return
    if 4 * full_share < whole or size < LEAST_BYTES:
        yield Kept(
            CODE,
            f"memory: of {counted(len(storing), 'layer')} that store activations, {_as_far(early)} "
            f"half of the values ({held:,} of {whole:,})",
        )
        return
    terms = total(Leaf(each.name, int(each.activations), each.name) for each in full)
    both = constant("activations and their gradients", 2) * terms
    bytes_ = both * Leaf("bytes a value", full[0].bytes_per_value, "B")
    names = tuple(each.name for each in full)
    percent = f"{100 * full_share / whole:.1f} %"
    yield Finding(
        CODE,
        names,
        subject.place(names[0]),
        f"{few(names)} {'has' if len(names) == 1 else 'have'} maps as large as the input, and "
        f"{full_share:,} of {whole:,} activation values ({percent})",
        f"{bytes_written(int(bytes_))} for one example, gradients counted; a stride of 2 in the "
        f"first layer, as in ZF net, would leave {bytes_written(_halved(full))}",
        SOURCE,
        (Quantity("bytes of activations and gradients", bytes_, "B"),),
    )


def _as_far(early: list[LayerFigures]) -> str:
    if len(early) == 1:
        return f"{early[0].name} alone holds"
    return f"the first {len(early):,}, up to {early[-1].name}, hold"


def _first_half(storing: list[LayerFigures], whole: int) -> list[LayerFigures]:
    """The fewest first layers that hold half."""
    held = 0
    for index, each in enumerate(storing):
        held += int(each.activations)
        if 2 * held >= whole:
            return storing[: index + 1]
    return storing


def _halved(full: list[LayerFigures]) -> int:
    """The bytes of the same maps and their gradients at half the height and width."""
    values = 0
    for each in full:
        maps, height, width = each.output_shape.axes
        values += maps * -(-height // 2) * -(-width // 2)
    return 2 * values * full[0].bytes_per_value


def _full_sized(figures: LayerFigures, subject: Subject) -> bool:
    shape, given = figures.output_shape, subject.analysis.input_shape
    if not isinstance(shape, Image) or not isinstance(given, Image):
        return False
    return shape.height * shape.width >= given.height * given.width
