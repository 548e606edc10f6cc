"""What an answer says at its question, to be compared with the wrong answers that slips give."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.coursework.agreement import agreement, amount
from cnncalc.coursework.question import AXES, ORDERS

if TYPE_CHECKING:
    from cnncalc.coursework.answer import Answer
    from cnncalc.coursework.question import Question
    from cnncalc.coursework.slip import Slip
    from cnncalc.derivation import Number

__all__ = ["Reading"]


FEWEST_DIGITS = 3
"""Digits of a rounded number that say enough to tell slips from each other."""


class Reading(NamedTuple):
    """An answer as the numbers of its question: sizes in the order height, width, channels."""

    question: Question
    answer: Answer
    numbers: tuple[Number, ...]
    """The sizes that are written; the height and the width alone, or one size of a square."""

    @classmethod
    def of(cls, answer: Answer, question: Question) -> Reading:
        """Read an answer in the order of the sheet, or in that which it says itself."""
        right = question.right
        if not isinstance(right, tuple) or len(right) == 1:
            return cls(question, answer, (amount(answer, question.convention),))
        written = answer.value if isinstance(answer.value, tuple) else (answer.value,)
        if len(right) < len(AXES):
            return cls(question, answer, written)
        order = ORDERS[answer.order or question.convention.order]
        if len(written) == len(order):
            return cls(question, answer, tuple(written[order.index(each)] for each in range(3)))
        sides = [each for each in order if AXES[each] != "channels"]
        if len(written) == len(sides):
            return cls(question, answer, tuple(written[sides.index(each)] for each in range(2)))
        return cls(question, answer, written)

    def is_of(self, slip: Slip) -> bool:
        """Whether a slip gives what is written: exactly, or to the digits of a rounded number."""
        if not isinstance(slip.value, tuple):
            if self.answer.digits is None:
                return (slip.value,) == self.numbers
            return self.answer.digits >= FEWEST_DIGITS and self._rounds(slip)
        if len(self.numbers) == 1:  # one size stands for both sides
            return slip.value[:2] == self.numbers * 2
        return slip.value[: len(self.numbers)] == self.numbers

    def _rounds(self, slip: Slip) -> bool:
        """Whether the answer is what a slip gives, rounded."""
        return agreement(slip.expression, self.answer, self.question.convention) is not None
