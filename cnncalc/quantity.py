"""The only thing that is ever reported: a named number with its unit, derivation and source.

>>> from cnncalc.derivation import Leaf
>>> length = Quantity("length", Leaf("rows", 6, "H") * Leaf("columns", 5, "W"))
>>> print(length)
length = H*W = 6*5 = 30
>>> bytes_written(4 * 15_237_608)
'60,950,432 B = 61.0 MB = 58.1 MiB'
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import total_ordering
from itertools import pairwise
from typing import TYPE_CHECKING

from cnncalc.notation import equation, number

if TYPE_CHECKING:
    from cnncalc.derivation import Expression, Number

__all__ = ["Quantity", "bytes_written", "scaled"]


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """A number that can say where it comes from.

    `int(quantity)` is the value, `print(quantity)` the working, `f"{quantity:,}"` the value as
    numbers are formatted. It compares with any number, and sums with one are plain numbers.
    """

    name: str
    """What is counted, such as `parameters`."""
    derivation: Expression
    unit: str = ""
    """Singular, or empty for a bare number."""
    source: str = ""
    """Where the formula comes from."""

    @property
    def value(self) -> Number:
        """The exact value: an int, or a Fraction that is not whole."""
        return self.derivation.value

    def __int__(self) -> int:
        return int(self.derivation)

    def __index__(self) -> int:
        return int(self.derivation)

    def __float__(self) -> float:
        return float(self.value)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Quantity):
            return self.value == other.value
        return self.value == other

    def __hash__(self) -> int:
        return hash(self.value)

    def __lt__(self, other: Quantity | Number) -> bool:
        return self.value < (other.value if isinstance(other, Quantity) else other)

    def __add__(self, other: Quantity | Number) -> Number:
        return self.value + _value(other)

    def __radd__(self, other: Number) -> Number:
        return other + self.value

    def __sub__(self, other: Quantity | Number) -> Number:
        return self.value - _value(other)

    def __rsub__(self, other: Number) -> Number:
        return other - self.value

    def __mul__(self, other: Quantity | Number) -> Number:
        return self.value * _value(other)

    def __rmul__(self, other: Number) -> Number:
        return other * self.value

    def __truediv__(self, other: Quantity | Number) -> float:
        return float(self.value / _value(other))

    def __rtruediv__(self, other: Number) -> float:
        return float(other / self.value)

    def __format__(self, specification: str) -> str:
        return format(self.value, specification) if specification else str(self)

    def __str__(self) -> str:
        unit = f" {self.unit}" if self.unit else ""
        return f"{self.name} = {equation(self.derivation)}{unit}"

    def __repr__(self) -> str:
        return f"<{self.name} {number(self.value)}>"


def _value(number_or_quantity: Quantity | Number) -> Number:
    if isinstance(number_or_quantity, Quantity):
        return number_or_quantity.value
    return number_or_quantity


_DECIMAL = ((10**3, "k"), (10**6, "M"), (10**9, "G"), (10**12, "T"))
_BINARY = ((2**10, "KiB"), (2**20, "MiB"), (2**30, "GiB"), (2**40, "TiB"))


def scaled(value: int) -> str:
    """Write a count, from 0, in three digits and a decimal prefix: 62.4 M, 1.14 G, 840."""
    return _scaled(value, _DECIMAL) or str(value)


def bytes_written(value: int) -> str:
    """Write an amount of memory in both units: 60,950,432 B = 61.0 MB = 58.1 MiB."""
    decimal, binary = _scaled(value, _DECIMAL), _scaled(value, _BINARY)
    parts = [f"{value:,} B", decimal and f"{decimal}B", binary]
    return " = ".join(part for part in parts if part)


def _scaled(value: int, units: tuple[tuple[int, str], ...]) -> str:
    """Write a number in the largest unit of which it is one once rounded; nothing below all."""
    if value < units[0][0]:
        return ""
    for (factor, unit), (following, _) in pairwise(units):
        if _rounded(value, factor) * factor < following:
            return f"{_three_digits(value, factor)} {unit}"
    factor, unit = units[-1]
    return f"{_three_digits(value, factor)} {unit}"


def _three_digits(value: int, factor: int) -> str:
    """Divide and write three digits, or more where the whole part has more."""
    for decimals in (2, 1):
        digits = _rounded(value * 10**decimals, factor)
        if digits < _FOUR_DIGITS:
            return f"{digits // 10**decimals}.{digits % 10**decimals:0{decimals}}"
    return f"{_rounded(value, factor):,}"


def _rounded(value: int, factor: int) -> int:
    """Divide and round in whole numbers: no float can overflow."""
    return (2 * value + factor) // (2 * factor)


_FOUR_DIGITS = 1000
