"""Operators that multiply by a matrix: Gemm and MatMul."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.diagnostic import LayerError
from cnncalc.layers.field import Pair
from cnncalc.origin.layout import Digit, Layout, straight
from cnncalc.origin.naming import layer_word
from cnncalc.origin.settling import bordered, vector_step
from cnncalc.origin.value import Data
from cnncalc.shape import Image

if TYPE_CHECKING:
    from cnncalc.origin.model import Constant
    from cnncalc.origin.site import Site

__all__ = ["gemm", "matmul"]


def gemm(at: Site) -> Data:
    """Add a dense layer: W is N x U, or U x N where it is transposed."""
    weight, bias = _matrix(at), at.constant(2)
    if at.number("transA", 0):
        raise LayerError("no-such-layer", "it multiplies over the examples of a batch")
    inputs, units = weight.dims[::-1] if at.number("transB", 0) else weight.dims
    data = at.data(0)
    if len(data.dims) != _VECTOR_AXES:
        raise LayerError("shapes-differ", f"a matrix is read, and {len(data.dims)} axes arrive")
    return _dense(at, data, (inputs, units), weight, bias)


def matmul(at: Site) -> Data:
    """Add a dense layer without biases, or, along the channels of an image, a convolution."""
    weight = _matrix(at)
    data = at.data(0)
    inputs, units = weight.dims
    if len(data.dims) == _VECTOR_AXES:
        return _dense(at, data, (inputs, units), weight, None)
    data = bordered(at.plan, data)
    shape = at.plan.shape(data.step)
    last = data.layout.axes[-1]
    if not isinstance(shape, Image) or last != straight(shape).axes[1]:
        message = "it goes over other axes than the channels of an image, or a whole vector"
        raise LayerError("no-such-layer", message)
    if shape.channels != inputs:
        raise LayerError("shapes-differ", f"it reads {inputs} values, and {shape.channels} arrive")
    at.learn(weight)
    fields = {"filters": units, "kernel": Pair(1, 1), "bias": False}
    step = at.plan.add("conv", fields, (data.step,), layer_word(at.operation, weight))
    layout = Layout((*data.layout.axes[:-1], (Digit("c", units, 1),) if units > 1 else ()))
    return Data(step, layout)


_VECTOR_AXES = 2


def _matrix(at: Site) -> Constant:
    weight = at.constant(1)
    if weight is None or len(weight.dims) != _VECTOR_AXES:
        raise LayerError("unsupported-input", "its second input is not a matrix of weights")
    return weight


def _dense(
    at: Site, data: Data, sizes: tuple[int, int], weight: Constant, bias: Constant | None
) -> Data:
    """A dense layer; it flattens what comes in by itself."""
    data = bordered(at.plan, data)
    inputs, units = sizes
    if data.dims[1] != inputs:
        raise LayerError("shapes-differ", f"it reads {inputs} values, and {data.dims[1]} arrive")
    step = data.step
    if at.plan.shape(step).values != inputs:
        step = vector_step(at.plan, data)
    at.learn(weight, bias)
    fields = {"units": units, "bias": None if bias is not None else False}
    return at.after("dense", fields, step, at.batch(data), weight)
