"""Layers over all values at once in PyTorch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.export.code.call import Call, Modules, Product, given, named
from cnncalc.export.code.term import Term
from cnncalc.shape import Image

if TYPE_CHECKING:
    from cnncalc.export.kind.site import Site
    from cnncalc.layers.dense import Dense, Rbf
    from cnncalc.layers.layer import Layer

__all__ = ["dense", "flatten", "rbf"]


def dense(_: Dense, at: Site) -> Modules:
    """Write nn.Linear; an image is flattened before."""
    units = at.term("units")
    linear = Call(
        "nn.Linear",
        (
            given("in_features", at.features),
            given("out_features", units),
            named("bias", at.term("bias"), default=True),
        ),
        learns=True,
    )
    return Modules((*_flat(at), linear), units)


def rbf(_: Rbf, at: Site) -> Modules:
    """Write LeNet's output layer, which PyTorch does not have."""
    units = at.term("units")
    arguments = (given("in_features", at.features), given("units", units))
    return Modules((*_flat(at), Call("Rbf", arguments)), units)


def flatten(_: Layer, at: Site) -> Modules:
    """Write nn.Flatten."""
    factors = at.features.factors if isinstance(at.features, Product) else (at.features,)
    values = Term.of(1)
    for each in factors:
        values *= each
    return Modules((Call("nn.Flatten"),), values)


def _flat(at: Site) -> tuple[Call, ...]:
    return (Call("nn.Flatten"),) if isinstance(at.input, Image) else ()
