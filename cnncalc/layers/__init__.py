"""What a layer is: one class a kind, the kinds of a family in a file or a few.

`KINDS["conv"]` is the class of a kind; adding a class to a family file adds the kind everywhere.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cnncalc.layers import (
    activation,
    adaptive,
    convolution,
    dense,
    depthwise,
    local,
    merge,
    normalization,
    pooling,
    rearrangement,
    rectifier,
    resize,
    transposed,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    from cnncalc.layers.layer import Layer

__all__ = ["FAMILIES", "FAMILY_FILES", "KINDS"]

FAMILY_FILES: Mapping[str, tuple[ModuleType, ...]] = {
    "convolution": (convolution, depthwise, transposed, local),
    "pooling": (pooling, adaptive),
    "normalization": (normalization,),
    "activation": (rectifier, activation),
    "dense": (dense,),
    "merge": (merge,),
    "resize": (resize, rearrangement),
}
"""The files of each family."""
FAMILIES: Mapping[str, tuple[type[Layer], ...]] = MappingProxyType(
    {
        family: tuple(getattr(module, name) for module in modules for name in module.__all__)
        for family, modules in FAMILY_FILES.items()
    }
)
"""The kinds of each family, in the order of the documentation."""

KINDS: Mapping[str, type[Layer]] = MappingProxyType(
    {each.kind: each for kinds in FAMILIES.values() for each in kinds}
)
"""Each kind by its word in a spec."""
