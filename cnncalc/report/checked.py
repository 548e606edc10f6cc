"""What of a checked sheet is shown: the table that `cnncalc check` prints.

    >>> table = checked_table(check(read_sheet("sheet.yaml")), "hint")
    >>> [each.heading for each in table.columns]
    ['layer', 'asked', 'your answer', 'feedback']

At mark and hint no right number is in it; the words alone say what is right, without colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.analysis.preset import sentence
from cnncalc.coursework.feedback import feedback, marked
from cnncalc.coursework.relevance import relevant
from cnncalc.report.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from cnncalc.coursework.feedback import Level
    from cnncalc.coursework.verdict import Checked, CheckedSheet
    from cnncalc.report.table import Row

__all__ = ["checked_table", "checked_tables"]


def checked_table(checked: CheckedSheet, level: Level) -> Table:
    """Give the table of a checked sheet: each row with what is said of it at a level."""
    return Table(
        title=_title(checked),
        columns=(
            Column("layer", "layer"),
            Column("quantity", "asked"),
            Column("answer", "your answer"),
            Column("feedback", "feedback"),
        ),
        rows=tuple(_row(each, level) for each in checked.rows),
        notes=(_summary(checked, level), *_passed_over(checked), _convention(checked)),
    )


def checked_tables(sheets: Sequence[CheckedSheet], level: Level) -> Table:
    """Give one table of the rows of several sheets, for a spreadsheet: whose, and its points."""
    columns = ("sheet", "student", "layer", "quantity", "answer", "verdict", "feedback")
    points = ("points", "possible")
    return Table(
        title="",
        columns=tuple(Column(each, each) for each in columns)
        + tuple(Column(each, each, numeric=True) for each in points),
        rows=tuple(
            (
                each.sheet.worksheet,
                each.sheet.student,
                row.cell.layer,
                row.cell.quantity,
                _answer(row),
                marked(row, level),
                feedback(row, level),
                str(_number(row.points)),
                str(_number(row.possible)),
            )
            for each in sheets
            for row in each.rows
        ),
    )


def _row(checked: Checked, level: Level) -> Row:
    quantity = checked.cell.quantity
    asked = _WORDS.get(quantity, quantity.replace("_", " "))
    return (checked.cell.layer, asked, _answer(checked), feedback(checked, level))


_WORDS = {"macs": "MACs", "flops": "FLOPs"}
"""Quantities that people write in capitals."""


def _answer(checked: Checked) -> str:
    text = "" if checked.verdict == "open" else str(checked.cell.answer_text)
    return text if len(text) <= LONGEST_ANSWER else f"{text[: LONGEST_ANSWER - 3]}..."


LONGEST_ANSWER = 44
"""Characters of an answer; a longer one is cut."""


def _number(points: Fraction) -> int | float:
    return int(points) if points.denominator == 1 else float(points)


def _title(checked: CheckedSheet) -> str:
    sheet = checked.sheet
    parts = [sheet.title, f"sheet {sheet.worksheet}" if sheet.worksheet else "", sheet.student]
    return ", ".join(each for each in parts if each) or sheet.analysis.name


_IN_SUMMARY = {
    "right": "right",
    "right_elsewhere": "right under another convention",
    "follows": "following from an earlier answer",
    "miscalculated": "with the right working",
    "incomplete": "not complete",
    "slip": "to repair",
    "not_yet": "to repair",
    "not_recognised": "not recognised",
    "unreadable": "that cannot be read",
    "open": "open",
}


def _passed_over(checked: CheckedSheet) -> Iterator[str]:
    if checked.passed_over:
        yield (
            f"there is so much to repair that the last {checked.passed_over:,} answers were not "
            "looked into: repair the first ones, and check again"
        )


def _convention(checked: CheckedSheet) -> str:
    """The convention of a sheet, as far as it matters to what is asked."""
    mattering = relevant(each.question for each in checked.rows)
    return sentence(checked.sheet.convention, mattering)


def _summary(checked: CheckedSheet, level: Level) -> str:
    """How many answers are what: 1 right, 2 to repair, 1 open."""
    verdicts = [marked(each, level) for each in checked.rows]
    counted = {each: verdicts.count(each) for each in _IN_SUMMARY if each in verdicts}
    return ", ".join(f"{count} {_IN_SUMMARY[verdict]}" for verdict, count in counted.items())
