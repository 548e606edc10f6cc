"""Factors and biases that a file adds to data by themselves: as part of a layer, or as a scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.diagnostic import LayerError
from cnncalc.origin.layout import straight
from cnncalc.origin.naming import generated
from cnncalc.origin.settling import bordered
from cnncalc.origin.value import Data
from cnncalc.plain import one_line
from cnncalc.shape import Image

if TYPE_CHECKING:
    from cnncalc.origin.model import Constant
    from cnncalc.origin.site import Site

__all__ = ["learned_bias", "learned_factor", "left_out"]


def learned_factor(at: Site, data: Data, factors: Constant) -> Data:
    """Add a factor for each map: of the normalization before it, or a scale."""
    data = bordered(at.plan, data)
    _require_maps(at, data, factors)
    if _takes(at, data, "scale"):
        at.learning.take(data.step, "scale")
        if at.plan.steps[data.step].kind == "instancenorm":
            if left_out(at, factors, 1):
                return data
            at.plan.change(data.step, scale=True)
        at.learn(factors)
        return data
    at.learn(factors)
    scaled = at.along("scale", {"bias": False}, data)
    at.learning.offer(scaled.step, "bias")
    return scaled


def learned_bias(at: Site, data: Data, biases: Constant) -> Data:
    """Add a bias for each map, or for each value: of the layer before it, or a scale's."""
    data = bordered(at.plan, data)
    step = at.plan.steps[data.step] if data.step >= 0 else None
    open_ = step is not None and step.kind in _BIASED and step.fields.get("bias") is False
    shape = at.plan.shape(data.step)
    per_value = isinstance(shape, Image) and biases.size == shape.values != shape.channels
    if open_ and step is not None and step.kind == "conv" and per_value:
        at.plan.change(data.step, bias="untied")
        at.learn(biases)
        return data
    _require_maps(at, data, biases)
    if _takes(at, data, "bias"):
        at.learning.take(data.step, "bias")
        if step is not None and step.kind == "instancenorm":
            if left_out(at, biases, 0):
                return data
            at.plan.change(data.step, center=True)
        elif step is not None and step.kind == "scale":
            at.plan.change(data.step, bias=None)
        at.learn(biases)
        return data
    if open_:
        at.plan.change(data.step, bias=None)
        at.learn(biases)
        return data
    message = "a bias is added by itself, where it is part of no convolution, dense layer or scale"
    raise LayerError("no-such-layer", message, helps=("fold it into the layer before it",))


def left_out(at: Site, constant: Constant, value: float) -> bool:
    """Say whether a gamma or beta is made up; the head of the spec then says that it is none."""
    if not _made_up(constant, value):
        return False
    at.plan.note(
        "A gamma of ones or a beta of zeros that the exporter made up, as its name says "
        f"(`{one_line(constant.names[0][:_LONGEST])}`), is taken for none."
        if constant.names
        else "A gamma of ones or a beta of zeros that has no name is taken for none."
    )
    return True


def _made_up(constant: Constant, value: float) -> bool:
    """Say whether a tensor stands for weights that are not there: all of it 1, or 0.

    An untrained gamma is all 1 too; the name that an exporter gives its own tells the two apart.
    """
    return constant.filled(value) and all(generated(each) for each in constant.names)


_LONGEST = 60
_BIASED = frozenset({"conv", "depthwise_conv", "conv_transpose", "dense", "locally_connected"})


def _takes(at: Site, data: Data, part: str) -> bool:
    """Whether the layer before it may still learn a part, and nothing else reads that layer."""
    index = 0 if isinstance(at.inputs[0], Data) else 1
    return at.alone(index) and part in at.learning.open.get(data.step, ())


def _require_maps(at: Site, data: Data, constant: Constant) -> None:
    """Refuse a tensor that has not one value a map, along the axis of the maps."""
    shape = at.plan.shape(data.step)
    axes = data.layout.axes[len(data.dims) - len(constant.dims) :]
    along = straight(shape).axes[1]
    fits = len(constant.dims) <= len(data.dims) and all(
        size == 1 or axis == along for size, axis in zip(constant.dims, axes, strict=False)
    )
    step = at.plan.steps[data.step] if data.step >= 0 else None
    everywhere = step is not None and step.kind == "layernorm" and "axes" not in step.fields
    if everywhere and constant.size == shape.values:
        return
    if not fits or constant.size != shape.channels:
        dims = "x".join(str(each) for each in constant.dims) or "1"
        message = f"a tensor of {dims} goes to each value, and no layer of a spec learns that"
        raise LayerError("no-such-layer", message)
