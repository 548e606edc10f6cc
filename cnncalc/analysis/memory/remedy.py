"""What the lecture does about too little memory, each tried on the network itself.

    >>> [each.name for each in remedies(cnncalc.memory("vgg16", optimizer="adam"))]

CS231n: decrease the batch; make the compromise at the first convolution, with filters of 7x7 and a
stride of 2 as ZFNet or 11x11 and 4 as AlexNet; half precision; an optimizer that keeps less. The
batch is not here, since the verdict has it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.diagnostic import SpecError
from cnncalc.layers.convolution import Conv
from cnncalc.layers.field import Pair, Sides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.memory.account import Account
    from cnncalc.analysis.memory.setup import Optimizer
    from cnncalc.layers.layer import Layer
    from cnncalc.spec.graph import GraphNode

__all__ = ["Remedy", "remedies"]


@dataclass(frozen=True)
class Remedy:
    """A change that takes less memory, and the account of the network with it."""

    name: str
    """A word for machines."""
    meaning: str
    """What is changed."""
    account: Account


def remedies(account: Account) -> Iterator[Remedy]:
    """Give the remedies that this network admits."""
    yield from _precision(account)
    yield from _optimizers(account)
    yield from _strides(account)


def _precision(account: Account) -> Iterator[Remedy]:
    """Half as many bytes for each value."""
    if account.setup.dtype == "float64":
        yield Remedy("float32", "float32 in place of float64", account.under(dtype="float32"))
    if account.setup.bytes_per_value > _HALF:
        meaning = f"half precision, bfloat16 in place of {account.setup.dtype}"
        yield Remedy("half_precision", meaning, account.under(dtype="bfloat16"))


_HALF = 2


def _optimizers(account: Account) -> Iterator[Remedy]:
    """An optimizer that keeps less of each parameter."""
    now = account.setup.optimizer
    others: tuple[Optimizer, ...] = ()
    if now in {"adam", "adamw"}:
        others = ("momentum", "sgd")
    elif now in {"momentum", "rmsprop", "adagrad"}:
        others = ("sgd",)
    for each in others if account.training else ():
        yield Remedy(each, f"{each} in place of {now}", account.under(optimizer=each))


class _Start(NamedTuple):
    """A first convolution that takes larger steps."""

    name: str
    network: str
    kernel: int
    stride: int
    padding: int


_STARTS = (_Start("zfnet_start", "ZFNet", 7, 2, 3), _Start("alexnet_start", "AlexNet", 11, 4, 5))
"""Padding is half the filter, so that the map shrinks by the stride alone."""


def _strides(account: Account) -> Iterator[Remedy]:
    """The first convolution with a larger stride, where all after it still fits."""
    nodes = account.network.nodes
    first = next((at for at, each in enumerate(nodes) if isinstance(each.layer, Conv)), None)
    if first is None:
        return
    conv = nodes[first].layer
    if not account.analysis.layers[nodes[first].name].trainable:
        return  # its weights are given, and other filters have none
    for start in _STARTS:
        if not isinstance(conv, Conv) or max(conv.stride) >= start.stride:
            continue
        for rounding in (None, "floor"):
            layers = [each.layer for each in nodes]
            layers[first] = _started(conv, start)
            changed = tuple(map(_with_layer, nodes, layers, [rounding] * len(nodes)))
            other = replace(account, network=replace(account.network, nodes=changed))
            try:
                _ = other.analysis
            except SpecError:
                continue
            size = f"{start.kernel}x{start.kernel}"
            rounded = ", windows rounded down" if rounding else ""
            meaning = (
                f"{nodes[first].name} with {size} filters and stride {start.stride}, "
                f"as in {start.network}{rounded}"
            )
            yield Remedy(start.name, meaning, other)
            break


def _started(layer: Conv, start: _Start) -> Layer:
    side = start.padding
    changes = {
        "kernel": Pair(start.kernel, start.kernel),
        "stride": Pair(start.stride, start.stride),
        "padding": Sides(side, side, side, side),
        "dilation": Pair(1, 1),
    }
    return layer.model_copy(update=changes)


def _with_layer(node: GraphNode, layer: Layer | None, rounding: str | None) -> GraphNode:
    """Give a node with another layer; windows that have to fit are rounded where that is said."""
    if rounding is not None and getattr(layer, "rounding", "") == "exact" and layer is not None:
        layer = layer.model_copy(update={"rounding": rounding})
    return replace(node, layer=layer)
