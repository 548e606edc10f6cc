"""A number that remembers how it was made: the centre of cnncalc.

    >>> width, window, stride = (Leaf(n, v, s) for n, v, s in
    ...     [("input width", 227, "W"), ("kernel width", 11, "F"), ("stride", 4, "S")])
    >>> size = (width - window) / stride + FIRST
    >>> size.value
    55
    >>> substitute(size, {"W": 224}).value
    Fraction(217, 4)

The value is computed when the expression is made, in Python ints (or Fractions where a division
leaves something over), never in floats. An expression computes, is written (`cnncalc.notation`) and
is substituted; it does no algebra.
"""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

__all__ = [
    "FIRST",
    "Expression",
    "Leaf",
    "Number",
    "Operation",
    "ceiling",
    "constant",
    "floor",
    "largest",
    "leaves",
    "smallest",
    "substitute",
    "total",
]

Number = int | Fraction


class Expression:
    """A number with its derivation; `value` is an int, or a Fraction that is not whole."""

    __slots__ = ("value",)
    value: Number

    def __add__(self, other: Expression) -> Operation:
        return Operation("+", (self, other), self.value + other.value)

    def __sub__(self, other: Expression) -> Operation:
        return Operation("-", (self, other), self.value - other.value)

    def __mul__(self, other: Expression) -> Operation:
        return Operation("*", (self, other), self.value * other.value)

    def __truediv__(self, other: Expression) -> Operation:
        """Divide exactly: what does not divide stays a Fraction."""
        return Operation("/", (self, other), _divided(self.value, other.value))

    def __floordiv__(self, other: Expression) -> Operation:
        """Divide and round down."""
        return floor(self / other)

    def __int__(self) -> int:
        """Give the value, which is whole; ValueError where it is not."""
        if isinstance(self.value, int):
            return self.value
        raise ValueError(f"{self.value} is not a whole number")

    @property
    def whole(self) -> bool:
        """Whether the value is a whole number."""
        return isinstance(self.value, int)


class Leaf(Expression):
    """A number that is given: a size, a field of a layer, or a named constant of a formula."""

    __slots__ = ("name", "symbol")

    def __init__(self, name: str, value: Number, symbol: str) -> None:
        """Name a number; `symbol` is its letter in formulas, unique in one formula."""
        self.name = name
        self.value = value if type(value) is int else _reduced(value)
        self.symbol = symbol

    def __repr__(self) -> str:
        return f"Leaf({self.name!r}, {self.value!r}, {self.symbol!r})"


class Operation(Expression):
    """An operator, its operands and the value that it gives."""

    __slots__ = ("operands", "operator")

    def __init__(self, operator: str, operands: tuple[Expression, ...], value: Number) -> None:
        """Record an operation whose value was just computed; use the operators and functions."""
        self.operator = operator
        self.operands = operands
        self.value = value if type(value) is int else _reduced(value)

    def __repr__(self) -> str:
        shown = [
            each.symbol if isinstance(each, Leaf) else str(each.value) for each in self.operands
        ]
        more = ", ..." if len(shown) > _MOST_SHOWN else ""
        return f"<{self.operator}({', '.join(shown[:_MOST_SHOWN])}{more}) = {self.value}>"


_MOST_SHOWN = 4
"""Operands in a repr, which is for a prompt; `cnncalc.notation` writes whole formulas."""


def constant(name: str, value: int) -> Leaf:
    """Give a constant of a formula its name, so that forgetting it can be told."""
    return Leaf(name, value, str(value))


FIRST = constant("the first position", 1)
"""The +1 of (W - F + 2P)/S + 1."""


def floor(expression: Expression) -> Operation:
    """Round down to a whole number."""
    return Operation("floor", (expression,), expression.value.__floor__())


def ceiling(expression: Expression) -> Operation:
    """Round up to a whole number."""
    return Operation("ceil", (expression,), expression.value.__ceil__())


def largest(*expressions: Expression) -> Operation:
    """Give the largest of some expressions."""
    return Operation("max", expressions, max(each.value for each in expressions))


def smallest(*expressions: Expression) -> Operation:
    """Give the smallest of some expressions."""
    return Operation("min", expressions, min(each.value for each in expressions))


def total(expressions: Iterable[Expression]) -> Expression:
    """Add any number of expressions; of one, give it; of none, a zero."""
    match tuple(expressions):
        case ():
            return constant("nothing", 0)
        case (only,):
            return only
        case terms:
            return Operation("sum", terms, sum(each.value for each in terms))


def leaves(expression: Expression) -> Iterator[Leaf]:
    """Every leaf of an expression from left to right, as often as it stands there."""
    waiting = [expression]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Leaf):
            yield node
        elif isinstance(node, Operation):
            waiting.extend(reversed(node.operands))


def substitute(expression: Expression, values: Mapping[str, Number]) -> Expression:
    """Compute an expression anew with other values for the leaves of the given symbols.

    ZeroDivisionError where a value makes a divisor 0.
    """
    if isinstance(expression, Operation):
        operands = tuple(substitute(each, values) for each in expression.operands)
        value = _COMPUTE[expression.operator]([each.value for each in operands])
        return Operation(expression.operator, operands, value)
    if isinstance(expression, Leaf) and expression.symbol in values:
        return Leaf(expression.name, values[expression.symbol], expression.symbol)
    return expression


def _divided(dividend: Number, divisor: Number) -> Number:
    """Divide exactly, without a Fraction where the result is whole."""
    whole, rest = divmod(dividend, divisor)
    return whole if not rest else Fraction(dividend) / divisor


def _reduced(value: Number) -> Number:
    """Give an int for a Fraction that is whole: two halves are 1."""
    return value.numerator if value.denominator == 1 else value


_COMPUTE: Mapping[str, Callable[[list[Number]], Number]] = {
    "+": lambda values: values[0] + values[1],
    "-": lambda values: values[0] - values[1],
    "*": prod,
    "/": lambda values: _divided(*values),
    "floor": lambda values: values[0].__floor__(),
    "ceil": lambda values: values[0].__ceil__(),
    "max": max,
    "min": min,
    "sum": sum,
}
