"""A derivation with some of its leaves exchanged: one forgotten, counted twice, or mistaken.

    >>> right = (side * side * channels + BIAS) * filters
    >>> formula(exchanged(right, {"bias": ZERO}))
    'F*F*D*K'
    >>> formula(exchanged(right, {"one F": ONE}))
    '(F*D + 1)*K'

A leaf is called by its symbol, F for F_h and F_w as well, or, a constant of the formula, by its
role. What becomes 0 in a sum, or 1 in a product, is not written any more.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from cnncalc.coursework.wrong.formula import ONE, ZERO
from cnncalc.derivation import (
    Leaf,
    Operation,
    ceiling,
    floor,
    largest,
    smallest,
    total,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cnncalc.derivation import Expression

__all__ = ["ROLES", "exchanged", "name_of", "re_rounded", "spelled_out"]

ROLES: Mapping[str, str] = {
    "the bias of": "bias",
    "the first position": "first",
    "the two padded sides": "sides",
    "a multiplication and an addition": "two",
    "values and their gradients": "both",
}
"""What the constants of formulas are called here, by how their names begin."""

ONCE = "one "
"""Before a name: only the first leaf of that name."""


def exchanged(expression: Expression, leaves: Mapping[str, Expression]) -> Expression:
    """Exchange leaves for expressions; the very same object where that changes no number.

    ZeroDivisionError where a divisor becomes 0.
    """
    return _Exchange(leaves).of(expression)


def spelled_out(expression: Expression, leaves: Mapping[str, Expression]) -> Expression:
    """Exchange leaves for what they are made of: N for H*W*D."""
    return _Exchange(leaves, spells=True).of(expression)


def re_rounded(expression: Expression, to: Literal["up", "none"]) -> Expression:
    """Round up, or not at all, what is rounded down; the very same object where nothing is."""
    if not isinstance(expression, Operation):
        return expression
    operands = tuple([re_rounded(each, to) for each in expression.operands])
    if expression.operator == "floor":
        return operands[0] if to == "none" else ceiling(operands[0])
    if all(new is old for new, old in zip(operands, expression.operands, strict=True)):
        return expression
    return _REBUILT[expression.operator](*operands)


@lru_cache(maxsize=4096)
def name_of(symbol: str, name: str) -> str:
    """Give what a leaf is called: F for F_h and F_w, K for the units of a dense layer, a role."""
    if symbol.isdecimal():
        return next((role for begin, role in ROLES.items() if name.startswith(begin)), symbol)
    letter, _, index = symbol.partition("_")
    return letter if index in _AXES else "K" if symbol == "U" else symbol


_AXES = frozenset({"h", "w", "top", "bottom", "left", "right"})


class _Exchange:
    """One exchange, under way."""

    def __init__(self, leaves: Mapping[str, Expression], *, spells: bool = False) -> None:
        self.spells = spells
        self.everywhere = {key: by for key, by in leaves.items() if not key.startswith(ONCE)}
        self.once = {
            key.removeprefix(ONCE): by for key, by in leaves.items() if key.startswith(ONCE)
        }

    def of(self, expression: Expression) -> Expression:
        if isinstance(expression, Leaf):
            return self._leaf(expression)
        if not isinstance(expression, Operation):
            raise TypeError(type(expression).__name__)
        operands = tuple([self.of(each) for each in expression.operands])
        if all(new is old for new, old in zip(operands, expression.operands, strict=True)):
            return expression
        return _REBUILT[expression.operator](*operands)

    def _leaf(self, leaf: Leaf) -> Expression:
        name = name_of(leaf.symbol, leaf.name)
        by = self.once.pop(name) if name in self.once else self.everywhere.get(name, leaf)
        return leaf if by.value == leaf.value and not self.spells else by


def _sum(left: Expression, right: Expression) -> Expression:
    if left is ZERO:
        return right
    return left if right is ZERO else left + right


def _difference(left: Expression, right: Expression) -> Expression:
    return left if right is ZERO else left - right


def _product(left: Expression, right: Expression) -> Expression:
    if left is ONE:
        return right
    if right is ONE:
        return left
    return ZERO if ZERO in {left, right} else left * right


def _quotient(left: Expression, right: Expression) -> Expression:
    return left if right is ONE else left / right


def _total(*operands: Expression) -> Expression:
    return total(each for each in operands if each is not ZERO)


_REBUILT: Mapping[str, Callable[..., Expression]] = {
    "+": _sum,
    "-": _difference,
    "*": _product,
    "/": _quotient,
    "floor": floor,
    "ceil": ceiling,
    "max": largest,
    "min": smallest,
    "sum": _total,
}
