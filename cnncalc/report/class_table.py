"""What a class found hard, as two tables: the slips that were made, and how each question went.

slip                       students  answers  where
the biases left out              11       14  conv1 parameters
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc.report.table import Column, Table

if TYPE_CHECKING:
    from cnncalc.coursework.class_report import ClassReport, QuestionCount
    from cnncalc.report.table import Row

__all__ = ["class_data", "class_tables"]


def class_tables(report: ClassReport) -> tuple[Table, Table]:
    """Give the table of slips and the table of questions."""
    return _slips(report), _questions(report)


def class_data(report: ClassReport) -> dict[str, Any]:
    """Give the whole report as plain data."""
    return {
        "sheets": report.sheets,
        "slips": [
            {
                "id": each.misconception.id,
                "name": each.misconception.name,
                "students": each.students,
                "answers": each.answers,
                "questions": list(each.questions),
            }
            for each in report.slips
        ],
        "questions": [
            {
                "exercise": each.exercise,
                "layer": each.layer,
                "quantity": each.quantity,
                "answered": each.answered,
                "right": each.right,
                "verdicts": dict(each.counts),
                "slips": {slip.id: count for slip, count in each.slips},
                "blind": [slip.id for slip in each.blind],
            }
            for each in report.questions
        ],
    }


def _slips(report: ClassReport) -> Table:
    columns = (
        Column("name", "slip"),
        Column("students", "students", numeric=True),
        Column("answers", "answers", numeric=True, rank=2),
        Column("questions", "where", rank=1),
        Column("id", "id", rank=3),
    )
    rows = tuple(
        (
            each.misconception.name,
            each.students,
            each.answers,
            ", ".join(each.questions[:MOST_PLACES]),
            each.misconception.id,
        )
        for each in report.slips
    )
    notes = () if rows else ("no slip was recognised",)
    sheets = "1 sheet" if report.sheets == 1 else f"{report.sheets:,} sheets"
    return Table(f"Slips in {sheets}", columns, rows, notes=notes)


MOST_PLACES = 4
"""Questions that one slip is shown with."""


def _questions(report: ClassReport) -> Table:
    columns: tuple[Column, ...] = (
        Column("question", "question"),
        Column("answered", "answered", numeric=True, rank=1),
        Column("right", "right", numeric=True),
        Column("follows", "follows", numeric=True, rank=3),
        Column("slips", "slips", numeric=True, rank=2),
        Column("not_recognised", "not recognised", numeric=True, rank=3),
        Column("blind", "right by a slip too", rank=2),
    )
    several = len({each.exercise for each in report.questions}) > 1
    rows: tuple[Row, ...] = tuple(
        (
            _question(each, several=several),
            each.answered,
            each.right,
            each.counts.get("follows", 0),
            each.counts.get("slip", 0),
            each.counts.get("not_recognised", 0),
            ", ".join(slip.name for slip in each.blind),
        )
        for each in report.questions
    )
    notes: tuple[str, ...] = ()
    if any(each.blind for each in report.questions):
        notes = (
            (
                "right by a slip too: whoever makes that slip gets the right number here, so that "
                "a right answer shows less than it seems; other numbers would tell the two apart"
            ),
        )
    else:  # a column without a word in it is as narrow as its heading breaks
        columns, rows = columns[:-1], tuple(each[:-1] for each in rows)
    return Table("Questions", columns, rows, notes=notes)


def _question(each: QuestionCount, *, several: bool) -> str:
    words = f"{each.layer} {each.quantity.replace('_', ' ')}"
    return f"{each.exercise}: {words}" if several else words
