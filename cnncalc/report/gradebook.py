"""A gradebook: one row a sheet, as a table to read or as CSV for a spreadsheet.

    student       sheet            points  of  to repair              remarks
    Ada Lovelace  conv-basics/1         3   4  conv1 parameters
    Alan Turing   conv-basics/2         4   4                         the same student as ...

The columns of the CSV are those of nbgrader's export, so that what reads the one reads the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc.coursework.evidence import slips_in
from cnncalc.coursework.grading import exercise_of
from cnncalc.coursework.roster import Student, same_person
from cnncalc.derivation import Leaf
from cnncalc.quantity import Quantity
from cnncalc.report.table import Column, Table
from cnncalc.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from cnncalc.coursework.grading import Graded, Grading
    from cnncalc.report.table import Row

__all__ = ["gradebook_data", "gradebook_export", "gradebook_table"]


def gradebook_table(graded: Grading, roster: Sequence[Student] = ()) -> Table:
    """Give the table for people: points, what is to repair, and remarks."""
    columns = (
        Column("student", "student"),
        Column("sheet", "sheet", rank=2),
        Column("points", "points", numeric=True),
        Column("possible", "of", numeric=True),
        Column("right", "right", numeric=True, rank=3),
        Column("remarks", "remarks", rank=1),
    )
    rows = tuple(_row(each) for each in graded.sheets)
    return Table("Gradebook", columns, rows, notes=tuple(_notes(graded, roster)))


def gradebook_export(graded: Grading, roster: Sequence[Student] = ()) -> Table:
    """Give the table for programs: nbgrader's columns, then file, worksheet and remarks."""
    by_name = _by_name(roster)
    rows = [_exported(each, by_name) for each in graded.sheets]
    rows += [_nothing(each) for each in _missing(graded, roster)]
    return Table("Gradebook", tuple(Column(each, each) for each in _EXPORTED), tuple(rows))


def gradebook_data(graded: Grading, roster: Sequence[Student] = ()) -> dict[str, Any]:
    """Give everything as plain data: points are numbers, and each answer has its verdict."""
    by_name = _by_name(roster)
    return {
        "schema": 1,
        "cnncalc": __version__,
        "sheets": [_data(each, by_name) for each in graded.sheets],
        "missing": [each.id or each.label for each in _missing(graded, roster)],
    }


def _data(each: Graded, by_name: Mapping[str, Student]) -> dict[str, Any]:
    student = by_name.get(same_person(each.student), Student())
    checked = each.checked
    return {
        "file": each.path,
        "student": each.student,
        "student_id": student.id,
        "worksheet": checked.sheet.worksheet if checked else None,
        "points": _plain(each.points) if checked else None,
        "possible": None if each.possible is None else _plain(each.possible),
        "rows": [
            {
                "layer": row.cell.layer,
                "quantity": row.cell.quantity,
                "verdict": row.verdict,
                "slips": list(slips_in(row)),
                "points": _plain(row.points),
                "possible": _plain(row.possible),
            }
            for row in (checked.rows if checked else ())
        ],
        "problem": each.why_broken or None,
        "remarks": list(each.remarks),
    }


def _plain(points: Fraction) -> int | float:
    return int(points) if points.denominator == 1 else float(points)


_EXPORTED = (
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
    "file",
    "worksheet",
    "right",
    "remarks",
)
"""nbgrader's columns (plugins/export.py); those that a sheet knows nothing of are empty."""


def _row(each: Graded) -> Row:
    checked = each.checked
    if checked is None:
        possible = None if each.possible is None else _points("possible", each.possible)
        unread = f"not readable: {each.why_broken}"
        return (each.student, each.path, None, possible, None, unread)
    right = f"{sum(row.fine for row in checked.rows)} of {len(checked.rows)}"
    return (
        each.student or each.path,
        checked.sheet.worksheet,
        _points("points", each.points),
        _points("possible", checked.possible),
        right,
        "; ".join(each.remarks),
    )


def _exported(each: Graded, roster: Mapping[str, Student]) -> Row:
    student = roster.get(same_person(each.student)) or Student(id=each.student)
    person = (student.id, student.last, student.first, student.email)
    checked = each.checked
    if checked is None:
        unread = f"not readable: {each.why_broken}"
        most = None if each.possible is None else _points("max_score", each.possible)
        return ("", "", "", *person, None, None, None, most, each.path, "", None, unread)
    worksheet = checked.sheet.worksheet
    score = _points("score", each.points)
    return (
        exercise_of(worksheet),
        *("", ""),
        *person,
        score,
        0,
        score,
        _points("max_score", checked.possible),
        each.path,
        worksheet,
        sum(row.fine for row in checked.rows),
        "; ".join(each.remarks),
    )


def _points(name: str, points: Fraction) -> Quantity:
    return Quantity(name, Leaf(name, points, name))


def _notes(graded: Grading, roster: Sequence[Student]) -> Iterator[str]:
    fine = graded.fine
    sheets = "1 sheet" if len(graded.sheets) == 1 else f"{len(graded.sheets):,} sheets"
    broken = len(graded.broken)
    yield f"{sheets}, {broken:,} not readable" if broken else sheets
    possible = sum(each.checked.possible for each in fine if each.checked)
    if possible:
        share = sum(each.points for each in fine) / possible
        yield f"{round(100 * share)} % of all points"
    missing = [each.label for each in _missing(graded, roster)]
    if missing:
        yield f"nothing handed in: {', '.join(missing)}"


def _by_name(roster: Sequence[Student]) -> Mapping[str, Student]:
    """The students by all that a sheet may call them."""
    found = {same_person(f"{each.first} {each.last}"): each for each in roster}
    found |= {same_person(name): each for each in roster for name in (each.id, each.email) if name}
    found |= {same_person(each.label): each for each in roster}
    return {name: each for name, each in found.items() if name}


def _missing(graded: Grading, roster: Sequence[Student]) -> list[Student]:
    """Those of whom there is no sheet."""
    by_name = _by_name(roster)
    handed_in = {by_name[each] for each in map(_name, graded.sheets) if each in by_name}
    return [each for each in roster if each not in handed_in]


def _name(each: Graded) -> str:
    return same_person(each.student)


def _nothing(student: Student) -> Row:
    """The row of someone who handed in nothing."""
    person = (student.id, student.last, student.first, student.email)
    return ("", "", "", *person, *[None] * 7, "nothing handed in")
