"""What is said of an answer: right, right under another convention, a slip, open and so on.

    >>> checked = check(sheet)
    >>> [(each.cell.layer, each.verdict) for each in checked.rows]
    [('conv1', 'right'), ('pool1', 'slip'), ('conv2', 'follows')]
    >>> checked.fine
    False

A `Checked` holds facts alone; `cnncalc.coursework.feedback` says them in words, at the level of
disclosure that a teacher chose.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from cnncalc.coursework.agreement import contradicts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.analysis.convention import Convention
    from cnncalc.coursework.answer import Answer
    from cnncalc.coursework.diagnosis import Diagnosis
    from cnncalc.coursework.question import Question
    from cnncalc.coursework.sheet import Cell, Sheet

__all__ = ["CREDIT", "VERDICTS", "Checked", "CheckedSheet", "Order", "Verdict"]

Verdict = Literal[
    "right",
    "right_elsewhere",
    "follows",
    "miscalculated",
    "slip",
    "incomplete",
    "not_recognised",
    "unreadable",
    "open",
]
"""What is said of one answer.

`right_elsewhere` is right under another convention, `follows` is rightly worked out from an earlier
wrong answer, `miscalculated` is the right working with a wrong product, `incomplete` is a shape
whose channels are missing, or a number that was rounded where the sheet asks for all of it.
"""

VERDICTS: Mapping[Verdict, str] = {
    "right": "right",
    "right_elsewhere": "right under another convention",
    "follows": "right step from an earlier answer",
    "miscalculated": "right working, wrong product",
    "slip": "not yet",
    "incomplete": "not complete",
    "not_recognised": "not recognised",
    "unreadable": "not readable",
    "open": "open",
}
"""Each verdict in a few words."""

CREDIT: Mapping[Verdict, Fraction] = {
    "right": Fraction(1),
    "right_elsewhere": Fraction(1),
    "follows": Fraction(1),
    "miscalculated": Fraction(1, 2),
    "incomplete": Fraction(1, 2),
}
"""The share of a row's points that a verdict earns, unless the sheet says otherwise; else none.

Points reward the method: a convention is no mistake, and a mistake costs once.
"""

Order = Literal["hwc", "chw", "whc"]
"""Axis orders in which people write shapes."""


@dataclass(frozen=True)
class Checked:
    """One row of a sheet, and what was found about it."""

    cell: Cell
    question: Question
    answer: Answer | None
    """None where nothing is written, or nothing that can be read."""
    verdict: Verdict
    points: Fraction
    possible: Fraction
    diagnosis: Diagnosis | None = None
    """Of a slip: what it is, or may be."""
    convention: Convention | None = None
    """The convention under which the number is right, where that is not the sheet's."""
    order: Order | None = None
    """The axis order in which a shape is right, where that is not the sheet's."""
    earlier: tuple[Cell, ...] = ()
    """The wrong answers that this one goes back to, the nearest first."""
    carried: Question | None = None
    """The same question, put to what stands above it on the sheet."""
    trouble: str = ""
    """Why an answer cannot be read, and how it could be written."""
    missing: Literal["", "channels", "digits", "rounding"] = ""
    """What an incomplete answer lacks."""

    @property
    def answered(self) -> bool:
        """Whether there is an answer, readable or not."""
        return self.verdict != "open"

    @property
    def contradicted(self) -> bool:
        """Whether a working stands beside it that makes another number."""
        return self.answer is not None and contradicts(self.answer)

    @property
    def fine(self) -> bool:
        """Whether it needs no repair: the right number, in whatever order its axes are written."""
        return self.verdict == "right" or (
            self.verdict == "right_elsewhere" and self.convention is None
        )


@dataclass(frozen=True)
class CheckedSheet:
    """A sheet, each of its rows with its verdict."""

    sheet: Sheet
    rows: tuple[Checked, ...]
    passed_over: int = 0
    """How many wrong answers no slip was looked for in, because there are too many of them."""

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many rows have each verdict; all of them are there, in their order."""
        found = Counter(each.verdict for each in self.rows)
        return {each: found[each] for each in VERDICTS}

    @property
    def points(self) -> Fraction:
        """The points that were earned."""
        return sum((each.points for each in self.rows), Fraction(0))

    @property
    def possible(self) -> Fraction:
        """The points that could be earned."""
        return sum((each.possible for each in self.rows), Fraction(0))

    @property
    def fine(self) -> bool:
        """Whether every answer that is given is the one that the sheet asks for."""
        return all(each.fine for each in self.rows if each.answered)
