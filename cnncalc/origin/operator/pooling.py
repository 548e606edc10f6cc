"""Operators that shrink maps: MaxPool, AveragePool, LpPool; global ones, and means over H and W."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cnncalc.diagnostic import LayerError
from cnncalc.origin.curve import STARTING, applied
from cnncalc.origin.layout import Layout, straight
from cnncalc.origin.moment import averaged
from cnncalc.origin.operator.window import NO_SIDES, framed, pair_of, plain_window
from cnncalc.origin.settling import bordered
from cnncalc.origin.value import Moment
from cnncalc.shape import Image

if TYPE_CHECKING:
    from cnncalc.origin.site import Site
    from cnncalc.origin.value import Data

__all__ = [
    "average_pool",
    "global_average_pool",
    "global_max_pool",
    "lp_pool",
    "max_pool",
    "reduce_max",
    "reduce_mean",
]

SQUARED = applied("Mul", [STARTING, STARTING])


def max_pool(at: Site) -> Data:
    """Add a max pooling."""
    return _pool(at, "maxpool", float("-inf"), {"dilation": plain_window(at, "dilations")})


def average_pool(at: Site) -> Data:
    """Add an average pooling; of squares, it is one half of an L2 pooling, or of an LRN."""
    data = at.data(0)
    squared = data.curve is not None and data.curve.before is None and data.samples == SQUARED
    if squared and len(data.dims) != _RANK:
        return _neighbours(at, data)
    if plain_window(at, "dilations") is not None:
        raise LayerError("no-such-layer", "a dilated average pooling is no layer of a spec")
    if squared:
        pooled = _pool(replace_input(at, replace(data, curve=None)), "l2pool", 0.0, {})
        kernel = pair_of(at, "kernel_shape")
        area = float(kernel[0] * kernel[1]) if kernel else 1.0
        samples = tuple(each / area for each in SQUARED)
        return pooled.bent(samples, None)
    counted = at.number("count_include_pad", 0) == 1
    return _pool(at, "avgpool", 0.0, {"count_include_pad": None if counted else False})


def lp_pool(at: Site) -> Data:
    """Add an L2 pooling."""
    if at.number("p", 2) != 2:  # noqa: PLR2004  the power in the name
        raise LayerError("no-such-layer", "of these poolings, a spec has the one with p = 2")
    return _pool(at, "l2pool", 0.0, {})


def global_average_pool(at: Site) -> Data:
    """Add a mean over each map."""
    return _global(at, "global_avgpool", (2, 3), kept=True)


def global_max_pool(at: Site) -> Data:
    """Add a largest value of each map."""
    return _global(at, "global_maxpool", (2, 3), kept=True)


def reduce_mean(at: Site) -> Data:
    """Add a mean over each map; over channels, it is the first piece of a layer normalization."""
    piece = averaged(at, at.whole("axes", 1))
    if piece is not None:
        return piece
    return _global(at, "global_avgpool", at.whole("axes", 1), kept=at.number("keepdims", 1) == 1)


def reduce_max(at: Site) -> Data:
    """Add a largest value of each map, where rows and columns are what it goes over."""
    return _global(at, "global_maxpool", at.whole("axes", 1), kept=at.number("keepdims", 1) == 1)


_RANK = 4


def replace_input(at: Site, data: Data) -> Site:
    """Give the site with other data as its first input."""
    return replace(at, inputs=(data, *at.inputs[1:]))


def _pool(at: Site, kind: str, fill: float, fields: dict[str, object]) -> Data:
    kernel = pair_of(at, "kernel_shape")
    if kernel is None:
        raise LayerError("unsupported-input", "it does not say how large its window is")
    bordering = at.data(0).border
    frame = framed(at, kernel, fill)
    stride = pair_of(at, "strides") or (1, 1)
    padding = None if frame.padding == NO_SIDES else frame.padding
    if kind == "avgpool":
        joined = bordering is not None and padding is not None and at.whole("pads") is None
        if padding is None or joined:
            fields = {}
    written: dict[str, object] = {
        "kernel": kernel,
        "stride": None if tuple(stride) == tuple(kernel) else stride,
        "padding": padding,
        **fields,
        "rounding": "ceil" if at.number("ceil_mode", 0) == 1 else None,
    }
    return at.after(kind, written, frame.step, frame.batch)


def _neighbours(at: Site, data: Data) -> Data:
    """Take the mean over neighbouring maps, the first half of local response normalization."""
    kernel = at.whole("kernel_shape") or ()
    axis = len(data.dims) - len(kernel)
    sizes = [each for each in kernel if each > 1]
    over = kernel.index(sizes[0]) + axis if len(sizes) == 1 and axis > 0 else 0
    if not over or [digit.axis for digit in data.layout.axes[over]] != ["c"]:
        raise LayerError("image-expected", "it goes over other axes than rows and columns")
    return replace(data, curve=None, moment=Moment("neighbours", sizes[0]))


def _global(at: Site, kind: str, axes: tuple[int, ...] | None, *, kept: bool) -> Data:
    data = bordered(at.plan, at.data(0))
    rank = len(data.dims)
    over = {each % rank for each in (axes if axes is not None else range(rank))}
    shape = at.plan.shape(data.step)
    met = sorted(digit for each in over for digit in data.layout.axes[each])
    image = straight(shape).axes[2:] if isinstance(shape, Image) else ()
    if met != sorted(digit for axis in image for digit in axis) or not isinstance(shape, Image):
        message = "it goes over other axes than the rows and columns of an image"
        raise LayerError("no-such-layer", message)
    step = at.plan.add(kind, {}, (data.step,))
    left = [() if each in over else axis for each, axis in enumerate(data.layout.axes)]
    if not kept:
        left = [axis for each, axis in enumerate(left) if each not in over]
    return replace(data, step=step, layout=Layout(tuple(left)))
