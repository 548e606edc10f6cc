"""Layers in PyTorch that change the height and width of maps, or move values between axes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.export.code.call import Call, Modules, given, named
from cnncalc.export.code.term import Term
from cnncalc.export.kind.site import plain
from cnncalc.shape import Image

if TYPE_CHECKING:
    from cnncalc.export.kind.site import Site
    from cnncalc.layers.dense import Reshape
    from cnncalc.layers.rearrangement import ChannelShuffle, PixelShuffle, SpaceToDepth, Split
    from cnncalc.layers.resize import Crop, Pad, Upsample

__all__ = [
    "channel_shuffle",
    "crop",
    "pad",
    "pixel_shuffle",
    "reshape",
    "space_to_depth",
    "split",
    "upsample",
]


def upsample(layer: Upsample, at: Site) -> Modules:
    """Write nn.Upsample."""
    if layer.scale is None:
        size = given("size", Term.of(plain(layer.size)))._replace(keyword=True)
    else:
        size = given("scale_factor", at.value("scale"))._replace(keyword=True)
    return Modules(
        (Call("nn.Upsample", (size, named("mode", at.term("mode"), "nearest"))),), at.channels
    )


def pad(layer: Pad, at: Site) -> Modules:
    """Write nn.ZeroPad2d, whose sides are left, right, top, bottom."""
    shift = layer.window((at.input,))
    top, left = -shift.rows, -shift.columns
    bottom = right = 0
    if isinstance(at.input, Image) and isinstance(at.output, Image):
        bottom = at.output.height - at.input.height - top
        right = at.output.width - at.input.width - left
    sides = plain((left, right, top, bottom))
    return Modules((Call("nn.ZeroPad2d", (given("padding", Term.of(sides)),)),), at.channels)


def crop(layer: Crop, at: Site) -> Modules:
    """Write the part of each map that is kept, which PyTorch has no module for."""
    offset = given("offset", Term.of(plain(tuple(layer.window((at.input,))))))
    size = given("size", Term.of(plain(at.output.axes[1:])))
    return Modules((Call("Crop", (offset, size)),), at.channels)


def reshape(layer: Reshape, at: Site) -> Modules:
    """Write nn.Unflatten, or nn.Flatten, or one after the other."""
    flat = (Call("nn.Flatten"),) if isinstance(at.input, Image) else ()
    channels = Term.of(layer.output_.channels)
    if not isinstance(layer.output_, Image):
        return Modules(flat or (Call("nn.Identity"),), channels)
    sizes = (given("dim", Term.of(1)), given("unflattened_size", Term.of(layer.output_.axes)))
    return Modules((*flat, Call("nn.Unflatten", sizes)), channels)


def pixel_shuffle(_: PixelShuffle, at: Site) -> Modules:
    """Write nn.PixelShuffle."""
    factor = at.term("factor")
    call = Call("nn.PixelShuffle", (given("upscale_factor", factor),))
    return Modules((call,), at.channels // (factor * factor))


def space_to_depth(_: SpaceToDepth, at: Site) -> Modules:
    """Write nn.PixelUnshuffle."""
    factor = at.term("factor")
    call = Call("nn.PixelUnshuffle", (given("downscale_factor", factor),))
    return Modules((call,), at.channels * factor * factor)


def channel_shuffle(_: ChannelShuffle, at: Site) -> Modules:
    """Write nn.ChannelShuffle."""
    return Modules((Call("nn.ChannelShuffle", (given("groups", at.term("groups")),)),), at.channels)


def split(_: Split, at: Site) -> Modules:
    """Write one of equal parts of the channels, which PyTorch has no module for."""
    parts = at.term("parts")
    call = Call("Part", (given("parts", parts), given("take", at.term("take"))))
    return Modules((call,), at.channels // parts)
