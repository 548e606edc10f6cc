"""Whether two derivations are one formula, or only happen to give the same number.

>>> by_stride, right = formula("W/S"), formula("(W - F)/S + 1")
>>> same_formula(by_stride(of_a_pooling_2x2), right(of_a_pooling_2x2))
False
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.derivation import leaves, substitute

if TYPE_CHECKING:
    from cnncalc.derivation import Expression, Number

__all__ = ["same_formula"]


def same_formula(first: Expression, second: Expression) -> bool:
    """Compute both with other numbers: one formula gives one number again."""
    symbols = {each.symbol for side in (first, second) for each in leaves(side)}
    names = sorted(each for each in symbols if not each.isdecimal())
    put: dict[str, Number] = dict(zip(names, _primes(len(names)), strict=True))
    return substitute(first, put).value == substitute(second, put).value


def _primes(count: int) -> list[int]:
    """The first primes from 11 on: none is a multiple of another, nor a constant of a formula."""
    found: list[int] = []
    number = _FIRST
    while len(found) < count:
        if all(number % each for each in range(2, number)):
            found.append(number)
        number += 1
    return found


_FIRST = 11
