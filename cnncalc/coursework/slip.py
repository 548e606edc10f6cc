"""Slips: the wrong numbers that known misconceptions give at one question.

>>> conv1 = question(cnncalc.analyze("alexnet"), "conv1", "parameters", Convention())
>>> next(each.value for each in slips(conv1) if each.misconceptions[0].id == "P-NO-BIAS")
34848
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.coursework.misconception import Misconception
    from cnncalc.coursework.question import Question
    from cnncalc.derivation import Expression, Number

__all__ = ["Slip", "slips"]


@dataclass(frozen=True)
class Slip:
    """A wrong number and how it comes about."""

    misconceptions: tuple[Misconception, ...]
    """One, or two that were made together."""
    value: Number | tuple[Number, ...]
    """The wrong number, or the sizes of a wrong shape: height, width, channels."""
    expression: Expression | tuple[Expression, ...]
    """How it was worked out: the derivation with the slip in it."""


def slips(question: Question, *, pairs: bool = False) -> Iterator[Slip]:
    """Give every wrong number that a known slip gives here; none is the right one."""
    raise NotImplementedError(question, pairs)
