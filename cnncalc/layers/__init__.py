"""What a layer is: one family a file, one class a kind.

`KINDS["conv"]` is the class of a kind; adding a class to a family file adds the kind everywhere.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cnncalc.layers import activation, convolution, dense, merge, normalization, pooling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.layers.layer import Layer

__all__ = ["FAMILIES", "KINDS"]

FAMILIES: Mapping[str, tuple[type[Layer], ...]] = MappingProxyType(
    {
        family.__name__.rpartition(".")[2]: tuple(getattr(family, name) for name in family.__all__)
        for family in (convolution, pooling, normalization, activation, dense, merge)
    }
)
"""The kinds of each family, in the order of the documentation."""

KINDS: Mapping[str, type[Layer]] = MappingProxyType(
    {each.kind: each for kinds in FAMILIES.values() for each in kinds}
)
"""Each kind by its word in a spec."""
