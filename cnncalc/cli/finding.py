"""What was found in a file that was looked through: its problems and notes, as text and as data.

    print(findings_text("net.yaml", problems, notes, "disputed figure", output))

    net.yaml:4:58: stride-does-not-fit conv1: a window of 11 moving by 4 over 224 leaves 1 over; ...
    net.yaml: 1 problem

On a terminal each is drawn with its piece of the file, and in a pipe each is a line.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from cnncalc.cli import stream
from cnncalc.cli.failure import written
from cnncalc.plain import inert
from cnncalc.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.cli.output import Output
    from cnncalc.diagnostic import Diagnostic, Place

__all__ = ["findings_data", "findings_text"]


def findings_text(
    name: str,
    problems: Sequence[Diagnostic],
    notes: Sequence[Diagnostic],
    noun: str,
    output: Output,
) -> str:
    """Everything that was found in one file, and one line that sums it up; a note is a `noun`."""
    drawn = output.destination is None and stream.is_terminal(sys.stdout)
    color = output.look.color
    texts = [
        written(notes, drawn=drawn, color=color, severity="note", width=output.look.width),
        written(problems, drawn=drawn, color=color, width=output.look.width),
        f"{inert(name)}: {_summary(len(problems), len(notes), noun)}",
    ]
    return ("\n\n" if drawn else "\n").join(each for each in texts if each)


def findings_data(
    what: str, name: str, problems: Sequence[Diagnostic], notes: Sequence[Diagnostic]
) -> dict[str, Any]:
    """The same as plain data; `what` is the key of the file's name."""
    return {
        "schema": 1,
        "cnncalc": __version__,
        what: name,
        "fine": not problems,
        "problems": [_problem(each) for each in problems],
        "notes": [_problem(each) for each in notes],
    }


def _summary(problems: int, notes: int, noun: str) -> str:
    noted = "" if not notes else f" ({_counted(notes, noun)} noted)"
    return ("fine" if not problems else _counted(problems, "problem")) + noted


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _problem(problem: Diagnostic) -> dict[str, Any]:
    return {
        "code": problem.code,
        "message": problem.message,
        **_place(problem.place),
        "working": problem.working,
        "helps": list(problem.helps),
        "uses": [_place(each) for each in problem.uses],
        "note": problem.note,
    }


def _place(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {"file": None, "line": None, "column": None, "length": None}
    return {"file": place.file, "line": place.line, "column": place.column, "length": place.length}
