"""A diagnosis: which known slips give the number that a student wrote.

>>> found = diagnose(conv1_parameters, read_answer("34,848"))
>>> found.candidates[0].misconceptions[0].id, found.confidence
('P-NO-BIAS', 'sure')
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from cnncalc.coursework.answer import Answer
    from cnncalc.coursework.question import Question
    from cnncalc.coursework.slip import Slip

__all__ = ["Confidence", "Diagnosis", "diagnose"]

Confidence = Literal["sure", "likely", "possible"]


@dataclass(frozen=True)
class Diagnosis:
    """What a wrong answer may be: at most two slips, the best first."""

    candidates: tuple[Slip, ...]
    confidence: Confidence


NOTHING_SEEN: Counter[str] = Counter()


def diagnose(
    question: Question, answer: Answer, *, seen: Counter[str] = NOTHING_SEEN
) -> Diagnosis | None:
    """Find the slips that give an answer; None where no known one does.

    `seen` counts the misconceptions, by id, that other rows of the sheet showed: the same one again
    is more likely.
    """
    raise NotImplementedError(question, answer, seen)
