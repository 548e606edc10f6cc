"""`cnncalc validate`: every problem of a spec, and the published figures that do not hold.

The problems are the result, so they go to standard output, and all of them.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from cnncalc.cli import stream
from cnncalc.cli.failure import REFUSED, told, written
from cnncalc.cli.option import Reader, reads_spec, specs_argument, writes
from cnncalc.diagnostic import CannotRunError
from cnncalc.plain import inert
from cnncalc.version import __version__

if TYPE_CHECKING:
    from cnncalc.cli.output import Output
    from cnncalc.diagnostic import Diagnostic, Place

__all__ = ["command"]


@click.command(name="validate")
@specs_argument
@reads_spec
@writes("table", "json", shapes=False)
def command(*, specs: tuple[str, ...], reader: Reader, output: Output) -> int:
    """Every problem of a spec, and the published figures in it that do not hold.

    \b
    Examples:
      cnncalc validate alexnet
      cnncalc validate lenet5 mynet.cnn.yaml
      cnncalc validate mynet.cnn.yaml --format json

    Exit code 0 where all are fine, 1 where one has a problem. A figure that the spec marks as
    disputed is noted, and is no problem.
    """
    worst = 0
    verdicts: list[dict[str, Any]] = []
    for spec in specs:
        try:
            problems, notes = reader.verdict(spec)
        except CannotRunError as error:
            worst = max(worst, told(error))
            continue
        if problems:
            worst = max(worst, REFUSED)
        verdicts.append(_data(spec, problems, notes))
        if output.format != "json":
            output.write(_text(spec, problems, notes, output))
    if output.format == "json" and verdicts:
        output.data(verdicts if len(specs) > 1 else verdicts[0])
    return worst


def _text(
    spec: str, problems: tuple[Diagnostic, ...], notes: tuple[Diagnostic, ...], output: Output
) -> str:
    """Everything that was found in one spec, and one line that sums it up."""
    drawn = output.destination is None and stream.is_terminal(sys.stdout)
    color = output.look.color
    texts = [
        written(notes, drawn=drawn, color=color, severity="note", width=output.look.width),
        written(problems, drawn=drawn, color=color, width=output.look.width),
        f"{inert(spec)}: {_summary(len(problems), len(notes))}",
    ]
    return ("\n\n" if drawn else "\n").join(each for each in texts if each)


def _summary(problems: int, notes: int) -> str:
    noted = "" if not notes else f" ({_counted(notes, 'disputed figure')} noted)"
    return ("fine" if not problems else _counted(problems, "problem")) + noted


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _data(
    spec: str, problems: tuple[Diagnostic, ...], notes: tuple[Diagnostic, ...]
) -> dict[str, Any]:
    return {
        "schema": 1,
        "cnncalc": __version__,
        "spec": spec,
        "fine": not problems,
        "problems": [_problem(each) for each in problems],
        "notes": [_problem(each) for each in notes],
    }


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
