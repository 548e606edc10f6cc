"""Checking a sheet: a verdict for each answer, by the most charitable story that is true.

    >>> [(each.cell.layer, each.verdict) for each in check(read_sheet("sheet.yaml")).rows]
    [('conv1', 'right'), ('pool1', 'slip'), ('conv2', 'follows')]

In this order: exactly right; right to the digits that the sheet allows; right under another
convention; rightly worked out from an earlier wrong answer; a slip, two slips, a digit too many;
not recognised.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.coursework.agreement import agreement, other_claim
from cnncalc.coursework.answer import AnswerError, read_answer
from cnncalc.coursework.consequence import Consequences
from cnncalc.coursework.diagnosis import diagnose
from cnncalc.coursework.elsewhere import convention_of, own_convention
from cnncalc.coursework.question import question
from cnncalc.coursework.verdict import CREDIT, Checked, CheckedSheet
from cnncalc.coursework.written import Written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from cnncalc.analysis.convention import Convention
    from cnncalc.coursework.answer import Answer
    from cnncalc.coursework.diagnosis import Diagnosis
    from cnncalc.coursework.sheet import Cell, Sheet
    from cnncalc.coursework.verdict import Verdict

__all__ = ["check"]


def check(sheet: Sheet) -> CheckedSheet:
    """Give each row of a sheet its verdict."""
    written = [_written(each, sheet) for each in sheet.cells]
    consequences = Consequences.of(sheet, written)
    rows = [_Checker(sheet, consequences, Counter()).row(each) for each in written]
    seen = Counter(slip for each in rows for slip in _slips(each))
    for index, each in enumerate(rows):
        others = seen - Counter(_slips(each))
        if each.verdict == "slip" and others:  # the same slip elsewhere makes it likelier
            rows[index] = _Checker(sheet, consequences, others).row(written[index])
    return CheckedSheet(sheet, tuple(_with_roots(rows)))


def _with_roots(rows: Sequence[Checked]) -> Iterator[Checked]:
    """Go back from answers that only follow themselves to those that are to be repaired."""
    by_cell = {id(each.cell): each for each in rows}
    for each in rows:
        roots: dict[int, Cell] = {}
        waiting, passed = list(reversed(each.earlier)), set()
        while waiting:
            cell = waiting.pop()
            found = by_cell[id(cell)]
            if found.verdict != "follows":
                roots[id(cell)] = cell
            elif id(cell) not in passed:
                passed.add(id(cell))
                waiting += reversed(found.earlier)
        yield replace(each, earlier=tuple(roots.values()))


def _slips(checked: Checked) -> tuple[str, ...]:
    """The ids of what a row's first candidate consists of."""
    if checked.diagnosis is None:
        return ()
    return tuple({each.id for each in checked.diagnosis.candidates[0].misconceptions})


def _written(cell: Cell, sheet: Sheet) -> Written:
    asked = question(sheet.analysis, cell.layer, cell.quantity, sheet.convention)
    sizes = isinstance(asked.right, tuple) or cell.quantity == "receptive_field"
    try:
        answer = read_answer(cell.answer_text, shape=sizes)
    except AnswerError as error:
        return Written(cell, asked, None, str(error))
    return Written(cell, asked, answer)


def _forgets_biases(own: Convention, other: Convention, diagnosis: Diagnosis | None) -> bool:
    """Whether only the biases differ, and the catalogue knows that as a plain mistake.

    A sheet says whether it counts them, and leaving them out is the commonest slip of all: its hint
    says more than the name of another convention.
    """
    if diagnosis is None or own != replace(other, biases=own.biases):
        return False
    return all(each.sort == "mistake" for each in diagnosis.candidates[0].misconceptions)


class _Story(NamedTuple):
    """What may be said of an answer: the verdict, and the facts that go with it."""

    verdict: Verdict
    facts: Mapping[str, Any] = MappingProxyType({})


_RIGHT, _UNKNOWN = _Story("right"), _Story("not_recognised")


class _Checker(NamedTuple):
    """How the rows of one sheet are judged."""

    sheet: Sheet
    consequences: Consequences
    seen: Counter[str]

    def row(self, row: Written) -> Checked:
        """Give a row its verdict and its points."""
        story = self._story(row)
        possible = self.sheet.points.get(row.place, Fraction(1))
        facts = dict(story.facts)
        earned = possible * CREDIT.get(story.verdict, Fraction(0))
        earned += self._partial(row, facts.get("diagnosis"))
        cell, question, answer = row.cell, row.question, row.answer
        return Checked(cell, question, answer, story.verdict, earned, possible, **facts)

    def _partial(self, row: Written, diagnosis: Diagnosis | None) -> Fraction:
        """What the sheet gives for a slip; for two made together, the lesser."""
        given = self.sheet.partial.get(row.place, {})
        if diagnosis is None or not given:
            return Fraction(0)
        slip = diagnosis.candidates[0].misconceptions
        return min(given.get(each.id, Fraction(0)) for each in slip)

    def _story(self, row: Written) -> _Story:
        """The first of the stories that is true."""
        if row.answer is None:
            return _Story("unreadable", {"trouble": row.trouble}) if row.trouble else _Story("open")
        claim = other_claim(row.answer)
        if claim is not None:
            return self._story_of_both(row, replace(row.answer, claimed=None, digits=None), claim)
        return self._fitting(row, row.answer) or self._slipped(row, row.answer) or _UNKNOWN

    def _story_of_both(self, row: Written, made: Answer, claim: Answer) -> _Story:
        """Of a working and a result that it does not make: the better of the two counts."""
        worked = self._fitting(row._replace(answer=made), made)
        if worked is not None:
            return worked._replace(verdict="miscalculated")
        return (
            self._fitting(row._replace(answer=claim), claim)
            or self._slipped(row, made)
            or self._slipped(row, claim)
            or _UNKNOWN
        )

    def _fitting(self, row: Written, answer: Answer) -> _Story | None:
        return (
            self._right(row, answer) or self._elsewhere(row, answer) or self._following(row, answer)
        )

    def _right(self, row: Written, answer: Answer) -> _Story | None:
        agreed = row.agreement
        if agreed is None:
            return None
        if not agreed.whole and row.cell.asked.strip().lower() not in _SIZE_ALONE:
            return _Story("incomplete", {"missing": "channels"})
        if self._allows(agreed.digits, row):
            return _Story("right_elsewhere", {"order": agreed.order}) if agreed.order else _RIGHT
        rounded = answer.digits is not None  # else the zeros at its end may be chance
        return _Story("incomplete", {"missing": "digits"}) if rounded else None

    def _elsewhere(self, row: Written, answer: Answer) -> _Story | None:
        found = convention_of(row.question, answer)
        if found is None:
            return None
        diagnosis = diagnose(row.question, answer, seen=self.seen)
        if _forgets_biases(own_convention(row.question), found, diagnosis):
            return _Story("slip", {"diagnosis": diagnosis})
        return _Story("right_elsewhere", {"convention": found})

    def _following(self, row: Written, answer: Answer) -> _Story | None:
        for each in self.consequences.of_cell(row):
            agreed = agreement(each.right, answer, row.question.convention)
            if agreed is not None and agreed.whole and self._allows(agreed.digits, row):
                return _Story("follows", {"earlier": each.cells, "carried": each.question})
        return None

    def _slipped(self, row: Written, answer: Answer) -> _Story | None:
        diagnosis = diagnose(row.question, answer, seen=self.seen)
        if diagnosis is not None:
            return _Story("slip", {"diagnosis": diagnosis})
        for each in self.consequences.of_cell(row):
            diagnosis = diagnose(each.question, answer, seen=self.seen) if each.question else None
            if diagnosis is not None:
                facts = {"diagnosis": diagnosis, "earlier": each.cells, "carried": each.question}
                return _Story("slip", facts)
        return None

    def _allows(self, digits: int | None, row: Written) -> bool:
        """Whether the sheet takes an answer of so many digits."""
        least = self.sheet.tolerance_of(*row.place)
        return digits is None or (least != "exact" and digits >= least)


_SIZE_ALONE = {"size", "sizes"}
"""Words by which a sheet asks how high and wide an output is, and not how deep."""
