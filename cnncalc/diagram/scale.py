"""How long a bar is: in proportion to its count, or to the logarithm of it.

    >>> scale_of([100, 1000, 10_000], log=True).part(1000)
    0.6666666666666666

A logarithmic scale begins at the power of ten below the smallest count, so that every bar is seen.
"""

from __future__ import annotations

from math import ceil, log10
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Scale", "scale_of"]


class Scale(NamedTuple):
    """The largest count, and where a logarithmic scale begins."""

    largest: int
    start: int | None
    """A power of ten; None where the scale is not logarithmic."""

    def part(self, count: int) -> float:
        """Give how long the bar of a count is, in parts of the longest: 0 of nothing."""
        if not count:
            return 0.0
        if self.start is None:
            return count / self.largest
        return (log10(count) - self.start) / (log10(self.largest) - self.start)

    @property
    def powers(self) -> range:
        """The powers of ten on a logarithmic scale, from where it begins."""
        return range(0) if self.start is None else range(self.start, int(log10(self.largest)) + 1)


def scale_of(counts: Iterable[int], *, log: bool) -> Scale:
    """Give the scale on which the bars of some counts stand."""
    there = [each for each in counts if each]
    if not there:
        return Scale(1, None)
    return Scale(max(there), ceil(log10(min(there))) - 1 if log else None)
