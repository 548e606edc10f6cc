"""What would have been right: the nearest words, and the nearest numbers that fit."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from cnncalc.derivation import substitute

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cnncalc.derivation import Expression

__all__ = ["fitting", "listed", "nearest"]

LONGEST_WORD = 64
MOST = 3


def nearest(word: str, known: Iterable[str], synonyms: dict[str, str] | None = None) -> str | None:
    """Give the known word that was most likely meant, or None where none is near."""
    words = sorted(set(known))
    lowered = word.lower()
    if synonyms and synonyms.get(lowered) in words:
        return synonyms[lowered]
    if len(word) > LONGEST_WORD:
        return None
    by_lowered = {each.lower(): each for each in reversed(words)}
    matches = get_close_matches(lowered, by_lowered, n=1, cutoff=0.6)
    return by_lowered[matches[0]] if matches else None


def fitting(
    expression: Expression, symbol: str, candidates: Iterable[int], most: int = MOST
) -> tuple[int, ...]:
    """Give the first few values of a symbol that make an expression whole and at least one."""
    found: list[int] = []
    for candidate in candidates:
        value = substitute(expression, {symbol: candidate}).value
        if value.denominator == 1 and value >= 1:
            found.append(candidate)
            if len(found) == most:
                break
    return tuple(found)


def listed(values: Iterable[object], conjunction: str = "or") -> str:
    """Write alternatives as a person would: a, b or c."""
    *first, last = [str(each) for each in values]
    return f"{', '.join(first)} {conjunction} {last}" if first else last
