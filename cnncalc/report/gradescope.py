"""Checked sheets as Gradescope's results.json: one test for each answer.

    {"name": "conv1 parameters", "number": "1.2", "score": 0, "max_score": 1, "status": "failed",
     "output": "not yet. Does each filter have anything besides its weights?",
     "tags": ["parameters", "P-NO-BIAS"], "extra_data": {"verdict": "slip", "slips": ["P-NO-BIAS"]}}

The fields are those of gradescope-autograders.readthedocs.io/en/latest/specs/. There is no total
score: the tests add up. Texts are marked as plain text, so that nothing in a name is run.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cnncalc.coursework.evidence import slips_in
from cnncalc.coursework.feedback import feedback
from cnncalc.coursework.verdict import VERDICTS
from cnncalc.plain import inert
from cnncalc.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.coursework.feedback import Level
    from cnncalc.coursework.grading import Graded
    from cnncalc.coursework.verdict import Checked

__all__ = ["gradescope_results"]


def gradescope_results(sheets: Sequence[Graded], level: Level = "hint") -> dict[str, Any]:
    """Give the results of one student's sheets as plain data.

    Answers are said of at the level of disclosure that is asked for; at `mark` and `hint` no right
    number is among them.
    """
    tests = [
        test
        for number, sheet in enumerate(sheets, 1)
        for test in _tests(sheet, number, level, named=len(sheets) > 1)
    ]
    return {
        "output": inert(_summary(sheets)),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {"cnncalc": __version__},
        "tests": tests,
    }


def _tests(sheet: Graded, number: int, level: Level, *, named: bool) -> Iterator[dict[str, Any]]:
    if sheet.checked is None:
        yield {
            "name": inert(sheet.path),
            "number": str(number),
            "score": 0,
            "max_score": _points(sheet.possible or Fraction(0)),
            "status": "failed",
            "output": inert(sheet.why_broken),
            "tags": ["broken"],
            "extra_data": {"verdict": "broken", "slips": []},
        }
        return
    prefix = f"{sheet.checked.sheet.worksheet}: " if named else ""
    for place, row in enumerate(sheet.checked.rows, 1):
        yield _test(row, f"{number}.{place}", prefix, level)


def _test(row: Checked, number: str, prefix: str, level: Level) -> dict[str, Any]:
    quantity = row.cell.quantity
    slips = list(slips_in(row))
    return {
        "name": inert(f"{prefix}{row.cell.layer} {quantity.replace('_', ' ')}"),
        "number": number,
        "score": _points(row.points),
        "max_score": _points(row.possible),
        "status": "passed" if row.points == row.possible else "failed",
        "output": inert(feedback(row, level)),
        "tags": [quantity, *slips],
        "extra_data": {"verdict": row.verdict, "slips": slips},
    }


def _summary(sheets: Sequence[Graded]) -> str:
    """How many answers have each verdict: `3 right, 1 not yet`."""
    counts = {
        words: sum(each.checked.counts[verdict] for each in sheets if each.checked)
        for verdict, words in VERDICTS.items()
    }
    said = ", ".join(f"{count} {words}" for words, count in counts.items() if count)
    broken = sum(each.checked is None for each in sheets)
    return said + f"{'; ' * bool(said)}{broken} not readable" * bool(broken)


def _points(points: Fraction) -> int | float:
    return int(points) if points.denominator == 1 else round(float(points), 4)
