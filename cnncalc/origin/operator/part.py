"""Operators that take a part: Slice, Split, Gather; rows, columns, or channels in equal parts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cnncalc.diagnostic import LayerError
from cnncalc.layers.field import Sides
from cnncalc.origin.layout import Layout, straight
from cnncalc.origin.model import Constant, whole_number
from cnncalc.origin.operator.sizes import gathered, sliced
from cnncalc.origin.operator.window import NO_SIDES
from cnncalc.origin.settling import bordered, image_step, settled
from cnncalc.origin.value import Border, Data

if TYPE_CHECKING:
    from cnncalc.origin.site import Site
    from cnncalc.origin.value import Value

__all__ = ["cut", "gather", "split"]


def cut(at: Site) -> Value:
    """Take a piece along some axes."""
    value = at.inputs[0]
    starts, ends = at.whole("starts", 1) or (), at.whole("ends", 2) or ()
    axes, steps = at.whole("axes", 3), at.whole("steps", 4)
    axes = tuple(range(len(starts))) if axes is None else axes
    steps = steps or (1,) * len(starts)
    if not len(starts) == len(ends) == len(axes) == len(steps):
        raise LayerError("unsupported-input", "its starts, ends, axes and steps differ in number")
    if isinstance(value, Constant):
        return sliced(value, starts, ends, axes, steps)
    data = at.data(0)
    for start, end, axis, step in zip(starts, ends, axes, steps, strict=True):
        data = _cut(at, data, axis % len(data.dims), slice(start, end, step))
    return data


def split(at: Site) -> tuple[Value, ...]:
    """Take all of several parts."""
    outputs = at.operation.outputs
    data = at.data(0)
    axis = at.number("axis", 0) % len(data.dims)
    size = _size(data, axis)
    sizes = at.whole("split", 1)
    if sizes is None:
        each = -(-size // len(outputs))
        sizes = (each,) * (size // each) + ((size % each,) if size % each else ())
    if sum(sizes) != size or len(sizes) != len(outputs):
        raise LayerError("shapes-differ", f"its parts are {sum(sizes)} together, of {size}")
    ends = [sum(sizes[: each + 1]) for each in range(len(sizes))]
    wanted = [at.readers.get(each, 0) > 0 for each in outputs]
    return tuple(
        _cut(at, data, axis, slice(end - length, end, 1)) if reads else data
        for end, length, reads in zip(ends, sizes, wanted, strict=True)
    )


def gather(at: Site) -> Value:
    """Take what some numbers point at: a size of a shape, or one part of the channels."""
    value, index = at.inputs[0], at.constant(1)
    axis = at.number("axis", 0)
    if isinstance(value, Constant):
        return gathered(value, index, axis)
    data = bordered(at.plan, at.data(0))
    axis %= len(data.dims)
    if index is not None and len(data.dims) == 1 and index.whole() == tuple(range(index.size)):
        layout = data.layout.reshaped(index.dims)  # all values in order: another view of them
        if layout is not None:
            return replace(data, layout=layout)
    if index is None or index.scalar is None:
        raise LayerError("no-such-layer", "it picks several parts, which no layer of a spec does")
    size = data.dims[axis]
    take = whole_number(index.scalar) % size
    part = _cut(at, data, axis, slice(take, take + 1, 1))
    if index.dims:
        return part
    left = tuple(each for at_, each in enumerate(part.layout.axes) if at_ != axis)
    return replace(part, layout=Layout(left))


def _size(data: Data, axis: int) -> int:
    """The size along an axis, with the border."""
    size = data.dims[axis]
    if data.border and len(data.dims) == _RANK:
        top, bottom, left, right = data.border.sides
        size += {2: top + bottom, 3: left + right}.get(axis, 0)
    return size


_RANK = 4


def _cut(at: Site, data: Data, axis: int, piece: slice) -> Data:
    size = _size(data, axis)
    start, end, step = piece.indices(size)
    if step == 1 and (start, end) == (0, size):
        return data
    if step != 1 or end <= start:
        raise LayerError("no-such-layer", "it takes every other value, or none at all")
    digits = data.layout.axes[axis]
    if len(digits) == 1 and digits[0].axis in "hw" and data.dims[axis] == _whole(at, data, axis):
        sides = _sides(digits[0].axis, -start, end - size)
        return _bordered_more(at, data, sides)
    data = bordered(at.plan, data)
    if len(digits) > 1 and len(data.dims) == _RANK:  # a shuffle before it is a layer by itself
        index = image_step(at.plan, data)
        data = Data(index, straight(at.plan.shape(index), at.batch(data)))
    digits = data.layout.axes[axis]
    channels = at.plan.shape(data.step).channels
    length = end - start
    outermost = bool(digits) and digits[0].axis == "c"
    outermost = outermost and digits[0].size * digits[0].stride == channels
    if not outermost or len(digits) > 1 or size % length or start % length:
        message = f"it takes {start} to {end} of {size} values along an axis; "
        message += "a spec takes rows and columns, or channels in equal parts"
        raise LayerError("no-such-layer", message)
    fields = {"parts": size // length, "take": start // length}
    index = at.plan.once("split", fields, data.step)
    smaller = digits[0]._replace(size=length)
    axes = list(data.layout.axes)
    axes[axis] = (smaller,) if length > 1 else ()
    return replace(data, step=index, layout=Layout(tuple(axes)))


def _whole(at: Site, data: Data, axis: int) -> int:
    """How long the rows or columns are of the image that the data come from."""
    letter = data.layout.axes[axis][0].axis
    axes = at.plan.shape(data.step).axes
    return axes[-2 if letter == "h" else -1]


def _sides(axis: str, before: int, after: int) -> Sides:
    return Sides(before, after, 0, 0) if axis == "h" else Sides(0, 0, before, after)


def _bordered_more(at: Site, data: Data, sides: Sides) -> Data:
    data = settled(at.plan, data)
    before = data.border.sides if data.border else NO_SIDES
    if max(before) > 0:
        data = bordered(at.plan, data)
        before = NO_SIDES
    together = Sides(*(a + b for a, b in zip(before, sides, strict=True)))
    return replace(data, border=Border(together))
