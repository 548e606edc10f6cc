"""What cnncalc predicts of a layer, beside what PyTorch measured.

    >>> checks(figures, found, Conditions(batch=2), Gradients(False, True), None)["parameters"]
    Check(predicted=34944, measured=34944, fault=None)

A backward pass costs a layer as much as its forward pass for the gradient of its weights, and as
much again for that of its input, where each is needed. PyTorch 2.13 counts the former of a
grouped convolution `groups` times (pytorch/pytorch#183405); that number, and no other, passes as
a known fault.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.spec.graph import INPUT
from cnncalc.verify.result import Check

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.analysis.result import LayerFigures
    from cnncalc.spec.graph import Network
    from cnncalc.verify.measurement import Measured
    from cnncalc.verify.result import Conditions

__all__ = ["Gradients", "checks", "gradients"]


class Gradients(NamedTuple):
    """Which gradients of a layer a backward pass needs."""

    of_input: bool
    of_weights: bool


def checks(
    figures: LayerFigures,
    found: Measured,
    conditions: Conditions,
    needed: Gradients,
    field: Check | None,
) -> dict[str, Check]:
    """Compare every figure of a layer that was asked for; FLOPs are those of the whole batch."""
    batch = conditions.batch
    compared = {
        "output_shape": Check(figures.output_shape.axes, found.output_shape),
        "parameters": Check(int(figures.parameters), found.parameters),
        "weights": Check(int(figures.weights), found.weights),
        "biases": Check(int(figures.biases), found.biases),
        "fixed": Check(int(figures.fixed), found.fixed),
        "flops": Check(int(figures.flops) * batch, found.flops),
    }
    if conditions.backward:
        compared["backward_flops"] = _backward(figures, found, batch, needed)
    if field is not None:
        compared["receptive_field"] = field
    return compared


def gradients(network: Network, layers: Sequence[LayerFigures]) -> tuple[Gradients, ...]:
    """Give which gradients are needed: of what is trained, and of what is computed from it."""
    needed: dict[int, bool] = {INPUT: False}
    found = []
    for index, (node, figures) in enumerate(zip(network.nodes, layers, strict=True)):
        of_weights = figures.trainable and int(figures.parameters) > 0
        of_input = any(needed[each] for each in node.inputs)
        needed[index] = of_weights or of_input
        found.append(Gradients(of_input, of_weights))
    return tuple(found)


def _backward(figures: LayerFigures, found: Measured, batch: int, needed: Gradients) -> Check:
    """Compare the FLOPs of the backward pass."""
    forward = int(figures.flops) * batch
    groups = _groups(figures)
    right = forward * (needed.of_input + needed.of_weights)
    fault = forward * (needed.of_input + groups * needed.of_weights)
    return Check(right, found.backward_flops, None if fault == right else fault)


def _groups(figures: LayerFigures) -> int:
    """The groups that PyTorch convolves in: of a depthwise convolution, one for each map."""
    if figures.kind == "depthwise_conv":
        return figures.input_shapes[0].channels
    return getattr(figures.layer, "groups", 1)
