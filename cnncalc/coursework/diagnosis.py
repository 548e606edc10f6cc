"""A diagnosis: which known slips give the number that a student wrote.

    >>> found = diagnose(conv1_parameters, read_answer("34,848"))
    >>> found.candidates[0].ids, found.confidence
    (('P-NO-BIAS',), 'sure')

A number that no known slip gives gets no story. First come single slips, then
rounding, two slips together, a digit too many or too few, and two that changed places.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cnncalc.coursework.reading import Reading
from cnncalc.coursework.slip import double_slips, single_slips
from cnncalc.coursework.wrong.copying import copying_slips
from cnncalc.notation import formula

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cnncalc.coursework.answer import Answer
    from cnncalc.coursework.question import Question
    from cnncalc.coursework.slip import Slip

__all__ = ["Confidence", "Diagnosis", "diagnose"]

Confidence = Literal["sure", "likely", "possible"]
"""How far a diagnosis may be trusted.

`sure` is said plainly: "is the count without the biases". `possible` is "what you get if": a small
number comes about in many ways. `likely` lies between, as where two slips were needed.
"""


@dataclass(frozen=True)
class Diagnosis:
    """What a wrong answer may be: the slips that give it, the likeliest first."""

    candidates: tuple[Slip, ...]
    """At most two of a size."""
    confidence: Confidence


NOTHING_SEEN: Counter[str] = Counter()
SIZES = frozenset({"output", "receptive_field"})
"""What is asked in small numbers, which many slips give by chance."""
MOST = 2
"""Candidates that are named of a size."""
SMALL = 100
"""A count below is a small number as well: it gets only the stories that are common."""
FEWEST = 10
"""A count below gets no story at all, unless it is 0."""


def diagnose(
    question: Question,
    answer: Answer,
    *,
    seen: Counter[str] = NOTHING_SEEN,
    arrived_right: bool = False,
) -> Diagnosis | None:
    """Find the slips that give a wrong answer; None where no known one does.

    `seen` counts the misconceptions, by id, that other rows of the sheet showed: the same one again
    is more likely. Where the rows above were right (`arrived_right`), nothing was carried through.
    """
    if _says_too_little(question):
        return None
    reading = Reading.of(answer, question)
    for stage in (single_slips, _roundings, double_slips, copying_slips):
        found = [each for each in stage(question) if reading.is_of(each)]
        if arrived_right:
            found = [each for each in found if "X-CARRIED" not in each.ids]
        if _is_small(question):
            found = [each for each in found if _is_common(each) or _seen(each, seen)]
        if found:
            return _diagnosis(reading, found, seen)
    return None


def _roundings(question: Question) -> Iterator[Slip]:
    """What becomes of the right number by rounding, which is likelier than two slips."""
    return (each for each in copying_slips(question) if each.misconceptions[0].sort == "rounding")


def _says_too_little(question: Question) -> bool:
    """Whether the right count has one digit, so that most wrong ones are some slip's by chance."""
    if question.quantity in SIZES or isinstance(question.right, tuple):
        return False
    return 0 < question.right.value < FEWEST


def _is_small(question: Question) -> bool:
    """Whether the right count has two digits, so that rare slips give it by chance."""
    if question.quantity in SIZES or isinstance(question.right, tuple):
        return False
    return question.right.value < SMALL


def _is_common(slip: Slip) -> bool:
    """Whether somebody was seen to make each of its slips."""
    return all(each.frequency for each in slip.misconceptions)


def _diagnosis(reading: Reading, found: Iterable[Slip], seen: Counter[str]) -> Diagnosis:
    """The likeliest slips, each told once, and how likely they are."""
    told: dict[frozenset[str], Slip] = {}
    for slip in sorted(found, key=lambda each: _rank(each, seen)):
        told.setdefault(frozenset(slip.ids), slip)
    slips = tuple(told.values())
    of_a_size = reading.question.quantity in SIZES
    return Diagnosis(slips[:MOST] if of_a_size else slips, _confidence(reading, slips, seen))


def _rank(slip: Slip, seen: Counter[str]) -> tuple[bool, int, bool, int]:
    """What comes first: what was seen before, needs one slip, fits this layer, is common."""
    first = slip.misconceptions[0]
    return not _seen(slip, seen), len(slip.ids), not first.special, -first.frequency


def _seen(slip: Slip, seen: Counter[str]) -> bool:
    return any(seen[each] for each in slip.ids)


def _confidence(reading: Reading, slips: Sequence[Slip], seen: Counter[str]) -> Confidence:
    """Count what speaks for the likeliest slip, and what against it."""
    first, *others = slips
    doubts = len(first.ids) - 1 + (reading.answer.digits is not None)
    doubts += any(_working(each) != _working(first) for each in others)
    if reading.question.quantity in SIZES:
        doubts += 2 - _sides_agree(reading)
    elif max(reading.numbers) < SMALL:
        doubts += 1
    doubts -= _seen(first, seen)
    return "sure" if doubts <= 0 else "likely" if doubts == 1 else "possible"


def _working(slip: Slip) -> tuple[str, ...]:
    """The formulas of a slip: two names for one working are no doubt about what happened."""
    parts = slip.expression if isinstance(slip.expression, tuple) else (slip.expression,)
    return tuple(formula(each) for each in parts)


def _sides_agree(reading: Reading) -> bool:
    """Whether height and width are two different numbers, both wrong, that one slip explains."""
    right = reading.question.right
    if not isinstance(right, tuple) or len(reading.numbers) == 1:
        return False
    high, wide = reading.numbers[:2]
    return high != wide and high != right[0].value and wide != right[1].value
