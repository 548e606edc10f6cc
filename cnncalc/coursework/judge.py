"""The verdict on one answer: the first story that is true, the most charitable one first.

>>> Judge(sheet, Consequences.of(sheet, rows), Counter()).checked(rows[0]).verdict
'slip'
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.coursework.agreement import agreement, other_claim, truncated
from cnncalc.coursework.diagnosis import diagnose
from cnncalc.coursework.elsewhere import convention_of, own_convention
from cnncalc.coursework.verdict import CREDIT, Checked

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Container, Mapping
    from typing import Any

    from cnncalc.analysis.convention import Convention
    from cnncalc.coursework.agreement import Agreement
    from cnncalc.coursework.consequence import Consequences
    from cnncalc.coursework.diagnosis import Diagnosis
    from cnncalc.coursework.question import Question
    from cnncalc.coursework.sheet import Sheet
    from cnncalc.coursework.verdict import Verdict
    from cnncalc.coursework.written import Written

__all__ = ["Judge"]


class Judge(NamedTuple):
    """How the rows of one sheet are judged."""

    sheet: Sheet
    consequences: Consequences
    seen: Counter[str]
    """How often other rows of the sheet show each slip, by its id."""
    passed_over: Container[tuple[str, str]] = ()
    """Rows that no slip is looked for in: a sheet may ask for more than anybody waits for."""

    def checked(self, row: Written) -> Checked:
        """Give a row its verdict and its points."""
        story = self._story(row)
        facts = dict(story.facts)
        possible = self.sheet.points.get(row.place, Fraction(1))
        earned = possible * CREDIT.get(story.verdict, Fraction(0))
        if facts.get("missing") == "digits" and _says_little(row):
            earned = Fraction(0)
        earned += self._partial(row, facts.get("diagnosis"))
        cell, question, answer = row.cell, row.question, row.answer
        return Checked(cell, question, answer, story.verdict, earned, possible, **facts)

    def _story(self, row: Written) -> _Story:
        if row.answer is None:
            return _Story("unreadable", {"trouble": row.trouble}) if row.trouble else _Story("open")
        claim = other_claim(row.answer)
        if claim is None:
            return self._fitting(row) or self._slipped(row) or _UNKNOWN
        made = replace(row.answer, claimed=None, digits=None)
        return self._story_of_both(row._replace(answer=made), row._replace(answer=claim))

    def _story_of_both(self, made: Written, claimed: Written) -> _Story:
        """Of a working and a result that it does not make: the better of the two counts."""
        worked = self._fitting(made)
        right = self._right(claimed)  # rounded, it is judged as a rounded number alone
        if worked is not None and worked.verdict == "follows":
            right = right or self._following(claimed)
        if right is None and claimed.agreement is not None and worked == _RIGHT:
            return _Story("incomplete", {"missing": "digits"})
        if worked is None or right is not None:
            fitting = right or self._fitting(claimed)
            return fitting or self._slipped(made) or self._slipped(claimed) or _UNKNOWN
        return worked if worked.verdict == "slip" else worked._replace(verdict="miscalculated")

    def _fitting(self, row: Written) -> _Story | None:
        """The story of an answer that is right, here or elsewhere or after a wrong one."""
        found = self._right(row) or self._elsewhere(row) or self._following(row)
        return (
            _Story("incomplete", {"missing": "rounding"}) if found is None and _cut(row) else found
        )

    def _right(self, row: Written) -> _Story | None:
        agreed = row.agreement
        if agreed is None or row.answer is None:
            return None
        if not self._whole(agreed, row):
            return _Story("incomplete", {"missing": "channels"})
        if self._long_enough(agreed, row):
            return _Story("right_elsewhere", {"order": agreed.order}) if agreed.order else _RIGHT
        rounded = row.answer.digits is not None  # else the zeros at its end may be chance
        return _Story("incomplete", {"missing": "digits"}) if rounded else None

    def _elsewhere(self, row: Written) -> _Story | None:
        found = None if row.answer is None else convention_of(row.question, row.answer)
        if found is None:
            return None
        slipped = self._slip(row.question, row)
        if slipped is not None and _forgets_biases(own_convention(row.question), found, slipped):
            return _Story("slip", {"diagnosis": slipped})
        return _Story("right_elsewhere", {"convention": found})

    def _following(self, row: Written) -> _Story | None:
        for each in self.consequences.of_cell(row):
            agreed = row.answer and agreement(each.right, row.answer, row.question.convention)
            if agreed and self._long_enough(agreed, row):
                facts = {"earlier": each.cells, "carried": each.question}
                if not self._whole(agreed, row):
                    return _Story("incomplete", {"missing": "channels", **facts})
                return _Story("follows", facts)
        return None

    def _slipped(self, row: Written) -> _Story | None:
        """The story with the fewest slips: from the student's own earlier answers, or the right."""
        stories = []
        for each in self.consequences.of_cell(row):
            found = self._slip(each.question, row) if each.question is not None else None
            facts = {"diagnosis": found, "earlier": each.cells, "carried": each.question}
            stories += [_Story("slip", facts)] * (found is not None)
        found = self._slip(row.question, row)
        if found is not None and found.candidates[0].misconceptions[0].sort == "rounding":
            return _Story("incomplete", {"missing": "digits"})
        stories += [_Story("slip", {"diagnosis": found})] * (found is not None)
        return min(stories, key=lambda each: _slips(each.facts["diagnosis"]), default=None)

    def _slip(self, question: Question, row: Written) -> Diagnosis | None:
        if row.answer is None or row.place in self.passed_over:
            return None
        above = self.consequences.right_before(row)
        return diagnose(question, row.answer, seen=self.seen, arrived_right=above)

    def _whole(self, agreed: Agreement, row: Written) -> bool:
        return agreed.whole or row.cell.asked.strip().lower() in _SIZE_ALONE

    def _long_enough(self, agreed: Agreement, row: Written) -> bool:
        """Whether the sheet takes an answer of so many digits."""
        least = self.sheet.tolerance_of(*row.place)
        return agreed.digits is None or (least != "exact" and agreed.digits >= least)

    def _partial(self, row: Written, diagnosis: Diagnosis | None) -> Fraction:
        """What the sheet gives for a slip; for two made together, the lesser."""
        given = self.sheet.partial.get(row.place, {})
        if diagnosis is None or not given:
            return Fraction(0)
        return min(given.get(each, Fraction(0)) for each in diagnosis.candidates[0].ids)


def _cut(row: Written) -> bool:
    """Whether an answer is the right number with its last digits cut off."""
    answer, right = row.answer, row.right_amount
    if answer is None or right is None or answer.digits is None or answer.digits < FEWEST_DIGITS:
        return False
    return truncated(right, answer, row.question.convention)


FEWEST_DIGITS = 3
"""Digits of a rounded number that earn a part of the points, where the sheet asks for more."""


def _says_little(row: Written) -> bool:
    """Whether an answer is right to one digit or two, as a guess may be."""
    answer = row.going_on.answer
    if answer is None or isinstance(answer.value, tuple):
        return False
    digits = answer.digits or len(str(answer.value).rstrip("0"))
    return digits < FEWEST_DIGITS


_SIZE_ALONE = {"size", "sizes"}
"""Words by which a sheet asks how high and wide an output is, and not how deep."""


class _Story(NamedTuple):
    """What may be said of an answer: the verdict, and the facts that go with it."""

    verdict: Verdict
    facts: Mapping[str, Any] = MappingProxyType({})


_RIGHT, _UNKNOWN = _Story("right"), _Story("not_recognised")


def _slips(diagnosis: Diagnosis) -> int:
    """How many slips a diagnosis needs."""
    return len(diagnosis.candidates[0].ids)


def _forgets_biases(own: Convention, other: Convention, diagnosis: Diagnosis) -> bool:
    """Whether only the biases differ, and the catalogue knows that as a plain mistake.

    A sheet says whether it counts them, and leaving them out is the commonest slip of all: its hint
    says more than the name of another convention.
    """
    only_biases = own == replace(other, biases=own.biases)
    mistakes = (each.sort == "mistake" for each in diagnosis.candidates[0].misconceptions)
    return only_biases and all(mistakes)
