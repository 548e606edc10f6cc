"""Activations and dropout in PyTorch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.export.call import Argument, Call, Modules, given
from cnncalc.export.term import Term

if TYPE_CHECKING:
    from cnncalc.export.site import Site
    from cnncalc.layers.activation import Dropout
    from cnncalc.layers.layer import Layer

__all__ = ["dropout", "relu", "scaled_tanh", "sigmoid", "softmax", "tanh"]


def relu(_: Layer, at: Site) -> Modules:
    """Write nn.ReLU."""
    return Modules((Call("nn.ReLU"),), at.channels)


def sigmoid(_: Layer, at: Site) -> Modules:
    """Write nn.Sigmoid."""
    return Modules((Call("nn.Sigmoid"),), at.channels)


def tanh(_: Layer, at: Site) -> Modules:
    """Write nn.Tanh."""
    return Modules((Call("nn.Tanh"),), at.channels)


def scaled_tanh(_: Layer, at: Site) -> Modules:
    """Write LeNet's activation, which PyTorch does not have."""
    return Modules((Call("ScaledTanh"),), at.channels)


def softmax(_: Layer, at: Site) -> Modules:
    """Write nn.Softmax over the values of a vector, or over the maps at each position."""
    return Modules((Call("nn.Softmax", (Argument("dim", Term.of(1)),)),), at.channels)


def dropout(_: Dropout, at: Site) -> Modules:
    """Write nn.Dropout."""
    return Modules((Call("nn.Dropout", (given("p", at.term("rate")),)),), at.channels)
