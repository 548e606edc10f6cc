"""Convolutions in PyTorch (https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn

from cnncalc.verify.builder.border import border, covering

if TYPE_CHECKING:
    from cnncalc.layers.convolution import Conv
    from cnncalc.layers.depthwise import DepthwiseConv
    from cnncalc.shape import Image

__all__ = ["conv", "depthwise_conv"]


def conv(layer: Conv, inputs: tuple[Image]) -> nn.Module:
    """Build a convolution; a border that `nn.Conv2d` cannot say is laid around the image first.

    `nn.Conv2d` only rounds down: one that rounds up gets the rows that its last window lacks.
    """
    (image,) = inputs
    rounded_up = layer.rounding == "ceil" and layer.padding != "same"
    around = covering(layer, image) if rounded_up else border(layer, image)
    if around.even:
        module = _filters(layer, image, around.pair)
    else:
        module = nn.Sequential(nn.ZeroPad2d(around.reversed), _filters(layer, image, (0, 0)))
    if layer.bias != "untied":
        return module
    return _Untied(module, module(torch.empty(1, *image.axes)).shape[1:])


def depthwise_conv(layer: DepthwiseConv, inputs: tuple[Image]) -> nn.Module:
    """Build a convolution of as many groups as there are maps."""
    (image,) = inputs
    rounded_up = layer.rounding == "ceil" and layer.padding != "same"
    around = covering(layer, image) if rounded_up else border(layer, image)
    filters = image.channels * layer.multiplier
    options = {
        "kernel_size": tuple(layer.kernel),
        "stride": tuple(layer.stride),
        "dilation": tuple(layer.dilation),
        "groups": image.channels,
        "bias": layer.bias,
    }
    if around.even and min(around) >= 0:
        return nn.Conv2d(image.channels, filters, padding=around.pair, **options)
    return nn.Sequential(
        nn.ZeroPad2d(around.reversed), nn.Conv2d(image.channels, filters, **options)
    )


def _filters(layer: Conv, image: Image, padding: tuple[int, int]) -> nn.Module:
    """The filters, which round down; each reads the maps of its row where there is a table."""
    options = {
        "kernel_size": tuple(layer.kernel),
        "stride": tuple(layer.stride),
        "padding": padding,
        "dilation": tuple(layer.dilation),
        "bias": layer.bias is True,
    }
    if layer.connections_ is not None:
        return _Connected(layer.connections_, **options)
    return nn.Conv2d(image.channels, layer.filters, groups=layer.groups, **options)


class _Connected(nn.Module):
    """A convolution of one filter for each row of a connection table, over the maps of that row."""

    def __init__(self, table: tuple[tuple[int, ...], ...], **options: object) -> None:
        super().__init__()
        self.table = table
        self.filters = nn.ModuleList(nn.Conv2d(len(maps), 1, **options) for maps in table)

    def forward(self, maps: torch.Tensor) -> torch.Tensor:
        """Give the maps (N, K, H, W) of the filters, each over its own of the maps (N, C, H, W)."""
        pairs = zip(self.filters, self.table, strict=True)
        return torch.cat([each(maps[:, list(read)]) for each, read in pairs], dim=1)


class _Untied(nn.Module):
    """Filters without a bias, and then a bias for each output value."""

    def __init__(self, filters: nn.Module, shape: tuple[int, ...]) -> None:
        super().__init__()
        self.filters = filters
        self.bias = nn.Parameter(torch.empty(shape))

    def forward(self, maps: torch.Tensor) -> torch.Tensor:
        """Give the maps (N, K, H, W) of the filters, and to each of their values its bias."""
        return self.filters(maps) + self.bias
