"""What repeats in a row of things, found so that it can be drawn once.

>>> folds("abbbcdcd", str)
[Fold(items=['a'], times=1), Fold(items=['b'], times=3), Fold(items=['c', 'd'], times=2)]
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

__all__ = ["LONGEST", "Fold", "folds"]

Item = TypeVar("Item")
LONGEST = 4
"""Items that repeat together."""


@dataclass(frozen=True)
class Fold(Generic[Item]):
    """Some items, and how often they are there one after another."""

    items: list[Item]
    """The last ones, where they are there several times."""
    times: int
    total: list[Item]
    """All of them."""


def folds(
    items: Sequence[Item], key: Callable[[Item], Hashable], longest: int = LONGEST
) -> list[Fold[Item]]:
    """Give the items of a row in order, each stretch that repeats as one; like keys are alike.

    A stretch has `longest` items at most, each time that it is there.
    """
    keys = [key(each) for each in items]
    found: list[Fold[Item]] = []
    start = 0
    while start < len(items):
        length, times = max(
            ((each, _times(keys, start, each)) for each in range(1, longest + 1)),
            key=lambda pair: (pair[0] * (pair[1] - 1), -pair[0]),
        )
        if times == 1:
            length = 1
        end = start + length * times
        found.append(Fold(list(items[end - length : end]), times, list(items[start:end])))
        start = end
    return found


def _times(keys: Sequence[Hashable], start: int, length: int) -> int:
    """How often the keys from a start on are there one after another."""
    first = keys[start : start + length]
    times = 1
    while keys[start + times * length : start + (times + 1) * length] == first:
        times += 1
    return times
