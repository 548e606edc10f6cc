"""Normalization in PyTorch (https://docs.pytorch.org/docs/stable/nn.html#normalization-layers)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn

from cnncalc.shape import Image

if TYPE_CHECKING:
    from cnncalc.layers.normalization import (
        BatchNorm,
        GroupNorm,
        InstanceNorm,
        LayerNorm,
        Lrn,
        Scale,
    )
    from cnncalc.shape import Shape

__all__ = ["batchnorm", "groupnorm", "instancenorm", "layernorm", "lrn", "scale"]


def batchnorm(layer: BatchNorm, inputs: tuple[Shape]) -> nn.Module:
    """Build a batch normalization over maps, or over the values of a vector."""
    (shape,) = inputs
    kind = nn.BatchNorm2d if isinstance(shape, Image) else nn.BatchNorm1d
    if layer.scale == layer.center:
        return kind(shape.channels, affine=layer.scale)
    ones = (1,) * (len(shape.axes) - 1)
    return _HalfAffine(kind(shape.channels, affine=False), (shape.channels, *ones), layer)


def lrn(layer: Lrn, inputs: tuple[Shape]) -> nn.Module:
    """Build a normalization over adjacent maps; PyTorch divides its alpha by the size."""
    normalized = nn.LocalResponseNorm(layer.size, layer.alpha * layer.size, layer.beta, layer.k)
    if isinstance(inputs[0], Image):
        return normalized
    # A vector is one position of so many maps.
    return nn.Sequential(nn.Unflatten(1, (-1, 1)), normalized, nn.Flatten())


def layernorm(layer: LayerNorm, inputs: tuple[Shape]) -> nn.Module:
    """Build a normalization over the maps at each position, or over all values."""
    (shape,) = inputs
    if layer.axes == "all" or not isinstance(shape, Image):
        return nn.LayerNorm(shape.axes)
    return _ChannelsLast(nn.LayerNorm(shape.channels))


def groupnorm(layer: GroupNorm, inputs: tuple[Shape]) -> nn.Module:
    """Build a normalization over groups of maps."""
    return _GroupNorm(layer.groups, inputs[0].channels)


def instancenorm(layer: InstanceNorm, inputs: tuple[Image]) -> nn.Module:
    """Build a normalization over each map, as a group by itself."""
    channels = inputs[0].channels
    if layer.scale == layer.center:
        return _GroupNorm(channels, channels, affine=layer.scale)
    return _HalfAffine(_GroupNorm(channels, channels, affine=False), (channels, 1, 1), layer)


def scale(layer: Scale, inputs: tuple[Shape]) -> nn.Module:
    """Build a factor for each map, and what is added."""
    (shape,) = inputs
    return _Scaled((shape.channels, *(1 for _ in shape.axes[1:])), bias=layer.bias)


class _GroupNorm(nn.GroupNorm):
    """PyTorch's, but for its refusal of groups of one value in a batch of one."""

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """Give values of the shape (N, C, ...) that came in."""
        return torch.group_norm(values, self.num_groups, self.weight, self.bias, self.eps)


class _Scaled(nn.Module):
    """Values times a factor of their map, plus a bias."""

    def __init__(self, shape: tuple[int, ...], *, bias: bool) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(shape))
        self.bias = nn.Parameter(torch.empty(shape)) if bias else None

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """Give values of the shape (N, C, ...) that came in."""
        scaled = values * self.weight
        return scaled if self.bias is None else scaled + self.bias


class _ChannelsLast(nn.Module):
    """A module over the last axis, applied to axis 1."""

    def __init__(self, module: nn.Module) -> None:
        super().__init__()
        self.module = module

    def forward(self, maps: torch.Tensor) -> torch.Tensor:
        """Give maps of the shape (N, C, H, W) that came in."""
        return self.module(maps.movedim(1, -1)).movedim(-1, 1)


class _HalfAffine(nn.Module):
    """A normalization with a gamma alone, or with a beta alone, which PyTorch's own has not."""

    def __init__(
        self, statistics: nn.Module, shape: tuple[int, ...], layer: BatchNorm | InstanceNorm
    ) -> None:
        super().__init__()
        self.statistics = statistics
        self.weight = nn.Parameter(torch.empty(shape)) if layer.scale else None
        self.bias = nn.Parameter(torch.empty(shape)) if layer.center else None

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """Give values of the shape (N, C, H, W) or (N, C) that came in."""
        normal = self.statistics(values)
        return normal + self.bias if self.weight is None else normal * self.weight
