"""Whole numbers that generated code computes: `4 * filters`, `channels + 32`.

>>> filters = Formula.symbol(Symbol("setting", "filters"))
>>> (filters * Formula.constant(4)).written({Symbol("setting", "filters"): "filters"})
'4 * filters'

Two formulas are equal where they are the same sum of products, however they were made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Formula", "Symbol", "TooLongError"]


class Symbol(NamedTuple):
    """Something with a value that code has a name for: a setting, the channels that enter."""

    sort: str
    name: str = ""


class Quotient(NamedTuple):
    """A division rounded down that does not come out as a sum of products."""

    dividend: Formula
    divisor: Formula


class TooLongError(Exception):
    """A formula that nobody would write."""


LONGEST = 200
"""Symbols and numbers in a formula; one that is longer is no help, and may take for ever."""

Atom = Symbol | Quotient
Product = tuple[Atom, ...]


class Formula:
    """A sum of products of symbols, each with a whole factor; the empty product is the constant.

    Arithmetic raises TooLongError where the result would be long beyond use.
    """

    __slots__ = ("_factors", "_length")

    def __init__(self, factors: Mapping[Product, int]) -> None:
        """Take the factor of each product; those of 0 drop out."""
        self._factors = {product: factor for product, factor in factors.items() if factor}
        self._length = sum(1 + sum(map(_length, product)) for product in self._factors)
        if self._length > LONGEST:
            raise TooLongError

    @classmethod
    def constant(cls, value: int) -> Formula:
        """Make a formula of a number alone."""
        return cls({(): value})

    @classmethod
    def symbol(cls, symbol: Symbol) -> Formula:
        """Make a formula of a symbol alone."""
        return cls({(symbol,): 1})

    @property
    def number(self) -> int | None:
        """The value of a formula without symbols; None of any other."""
        if any(self._factors):
            return None
        return self._factors.get((), 0)

    @property
    def length(self) -> int:
        """How many characters it has as it is written, about; 0 of a symbol or number alone."""
        names = {each: each.name.rpartition(" ")[2] or each.sort for each in self.symbols()}
        text = self.written(names)
        return len(text) if " " in text else 0

    @property
    def is_sum(self) -> bool:
        """Whether it is written with a + or -, so that a product puts it in parentheses."""
        return len(self._factors) > 1

    def __add__(self, other: Formula) -> Formula:
        sums = dict(self._factors)
        for product, factor in other._factors.items():
            sums[product] = sums.get(product, 0) + factor
        return Formula(sums)

    def __neg__(self) -> Formula:
        return Formula({product: -factor for product, factor in self._factors.items()})

    def __sub__(self, other: Formula) -> Formula:
        return self + -other

    def __mul__(self, other: Formula) -> Formula:
        if self._length * len(other._factors) > LONGEST**2:
            raise TooLongError
        products: dict[Product, int] = {}
        for left, one in self._factors.items():
            for right, two in other._factors.items():
                product = tuple(sorted(left + right, key=repr))
                products[product] = products.get(product, 0) + one * two
        return Formula(products)

    def __floordiv__(self, other: Formula) -> Formula:
        divisor = other.number
        if divisor and all(factor % divisor == 0 for factor in self._factors.values()):
            return Formula({product: each // divisor for product, each in self._factors.items()})
        if divisor and self.number is not None:
            return Formula.constant(self.number // divisor)
        return Formula({(Quotient(self, other),): 1})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Formula) and self._factors == other._factors

    def __hash__(self) -> int:
        return hash(frozenset(self._factors.items()))

    def __repr__(self) -> str:
        return self.written({symbol: "_".join(symbol) for symbol in self.symbols()})

    def symbols(self) -> Iterator[Symbol]:
        """Give the symbols in it, each as often as it occurs."""
        for product in self._factors:
            for atom in product:
                if isinstance(atom, Symbol):
                    yield atom
                else:
                    yield from atom.dividend.symbols()
                    yield from atom.divisor.symbols()

    def substituted(self, values: Mapping[Symbol, Formula | None]) -> Formula | None:
        """Put formulas in the place of symbols; None where a symbol has None.

        A symbol that is not in the mapping stays. None, too, where the result is too long.
        """
        try:
            return self._substituted(values)
        except TooLongError:
            return None

    def _substituted(self, values: Mapping[Symbol, Formula | None]) -> Formula | None:
        result = Formula({})
        for product, factor in self._factors.items():
            term = Formula.constant(factor)
            for atom in product:
                if isinstance(atom, Symbol):
                    value = values.get(atom, Formula.symbol(atom))
                else:
                    dividend, divisor = (each.substituted(values) for each in atom)
                    value = dividend // divisor if dividend and divisor else None
                if value is None:
                    return None
                term *= value
            result += term
        return result

    def written(self, names: Mapping[Symbol, str]) -> str:
        """Write it in Python, with the names that the symbols have there."""
        text = ""
        for product, factor in self._factors.items():
            size = abs(factor)
            factors = [str(size)] if size != 1 or not product else []
            alone = len(product) == 1 and (factor == 1 or (factor == -1 and bool(text)))
            factors += [_written(atom, names, alone=alone) for atom in product]
            sign = "-" if factor < 0 else ""
            if text:
                sign = " - " if sign else " + "
            text += sign + " * ".join(factors)
        return text or "0"


def _length(atom: Atom) -> int:
    return 1 if isinstance(atom, Symbol) else sum(each._length for each in atom)  # noqa: SLF001  of this module


def _written(atom: Atom, names: Mapping[Symbol, str], *, alone: bool) -> str:
    if isinstance(atom, Symbol):
        return names[atom]
    texts = [each.written(names) for each in atom]
    quotient = " // ".join(f"({each})" if " " in each else each for each in texts)
    return quotient if alone else f"({quotient})"
