"""What would have been right: the nearest words, and the nearest numbers that fit.

    >>> nearest("convv", ["conv", "dense"])
    'conv'
    >>> fitting(Leaf("input", 10, "W") / Leaf("stride", 4, "S"), "S", range(1, 10), 2)
    (1, 2)
    >>> listed([1, 2, 5])
    '1, 2 or 5'

Each suggestion was looked up or computed; where there is none, none is made.
"""

from __future__ import annotations

from itertools import islice
from math import gcd, isqrt
from typing import TYPE_CHECKING

from cnncalc.derivation import substitute

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cnncalc.derivation import Expression

__all__ = ["dividing", "fitting", "listed", "nearest"]

LONGEST_WORD = 64
"""A longer word is none that was misspelt."""


def nearest(
    word: str, known: Iterable[str], synonyms: Mapping[str, str] | None = None
) -> str | None:
    """Give the known word that was most likely meant, or None where none is near.

    `synonyms` say what others call a known word; upper and lower case are the same.
    """
    words = sorted(set(known))
    lowered = word.lower()
    meant = (synonyms or {}).get(lowered)
    if meant in words:
        return meant
    if len(word) > LONGEST_WORD:
        return None
    from difflib import get_close_matches  # which takes time to load, and most words are right

    by_lowered = {each.lower(): each for each in words}
    matches = get_close_matches(lowered, by_lowered, n=1, cutoff=0.6)
    return by_lowered[matches[0]] if matches else None


def fitting(
    expression: Expression, symbol: str, candidates: Iterable[int], most: int
) -> tuple[int, ...]:
    """Give the first few values of a symbol that make an expression whole and at least one."""
    computed = ((each, substitute(expression, {symbol: each})) for each in candidates)
    return tuple(islice((each for each, put in computed if put.whole and put.value >= 1), most))


def dividing(wanted: int, *counts: int) -> tuple[int, ...]:
    """Give the numbers nearest to one that divide some counts, three at most, in order."""
    common = gcd(*counts)
    small = [each for each in range(1, isqrt(common) + 1) if common % each == 0]
    fits = {*small, *(common // each for each in small)}
    return tuple(sorted(sorted(fits, key=lambda each: (abs(each - wanted), each))[:3]))


def listed(values: Iterable[object], conjunction: str = "or") -> str:
    """Write alternatives as a person would: a, b or c; nothing where there are none."""
    *first, last = [str(each) for each in values] or [""]
    return f"{', '.join(first)} {conjunction} {last}" if first else last
