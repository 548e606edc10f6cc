"""What a question cannot tell: slips that give the right answer, and slips that give the same.

    >>> [each.misconceptions[0].name for each in unseen_slips(pool1_output)]
    ['the size just divided by the stride']

A right number is no proof: 55 pooled by 3 with stride 2 is 27, and so is 55/2 rounded down.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cnncalc.coursework.slip import silent_slips, slips
from cnncalc.notation import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cnncalc.coursework.question import Question
    from cnncalc.coursework.slip import Slip

__all__ = ["COMMON", "colliding_slips", "common_mistakes", "unseen_slips"]

COMMON = 3
"""So many independent sources make a slip a common one."""


def unseen_slips(question: Question) -> Iterator[Slip]:
    """Give the common slips whose working is another one, and whose result is the right one."""
    yield from common_mistakes(silent_slips(question))


def colliding_slips(question: Question) -> Mapping[str, Sequence[Slip]]:
    """Give the wrong answers, as they are written, that come of two common slips or more."""
    by_answer: dict[str, dict[tuple[str, ...], Slip]] = defaultdict(dict)
    for slip in common_mistakes(slips(question)):
        by_answer[_written(slip)].setdefault(slip.ids, slip)
    return {answer: [*found.values()] for answer, found in by_answer.items() if len(found) > 1}


def common_mistakes(found: Iterable[Slip]) -> Iterator[Slip]:
    """Give those of some slips that are common, made once, and no matter of convention."""
    for slip in found:
        first = slip.misconceptions[0]
        if slip.ids == (first.id,) and first.sort == "mistake" and first.frequency >= COMMON:
            yield slip


def _written(slip: Slip) -> str:
    if isinstance(slip.value, tuple):
        return "x".join(str(each) for each in slip.value)
    return number(slip.value)
