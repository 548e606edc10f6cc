"""ReLU and its relatives in PyTorch (https://docs.pytorch.org/docs/stable/nn.html)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from torch import nn

if TYPE_CHECKING:
    from cnncalc.layers.rectifier import Elu, LeakyRelu, PRelu, Relu, Relu6, Selu
    from cnncalc.shape import Shape

__all__ = ["elu", "leaky_relu", "prelu", "relu", "relu6", "selu"]


def relu(layer: Relu, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build the larger of a value and 0."""
    return nn.ReLU()


def relu6(layer: Relu6, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build a value between 0 and 6."""
    return nn.ReLU6()


def leaky_relu(layer: LeakyRelu, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build a value, or a part of one below 0."""
    return nn.LeakyReLU(layer.slope)


def elu(layer: Elu, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build an exponential linear unit."""
    return nn.ELU()


def selu(layer: Selu, inputs: tuple[Shape]) -> nn.Module:  # noqa: ARG001
    """Build a scaled exponential linear unit."""
    return nn.SELU()


def prelu(layer: PRelu, inputs: tuple[Shape]) -> nn.Module:
    """Build a value, or a learned part of one below 0."""
    return nn.PReLU(1 if layer.shared else inputs[0].channels)
