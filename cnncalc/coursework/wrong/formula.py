"""A formula of the catalogue, such as `(area + bias)*depth*K`, over the numbers of a question.

    >>> one_map = formula("(F*F + 1)*K")
    >>> equation(one_map({"F": Leaf("kernel size", 5, "F"), "K": Leaf("filters", 100, "K")}))
    '(F*F + 1)*K = (5*5 + 1)*100 = 2,600'

Formulas are the catalogue's own: whole numbers, names, + - * / and parentheses.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from functools import cache

from cnncalc.derivation import Expression, Number, constant

__all__ = ["ONE", "ZERO", "Condition", "Formula", "Given", "condition", "formula"]

Given = Mapping[str, Expression]
"""What the names of a formula stand for."""
Formula = Callable[[Given], Expression]
"""Computes a formula; KeyError for a name that is not given, ZeroDivisionError."""
Condition = Callable[[Given], bool]
"""Whether something holds; it does not where a name is not given."""

ZERO = constant("nothing", 0)
ONE = constant("once", 1)
_CONSTANTS = {0: ZERO, 1: ONE}


@cache
def formula(text: str) -> Formula:
    """Read a formula; ValueError where it is none."""
    return _formula(ast.parse(text.strip(), mode="eval").body)


@cache
def condition(text: str) -> Condition:
    """Read a condition: `P == 0`, `S > 1`, `same` (it is given), `not same` (it is not)."""
    return _condition(ast.parse(text.strip(), mode="eval").body)


def _condition(tree: ast.expr) -> Condition:
    match tree:
        case ast.Name(name):
            return lambda given: name in given
        case ast.UnaryOp(ast.Not(), ast.Name(name)):
            return lambda given: name not in given
        case ast.Compare(left, [relation], [right]) if type(relation) in _RELATIONS:
            return _compared(_RELATIONS[type(relation)], _formula(left), _formula(right))
    raise ValueError(f"{ast.unparse(tree)} is no condition")


def _compared(holds: Callable[[Number, Number], bool], left: Formula, right: Formula) -> Condition:
    def condition(given: Given) -> bool:
        try:
            return holds(left(given).value, right(given).value)
        except KeyError:
            return False

    return condition


_RELATIONS: Mapping[type[ast.cmpop], Callable[[Number, Number], bool]] = {
    ast.Eq: lambda left, right: left == right,
    ast.Gt: lambda left, right: left > right,
}


def _formula(tree: ast.expr) -> Formula:
    match tree:
        case ast.Name(name):
            return lambda given: given[name]
        case ast.Constant(int(value)):
            number = _CONSTANTS.get(value) or constant(str(value), value)
            return lambda _: number
        case ast.BinOp(left, operator, right) if type(operator) in _OPERATORS:
            compute = _OPERATORS[type(operator)]
            first, second = _formula(left), _formula(right)
            return lambda given: compute(first(given), second(given))
    raise ValueError(f"{ast.unparse(tree)} is no formula")


_OPERATORS: Mapping[type[ast.operator], Callable[[Expression, Expression], Expression]] = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Div: lambda left, right: left / right,
}
