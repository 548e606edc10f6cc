"""The wrong numbers that come of writing a right one down: a zero more, two digits swapped.

>>> conv1 = question(cnncalc.analyze("alexnet"), "conv1", "parameters", Convention())
>>> [each.value for each in copying_slips(conv1) if each.ids == ("X-FACTOR-10",)]
[349440, 34944000]
"""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from cnncalc.coursework.wrong.catalogue import rules_of
from cnncalc.coursework.wrong.story import Slip
from cnncalc.derivation import Leaf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cnncalc.coursework.question import Question

__all__ = ["COPYING_RULES", "copying_slips"]


def copying_slips(question: Question) -> Iterator[Slip]:
    """Give what becomes of a right count in writing; nothing of a shape."""
    if isinstance(question.right, tuple) or not isinstance(question.right.value, int):
        return
    right = question.right.value
    for known in rules_of("written"):
        for wrong in COPYING_RULES[known.row.rule](right):
            if wrong != right:
                yield Slip((known.misconception,), Leaf("the number written", wrong, str(wrong)))


FACTORS = (Fraction(10), Fraction(1000), Fraction(1, 10), Fraction(1, 1000))
FEWEST_SWAPPED = 4
"""Digits of a number in which two are said to be swapped: a shorter one has many origins."""


def _factor(right: int) -> Iterator[int]:
    """Ten or a thousand times as much, or as little."""
    for factor in FACTORS:
        wrong = right * factor
        if wrong.denominator == 1:
            yield int(wrong)


def _swapped(right: int) -> Iterator[int]:
    """Exchange each digit with the next."""
    digits = str(right)
    if len(digits) >= FEWEST_SWAPPED:
        for at in range(len(digits) - 1):
            swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
            yield int(swapped)


def _rounded(right: int) -> Iterator[int]:
    """Round to fewer digits, a half up; where a single digit changes, it may be any slip."""
    for lost in range(1, len(str(right))):
        step = 10**lost
        wrong = (right + step // 2) // step * step
        if sum(a != b for a, b in zip(str(right)[::-1], str(wrong)[::-1], strict=False)) > 1:
            yield wrong


COPYING_RULES: Mapping[str, Callable[[int], Iterator[int]]] = MappingProxyType(
    {"a factor of ten": _factor, "neighbours swapped": _swapped, "rounded": _rounded}
)
"""By the name that a row of the catalogue calls it."""
