"""Normalization in PyTorch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.export.code.call import Call, Modules, Product, given, named
from cnncalc.export.code.term import Term
from cnncalc.shape import Vector

if TYPE_CHECKING:
    from cnncalc.export.kind.site import Site
    from cnncalc.layers.normalization import (
        BatchNorm,
        GroupNorm,
        InstanceNorm,
        LayerNorm,
        Lrn,
        Scale,
    )

__all__ = ["batchnorm", "groupnorm", "instancenorm", "layernorm", "lrn", "scale"]


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


def layernorm(layer: LayerNorm, at: Site) -> Modules:
    """Write nn.LayerNorm, or one over the maps at each position, which PyTorch has none of."""
    if isinstance(at.input, Vector):
        shape = given("normalized_shape", at.channels)
    elif layer.axes == "all":
        shape = given("normalized_shape", Term.of(at.input.axes))
    else:
        over_maps = Call("LayerNorm2d", (given("channels", at.channels),), learns=True)
        return Modules((over_maps,), at.channels)
    return Modules((Call("nn.LayerNorm", (shape,), learns=True),), at.channels)


def groupnorm(_: GroupNorm, at: Site) -> Modules:
    """Write nn.GroupNorm."""
    sizes = (given("num_groups", at.term("groups")), given("num_channels", at.channels))
    return Modules((Call("nn.GroupNorm", sizes, learns=True),), at.channels)


def instancenorm(layer: InstanceNorm, at: Site) -> Modules:
    """Write a group normalization of a group for each map, which takes maps of one value too."""
    affine = layer.scale or layer.center
    both = named("affine", Term.of(affine), default=True)
    sizes = (given("num_groups", at.channels), given("num_channels", at.channels), both)
    normalization = Call("nn.GroupNorm", sizes, learns=affine)
    if layer.scale != layer.center:
        left_out = given("parameter", Term.of("bias" if layer.scale else "weight"))
        arguments = (left_out, given("module", normalization))
        normalization = Call("without", arguments, learns=True)
    return Modules((normalization,), at.channels)


def scale(_: Scale, at: Site) -> Modules:
    """Write a factor for each map, which PyTorch has no module for."""
    shape = Term.of(1 if isinstance(at.input, Vector) else 3)
    arguments = (
        given("channels", at.channels),
        named("bias", at.term("bias"), default=True),
        named("axes", shape, 3),
    )
    return Modules((Call("Scale", arguments, learns=True),), at.channels)
