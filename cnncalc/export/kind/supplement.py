"""Modules that PyTorch does not have, as they are written into generated code where it needs them.

Each is a whole definition with its source in its docstring; `needed` are other supplements that it
uses. All take and give images of batch x channels x height x width.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.export.kind.lacking_layer import (
    CROP,
    FROZEN,
    LAYER_NORM,
    LOCALLY_CONNECTED,
    PART,
    RBF,
    SCALE,
    SCALED_TANH,
    SUBSAMPLE,
    TABLE_CONV,
    UNTIED_BIAS,
    WITHOUT,
)
from cnncalc.export.kind.lacking_padding import CEIL_PAD, MEAN_OF_VALUES, PAIR, SAME_PAD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

__all__ = ["SUPPLEMENTS", "Supplement", "definitions"]


class Supplement(NamedTuple):
    """A definition of generated code."""

    code: str
    needed: tuple[str, ...] = ()


def definitions(used: AbstractSet[str]) -> Iterator[str]:
    """Give the definitions of the supplements that are used, and of those that they need."""
    all_used = {
        *used,
        *(each for name in used if name in SUPPLEMENTS for each in SUPPLEMENTS[name].needed),
    }
    return (each.code.strip() for name, each in SUPPLEMENTS.items() if name in all_used)


SUPPLEMENTS: Mapping[str, Supplement] = {
    "pair": Supplement(PAIR),
    "without": Supplement(WITHOUT),
    "frozen": Supplement(FROZEN),
    "ScaledTanh": Supplement(SCALED_TANH),
    "Subsample": Supplement(SUBSAMPLE, ("pair",)),
    "Rbf": Supplement(RBF),
    "TableConv2d": Supplement(TABLE_CONV),
    "UntiedBias": Supplement(UNTIED_BIAS),
    "SamePad2d": Supplement(SAME_PAD, ("pair",)),
    "CeilPad2d": Supplement(CEIL_PAD, ("pair",)),
    "MeanOfValues": Supplement(MEAN_OF_VALUES),
    "LayerNorm2d": Supplement(LAYER_NORM),
    "Scale": Supplement(SCALE),
    "Crop": Supplement(CROP, ("pair",)),
    "Part": Supplement(PART),
    "LocallyConnected2d": Supplement(LOCALLY_CONNECTED, ("pair",)),
}
"""The supplements by name, in the order in which they are written."""
