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
from cnncalc.layers.window import axes
from cnncalc.shape import Image

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.derivation import Number
    from cnncalc.layers.axis import Axis
    from cnncalc.layers.layer import Window

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
    rows, columns = _steps(window)
    height = _grown_axis(field.height, rows)
    alike = columns is rows and field.width is field.height
    return ReceptiveField(
        height, height if alike else _grown_axis(field.width, columns), field.exact
    )


def united(fields: tuple[ReceptiveField, ...]) -> ReceptiveField:
    """Give the field of a value that is computed from positions with several fields."""
    first, *others = fields
    if not others:
        return first
    exact = all(each.exact and _jumps(each) == _jumps(first) for each in fields)
    if all(_numbers(each) == _numbers(first) for each in others):
        return first._replace(exact=exact)
    height = _united_axis([each.height for each in fields])
    alike = all(each.width is each.height for each in fields)
    width = height if alike else _united_axis([each.width for each in fields])
    return ReceptiveField(height, width, exact)


class _Step(NamedTuple):
    """What a window adds along one axis, in numbers of the positions that it slides over."""

    reach: Expression
    """How much further than its first value it sees: (F - 1)*d."""
    stride: Leaf
    before: Leaf
    """The padding before the first value."""

    @property
    def stays(self) -> bool:
        """Whether the window looks at each position by itself."""
        return (self.reach.value, self.stride.value, self.before.value) == (0, 1, 0)


@lru_cache(maxsize=1024)
def _steps(window: Window) -> tuple[_Step, _Step]:
    """Both axes of a window; the second is the first itself where they are alike."""
    rows, columns = axes(_ANY_IMAGE, window)
    step = _step(rows)
    return step, step if columns == rows else _step(columns)


def _step(axis: Axis) -> _Step:
    reach: Expression = axis.number("F") - FIRST_VALUE
    if axis.dilation != 1:
        reach = reach * axis.number("d")
    before = axis.number("P") if axis.before == axis.after else axis.sides[0]
    return _Step(reach, axis.number("S"), before)


_ANY_IMAGE = Image(1, 1, 1)
"""The size of the image has no part in what a window reaches."""


def _grown_axis(axis: AxisField, step: _Step) -> AxisField:
    if axis.jump is None or step.stays:
        return axis
    size = Leaf("field of the input", axis.size.value, "r")
    jump = Leaf("jump of the input", axis.jump.value, "j")
    start = Leaf("its start", axis.start.value, "s")
    return AxisField(size + step.reach * jump, jump * step.stride, start - step.before * jump)


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
