"""Normalization in PyTorch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.export.code.call import Call, Modules, Product, given, named
from cnncalc.export.code.term import Term
from cnncalc.shape import Vector

if TYPE_CHECKING:
    from cnncalc.export.kind.site import Site
    from cnncalc.layers.normalization import BatchNorm, Lrn

__all__ = ["batchnorm", "lrn"]


def lrn(_: Lrn, at: Site) -> Modules:
    """Write nn.LocalResponseNorm, which divides alpha by the size where the paper does not."""
    size = at.term("size")
    normalization = Call(
        "nn.LocalResponseNorm",
        (
            given("size", size),
            named("alpha", Product((size, at.term("alpha"))), None),
            named("beta", at.term("beta"), 0.75),
            named("k", at.term("k"), 1.0),
        ),
    )
    if not isinstance(at.input, Vector):
        return Modules((normalization,), at.channels)
    as_map = Call("nn.Unflatten", (given("dim", Term.of(1)), given("sizes", Term.of((-1, 1)))))
    return Modules((as_map, normalization, Call("nn.Flatten")), at.channels)


def batchnorm(layer: BatchNorm, at: Site) -> Modules:
    """Write nn.BatchNorm2d, or 1d of a vector; without gamma or beta where one is left out."""
    function = "nn.BatchNorm1d" if isinstance(at.input, Vector) else "nn.BatchNorm2d"
    features = given("num_features", at.channels)
    affine = layer.scale or layer.center
    both = named("affine", Term.of(affine), default=True)
    normalization = Call(function, (features, both), learns=affine)
    if layer.scale != layer.center:
        left_out = given("parameter", Term.of("bias" if layer.scale else "weight"))
        arguments = (left_out, given("module", normalization))
        normalization = Call("without", arguments, learns=True)
    return Modules((normalization,), at.channels)
