"""Activations in PyTorch (https://docs.pytorch.org/docs/stable/nn.html), none of them in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn

if TYPE_CHECKING:
    from cnncalc.layers.activation import (
        Dropout,
        Gelu,
        HardSigmoid,
        HardSwish,
        LogSoftmax,
        Mish,
        ScaledTanh,
        Sigmoid,
        Silu,
        Softmax,
        Softplus,
        Tanh,
    )
    from cnncalc.shape import Shape

__all__ = [
    "dropout",
    "gelu",
    "hardsigmoid",
    "hardswish",
    "log_softmax",
    "mish",
    "scaled_tanh",
    "sigmoid",
    "silu",
    "softmax",
    "softplus",
    "tanh",
]


def gelu(layer: Gelu, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build a value times its share of a normal distribution."""
    return nn.GELU()


def silu(layer: Silu, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build a value times its logistic function."""
    return nn.SiLU()


def mish(layer: Mish, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build a value times the tangent of its softplus."""
    return nn.Mish()


def hardswish(layer: HardSwish, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build a value times its hard logistic function."""
    return nn.Hardswish()


def hardsigmoid(layer: HardSigmoid, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build the logistic function in three straight parts."""
    return nn.Hardsigmoid()


def sigmoid(layer: Sigmoid, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build the logistic function."""
    return nn.Sigmoid()


def tanh(layer: Tanh, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build the hyperbolic tangent."""
    return nn.Tanh()


def scaled_tanh(layer: ScaledTanh, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build LeNet's squashing function."""
    return _ScaledTanh()


def softplus(layer: Softplus, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build the logarithm of 1 plus an exponential."""
    return nn.Softplus()


def softmax(layer: Softmax, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build a softmax over the maps at each position, or over a vector."""
    return nn.Softmax(dim=1)


def log_softmax(layer: LogSoftmax, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build the logarithm of a softmax over the maps, or over a vector."""
    return nn.LogSoftmax(dim=1)


def dropout(layer: Dropout, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build a dropout of single values."""
    return nn.Dropout(layer.rate)


class _ScaledTanh(nn.Module):
    """A*tanh(S*x) with the constants of LeCun et al. 1998, appendix A."""

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """Give values of the shape that came in."""
        return 1.7159 * torch.tanh(values * 2 / 3)
