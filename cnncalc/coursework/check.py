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
from typing import TYPE_CHECKING

from cnncalc.coursework.answer import AnswerError, read_answer
from cnncalc.coursework.consequence import Consequences
from cnncalc.coursework.judge import Judge
from cnncalc.coursework.question import question
from cnncalc.coursework.verdict import Checked, CheckedSheet
from cnncalc.coursework.written import Written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.coursework.sheet import Cell, Sheet

__all__ = ["check"]


def check(sheet: Sheet) -> CheckedSheet:
    """Give each row of a sheet its verdict."""
    written = [_written(each, sheet) for each in sheet.cells]
    consequences = Consequences.of(sheet, written)
    rows = [Judge(sheet, consequences, Counter()).checked(each) for each in written]
    seen = Counter(slip for each in rows for slip in _slips(each))
    for index, each in enumerate(rows):
        others = seen - Counter(_slips(each))
        if each.verdict == "slip" and others:  # the same slip elsewhere makes it likelier
            rows[index] = Judge(sheet, consequences, others).checked(written[index])
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
