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
    from collections.abc import Iterable, Iterator, Sequence

    from cnncalc.coursework.sheet import Cell, Sheet

__all__ = ["check"]


def check(sheet: Sheet) -> CheckedSheet:
    """Give each row of a sheet its verdict."""
    written = [_written(each, sheet) for each in sheet.cells]
    over = _passed_over(sheet, written)
    judge = Judge(sheet, Consequences.of(sheet, written), Counter(), over)
    rows = [judge.checked(each) for each in written]
    seen = Counter(slip for each in rows for slip in _slips(each))
    for index, each in enumerate(rows):
        others = seen - Counter(_slips(each))
        if each.verdict == "slip" and others:  # the same slip elsewhere makes it likelier
            rows[index] = judge._replace(seen=others).checked(written[index])
    return CheckedSheet(sheet, tuple(_with_roots(rows)), len(over))


def _passed_over(sheet: Sheet, written: Iterable[Written]) -> set[tuple[str, str]]:
    """The wrong answers that are too many to be looked into: each takes as long as it is deep."""
    depths = {layer: depth for depth, layer in enumerate(sheet.analysis.layers)}
    effort, over = 0, set()
    for each in written:
        if each.wrong:
            effort += EFFORT_OF_ANSWER + depths.get(each.cell.layer, len(depths))
            if effort > MOST_EFFORT:
                over.add(each.place)
    return over


MOST_EFFORT = 40_000
"""Enough for 500 wrong answers about a network of 100 layers."""
EFFORT_OF_ANSWER = 20
"""What a wrong answer takes besides the layers before it."""


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
