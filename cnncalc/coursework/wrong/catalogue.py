"""The catalogue's rows by where they happen, and which of them go together.

>>> [each.misconception.id for each in rows_of("biases")]
['P-ONE-BIAS', 'P-BIAS-PER-CHANNEL', 'P-TIMES-POSITIONS']
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.coursework.misconception import MISCONCEPTIONS, Misconception

if TYPE_CHECKING:
    from cnncalc.coursework.wrong.row import Row

__all__ = ["Known", "pairs_of", "rows_of", "rules_of"]


class Known(NamedTuple):
    """A row, and the misconception that it belongs to."""

    misconception: Misconception
    row: Row


@cache
def rows_of(place: str) -> tuple[Known, ...]:
    """Give the rows of a quantity, or of a side or the depth of an output, rules left out."""
    return tuple(each for each in _all_of(place) if not each.row.rule)


@cache
def rules_of(place: str) -> tuple[Known, ...]:
    """Give the rows of a quantity that follow a rule."""
    return tuple(each for each in _all_of(place) if each.row.rule)


@cache
def pairs_of(place: str) -> tuple[tuple[Known, Known], ...]:
    """Give two rows that can be made together, in the order in which they are made.

    They come from different misconceptions, which are no conventions, and do not touch the same
    leaves; what is written instead comes first, and there is one of it.
    """
    mixable = [each for each in rows_of(place) if each.misconception.sort in {"mistake", "either"}]
    return tuple(
        (first, second) if first.row.instead is not None else (second, first)
        for first, second in combinations(mixable, 2)
        if _go_together(first, second)
    )


def _all_of(place: str) -> tuple[Known, ...]:
    return tuple(
        Known(each, row) for each in MISCONCEPTIONS.values() for row in each.rows if place in row.of
    )


def _go_together(first: Known, second: Known) -> bool:
    if first.misconception is second.misconception:
        return False
    if first.row.instead is not None and second.row.instead is not None:
        return False
    return not _bare(first.row) & _bare(second.row)


def _bare(row: Row) -> set[str]:
    """The leaves that a row exchanges, `one F` among them as F."""
    return {name.removeprefix("one ") for name in row.leaves}
