"""Pooling: windows of 2 or 3; larger ones are too lossy."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cnncalc.analysis.advice.finding import Finding, Kept
from cnncalc.analysis.advice.subject import NOTES, counted
from cnncalc.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.advice.subject import Subject
    from cnncalc.analysis.figure import LayerFigures

__all__ = ["large_poolings"]

CODE = "large-pooling"
LARGEST = 3
SOURCE = f"{NOTES}, Layer Sizing Patterns: max pooling above 3 is too lossy and aggressive"


def large_poolings(subject: Subject) -> Iterator[Finding | Kept]:
    """Give a finding for each max pooling of more than 3 that shrinks maps to more than a value."""
    poolings = [each for each in subject.layers if each.kind == "maxpool" and _shrinks(each)]
    large = [each for each in poolings if each.window and max(each.window.kernel) > LARGEST]
    for each in large:
        yield _finding(subject, each)
    if poolings and not large:
        kinds = sorted(
            {(each.window.kernel, each.window.stride) for each in poolings if each.window}
        )
        written = ", ".join(
            f"{height}x{width} with stride {stride}" for (height, width), (stride, _) in kinds
        )
        yield Kept(CODE, f"{counted(len(poolings), 'max pooling')} of {written}")


def _shrinks(figures: LayerFigures) -> bool:
    """Whether maps become smaller, and not a single value: that is a global pooling."""
    before, after = figures.input_shapes[0], figures.output_shape
    return 1 not in after.axes[1:] and after.values < before.values


def _finding(subject: Subject, figures: LayerFigures) -> Finding:
    before, after = figures.input_shapes[0].values, figures.output_shape.values
    window = figures.window
    height, width = (0, 0) if window is None else window.kernel
    lost = Fraction(before - after, before)
    return Finding(
        CODE,
        (figures.name,),
        subject.place(figures.name, "kernel"),
        f"max pooling over {height}x{width}, where 2x2 or 3x3 are usual",
        f"of {before:,} values {after:,} are left, {_percent(lost)} are discarded; "
        "2x2 with stride 2 discards 75.0 %",
        SOURCE,
        (Quantity("values left", figures.outputs.derivation),),
    )


def _percent(share: Fraction) -> str:
    return f"{float(100 * share):.1f} %"
