"""The receptive field: which part of the input one output position sees.

Along each axis the size grows by (F - 1)*d*j, the jump j is multiplied by the stride, and the start
is the coordinate of the first input pixel that the first position sees, negative in padding
(Araujo, Norris & Sim 2019). The field is not clipped to the image, so it may exceed it. Several
paths: their union. After an upsampling neighbouring positions do not all see alike: the size is
the largest, and the jump a fraction; PatternTooLongError where they hardly repeat.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.analysis.axis_field import (
    AxisField,
    Step,
    grown_axis,
    shifted_axis,
    spread_axis,
    step_of,
    united_axis,
)
from cnncalc.derivation import Leaf, constant
from cnncalc.layers.window import axes
from cnncalc.shape import Image

if TYPE_CHECKING:
    from cnncalc.derivation import Number
    from cnncalc.layers.layer import Shift, Spread, Window

__all__ = [
    "AxisField",
    "ReceptiveField",
    "field_of_input",
    "grown",
    "shifted",
    "spread",
    "united",
    "whole_field",
]

ONE_PIXEL = constant("one pixel sees itself", 1)
NO_OFFSET = constant("the first pixel", 0)


class ReceptiveField(NamedTuple):
    """What the first position of a layer sees, and how far the next one's field lies from it.

    Where both axes are alike, `width` is `height` itself.
    """

    height: AxisField
    width: AxisField
    exact: bool = True
    """False where not all positions see fields of the same size."""
    aligned: bool = True
    """False where paths were united whose positions lie differently far apart."""


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
    height = grown_axis(field.height, rows)
    alike = columns is rows and field.width is field.height
    return _field(height, height if alike else grown_axis(field.width, columns), field)


def shifted(field: ReceptiveField, shift: Shift) -> ReceptiveField:
    """Give the field after rows and columns were cut off, or added (a negative shift)."""
    height = shifted_axis(field.height, shift.rows)
    alike = shift.rows == shift.columns and field.width is field.height
    width = height if alike else shifted_axis(field.width, shift.columns)
    return _field(height, width, field)


def spread(field: ReceptiveField, over: Spread) -> ReceptiveField:
    """Give the field after a layer whose positions do not all see alike, such as an upsampling."""
    height = spread_axis(field.height, over.rows)
    alike = over.columns == over.rows and field.width is field.height
    width = height if alike else spread_axis(field.width, over.columns)
    return _field(height, width, field)


def united(fields: tuple[ReceptiveField, ...]) -> ReceptiveField:
    """Give the field of a value that is computed from positions with several fields."""
    first, *others = fields
    if not others:
        return first
    exact = all(each.exact and _jumps(each) == _jumps(first) for each in fields)
    # Beside a path that sees everything, it does not matter how far apart the others' fields lie.
    whole = any(each.height.jump is None for each in fields)
    aligned = whole or all(each.aligned and _jumps(each) == _jumps(first) for each in fields)
    if all(_numbers(each) == _numbers(first) for each in others):
        return first._replace(exact=exact, aligned=aligned)
    height = united_axis([each.height for each in fields])
    alike = all(each.width is each.height for each in fields)
    width = height if alike else united_axis([each.width for each in fields])
    return ReceptiveField(height, width, exact, aligned)


def _field(height: AxisField, width: AxisField, before: ReceptiveField) -> ReceptiveField:
    """Both axes together, of positions that are aligned as those before."""
    alike = height.phases is None and width.phases is None
    if before.height.jump is None:  # what has seen everything sees as much as before
        alike = alike and before.exact
    return ReceptiveField(height, width, before.aligned and alike, before.aligned)


@lru_cache(maxsize=1024)
def _steps(window: Window) -> tuple[Step, Step]:
    """Both axes of a window; the second is the first itself where they are alike."""
    rows, columns = axes(_ANY_IMAGE, window)
    step = step_of(rows)
    return step, step if columns == rows else step_of(columns)


_ANY_IMAGE = Image(1, 1, 1)
"""The size of the image has no part in what a window reaches."""


def _numbers(field: ReceptiveField) -> list[object]:
    return [
        (axis.size.value, axis.jump and axis.jump.value, axis.start.value, axis.phases)
        for axis in field[:2]
    ]


def _jumps(field: ReceptiveField) -> list[Number | None]:
    return [axis.jump.value if axis.jump else None for axis in field[:2]]
