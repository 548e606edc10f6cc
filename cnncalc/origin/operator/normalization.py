"""Operators that rescale by statistics: batch, layer, group and instance normalization; softmax."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.diagnostic import LayerError
from cnncalc.origin.layout import straight
from cnncalc.origin.learned import left_out
from cnncalc.origin.settling import any_step, bordered, image_step
from cnncalc.shape import Image

if TYPE_CHECKING:
    from cnncalc.origin.layout import Axis
    from cnncalc.origin.model import Constant
    from cnncalc.origin.site import Site
    from cnncalc.origin.value import Data

__all__ = [
    "batch_norm",
    "group_norm",
    "instance_norm",
    "layer_norm",
    "log_softmax",
    "lrn",
    "softmax",
]


def batch_norm(at: Site) -> Data:
    """Add a batch normalization; a gamma of ones that an exporter made up is none."""
    data, gamma, beta = at.data(0), at.constant(1), at.constant(2)
    step = any_step(at.plan, data)
    scale, center = (_learns(at, *each) for each in ((gamma, 1), (beta, 0)))
    _require(at, step, gamma)
    fields = {"scale": None if scale else False, "center": None if center else False}
    return at.after("batchnorm", fields, step, at.batch(data))


def instance_norm(at: Site) -> Data:
    """Add an instance normalization; over groups of maps it is a group normalization."""
    data = bordered(at.plan, at.data(0))
    gamma, beta = at.constant(1), at.constant(2)
    shape = at.plan.shape(data.step)
    axes = data.layout.axes
    if not isinstance(shape, Image) or len(axes) < _LEAST_AXES:
        raise LayerError("image-expected", "it normalizes the maps of an image")
    maps = straight(shape).axes[1]
    if axes[1] == maps:
        fields = {
            "scale": True if _learns(at, gamma, 1) else None,
            "center": True if _learns(at, beta, 0) else None,
        }
        normalized = at.along("instancenorm", fields, data)
        if not fields["scale"] and not fields["center"]:
            at.learning.offer(normalized.step, "scale", "bias")
        return normalized
    groups = axes[1][0] if len(axes[1]) == 1 else None
    over = sorted(digit for axis in axes[2:] for digit in axis)
    if groups is None or not unchanging(gamma, beta):
        raise LayerError("no-such-layer", "it goes over axes that no normalization of a spec has")
    inside = (groups._replace(size=shape.channels // groups.size, stride=1),)
    expected = (inside, *straight(shape).axes[2:])
    if groups.axis != "c" or over != sorted(digit for axis in expected for digit in axis):
        raise LayerError("no-such-layer", "it goes over axes that no normalization of a spec has")
    normalized = at.along("groupnorm", {"groups": groups.size}, data)
    at.learning.offer(normalized.step, "scale", "bias")
    return normalized


def group_norm(at: Site) -> Data:
    """Add a group normalization."""
    data = at.data(0)
    at.learn(at.constant(1), at.constant(2))
    step = image_step(at.plan, data)
    return at.after("groupnorm", {"groups": at.number("num_groups", 1)}, step, at.batch(data))


def layer_norm(at: Site) -> Data:
    """Add a layer normalization, over the channels of each position or over all values."""
    data = bordered(at.plan, at.data(0))
    gamma, beta = at.constant(1), at.constant(2)
    axis = at.number("axis", -1)
    over = data.layout.axes[axis % len(data.dims) :]
    shape = at.plan.shape(data.step)
    at.learn(gamma, beta)
    if _joined(over) == _joined(straight(shape).axes[1:]):
        return at.along("layernorm", {}, data)
    if _joined(over) == _joined(straight(shape).axes[1:2]):
        return at.along("layernorm", {"axes": "channels"}, data)
    raise LayerError("no-such-layer", "it goes over axes that no normalization of a spec has")


def lrn(at: Site) -> Data:
    """Add a local response normalization."""
    usual = {"alpha": 0.0001, "beta": 0.75, "bias": 1.0}
    said = {name: at.real(name, value) for name, value in usual.items()}
    said["alpha"] /= at.number("size", 5)  # ONNX says it of the mean, a spec of the sum
    said = {name: float(f"{value:.6g}") for name, value in said.items()}
    names = {"alpha": "alpha", "beta": "beta", "bias": "k"}
    fields: dict[str, object] = {"size": at.number("size", 5)}
    fields |= {names[name]: value for name, value in said.items() if value != usual[name]}
    data = at.data(0)
    return at.after("lrn", fields, image_step(at.plan, data), at.batch(data))


def softmax(at: Site) -> Data:
    """Add a softmax over a vector, or over the maps at each position."""
    return _softmax(at, "softmax")


def log_softmax(at: Site) -> Data:
    """Add the logarithm of a softmax."""
    return _softmax(at, "log_softmax")


def unchanging(gamma: Constant | None, beta: Constant | None) -> bool:
    """Say whether a gamma and a beta for each group change nothing: no framework learns those."""
    return all(each is None or each.filled(value) for each, value in ((gamma, 1), (beta, 0)))


_LEAST_AXES = 3
_AXIS_SAID = 13
"""The version from which softmax goes over its one axis, and not over all from there on."""


def _softmax(at: Site, kind: str) -> Data:
    data = bordered(at.plan, at.data(0))
    rank = len(data.dims)
    if at.version < _AXIS_SAID and rank > _VECTOR_AXES:
        axis = at.number("axis", 1) % rank
        over = _joined(data.layout.axes[axis:])
        axis = rank  # from there on, so it is no axis of its own
    else:
        axis = at.number("axis", 1 if at.version < _AXIS_SAID else -1)
        over = _joined((data.layout.axes[axis % rank],))
    shape = at.plan.shape(data.step)
    if over == _joined(straight(shape).axes[1:2]):
        return at.along(kind, {}, data)
    if rank == _VECTOR_AXES or (rank == _IMAGE_AXES and axis in {1, 1 - rank}):
        return at.after(kind, {}, any_step(at.plan, data), at.batch(data))
    raise LayerError("no-such-layer", "it goes over other axes than the maps, or a whole vector")


_VECTOR_AXES, _IMAGE_AXES = 2, 4


def _learns(at: Site, constant: Constant | None, value: float) -> bool:
    """Whether a gamma or a beta is learned, and not there for form's sake."""
    if constant is None or left_out(at, constant, value):
        return False
    at.learn(constant)
    return True


def _require(at: Site, step: int, constant: Constant | None) -> None:
    maps = at.plan.shape(step).channels
    if constant is not None and constant.size != maps:
        raise LayerError("shapes-differ", f"it is for {constant.size} maps, and {maps} arrive")


def _joined(axes: tuple[Axis, ...]) -> list[tuple[str, int, int]]:
    return [digit for axis in axes for digit in axis]
