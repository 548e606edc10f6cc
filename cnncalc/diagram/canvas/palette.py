"""How a shape looks for what it stands for: colours, patterns and strokes, light and dark.

The colours are those of Okabe & Ito (2008, "Color Universal Design"), which people see apart with
every kind of colour vision. Families of layers differ by a pattern too, so that they stay apart in
a print without colour. On a dark screen each is a shade lighter.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.layers import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FAMILY_PAINTS", "INKS", "Ink", "Paint", "family_of", "plural_of"]


class Paint(NamedTuple):
    """What a family's shapes are filled with."""

    light: str
    dark: str
    """The colour on a dark screen."""
    hatching: str
    """Strokes of the pattern over the colour, in a tile of 6 by 6; none is plain."""


class Ink(NamedTuple):
    """Any other look: a line of style on paper and on a light screen, another on a dark one."""

    light: str
    dark: str


FAMILY_PAINTS: Mapping[str, Paint] = {
    "convolution": Paint("#0072b2", "#3d9be0", ""),
    "pooling": Paint("#e69f00", "#f0b429", "M0 6L6 0"),
    "normalization": Paint("#56b4e9", "#8ccbf2", "M0 3H6"),
    "activation": Paint("#f0e442", "#f0e442", "M3 0V6"),
    "dense": Paint("#d55e00", "#f07f2c", "M0 0L6 6"),
    "merge": Paint("#cc79a7", "#dd9cc0", "M0 0L6 6M0 6L6 0"),
    "resize": Paint("#009e73", "#2fc79b", "M0 3H6M3 0V6"),
    "input": Paint("#999999", "#a8a8a8", ""),
}
"""By family, and `input` for the network's input."""

INKS: Mapping[str, Ink] = {
    "text": Ink("fill:#1b1b1b", "fill:#ececec"),
    "muted": Ink("fill:#555", "fill:#b4b4b4"),
    "rule": Ink("fill:none;stroke:#8a8a8a;stroke-width:.6", "stroke:#777"),
    "grid": Ink("fill:none;stroke:#d0d0d0;stroke-width:.6", "stroke:#444"),
    "edge": Ink("fill:none;stroke:#555;stroke-width:1.1", "stroke:#b4b4b4"),
    "head": Ink("fill:#555", "fill:#b4b4b4"),
    "skip": Ink("fill:none;stroke:#a03f77;stroke-width:1.4", "stroke:#dd9cc0"),
    "skiphead": Ink("fill:#a03f77", "fill:#dd9cc0"),
    "frame": Ink(
        "fill:#808080;fill-opacity:.07;stroke:#8a8a8a;stroke-width:.8;stroke-dasharray:4 2",
        "stroke:#8a8a8a",
    ),
    "node": Ink("fill:#fff;stroke:#555;stroke-width:.9", "fill:#1f1f1f;stroke:#b4b4b4"),
    "outline": Ink("fill:none;stroke:#222;stroke-width:.8;stroke-linejoin:round", "stroke:#ddd"),
    "bright": Ink("fill:#fff;fill-opacity:.42", "fill-opacity:.3"),
    "shade": Ink("fill:#000;fill-opacity:.2", "fill-opacity:.25"),
    "kernel": Ink(
        "fill:#fff;fill-opacity:.75;stroke:#000;stroke-width:.9;stroke-linejoin:round",
        "stroke:#000",
    ),
    "ray": Ink("fill:none;stroke:#444;stroke-width:.7;stroke-dasharray:3 2", "stroke:#c4c4c4"),
    "image": Ink("fill:#808080;fill-opacity:.1;stroke:#333;stroke-width:1.2", "stroke:#ddd"),
    "field": Ink(
        "fill:#0072b2;fill-opacity:.09;stroke:#0072b2;stroke-width:1.1",
        "fill:#3d9be0;stroke:#3d9be0",
    ),
    "clipped": Ink(
        "fill:none;stroke:#d55e00;stroke-width:1.6;stroke-dasharray:5 3", "stroke:#f07f2c"
    ),
    "leader": Ink("fill:none;stroke:#8a8a8a;stroke-width:.6", "stroke:#888"),
}
"""Every look that is not a family's; what the dark line does not say stays as it is."""


@cache
def _families() -> Mapping[str, str]:
    return {kind.kind: family for family, kinds in FAMILIES.items() for kind in kinds}


def family_of(kind: str) -> str:
    """Give the family of a kind of layer, as its word in a spec names it."""
    return _families().get(kind, "input")


def plural_of(family: str) -> str:
    """Give what a legend calls a family."""
    return "dense layers" if family == "dense" else _PLURALS.get(family, family)


_PLURALS = {"convolution": "convolutions", "pooling": "poolings", "normalization": "normalizations"}
_PLURALS |= {"activation": "activations", "merge": "merges", "resize": "changes of size"}
