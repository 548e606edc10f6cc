"""Pooling in PyTorch."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cnncalc.export.code.call import Argument, Call, Modules, given, named
from cnncalc.export.code.term import Term
from cnncalc.export.kind.padding import counted_padding, padding_of, sliding, sticks_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.export.code.call import Value
    from cnncalc.export.kind.padding import Windowed
    from cnncalc.export.kind.site import Site
    from cnncalc.layers.layer import Layer
    from cnncalc.layers.pooling import AvgPool, L2Pool, MaxPool, Subsample

__all__ = ["avgpool", "covering", "l2pool", "maxpool", "subsample"]


def maxpool(layer: MaxPool, at: Site) -> Modules:
    """Write nn.MaxPool2d, which rounds as the engine does."""
    before, padding = padding_of(layer, at, rounds_up=True, fill=-math.inf)
    _, _, dilation = sliding(layer, at)
    pool = Call(
        "nn.MaxPool2d",
        (
            *_window(layer, at),
            named("padding", padding, 0),
            named("dilation", dilation, 1),
            _ceil(layer, at, before),
        ),
    )
    return Modules((*before, pool), at.channels)


def avgpool(layer: AvgPool, at: Site) -> Modules:
    """Write nn.AvgPool2d; where it cannot leave the padding out of the mean, so does a helper."""
    before, padding = padding_of(layer, at, rounds_up=True)
    window = (*_window(layer, at), named("padding", padding, 0), _ceil(layer, at, before))
    if before and layer.count_include_pad and sticks_out(layer, at):
        up = named("ceil_mode", Term.of(value=True), default=False)
        pool = Call("nn.AvgPool2d", (*_window(layer, at), up))
        return Modules((counted_padding(layer, at), pool), at.channels)
    if before and not layer.count_include_pad:
        (around,) = before
        pool = Call("nn.AvgPool2d", window)
        mean = Call("MeanOfValues", (given("pad", around), given("pool", pool)))
        return Modules((mean,), at.channels)
    counted = Term.of(value=True) if before else at.term("count_include_pad")
    pool = Call("nn.AvgPool2d", (*window, named("count_include_pad", counted, default=True)))
    return Modules((*before, pool), at.channels)


def l2pool(layer: L2Pool, at: Site) -> Modules:
    """Write nn.LPPool2d of the second power, which pads and rounds up nothing."""
    before, _ = padding_of(layer, at, symmetric=False)
    pool = Call("nn.LPPool2d", (given("norm_type", Term.of(2)), *_window(layer, at)))
    return Modules((*before, pool), at.channels)


def covering(function: str) -> Callable[[Layer, Site], Modules]:
    """Give the writer of a kind that pools to a size: nn.AdaptiveAvgPool2d, to 1 where none is."""

    def written(layer: Layer, at: Site) -> Modules:
        size = at.term("output_") if "output_" in type(layer).model_fields else Term.of(1)
        return Modules((Call(function, (given("output_size", size),)),), at.channels)

    return written


def subsample(layer: Subsample, at: Site) -> Modules:
    """Write LeNet's trainable pooling, which PyTorch does not have."""
    before, padding = padding_of(layer, at)
    arguments = (
        given("channels", at.channels),
        *_window(layer, at),
        named("padding", padding, 0),
    )
    return Modules((*before, Call("Subsample", arguments, learns=True)), at.channels)


def _window(layer: Windowed, at: Site) -> tuple[Argument, Argument]:
    """The kernel and, unless the window moves by its own size, the stride."""
    kernel, stride, _ = sliding(layer, at)
    own: Value = Term(None) if layer.stride is None or stride == kernel else stride
    return Argument("kernel_size", kernel), named("stride", own, None)


def _ceil(layer: Windowed, at: Site, before: tuple[Call, ...]) -> Argument:
    up = sticks_out(layer, at) and not before
    return named("ceil_mode", Term.of(up), default=False)
