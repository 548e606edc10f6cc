"""Convolutions in PyTorch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.export.code.call import Call, Modules, given, named
from cnncalc.export.code.term import Term
from cnncalc.export.kind.padding import padding_of, sliding
from cnncalc.export.kind.site import axes, plain
from cnncalc.shape import Image

if TYPE_CHECKING:
    from cnncalc.export.kind.site import Site
    from cnncalc.layers.convolution import Conv
    from cnncalc.layers.depthwise import DepthwiseConv

__all__ = ["conv", "depthwise_conv"]


def conv(layer: Conv, at: Site) -> Modules:
    """Write nn.Conv2d, with modules around it for what it lacks."""
    kernel, stride, dilation = sliding(layer, at)
    before, padding = padding_of(layer, at)
    if layer.padding == "same" and _has_same(layer, at):
        before, padding = (), Term.of("same")
    filters, tied = at.term("filters"), layer.bias != "untied"
    window = (
        given("kernel_size", kernel)._replace(keyword=True),
        named("stride", stride, 1),
        named("padding", padding, 0),
        named("dilation", dilation, 1),
    )
    bias = named("bias", at.term("bias") if tied else Term.of(value=False), default=True)
    if layer.connections_ is None:
        channels = (given("in_channels", at.channels), given("out_channels", filters))
        groups = named("groups", at.term("groups"), 1)
        convolution = Call("nn.Conv2d", (*channels, *window, groups, bias), learns=True)
    else:
        table = given("table", Term.of(plain(layer.connections_)))
        convolution = Call("TableConv2d", (table, *window, bias), learns=True)
    after: tuple[Call, ...] = ()
    if not tied and isinstance(at.output, Image):
        height, width = Term.of(at.output.height), Term.of(at.output.width)
        sizes = (given("channels", filters), given("height", height), given("width", width))
        after = (Call("UntiedBias", sizes, learns=True),)
    return Modules((*before, convolution, *after), filters)


def depthwise_conv(layer: DepthwiseConv, at: Site) -> Modules:
    """Write nn.Conv2d of as many groups as maps come in."""
    kernel, stride, dilation = sliding(layer, at)
    before, padding = padding_of(layer, at)
    if layer.padding == "same" and _has_same(layer, at):
        before, padding = (), Term.of("same")
    filters = at.channels * at.term("multiplier")
    convolution = Call(
        "nn.Conv2d",
        (
            given("in_channels", at.channels),
            given("out_channels", filters),
            given("kernel_size", kernel)._replace(keyword=True),
            named("stride", stride, 1),
            named("padding", padding, 0),
            named("dilation", dilation, 1),
            named("groups", at.channels, 1),
            named("bias", at.term("bias"), default=True),
        ),
        learns=True,
    )
    return Modules((*before, convolution), filters)


def _has_same(layer: Conv | DepthwiseConv, at: Site) -> bool:
    """Whether PyTorch pads so by itself: for a stride of 1, and in silence if both sides alike."""
    even = all(d * (f - 1) % 2 == 0 for d, f in zip(layer.dilation, layer.kernel, strict=True))
    return even and all(each.fixed and each.value == 1 for each in axes(at.value("stride")))
