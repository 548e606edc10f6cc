"""Activations and dropout in PyTorch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.export.code.call import Argument, Call, Modules, given, named
from cnncalc.export.code.term import Term

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.export.kind.site import Site
    from cnncalc.layers.activation import Dropout
    from cnncalc.layers.layer import Layer
    from cnncalc.layers.rectifier import LeakyRelu, PRelu

__all__ = ["changing_values", "dropout", "leaky_relu", "log_softmax", "prelu", "softmax"]


def changing_values(function: str) -> Callable[[Layer, Site], Modules]:
    """Give the writer of a kind that changes each value by itself: `nn.ReLU()`."""

    def written(_: Layer, at: Site) -> Modules:
        return Modules((Call(function),), at.channels)

    return written


def softmax(_: Layer, at: Site) -> Modules:
    """Write nn.Softmax over the values of a vector, or over the maps at each position."""
    return Modules((Call("nn.Softmax", (Argument("dim", Term.of(1)),)),), at.channels)


def log_softmax(_: Layer, at: Site) -> Modules:
    """Write nn.LogSoftmax over the values of a vector, or over the maps at each position."""
    return Modules((Call("nn.LogSoftmax", (Argument("dim", Term.of(1)),)),), at.channels)


def leaky_relu(_: LeakyRelu, at: Site) -> Modules:
    """Write nn.LeakyReLU."""
    slope = named("negative_slope", at.term("slope"), 0.01)
    return Modules((Call("nn.LeakyReLU", (slope,)),), at.channels)


def prelu(layer: PRelu, at: Site) -> Modules:
    """Write nn.PReLU, with a slope for all maps or for each."""
    slopes = Term.of(1) if layer.shared else at.channels
    call = Call("nn.PReLU", (named("num_parameters", slopes, 1),), learns=True)
    return Modules((call,), at.channels)


def dropout(_: Dropout, at: Site) -> Modules:
    """Write nn.Dropout."""
    return Modules((Call("nn.Dropout", (given("p", at.term("rate")),)),), at.channels)
