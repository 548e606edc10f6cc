"""One side of an output, height or width, and the wrong sizes that slips give for it.

>>> height = side(cnncalc.analyze("alexnet").layers["conv1"], "height")
>>> equation(height.size(MISCONCEPTIONS["S-NO-PLUS-ONE"].rows[0]))
'(W - F + 2*P)/S = (227 - 11 + 2*0)/4 = 54'
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from cnncalc.coursework.wrong.exchange import name_of
from cnncalc.coursework.wrong.formula import ONE
from cnncalc.coursework.wrong.term import CONSTANTS
from cnncalc.derivation import Leaf, ceiling, constant, floor, leaves, substitute
from cnncalc.diagnostic import LayerError
from cnncalc.layers.layer import Window
from cnncalc.layers.window import axes
from cnncalc.shape import Image

if TYPE_CHECKING:
    from cnncalc.coursework.wrong.formula import Given
    from cnncalc.coursework.wrong.row import Row
    from cnncalc.derivation import Expression, Number
    from cnncalc.layers.layer import Layer
    from cnncalc.shape import Shape

__all__ = ["SIDES", "Axis", "Side", "side"]

Axis = Literal["height", "width"]
SIDES: tuple[Axis, Axis] = ("height", "width")


@dataclass(frozen=True, eq=False)
class Side:
    """How one side of an output is worked out, and the numbers that are at hand for it."""

    right: Expression
    terms: Given
    kind: str
    rounds_up: bool = False
    """Whether the layer rounds its sizes up."""

    def of(self, size: Number) -> Side:
        """Give the side for another size of the input; the same where that does not enter it."""
        source = self.terms.get("W")
        if not isinstance(source, Leaf):
            return self
        put = substitute(self.right, {source.symbol: size})
        terms = {**self.terms, "W": Leaf(source.name, size, source.symbol)}
        return replace(self, right=put, terms=terms)

    @property
    def settled(self) -> Expression:
        """The side, rounded down where it does not come out even."""
        return _settled(self.right, up=self.rounds_up)

    def size(self, *rows: Row) -> Expression | None:
        """Give the size with some slips; None where they do not apply, or leave no column."""
        wrong, terms = self.right, self.terms
        for row in rows:
            changed = row.changed(wrong, terms) if row.serves(self.kind) else None
            if changed is None:
                return None
            wrong = changed
            if row.instead is not None:  # what is written now is no "same" any more
                terms = {name: each for name, each in terms.items() if name != "same"}
        roundings = {row.rounding for row in rows}
        if "none" not in roundings:
            wrong = _settled(wrong, up="up" in roundings or self.rounds_up)
        return wrong if wrong.value >= 1 else None


@lru_cache(maxsize=4096)
def side(layer: Layer, inputs: tuple[Shape, ...], axis: Axis) -> Side | None:
    """Give a side of a layer's output; None where the layer passes it on as it is."""
    try:
        right = layer.output(inputs).sizes.get(axis)
    except LayerError:
        return None
    if right is None:
        return None
    terms: dict[str, Expression] = {**CONSTANTS, **_window(layer, inputs, axis), **_named(right)}
    if getattr(layer, "padding", None) == "same":
        terms["same"] = ONE
    return Side(right, terms, layer.kind, getattr(layer, "rounding", None) == "ceil")


def _named(right: Expression) -> dict[str, Expression]:
    """What the derivation of a side names itself, W for H and F for F_h."""
    named = {name_of(each.symbol, each.name): each for each in leaves(right)}
    source = named.get("H", named.get("W"))
    known: dict[str, Expression] = {letter: named[letter] for letter in "FSPd" if letter in named}
    if {"P_top", "P_left"} & {each.symbol for each in leaves(right)}:
        known.pop("P")  # two sides with two numbers have no P
    return known if source is None else {**known, "W": source}


_FIRST_TAP = constant("the window's first value", 1)


def _window(layer: Layer, inputs: tuple[Shape, ...], axis: Axis) -> dict[str, Expression]:
    """The numbers of a window along one axis: F stands for F_h or F_w."""
    window, shape = layer.window(inputs), inputs[0]
    if not isinstance(window, Window) or not isinstance(shape, Image):
        return {}
    along = axes(shape, window)[SIDES.index(axis)]
    terms: dict[str, Expression] = {"W": along.input}
    terms |= {letter: along.number(letter) for letter in "FSd"}
    if along.before == along.after:
        terms["P"] = along.number("P")
    kernel, dilation = terms["F"], terms["d"]
    ordinary = dilation.value == 1
    terms["span"] = kernel if ordinary else dilation * (kernel - _FIRST_TAP) + _FIRST_TAP
    return terms


def _settled(size: Expression, *, up: bool) -> Expression:
    if size.whole:
        return size
    return ceiling(size) if up else floor(size)
