"""`cnncalc check`: a filled-in sheet, each answer with what is to be said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cnncalc.cli.failure import REFUSED, told
from cnncalc.cli.option import writes
from cnncalc.diagnostic import CnncalcError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.cli.output import Output
    from cnncalc.coursework.feedback import Level
    from cnncalc.coursework.verdict import CheckedSheet

__all__ = ["command"]


@click.command(name="check")
@click.argument("sheets", metavar="SHEET...", nargs=-1, required=True, type=click.Path())
@click.option(
    "--feedback",
    "level",
    type=click.Choice(["mark", "hint", "explain", "solution"]),
    default="hint",
    help="How much is told: whether each answer is right (mark), a question that helps (hint, the "
    "default), what happened and the working (explain), the answers to open questions too.",
)
@writes(shapes=False)
def command(*, sheets: tuple[str, ...], level: Level, output: Output) -> int:
    """Check the answers of a sheet: right, or not yet, and why.

    \b
    Examples:
      cnncalc check sheet.yaml
      cnncalc check sheet.yaml --feedback explain
      cnncalc check sheet.yaml --format json

    Exit code 0 only when every answer that is given is the one that the sheet asks for (an open
    question is no wrong answer, and shapes may have their axes in any usual order); 1 otherwise,
    also where one is right under another convention, or the sheet itself has a problem; 2 where
    there is no sheet to read.
    """
    found, worst = _checked(sheets)
    if output.format == "json":
        _write_data(found, output, level, many=len(sheets) > 1)
    elif found:
        _write_tables(found, output, level)
    return worst if all(each.fine for each in found) else max(worst, REFUSED)


def _checked(sheets: Sequence[str]) -> tuple[list[CheckedSheet], int]:
    """Check each sheet; what is wrong with one is told, and gives the worst exit code."""
    from cnncalc.coursework.check import check
    from cnncalc.coursework.sheet import read_sheet

    found, worst = [], 0
    for each in sheets:
        try:
            found.append(check(read_sheet(each)))
        except CnncalcError as error:
            worst = max(worst, told(error))
    return found, worst


def _write_data(
    checked: Sequence[CheckedSheet], output: Output, level: Level, *, many: bool
) -> None:
    """Write one object for one sheet, a list for several."""
    from cnncalc.coursework.data import checked_data

    data = [checked_data(each, level) for each in checked]
    if data:
        output.data(data if many else data[0])


def _write_tables(checked: Sequence[CheckedSheet], output: Output, level: Level) -> None:
    """Write a table for each sheet; as CSV, one for all of them."""
    from cnncalc.report.checked import checked_table, checked_tables

    if output.format == "csv":
        output.table(checked_tables(checked, level))
        return
    for index, each in enumerate(checked):
        if index:
            output.write("")
        output.table(checked_table(each, level))
