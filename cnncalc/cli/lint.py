"""`cnncalc lint`: what a teacher should know about a sheet before handing it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cnncalc.cli.failure import REFUSED, told
from cnncalc.cli.finding import findings_data, findings_text
from cnncalc.cli.option import writes
from cnncalc.diagnostic import CnncalcError

if TYPE_CHECKING:
    from cnncalc.cli.output import Output

__all__ = ["command"]


@click.command(name="lint")
@click.argument("sheets", metavar="SHEET...", nargs=-1, required=True, type=click.Path())
@writes("table", "json", shapes=False)
def command(*, sheets: tuple[str, ...], output: Output) -> int:
    """What to know about a sheet before handing it out; for teachers, since it tells answers.

    \b
    Examples:
      cnncalc lint sheet.yaml
      cnncalc lint sheet.yaml --format json

    Problems make an answer open or a mark unfair: a convention that matters and is not said, a
    tolerance that lets a slip through, wrong answers in a key. Notes are worth knowing: sizes that
    do not fit, answers that the sheet holds, common slips that a question cannot see or cannot tell
    apart. Exit code 1 where there is a problem.
    """
    from cnncalc.coursework.lint import lint
    from cnncalc.coursework.sheet import read_sheet

    worst = 0
    data: list[dict[str, Any]] = []
    for sheet in sheets:
        try:
            findings = lint(read_sheet(sheet))
        except CnncalcError as error:
            worst = max(worst, told(error))
            continue
        problems = [each.diagnostic for each in findings if each.severity == "problem"]
        notes = [each.diagnostic for each in findings if each.severity == "note"]
        worst = max(worst, REFUSED if problems else 0)
        data.append(findings_data("sheet", sheet, problems, notes))
        if output.format != "json":
            output.write(findings_text(sheet, problems, notes, "thing", output))
    if output.format == "json" and data:
        output.data(data if len(sheets) > 1 else data[0])
    return worst
