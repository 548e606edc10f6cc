"""What neighbouring positions see where they do not all see alike: after an upsampling.

    >>> twice = Phases.alike(0, 1, 1).seen(lambda position: (position // 2,) * 2, 2, 1)
    >>> twice.intervals, twice.shift
    (((0, 0), (0, 0)), 1)
    >>> three = twice.seen(lambda _: (-1, 1), 1, 1)    # a window of 3 with padding 1
    >>> three.intervals                                # position 0 sees -1 to 0, position 1 0 to 1
    (((-1, 0), (0, 1)), 1)

The pattern repeats: so many positions on, the same is seen so many pixels on.
"""

from __future__ import annotations

from math import gcd, lcm
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cnncalc.derivation import Number

__all__ = ["PatternTooLongError", "Phases", "united_phases"]

Interval = tuple[int, int]
"""The first and the last pixel of the input that a position sees."""

MOST = 1024
"""Neighbouring positions that are told apart; a pattern that is longer is not followed."""


class PatternTooLongError(Exception):
    """More than MOST neighbouring positions all see differently."""


class Phases(NamedTuple):
    """Fields of neighbouring positions along one axis."""

    intervals: tuple[Interval, ...]
    """Of position 0, 1, ..., until the pattern repeats."""
    shift: int
    """How many pixels further the positions of the next round of the pattern see."""

    @classmethod
    def alike(cls, start: int, size: int, jump: Number) -> Phases:
        """Give the phases of positions that all see as much, `jump` whole pixels apart."""
        return cls(((start, start + size - 1),), int(jump))

    def at(self, position: int) -> Interval:
        """Give what a position sees, wherever it is."""
        rounds, phase = divmod(position, len(self.intervals))
        first, last = self.intervals[phase]
        return first + rounds * self.shift, last + rounds * self.shift

    def seen(self, inputs: Callable[[int], Interval], period: int, advance: int) -> Phases:
        """Give the phases of positions that each see several of these.

        Raises PatternTooLongError where too many neighbours would be told apart.

        Output position i sees the input positions from `inputs(i)[0]` to `inputs(i)[1]`; `period`
        positions on it is the same, `advance` input positions on.
        """
        rounds = len(self.intervals) // gcd(len(self.intervals), advance)
        if rounds * period > MOST:
            raise PatternTooLongError
        found = []
        for position in range(rounds * period):
            whole, rest = divmod(position, period)
            first, last = inputs(rest)
            near, far = first + whole * advance, last + whole * advance
            found.append((self.at(near)[0], self.at(far)[1]))
        return Phases(tuple(found), rounds * advance // len(self.intervals) * self.shift)


def united_phases(several: Sequence[Phases]) -> Phases:
    """Give what positions see that see what several see; PatternTooLongError as above."""
    length = lcm(*(len(each.intervals) for each in several))
    if length > MOST:
        raise PatternTooLongError
    found = []
    for position in range(length):
        intervals = [each.at(position) for each in several]
        found.append((min(first for first, _ in intervals), max(last for _, last in intervals)))
    first = several[0]
    return Phases(tuple(found), length // len(first.intervals) * first.shift)
