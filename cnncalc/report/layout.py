"""Which columns a terminal has room for, and how wide each becomes; no number is ever narrowed.

    >>> output, macs = Measure(9, rank=0), Measure(11, rank=1)
    >>> fitted([output, macs], room=12)
    {0: 9}

Prose gives way first, down to what can still be read; then columns go, the highest rank first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

__all__ = ["GAP", "Measure", "across", "fitted"]

GAP = 2
"""Spaces between two columns."""


class Measure(NamedTuple):
    """What a column needs of a line."""

    width: int
    """Of its widest cell, in terminal columns."""
    least: int | None = None
    """How narrow it may become, if it is prose that can be wrapped."""
    rank: int = 0

    @property
    def needed(self) -> int:
        """The width below which it cannot go."""
        return self.width if self.least is None else min(self.least, self.width)


def fitted(measures: Sequence[Measure], room: int | None) -> Mapping[int, int] | None:
    """Give the width of each column that is shown, by its index; None where rank 0 does not fit."""
    shown = dict(enumerate(measures))
    if room is None:
        return {index: each.width for index, each in shown.items()}
    while across([each.needed for each in shown.values()]) > room:
        highest = max(each.rank for each in shown.values())
        if highest == 0:
            return None
        del shown[max(index for index, each in shown.items() if each.rank == highest)]
    return _widths(shown, room)


def across(widths: Collection[int]) -> int:
    """Give the width of a line of columns and the gaps between them."""
    return sum(widths) + GAP * (len(widths) - 1)


def _widths(shown: Mapping[int, Measure], room: int) -> Mapping[int, int]:
    """Share out the room: what each column needs, and more to prose by how much it gives way."""
    spare = room - across([each.needed for each in shown.values()])
    missing = sum(each.width - each.needed for each in shown.values())
    given = min(spare, missing)
    return {
        index: each.needed + given * (each.width - each.needed) // max(1, missing)
        for index, each in shown.items()
    }
