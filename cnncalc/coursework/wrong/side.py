"""One side of an output, height or width, and the wrong sizes that slips give for it.

>>> height = side(cnncalc.analyze("alexnet").layers["conv1"], "height")
>>> equation(height.size(MISCONCEPTIONS["S-NO-PLUS-ONE"].rows[0]))
'(W - F + 2*P)/S = (227 - 11 + 2*0)/4 = 54'
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from cnncalc.coursework.given import given_numbers
from cnncalc.coursework.wrong.formula import ONE
from cnncalc.coursework.wrong.term import CONSTANTS
from cnncalc.derivation import Leaf, Operation, ceiling, constant, floor, leaves, substitute

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.coursework.wrong.formula import Given
    from cnncalc.coursework.wrong.row import Row
    from cnncalc.derivation import Expression, Number

__all__ = ["AXES", "Axis", "Side", "side"]

Axis = Literal["height", "width"]
AXES: tuple[Axis, Axis] = ("height", "width")


@dataclass(frozen=True, eq=False)
class Side:
    """How one side of an output is worked out, and the numbers that are at hand for it."""

    right: Expression
    terms: Given
    kind: str

    def of(self, size: Number) -> Side:
        """Give the side for another size of the input."""
        source = self.terms["W"]
        if not isinstance(source, Leaf):
            return self
        put = substitute(self.right, {source.symbol: size})
        terms = {**self.terms, "W": Leaf(source.name, size, source.symbol)}
        return replace(self, right=put, terms=terms)

    @property
    def settled(self) -> Expression:
        """The side, rounded down where it does not come out even."""
        return _settled(self.right, up=_rounds_up(self.right))

    def size(self, *rows: Row) -> Expression | None:
        """Give the size with some slips; None where they do not apply, or leave no column."""
        wrong = self.right
        for row in rows:
            changed = row.changed(wrong, self.terms) if row.serves(self.kind) else None
            if changed is None:
                return None
            wrong = changed
        roundings = {row.rounding for row in rows}
        if "none" not in roundings:
            wrong = _settled(wrong, up="up" in roundings or _rounds_up(self.right))
        return wrong if wrong.value >= 1 else None


def side(figures: LayerFigures, axis: Axis) -> Side | None:
    """Give a side of a layer's output; None where the layer passes it on as it is."""
    right = figures.sizes.get(axis)
    if right is None:
        return None
    given = given_numbers(figures)
    here = {each.symbol: each for each in leaves(right)}
    source = next((here[each] for each in ("W", "H") if each in here), given.get("W"))
    terms: dict[str, Expression] = {**CONSTANTS}
    if source is not None:
        terms["W"] = source
    terms |= _window(given, axis)
    if getattr(figures.layer, "padding", None) == "same":
        terms["same"] = ONE
    return Side(right, terms, figures.kind)


_FIRST_TAP = constant("the window's first value", 1)


def _window(given: Mapping[str, Leaf], axis: Axis) -> dict[str, Expression]:
    """The numbers of a window along one axis: F stands for F_h or F_w."""
    terms: dict[str, Expression] = {}
    for letter in "FSPd":
        found = given.get(letter) or given.get(f"{letter}_{axis[0]}")
        if found is not None:
            terms[letter] = found
    if "F" in terms:
        kernel, dilation = terms["F"], terms["d"]
        ordinary = dilation.value == 1
        terms["span"] = kernel if ordinary else dilation * (kernel - _FIRST_TAP) + _FIRST_TAP
    return terms


def _rounds_up(right: Expression) -> bool:
    """Whether the layer rounds its sizes up."""
    if not isinstance(right, Operation):
        return False
    return right.operator == "ceil" or any(_rounds_up(each) for each in right.operands)


def _settled(size: Expression, *, up: bool) -> Expression:
    if size.whole:
        return size
    return ceiling(size) if up else floor(size)
