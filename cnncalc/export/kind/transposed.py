"""Transposed convolutions, and filters that are not shared, in PyTorch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.export.code.call import Call, Modules, given, named
from cnncalc.export.code.term import Term
from cnncalc.export.kind.padding import padding_of, sides_of, sliding
from cnncalc.export.kind.site import plain
from cnncalc.layers.field import Sides
from cnncalc.shape import Image

if TYPE_CHECKING:
    from cnncalc.export.code.call import Value
    from cnncalc.export.kind.site import Site
    from cnncalc.layers.layer import Window
    from cnncalc.layers.local import LocallyConnected
    from cnncalc.layers.transposed import ConvTranspose

__all__ = ["conv_transpose", "locally_connected"]


def conv_transpose(layer: ConvTranspose, at: Site) -> Modules:
    """Write nn.ConvTranspose2d; what its padding cannot say is cut off afterwards."""
    window = layer.window((at.input,)).window
    sides = window.padding if window else Sides(0, 0, 0, 0)
    even = sides.top == sides.bottom and sides.left == sides.right
    filters = at.term("filters")
    call = Call(
        "nn.ConvTranspose2d",
        (
            given("in_channels", at.channels),
            given("out_channels", filters),
            given("kernel_size", at.value("kernel"))._replace(keyword=True),
            named("stride", at.value("stride"), 1),
            named("padding", _padding(layer, at, sides) if even else Term.of(0), 0),
            named("output_padding", _added(at, window) if window else Term.of(0), 0),
            named("groups", at.term("groups"), 1),
            named("bias", at.term("bias"), default=True),
            named("dilation", at.value("dilation"), 1),
        ),
        learns=True,
    )
    if even:
        return Modules((call,), filters)
    cut = plain((-sides.left, -sides.right, -sides.top, -sides.bottom))
    return Modules((call, Call("nn.ZeroPad2d", (given("padding", Term.of(cut)),))), filters)


def locally_connected(layer: LocallyConnected, at: Site) -> Modules:
    """Write filters for each position, which PyTorch has no module for."""
    kernel, stride, dilation = sliding(layer, at)
    before, padding = padding_of(layer, at, symmetric=False)
    filters = at.term("filters")
    sizes = (at.output.height, at.output.width) if isinstance(at.output, Image) else (1, 1)
    call = Call(
        "LocallyConnected2d",
        (
            given("in_channels", at.channels),
            given("out_channels", filters),
            given("output_size", Term.of(sizes)),
            given("kernel_size", kernel)._replace(keyword=True),
            named("stride", stride, 1),
            named("dilation", dilation, 1),
            named("bias", at.term("bias"), default=True),
        ),
        learns=True,
    )
    del padding  # all of it is before
    return Modules((*before, call), filters)


def _padding(layer: ConvTranspose, at: Site, sides: Sides) -> Value:
    """What is cut off both sides alike: what stands in the spec, or a number for each axis."""
    if isinstance(layer.padding, Sides):
        top, _, left, _ = sides_of(layer, at)
        return top if top == left else (top, left)
    return Term.of(plain((sides.top, sides.left)))


def _added(at: Site, window: Window) -> Value:
    """The rows and columns that are in the output and not laid out by the window."""
    if not isinstance(at.input, Image) or not isinstance(at.output, Image):
        return Term.of(0)
    top, bottom, left, right = window.padding
    cut = (top + bottom, left + right)
    sizes = zip(at.output.axes[1:], at.input.axes[1:], cut, strict=True)
    steps = zip(window.kernel, window.stride, window.dilation, strict=True)
    added = [
        output - ((size - 1) * stride - both + dilation * (kernel - 1) + 1)
        for (output, size, both), (kernel, stride, dilation) in zip(sizes, steps, strict=True)
    ]
    return Term.of(plain(tuple(added)))
