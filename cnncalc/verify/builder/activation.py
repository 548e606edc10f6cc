"""Activations in PyTorch (https://docs.pytorch.org/docs/stable/nn.html), none of them in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn

if TYPE_CHECKING:
    from cnncalc.layers.activation import Dropout, Relu, ScaledTanh, Sigmoid, Softmax, Tanh
    from cnncalc.shape import Shape

__all__ = ["dropout", "relu", "scaled_tanh", "sigmoid", "softmax", "tanh"]


def relu(layer: Relu, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build the larger of a value and 0."""
    return nn.ReLU()


def sigmoid(layer: Sigmoid, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build the logistic function."""
    return nn.Sigmoid()


def tanh(layer: Tanh, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build the hyperbolic tangent."""
    return nn.Tanh()


def scaled_tanh(layer: ScaledTanh, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build LeNet's squashing function."""
    return _ScaledTanh()


def softmax(layer: Softmax, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build a softmax over the maps at each position, or over a vector."""
    return nn.Softmax(dim=1)


def dropout(layer: Dropout, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build a dropout of single values."""
    return nn.Dropout(layer.rate)


class _ScaledTanh(nn.Module):
    """A*tanh(S*x) with the constants of LeCun et al. 1998, appendix A."""

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """Give values of the shape that came in."""
        return 1.7159 * torch.tanh(values * 2 / 3)
