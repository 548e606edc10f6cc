"""A checked sheet as plain data: what `check --format json` prints, documented in docs/json.md."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cnncalc.analysis.data import SCHEMA, derivation_data
from cnncalc.coursework.feedback import feedback, marked
from cnncalc.coursework.relevance import relevant
from cnncalc.quantity import Quantity
from cnncalc.version import __version__

if TYPE_CHECKING:
    from fractions import Fraction

    from cnncalc.analysis.convention import Convention
    from cnncalc.coursework.feedback import Level
    from cnncalc.coursework.question import Question
    from cnncalc.coursework.verdict import Checked, CheckedSheet

__all__ = ["checked_data"]


def checked_data(checked: CheckedSheet, level: Level) -> dict[str, Any]:
    """Give a checked sheet as dicts, lists, numbers and strings: as much as a level tells."""
    sheet = checked.sheet
    counts: dict[str, int] = {}
    for each in checked.rows:
        verdict = marked(each, level)
        counts[verdict] = counts.get(verdict, 0) + 1
    return {
        "schema": SCHEMA,
        "cnncalc": __version__,
        "worksheet": sheet.worksheet,
        "title": sheet.title,
        "student": sheet.student,
        "network": {"name": sheet.analysis.name, "input": list(sheet.analysis.input_shape.axes)},
        "convention": _convention(checked),
        "feedback": level,
        "fine": checked.fine,
        "rows": [_row(each, level) for each in checked.rows],
        "verdicts": counts,
        "points": _points(checked.points),
        "possible": _points(checked.possible),
    }


def _convention(checked: CheckedSheet) -> dict[str, Any]:
    """The convention of a sheet: its name, and the choices that matter to what is asked."""
    mattering = relevant(each.question for each in checked.rows)
    chosen = asdict(checked.sheet.convention)
    return {name: chosen[name] for name in chosen if name == "name" or name in mattering}


def _row(checked: Checked, level: Level) -> dict[str, Any]:
    data: dict[str, Any] = {
        "layer": checked.cell.layer,
        "quantity": checked.cell.quantity,
        "answer": None if checked.verdict == "open" else str(checked.cell.answer_text),
        "verdict": marked(checked, level),
        "feedback": feedback(checked, level),
        "points": _points(checked.points),
        "possible": _points(checked.possible),
    }
    if level == "mark":
        return data
    data["misconceptions"] = _misconceptions(checked)
    data["convention"] = _turned(checked.question.convention, checked.convention)
    data["order"] = checked.order
    data["earlier"] = [[each.layer, each.quantity] for each in checked.earlier]
    if level == "solution" or (level == "explain" and checked.verdict != "open"):
        data["right"] = _right(checked.question)
    return data


def _misconceptions(checked: Checked) -> list[list[str]]:
    """The ids of each candidate, the likeliest first."""
    if checked.diagnosis is None:
        return []
    return [[each.id for each in slip.misconceptions] for slip in checked.diagnosis.candidates]


def _turned(own: Convention, other: Convention | None) -> dict[str, Any] | None:
    """What another convention chooses otherwise."""
    if other is None:
        return None
    mine = asdict(own)
    return {name: value for name, value in asdict(other).items() if value != mine[name]}


def _right(question: Question) -> dict[str, Any] | list[dict[str, Any]]:
    """The right answer and its working; of a shape, its height, width and channels."""
    if isinstance(question.right, tuple):
        return [derivation_data(Quantity(question.quantity, each)) for each in question.right]
    return derivation_data(Quantity(question.quantity, question.right))


def _points(points: Fraction) -> int | float:
    return int(points) if points.denominator == 1 else float(points)
