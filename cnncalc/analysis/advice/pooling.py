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
    """Give a finding for each max pooling of more than 3 that shrinks maps, and is not global."""
    poolings = [each for each in subject.layers if each.kind == "maxpool"]
    large = [each for each in poolings if _is_large(each)]
    for each in large:
        yield _finding(subject, each)
    fine = [each for each in poolings if each not in large]
    if fine:
        kinds = sorted({_written(each) for each in fine})
        yield Kept(CODE, f"{counted(len(fine), 'max pooling')} of {', '.join(kinds)}")


def _is_large(figures: LayerFigures) -> bool:
    window = figures.window
    return (
        window is not None
        and max(window.kernel) > LARGEST
        and figures.output_shape.values < figures.input_shapes[0].values
        and not _sees_all(figures)
    )


def _sees_all(figures: LayerFigures) -> bool:
    """Whether one window is as large as the map: that is a global pooling."""
    kernel = (0, 0) if figures.window is None else figures.window.kernel
    sides = figures.input_shapes[0].axes[1:]
    return all(size >= side for size, side in zip(kernel, sides, strict=True))


def _written(figures: LayerFigures) -> str:
    """The window and its stride, and why a large one is none that loses much."""
    window = figures.window
    if window is None:  # a pooling has one
        raise TypeError(figures.name)
    (height, width), (stride, _) = window.kernel, window.stride
    why = ""
    if max(window.kernel) > LARGEST:
        why = ", over the whole map" if _sees_all(figures) else ", which keeps the size"
    return f"{height}x{width} with stride {stride}{why}"


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
