"""Normalization in PyTorch (https://docs.pytorch.org/docs/stable/nn.html#normalization-layers)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn

from cnncalc.shape import Image

if TYPE_CHECKING:
    from cnncalc.layers.normalization import BatchNorm, Lrn
    from cnncalc.shape import Shape

__all__ = ["batchnorm", "lrn"]


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


class _HalfAffine(nn.Module):
    """A normalization with a gamma alone, or with a beta alone, which PyTorch's own has not."""

    def __init__(self, statistics: nn.Module, shape: tuple[int, ...], layer: BatchNorm) -> None:
        super().__init__()
        self.statistics = statistics
        self.weight = nn.Parameter(torch.empty(shape)) if layer.scale else None
        self.bias = nn.Parameter(torch.empty(shape)) if layer.center else None

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """Give values of the shape (N, C, H, W) or (N, C) that came in."""
        normal = self.statistics(values)
        return normal + self.bias if self.weight is None else normal * self.weight
