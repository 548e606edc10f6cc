"""Dense layers (https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn

from cnncalc.shape import Image

if TYPE_CHECKING:
    from cnncalc.layers.dense import Dense, Flatten, Rbf
    from cnncalc.shape import Shape

__all__ = ["dense", "flatten", "rbf"]


def dense(layer: Dense, inputs: tuple[Shape]) -> nn.Module:
    """Build a fully connected layer; an image is flattened first."""
    (shape,) = inputs
    linear = nn.Linear(shape.values, layer.units, bias=layer.bias)
    return nn.Sequential(nn.Flatten(), linear) if isinstance(shape, Image) else linear


def rbf(layer: Rbf, inputs: tuple[Shape]) -> nn.Module:
    """Build the squared distances to centres that are not trained."""
    return _Distances(layer.units, inputs[0].values)


def flatten(layer: Flatten, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build the same values as a vector."""
    return nn.Flatten()


class _Distances(nn.Module):
    """The squared distance of a vector to each of some centres."""

    def __init__(self, units: int, values: int) -> None:
        super().__init__()
        self.register_buffer("centres", torch.empty(units, values))

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """Give (N, U) for values of (N, ...)."""
        differences = values.flatten(1).unsqueeze(1) - self.centres
        return differences.square().sum(dim=2)
