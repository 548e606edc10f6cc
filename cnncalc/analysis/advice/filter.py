"""Filters: small, moving by one, and padded so that the size is kept."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cnncalc.analysis.advice.finding import Finding, Kept
from cnncalc.analysis.advice.stack import stack_of
from cnncalc.analysis.advice.subject import NOTES, counted, few, is_depthwise
from cnncalc.derivation import Leaf
from cnncalc.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cnncalc.analysis.advice.subject import Subject
    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.layers.field import Pair
    from cnncalc.layers.layer import Window

__all__ = ["large_filters", "large_strides", "unkept_sizes"]

SOURCE = f"{NOTES}, Layer Sizing Patterns: small filters, stride 1, padding that keeps the size"
LARGEST = 5
"""A filter of more is for the first layer alone; one of 1x7 has fewer weights than one of 5x5."""
LARGEST_STRIDE = 2


def large_filters(subject: Subject) -> Iterator[Finding | Kept]:
    """Give a finding for each filter above 5x5, where no stack was named.

    In the first layer it is one with stride 1 alone: a larger stride saves memory.
    """
    large = [each for each in subject.convolutions if _is_large(each)]
    for each in large:
        if not _stacked(each) and not _saves_memory(each, subject):
            yield _large_filter(subject, each)
    if subject.convolutions and not large:
        sides = sorted({_window(each).kernel for each in subject.convolutions})
        yield Kept(
            "large-filter",
            f"filters of {_sizes(sides)}, and none with more than 5x5 weights"
            f"{_depthwise(subject, sides)}",
        )
    for each in large:
        if _saves_memory(each, subject) and not _stacked(each):
            (height, width), (stride, _) = _window(each).kernel, _window(each).stride
            yield Kept(
                "large-filter",
                f"{each.name}: {height}x{width} with stride {stride} looks at the input itself; "
                "there the notes accept it, for the sake of memory",
            )


def _sizes(kernels: Iterable[Pair]) -> str:
    return ", ".join(f"{height}x{width}" for height, width in kernels)


def _depthwise(subject: Subject, sides: Sequence[Pair]) -> str:
    """The sizes that only depthwise filters have, which are not held against the rule."""
    windows = (each.window for each in subject.layers if is_depthwise(each))
    kernels = sorted({each.kernel for each in windows if each is not None} - {*sides})
    return f"; depthwise ones, of {_sizes(kernels)}, are apart" if kernels else ""


def _saves_memory(figures: LayerFigures, subject: Subject) -> bool:
    """Whether a layer looks at the input itself, and at fewer positions than that has."""
    return figures.name in subject.first and max(_window(figures).stride) > 1


def _is_large(figures: LayerFigures) -> bool:
    height, width = _window(figures).kernel
    return height * width > LARGEST * LARGEST


def _stacked(figures: LayerFigures) -> bool:
    """Whether the layer has a finding of its own, that a stack would do the same with less."""
    stack = stack_of(figures)
    return stack is not None and stack.weights.value < stack.one.value


def _large_filter(subject: Subject, figures: LayerFigures) -> Finding:
    height, width = _window(figures).kernel
    share = Fraction(int(figures.parameters), int(subject.analysis.totals.parameters))
    where = "behind the first layer, where 3x3 or at most 5x5 are usual"
    if figures.name in subject.first:
        where = (
            "with stride 1 in the first layer: the notes accept large ones there with a larger "
            "stride, for the sake of memory, and stride 1 saves none"
        )
    return Finding(
        "large-filter",
        (figures.name,),
        subject.place(figures.name, "kernel"),
        f"filters of {height}x{width} {where}",
        f"it has {int(figures.parameters):,} of the network's "
        f"{int(subject.analysis.totals.parameters):,} parameters ({_percent(share)})",
        SOURCE,
        (figures.parameters,),
    )


def large_strides(subject: Subject) -> Iterator[Finding | Kept]:
    """Give a finding for filters that jump over pixels, and for strides above 2 past the first."""
    strided = [each for each in subject.convolutions if max(_window(each).stride) > 1]
    wide = [each for each in strided if _too_wide(each, subject)]
    for each in wide:
        yield _large_stride(subject, each)
    usual = tuple(each.name for each in strided if each not in wide)
    behind = tuple(name for name in usual if name not in subject.first)
    if behind:
        yield Kept(
            "large-stride",
            f"stride 2 in {counted(len(behind), 'convolution')}, in place of pooling "
            f"({few(behind)})",
        )
    elif subject.convolutions and not strided and not subject.strides:
        yield Kept("large-stride", "stride 1 in every convolution")


def _too_wide(figures: LayerFigures, subject: Subject) -> bool:
    window = _window(figures)
    jumps = any(
        s > d * (f - 1) + 1
        for s, f, d in zip(window.stride, window.kernel, window.dilation, strict=True)
    )
    behind = figures.name not in subject.first
    return jumps or (behind and max(window.stride) > LARGEST_STRIDE)


def _large_stride(subject: Subject, figures: LayerFigures) -> Finding:
    window = _window(figures)
    (height, width), (rows, columns) = window.kernel, window.stride
    seen = Fraction(min(height, rows) * min(width, columns), rows * columns)
    unseen = f", and {_percent(1 - seen)} of its input is never looked at" if seen < 1 else ""
    return Finding(
        "large-stride",
        (figures.name,),
        subject.place(figures.name, "stride"),
        f"filters of {height}x{width} move by {rows}"
        + (f" and {columns}" if columns != rows else ""),
        f"{_shape(figures)}: 1 position in {rows * columns} is left{unseen}; "
        "stride 1 and a pooling of 2x2 keep 1 in 4",
        SOURCE,
        (Quantity("positions left", Leaf("one in", rows * columns, "S*S")),),
    )


def unkept_sizes(subject: Subject) -> Iterator[Finding | Kept]:
    """Give one finding for all convolutions of stride 1 that do not pad as much as they take."""
    ones = [each for each in subject.convolutions if _window(each).stride == (1, 1)]
    shrinking = [each for each in ones if _shrinks(each) and not _excused(each, subject)]
    if not shrinking:
        if ones:
            yield Kept("size-not-kept", "padding keeps the size in every convolution of stride 1")
        return
    first, names = shrinking[0], tuple(each.name for each in shrinking)
    window = _window(first)
    needed = window.dilation[0] * (window.kernel[0] - 1)
    before, after = first.input_shapes[0].axes[1:], first.output_shape.axes[1:]
    share = Fraction(after[0] * after[1], before[0] * before[1])
    said = f"padding {needed // 2}" if needed % 2 == 0 else "padding `same`"
    all_of_them = f"{first.name} does not pad" if len(names) == 1 else f"{few(names)} do not pad"
    yield Finding(
        "size-not-kept",
        names,
        subject.place(first.name, "padding"),
        f"{all_of_them}, so that maps shrink and what is at the border is washed away",
        f"{first.name}: {_shape(first)}, {_percent(share)} of the positions; {said} keeps all",
        f"{NOTES}, Layer Sizing Patterns: why use padding",
    )


def _excused(figures: LayerFigures, subject: Subject) -> bool:
    """Whether another layer pads for it, or it is as good as dense, and has a finding already."""
    behind = figures.name not in subject.first
    return subject.reads_padding(figures) or (behind and _is_large(figures))


def _shrinks(figures: LayerFigures) -> bool:
    before, after = figures.input_shapes[0].axes[1:], figures.output_shape.axes[1:]
    return any(one > two for one, two in zip(before, after, strict=True))


def _window(figures: LayerFigures) -> Window:
    window = figures.window
    if window is None:  # a convolution has one
        raise TypeError(figures.name)
    return window


def _shape(figures: LayerFigures) -> str:
    (_, rows, columns), (_, high, wide) = figures.input_shapes[0].axes, figures.output_shape.axes
    return f"{rows}x{columns} becomes {high}x{wide}"


def _percent(share: Fraction) -> str:
    return f"{float(100 * share):.1f} %"
