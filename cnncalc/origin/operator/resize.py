"""Operators that change height and width: Pad, Resize and Upsample."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cnncalc.diagnostic import LayerError
from cnncalc.layers.field import Pair, Sides
from cnncalc.origin.model import whole_number
from cnncalc.origin.operator.window import NO_SIDES, image_of
from cnncalc.origin.settling import bordered, image_step, settled
from cnncalc.origin.value import Border, Data

if TYPE_CHECKING:
    from cnncalc.origin.site import Site

__all__ = ["pad", "resize"]


def pad(at: Site) -> Data:
    """Put a border around an image; the next window may take it for its own."""
    data = at.data(0)
    rank = len(data.dims)
    pads = at.whole("pads", 1) or ()
    axes = at.whole("axes", 3) or tuple(range(rank))
    if len(pads) != 2 * len(axes):
        raise LayerError("shapes-differ", f"it has {len(pads)} amounts for {len(axes)} axes")
    around = {
        each % rank: (pads[index], pads[index + len(axes)]) for index, each in enumerate(axes)
    }
    around = {each: amounts for each, amounts in around.items() if amounts != (0, 0)}
    letters = {each: "".join(digit.axis for digit in data.layout.axes[each]) for each in around}
    if rank > _RANK and data.curve is not None and set(letters.values()) == {"c"}:
        return data  # local response normalization, around the first and the last map
    data = settled(at.plan, data)
    if data.border is not None:
        data = bordered(at.plan, data)
    if rank != _RANK or not all(_fits(each, letter) for each, letter in letters.items()):
        message = "it pads other axes than the rows and columns of an image"
        raise LayerError("no-such-layer", message)
    rows, columns = around.get(2, (0, 0)), around.get(3, (0, 0))
    fill: float | None = None
    if at.word("mode", "constant") == "constant":
        given = at.constant(2)
        fill = at.real("value", 0.0) if given is None else given.scalar
    sides = Sides(*rows, *columns)
    if sides == NO_SIDES:
        return data
    image_step(at.plan, data)
    return replace(data, border=Border(sides, fill))


def resize(at: Site) -> Data:
    """Add an upsampling, by a factor or to a size."""
    data = at.data(0)
    step = image_step(at.plan, data)
    image = image_of(at, step)
    before = (at.batch(data), *image.axes)
    scales, sizes = _asked(at)
    axes = at.whole("axes") or tuple(range(len(scales or sizes or ())))
    wanted = list(before)
    for index, axis in enumerate(axes):
        if sizes:
            wanted[axis % _RANK] = sizes[index]
        elif scales:
            wanted[axis % _RANK] = whole_number(before[axis % _RANK] * scales[index] + _NEAR)
    if tuple(wanted[:2]) != before[:2] or min(wanted) < 1:
        raise LayerError("no-such-layer", "it makes more of other axes than rows and columns")
    mode = at.word("mode", "nearest")
    if mode == "cubic":
        at.plan.note("A bicubic upsampling is written as a bilinear one, which has its shapes.")
    size = Pair(*wanted[2:])
    factor = Pair(size.height // image.height, size.width // image.width)
    exact = (factor.height * image.height, factor.width * image.width) == size
    fields: dict[str, object] = {"scale": factor} if exact else {"size": size}
    fields["mode"] = None if mode == "nearest" else "bilinear"
    return at.after("upsample", fields, step, at.batch(data))


_RANK = 4
_NEAR = 1e-5
"""A factor such as 1/3 is stored a little too small."""


def _fits(axis: int, letters: str) -> bool:
    return letters == {2: "h", 3: "w"}.get(axis) or (axis in {2, 3} and not letters)


def _asked(at: Site) -> tuple[tuple[float, ...] | None, tuple[int, ...] | None]:
    """The factors, or the sizes, that are asked for."""
    old = at.operation.kind == "Upsample" or at.version < _SIZES_SAID
    given = at.constant(1 if old else 2)
    said = at.operation.attributes.get("scales")
    if isinstance(said, tuple):
        return tuple(each for each in said if isinstance(each, int | float)), None
    if given is not None and given.size:
        if given.values is None:
            raise LayerError("unsupported-input", "its scales are not in the file as numbers")
        return given.values, None
    sizes = at.whole("sizes", 3)
    if sizes is None:
        raise LayerError("unsupported-input", "it says neither scales nor sizes")
    return None, sizes


_SIZES_SAID = 11
