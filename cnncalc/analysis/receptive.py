"""The receptive field: which part of the input one output position sees.

Along each axis the size grows by (F - 1)*d*j, the jump j is multiplied by the stride, and the start
is the coordinate of the first input pixel that the first position sees, negative in padding
(Araujo, Norris & Sim 2019). The field is not clipped to the image, so it may exceed it. Several
paths: their union.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.derivation import Expression, Leaf, constant, largest, smallest

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    """What the first position of a layer sees, and how far the next one's field lies from it.

    Where both axes are alike, `width` is `height` itself.
    """

    height: AxisField
    width: AxisField
    exact: bool = True
    """False where not all positions see fields of the same size."""


def field_of_input() -> ReceptiveField:
    """Give the field of the input itself: one pixel."""
    return _FIELD_OF_INPUT


_PIXEL = AxisField(ONE_PIXEL, ONE_PIXEL, NO_OFFSET)
_FIELD_OF_INPUT = ReceptiveField(_PIXEL, _PIXEL)


def whole_field(image: Image) -> ReceptiveField:
    """Give the field of a layer that sees everything, such as dense: the input, without a jump."""
    height = AxisField(Leaf("network input height", image.height, "H_0"), None, NO_OFFSET)
    width = AxisField(Leaf("network input width", image.width, "W_0"), None, NO_OFFSET)
    return ReceptiveField(height, width)


def grown(field: ReceptiveField, window: Window) -> ReceptiveField:
    """Give the field after a window over positions that have the given field."""
    kernel, stride, padding, dilation = window
    rows = (kernel.height, stride.height, padding.top, dilation.height)
    columns = (kernel.width, stride.width, padding.left, dilation.width)
    height = _grown_axis(field.height, *rows)
    alike = field.width is field.height and columns == rows
    width = height if alike else _grown_axis(field.width, *columns)
    return ReceptiveField(height, width, field.exact)


def united(fields: tuple[ReceptiveField, ...]) -> ReceptiveField:
    """Give the field of a value that is computed from positions with several fields."""
    first, *others = fields
    if all(_numbers(each) == _numbers(first) for each in others):
        return first
    height = _united_axis([each.height for each in fields])
    alike = all(each.width is each.height for each in fields)
    width = height if alike else _united_axis([each.width for each in fields])
    even = all(_jumps(each) == _jumps(first) for each in others)
    return ReceptiveField(height, width, exact=even and all(each.exact for each in fields))


def _grown_axis(axis: AxisField, kernel: int, stride: int, before: int, dilation: int) -> AxisField:
    if axis.jump is None or (kernel == 1 and stride == 1 and before == 0):
        return axis
    reach, step, padding = _window_axis(kernel, stride, before, dilation)
    size = Leaf("field of the input", axis.size.value, "r")
    jump = Leaf("jump of the input", axis.jump.value, "j")
    start = Leaf("its start", axis.start.value, "s")
    return AxisField(size + reach * jump, jump * step, start - padding * jump)


@lru_cache(maxsize=1024)
def _window_axis(kernel: int, stride: int, before: int, dilation: int) -> tuple[Expression, ...]:
    """What a window adds on one axis: how far it reaches, how far it moves, and its padding."""
    reach: Expression = Leaf("kernel size", kernel, "F") - FIRST_VALUE
    if dilation != 1:
        reach = reach * Leaf("dilation", dilation, "d")
    return reach, Leaf("stride", stride, "S"), Leaf("padding before", before, "P")


def _united_axis(axes: Sequence[AxisField]) -> AxisField:
    starts = [_of_path(index, "start", each.start, "s") for index, each in enumerate(axes, 1)]
    sizes = [_of_path(index, "field", each.size, "r") for index, each in enumerate(axes, 1)]
    first = smallest(*starts)
    end = largest(*(start + size for start, size in zip(starts, sizes, strict=True)))
    jumps = [each.jump for each in axes]
    return AxisField(end - first, None if None in jumps else jumps[0], first)


def _of_path(index: int, part: str, expression: Expression, letter: str) -> Leaf:
    return Leaf(f"{part} of path {index}", expression.value, f"{letter}_{index}")


def _numbers(field: ReceptiveField) -> list[Number | None]:
    return [part.value if part else None for axis in field[:2] for part in axis]


def _jumps(field: ReceptiveField) -> list[Number | None]:
    return [axis.jump.value if axis.jump else None for axis in field[:2]]
