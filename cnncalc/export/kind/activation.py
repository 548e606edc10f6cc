"""Activations and dropout in PyTorch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.export.code.call import Argument, Call, Modules, given
from cnncalc.export.code.term import Term

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.export.kind.site import Site
    from cnncalc.layers.activation import Dropout
    from cnncalc.layers.layer import Layer

__all__ = ["changing_values", "dropout", "softmax"]


def changing_values(function: str) -> Callable[[Layer, Site], Modules]:
    """Give the writer of a kind that changes each value by itself: `nn.ReLU()`."""

    def written(_: Layer, at: Site) -> Modules:
        return Modules((Call(function),), at.channels)

    return written


def softmax(_: Layer, at: Site) -> Modules:
    """Write nn.Softmax over the values of a vector, or over the maps at each position."""
    return Modules((Call("nn.Softmax", (Argument("dim", Term.of(1)),)),), at.channels)


def dropout(_: Dropout, at: Site) -> Modules:
    """Write nn.Dropout."""
    return Modules((Call("nn.Dropout", (given("p", at.term("rate")),)),), at.channels)
