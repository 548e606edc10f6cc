"""Which input pixels a value is computed from, followed back one pixel at a time.

A trail is one axis of a layer: it gives the pixels of any position, those in the padding too, by
asking the layers before it. It knows windows and merges, and no formula.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

Trail = Callable[[int], frozenset[int]]


class Taps(NamedTuple):
    """One axis of a window."""

    kernel: int
    stride: int
    before: int
    dilation: int


def pixel(position: int) -> frozenset[int]:
    """The input itself: a position is one pixel."""
    return frozenset({position})


def through_window(trail: Trail, taps: Taps) -> Trail:
    """A value of a window is computed from each of its taps."""

    @cache
    def pixels(position: int) -> frozenset[int]:
        first = position * taps.stride - taps.before
        read = [trail(first + tap * taps.dilation) for tap in range(taps.kernel)]
        return frozenset().union(*read)

    return pixels


def through_merge(*trails: Trail) -> Trail:
    """A value of a merge is computed from the values of all branches at its position."""
    return lambda position: frozenset().union(*(trail(position) for trail in trails))


def extent(pixels: frozenset[int]) -> tuple[int, int]:
    """Where the pixels start, and how many there are from the first to the last."""
    return min(pixels), max(pixels) - min(pixels) + 1
