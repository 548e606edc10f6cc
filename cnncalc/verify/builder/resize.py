"""Layers that change the height and width of maps, or move values between axes, in PyTorch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn

from cnncalc.shape import Image

if TYPE_CHECKING:
    from cnncalc.layers.dense import Reshape
    from cnncalc.layers.field import Pair
    from cnncalc.layers.rearrangement import ChannelShuffle, PixelShuffle, SpaceToDepth, Split
    from cnncalc.layers.resize import Crop, Pad, Upsample
    from cnncalc.shape import Shape

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


def upsample(layer: Upsample, inputs: tuple[Image]) -> nn.Module:  # noqa: ARG001
    """Build larger maps (https://docs.pytorch.org/docs/stable/generated/torch.nn.Upsample.html)."""
    if layer.scale is None:
        return nn.Upsample(size=tuple(_known(layer.size)), mode=layer.mode)
    return nn.Upsample(scale_factor=tuple(map(float, layer.scale)), mode=layer.mode)


def pad(layer: Pad, inputs: tuple[Image]) -> nn.Module:
    """Build a border of zeros; of an odd one, the larger half comes last."""
    (image,) = inputs
    if layer.amounts is not None:
        top, bottom, left, right = layer.amounts
    else:
        size = _known(layer.size)
        top, bottom = _halves(size.height - image.height)
        left, right = _halves(size.width - image.width)
    return nn.ZeroPad2d((left, right, top, bottom))


def crop(layer: Crop, inputs: tuple[Image]) -> nn.Module:
    """Build a part of each map, cut out of the middle or from an offset on."""
    (image,) = inputs
    size, offset = _known(layer.size), layer.offset
    if offset is None:
        top, _ = _halves(image.height - size.height)
        left, _ = _halves(image.width - size.width)
    else:
        top, left = offset
    return _Part(top, left, size)


def reshape(layer: Reshape, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build the same values in another shape, channels first."""
    if isinstance(layer.output_, Image):
        return nn.Sequential(nn.Flatten(), nn.Unflatten(1, layer.output_.axes))
    return nn.Flatten()


def pixel_shuffle(layer: PixelShuffle, inputs: tuple[Image]) -> nn.Module:  # noqa: ARG001
    """Build maps of which groups are laid out as one."""
    return nn.PixelShuffle(layer.factor)


def space_to_depth(layer: SpaceToDepth, inputs: tuple[Image]) -> nn.Module:  # noqa: ARG001
    """Build maps of which each is laid out as several."""
    return nn.PixelUnshuffle(layer.factor)


def channel_shuffle(layer: ChannelShuffle, inputs: tuple[Image]) -> nn.Module:  # noqa: ARG001
    """Build maps dealt out from groups in turn."""
    return nn.ChannelShuffle(layer.groups)


def split(layer: Split, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build one of equal parts."""
    return _Chunk(layer.parts, layer.take)


class _Part(nn.Module):
    """Rows and columns of maps."""

    def __init__(self, top: int, left: int, size: Pair) -> None:
        super().__init__()
        self.rows = slice(top, top + size.height)
        self.columns = slice(left, left + size.width)

    def forward(self, maps: torch.Tensor) -> torch.Tensor:
        """Give (N, C, rows, columns) of maps of (N, C, H, W)."""
        return maps[:, :, self.rows, self.columns]


class _Chunk(nn.Module):
    """One of equal parts along axis 1."""

    def __init__(self, parts: int, take: int) -> None:
        super().__init__()
        self.parts, self.take = parts, take

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """Give (N, C/n, ...) of values of (N, C, ...)."""
        return torch.tensor_split(values, self.parts, dim=1)[self.take]


def _known(size: Pair | None) -> Pair:
    """Give the size of a layer; the engine has put one in the place of `like`."""
    if size is None:
        raise ValueError("no size is given")
    return size


def _halves(amount: int) -> tuple[int, int]:
    return amount // 2, amount - amount // 2
