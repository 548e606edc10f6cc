"""The only thing that is ever reported: a named number with its unit, derivation and source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cnncalc.notation import equation, number

if TYPE_CHECKING:
    from cnncalc.derivation import Expression, Number

__all__ = ["Quantity", "bytes_written", "scaled"]


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """A number that can say where it comes from.

    `int(quantity)` is the value, `print(quantity)` the working; it compares with ints and quantities.
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

    def __gt__(self, other: Quantity | Number) -> bool:
        return self.value > (other.value if isinstance(other, Quantity) else other)

    def __str__(self) -> str:
        unit = f" {self.unit}" if self.unit else ""
        return f"{self.name} = {equation(self.derivation)}{unit}"

    def __repr__(self) -> str:
        return f"<{self.name} {number(self.value)}>"


_DECIMAL = ((10**12, "T"), (10**9, "G"), (10**6, "M"), (10**3, "k"))
_BINARY = ((2**40, "TiB"), (2**30, "GiB"), (2**20, "MiB"), (2**10, "KiB"))


def scaled(value: int) -> str:
    """Write a count in three digits and a decimal prefix: 62.4 M, 1.14 G, 840."""
    for factor, prefix in _DECIMAL:
        if abs(value) >= factor:
            return f"{_three_digits(value, factor)} {prefix}"
    return str(value)


def bytes_written(value: int) -> str:
    """Write an amount of memory in both units: 60,950,432 B = 61.0 MB = 58.1 MiB."""
    exact = f"{value:,} B"
    if value < _DECIMAL[-1][0]:
        return exact
    decimal = scaled(value) + "B"
    for factor, unit in _BINARY:
        if abs(value) >= factor:
            return f"{exact} = {decimal} = {_three_digits(value, factor)} {unit}"
    return f"{exact} = {decimal}"


def _three_digits(value: int, factor: int) -> str:
    """Divide and round to three significant digits, in whole numbers: no float can overflow."""
    whole = value // factor
    decimals = max(0, 3 - len(str(abs(whole))))
    rounded = (2 * value * 10**decimals + factor) // (2 * factor)
    text = f"{rounded:,}" if not decimals else f"{rounded:0{decimals + 1}}"
    return text if not decimals else f"{text[:-decimals]}.{text[-decimals:]}"
