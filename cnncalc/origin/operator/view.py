"""Operators that hold the same values in other axes: Reshape, Transpose, Flatten and relatives."""

from __future__ import annotations

from dataclasses import replace
from math import prod
from typing import TYPE_CHECKING

from cnncalc.diagnostic import LayerError
from cnncalc.origin.layout import straight
from cnncalc.origin.model import Constant
from cnncalc.origin.operator.sizes import transposed
from cnncalc.origin.settling import bordered, image_step, rearranged
from cnncalc.origin.value import Data

if TYPE_CHECKING:
    from cnncalc.origin.site import Site
    from cnncalc.origin.value import Value

__all__ = [
    "depth_to_space",
    "flatten",
    "reshape",
    "space_to_depth",
    "squeeze",
    "transpose",
    "unsqueeze",
]


def reshape(at: Site) -> Value:
    """Give other sizes: 0 keeps one, -1 is what is left."""
    value, wanted = _whole(at), at.whole("shape", 1)
    if wanted is None:
        raise LayerError("unsupported-input", "it does not say to what sizes")
    dims = value.dims
    sizes = list(wanted)
    if not at.number("allowzero", 0):
        sizes = [
            dims[each] if size == 0 and each < len(dims) else size
            for each, size in enumerate(sizes)
        ]
    if sizes.count(-1) == 1:
        known = -prod(sizes)
        if known <= 0 or prod(dims) % known:
            raise LayerError("shapes-differ", f"{_x(dims)} does not become {_x(sizes)}")
        sizes[sizes.index(-1)] = prod(dims) // known
    return _sized(at, value, tuple(sizes))


def flatten(at: Site) -> Value:
    """Put the axes before one together, and those from it on."""
    value = _whole(at)
    dims = value.dims
    axis = at.number("axis", 1)
    axis = axis + len(dims) if axis < 0 else axis
    return _sized(at, value, (prod(dims[:axis]), prod(dims[axis:])))


def squeeze(at: Site) -> Value:
    """Leave out axes of size 1."""
    value = _whole(at)
    dims = value.dims
    axes = at.whole("axes", 1)
    if axes is None:
        axes = tuple(each for each, size in enumerate(dims) if size == 1)
    gone = {each % max(len(dims), 1) for each in axes}
    left = tuple(size for each, size in enumerate(dims) if each not in gone)
    return _sized(at, value, left)


def unsqueeze(at: Site) -> Value:
    """Put in axes of size 1."""
    value = _whole(at)
    dims = value.dims
    axes = at.whole("axes", 1) or ()
    rank = len(dims) + len(axes)
    if rank > _MOST_AXES:
        raise LayerError("unsupported-input", f"it asks for {rank} axes")
    new, rest = {each % rank for each in axes}, list(dims)
    return _sized(at, value, tuple(1 if each in new else rest.pop(0) for each in range(rank)))


def transpose(at: Site) -> Value:
    """Put the axes in another order."""
    value = _whole(at)
    dims = value.dims
    order = at.whole("perm") or tuple(reversed(range(len(dims))))
    if sorted(order) != list(range(len(dims))):
        raise LayerError("shapes-differ", f"an order of {len(order)} axes for {len(dims)}")
    if isinstance(value, Constant):
        return transposed(value, order)
    data = bordered(at.plan, value)
    return replace(data, layout=data.layout.permuted(order))


def depth_to_space(at: Site) -> Data:
    """Add a pixel shuffle; which of the maps go where changes no figure."""
    data = at.data(0)
    fields = {"factor": at.number("blocksize", 1)}
    return at.after("pixel_shuffle", fields, image_step(at.plan, data), at.batch(data))


def space_to_depth(at: Site) -> Data:
    """Add a space to depth."""
    data = at.data(0)
    fields = {"factor": at.number("blocksize", 1)}
    return at.after("space_to_depth", fields, image_step(at.plan, data), at.batch(data))


_MOST_AXES = 16


def _whole(at: Site) -> Data | Constant:
    """What comes in, with its border as a part of it."""
    value = at.inputs[0]
    if isinstance(value, Data):
        return bordered(at.plan, value) if value.border else value
    if isinstance(value, Constant):
        return value
    raise LayerError("unsupported-input", "nothing comes in")


def _sized(at: Site, value: Data | Constant, dims: tuple[int, ...]) -> Value:
    """The same values under other sizes."""
    if isinstance(value, Constant):
        if prod(dims) != value.size or min(dims, default=1) < 0:
            raise LayerError("shapes-differ", f"{_x(value.dims)} does not become {_x(dims)}")
        return replace(value, dims=dims)
    data = value
    if prod(dims) != prod(data.dims) or min(dims, default=1) < 1:
        raise LayerError("shapes-differ", f"{_x(data.dims)} does not become {_x(dims)}")
    layout = data.layout.reshaped(dims)
    if layout is None:  # across the borders of channels, rows and columns: another image
        step = image_step(at.plan, data)
        batch = at.batch(data)
        flat = straight(at.plan.shape(step), batch).reshaped((batch, prod(dims) // batch))
        layout = flat.reshaped(dims) if flat else None
        if layout is None:
            return _as_another(at, step, dims, batch)
        return Data(step, layout)
    if data.curve is None and rearranged(at.plan, data, layout):  # what comes next is another
        step = image_step(at.plan, replace(data, layout=layout))
        return Data(step, straight(at.plan.shape(step), at.batch(data)))
    return replace(data, layout=layout)


def _as_another(at: Site, step: int, dims: tuple[int, ...], batch: int) -> Data:
    """A reshape to an image, or to a vector."""
    from cnncalc.shape import Image, Vector

    if dims[0] == batch and len(dims) in {_VECTOR_AXES, _IMAGE_AXES}:
        shape = Image(*dims[1:]) if len(dims) == _IMAGE_AXES else Vector(dims[1])
        return at.after("reshape", {"output": shape}, step, batch)
    raise LayerError("no-such-layer", f"a tensor of {_x(dims)} is neither image nor vector")


_VECTOR_AXES, _IMAGE_AXES = 2, 4


def _x(dims: tuple[int, ...] | list[int]) -> str:
    shown = "x".join(str(each) for each in dims[:_MOST_AXES]) or "one value"
    return f"{shown}..." if len(dims) > _MOST_AXES else shown
