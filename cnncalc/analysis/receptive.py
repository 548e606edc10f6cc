"""The receptive field: which part of the input one output position sees.

Along each axis the size grows by (F - 1)*d*j, the jump j is multiplied by the stride, and the start is
the coordinate of the first input pixel that the first position sees, negative in padding (Araujo, Norris
& Sim 2019). The field is not clipped to the image, so it may exceed it. Several paths: their union.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.derivation import Expression, Leaf, constant, largest, smallest

if TYPE_CHECKING:
    from cnncalc.derivation import Number
    from cnncalc.layers.layer import Window
    from cnncalc.shape import Image

__all__ = ["AxisField", "ReceptiveField", "field_of_input", "grown", "united", "whole_field"]

FIRST_VALUE = constant("the window's first value, which is seen already", 1)
ONE_PIXEL = constant("one pixel sees itself", 1)
NO_OFFSET = constant("the first pixel", 0)


class AxisField(NamedTuple):
    """One axis of a field, in pixels of the input; no jump where all positions see the same."""

    size: Expression
    jump: Expression | None
    start: Expression


class ReceptiveField(NamedTuple):
    """What the first position of a layer sees, and how far the next one's field lies from it."""

    height: AxisField
    width: AxisField
    exact: bool = True
    """False where positions see fields of different sizes, and the largest is given."""


def field_of_input() -> ReceptiveField:
    """Give the field of the input itself: one pixel."""
    axis = AxisField(ONE_PIXEL, ONE_PIXEL, NO_OFFSET)
    return ReceptiveField(axis, axis)


def whole_field(image: Image) -> ReceptiveField:
    """Give the field of a layer that sees everything, such as dense: the input, without a jump."""
    height = AxisField(Leaf("network input height", image.height, "H_0"), None, NO_OFFSET)
    width = AxisField(Leaf("network input width", image.width, "W_0"), None, NO_OFFSET)
    return ReceptiveField(height, width)


def grown(field: ReceptiveField, window: Window) -> ReceptiveField:
    """Give the field after a window over positions that have the given field."""
    kernel, stride, padding, dilation = window
    return ReceptiveField(
        _grown_axis(field.height, kernel.height, stride.height, padding.top, dilation.height),
        _grown_axis(field.width, kernel.width, stride.width, padding.left, dilation.width),
        field.exact,
    )


def united(fields: tuple[ReceptiveField, ...]) -> ReceptiveField:
    """Give the field of a value that is computed from positions with several fields."""
    first = fields[0]
    if all(_numbers(each) == _numbers(first) for each in fields):
        return first
    height, width = (_united_axis(axes) for axes in zip(*(each[:2] for each in fields), strict=True))
    even = all(_jumps(each) == _jumps(first) for each in fields)
    return ReceptiveField(height, width, exact=even and all(each.exact for each in fields))


def _grown_axis(axis: AxisField, kernel: int, stride: int, before: int, dilation: int) -> AxisField:
    if axis.jump is None or (kernel == 1 and stride == 1 and before == 0):
        return axis
    size, start = Leaf("field of the input", axis.size.value, "r"), Leaf("its start", axis.start.value, "s")
    jump = Leaf("jump of the input", axis.jump.value, "j")
    taps: Expression = Leaf("kernel size", kernel, "F") - FIRST_VALUE
    if dilation != 1:
        taps = taps * Leaf("dilation", dilation, "d")
    return AxisField(
        size + taps * jump,
        jump * Leaf("stride", stride, "S"),
        start - Leaf("padding before", before, "P") * jump,
    )


def _united_axis(axes: tuple[AxisField, ...]) -> AxisField:
    starts = [Leaf(f"start of path {i}", each.start.value, f"s_{i}") for i, each in enumerate(axes, 1)]
    ends = [
        start + Leaf(f"field of path {i}", each.size.value, f"r_{i}")
        for i, (start, each) in enumerate(zip(starts, axes, strict=True), 1)
    ]
    start = smallest(*starts)
    jumps = [each.jump for each in axes if each.jump is not None]
    return AxisField(largest(*ends) - start, jumps[0] if len(jumps) == len(axes) else None, start)


def _numbers(field: ReceptiveField) -> list[Number | None]:
    return [part.value if part else None for axis in field[:2] for part in axis]


def _jumps(field: ReceptiveField) -> list[Number | None]:
    return [axis.jump.value if axis.jump else None for axis in field[:2]]
