"""What a class found hard: which slips were made, by how many, at which question.

    >>> report = class_report(graded)
    >>> report.slips[0].misconception.id, report.slips[0].students
    ('P-NO-BIAS', 11)
    >>> report.questions[0].blind
    (<Misconception S-STRIDE-IGNORED>,)

A slip is counted for a student once, however many answers it explains. An answer that two slips
explain equally well is counted for neither: a report that guesses misleads a lecture.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cnncalc.coursework.blind_spot import unseen_slips
from cnncalc.coursework.evidence import slips_in
from cnncalc.coursework.grading import exercise_of
from cnncalc.coursework.misconception import MISCONCEPTIONS
from cnncalc.coursework.roster import same_person
from cnncalc.notation import numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cnncalc.coursework.grading import Graded, Grading
    from cnncalc.coursework.misconception import Misconception
    from cnncalc.coursework.verdict import Checked, Verdict

__all__ = ["ClassReport", "QuestionCount", "SlipCount", "class_report"]


@dataclass(frozen=True, slots=True)
class SlipCount:
    """How often one slip was made."""

    misconception: Misconception
    students: int
    answers: int
    questions: tuple[str, ...]
    """Where, the most frequent first: `conv1 parameters`."""


@dataclass(frozen=True, slots=True)
class QuestionCount:
    """How one question went."""

    exercise: str
    layer: str
    quantity: str
    counts: Mapping[Verdict, int]
    slips: tuple[tuple[Misconception, int], ...]
    """What was done wrong here, the most frequent first."""
    blind: tuple[Misconception, ...]
    """Common slips that give the right number here, so that a right answer does not show them."""

    @property
    def answered(self) -> int:
        """How many wrote anything."""
        return sum(self.counts.values()) - self.counts.get("open", 0)

    @property
    def right(self) -> int:
        """How many were right, under whatever convention."""
        return self.counts.get("right", 0) + self.counts.get("right_elsewhere", 0)


@dataclass(frozen=True, slots=True)
class ClassReport:
    """What a class found hard."""

    sheets: int
    slips: tuple[SlipCount, ...]
    """The most frequent first."""
    questions: tuple[QuestionCount, ...]
    """In the order of the sheets."""


def class_report(graded: Grading) -> ClassReport:
    """Count what was found in all sheets that could be graded."""
    students: dict[str, set[str]] = defaultdict(set)
    answers: dict[str, Counter[str]] = defaultdict(Counter)
    rows: dict[tuple[str, str, str], list[Checked]] = defaultdict(list)
    for sheet in graded.fine:
        for exercise, row in _rows(sheet):
            rows[exercise, row.cell.layer, row.cell.quantity].append(row)
            for each in slips_in(row):
                students[each].add(same_person(sheet.student) or sheet.path)
                answers[each][f"{row.cell.layer} {row.cell.quantity}"] += 1
    slips = [
        SlipCount(
            MISCONCEPTIONS[each],
            len(students[each]),
            answers[each].total(),
            tuple(where for where, _ in answers[each].most_common()),
        )
        for each in students
    ]
    slips.sort(key=lambda each: (-each.students, -each.answers, each.misconception.id))
    questions = tuple(_question(*place, found) for place, found in rows.items())
    return ClassReport(len(graded.fine), tuple(slips), questions)


def _rows(sheet: Graded) -> Iterator[tuple[str, Checked]]:
    if sheet.checked:
        exercise = exercise_of(sheet.checked.sheet.worksheet)
        for each in sheet.checked.rows:
            yield exercise, each


def _question(exercise: str, layer: str, quantity: str, rows: Iterable[Checked]) -> QuestionCount:
    rows = tuple(rows)
    counts: Counter[Verdict] = Counter(each.verdict for each in rows)
    slips = Counter(each for row in rows for each in slips_in(row))
    named = tuple((MISCONCEPTIONS[each], count) for each, count in slips.most_common())
    return QuestionCount(exercise, layer, quantity, counts, named, _blind(rows))


def _blind(rows: Iterable[Checked]) -> tuple[Misconception, ...]:
    """Common slips that give the right number in every copy of a question, the commonest first."""
    found: dict[str, Misconception] | None = None
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        right = row.question.right
        sizes = right if isinstance(right, tuple) else (right,)
        working = tuple(map(numbers, sizes))
        if working in seen:  # the same numbers as in another copy
            continue
        seen.add(working)
        slips = [each.misconceptions[0] for each in unseen_slips(row.question)]
        found = {each.id: each for each in slips if found is None or each.id in found}
    return tuple(sorted((found or {}).values(), key=lambda each: -each.frequency))
