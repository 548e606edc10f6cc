"""`cnncalc grade`: a pile of sheets to a gradebook, Gradescope results and a class report."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from cnncalc.cli import stream
from cnncalc.cli.failure import REFUSED
from cnncalc.cli.option import writes
from cnncalc.cli.output import Output
from cnncalc.cli.progress_bar import progress_bar
from cnncalc.diagnostic import CannotRunError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.coursework.feedback import Level
    from cnncalc.coursework.grading import Grading
    from cnncalc.coursework.roster import Student

__all__ = ["command"]


@click.command(name="grade")
@click.argument("sheets", metavar="SHEETS...", nargs=-1, required=True, type=click.Path())
@click.option(
    "--key",
    "keys",
    metavar="FILE",
    multiple=True,
    type=click.Path(),
    help="The key, or the folder of the keys: what counts is then the key's network, conventions "
    "and points, whatever stands on a sheet. `keys` beside `sheets` in the one FOLDER are found.",
)
@click.option(
    "--students",
    metavar="FILE",
    help="The class (student_id, first_name, last_name, email): fills in the gradebook, and says "
    "who handed in nothing.",
)
@click.option(
    "--gradescope",
    metavar="FILE",
    help="Write the results of one submission as Gradescope's results.json.",
)
@click.option(
    "--class-report", is_flag=True, help="Say which slips were made, and how each question went."
)
@click.option(
    "--feedback",
    "level",
    type=click.Choice(["mark", "hint", "explain", "solution"]),
    default="hint",
    help="How much --gradescope tells the student; a hint by default.",
)
@writes(shapes=False)
def command(  # noqa: PLR0913  one for each option
    *,
    sheets: tuple[str, ...],
    keys: tuple[str, ...],
    students: str | None,
    gradescope: str | None,
    class_report: bool,
    level: Level,
    output: Output,
) -> int:
    """Grade sheets, or whole folders of them: points for each, and what a class found hard.

    \b
    Examples:
      cnncalc grade quiz
      cnncalc grade handed-in --key quiz/keys --students names.csv -o gradebook.csv
      cnncalc grade handed-in --key quiz/keys --class-report
      cnncalc grade submission --key quiz/keys --gradescope results.json

    A sheet that cannot be read is listed with the reason and does not stop the rest; then the exit
    code is 1. CSV has the columns of nbgrader's gradebook.
    """
    graded, notes = _graded(sheets, keys)
    roster = _roster(students)
    if gradescope is not None:
        _write_gradescope(graded, gradescope, level)
    _write(graded, roster, output, notes, class_report=class_report)
    return REFUSED if graded.broken else 0


def _graded(sheets: Sequence[str], keys: Sequence[str]) -> tuple[Grading, tuple[str, ...]]:
    """Grade what is handed in; and say what was left out, or taken for keys without being named."""
    from cnncalc.coursework.grading import graded_sheets, grading
    from cnncalc.coursework.hand_in import handed_in
    from cnncalc.coursework.key import read_keys

    found = handed_in(sheets, keys)
    known = read_keys(found.keys) if found.keys else None
    count = len(found.sheets)
    graded = grading(progress_bar(graded_sheets(found.sheets, known), count, "sheets"))
    if not found.keys or keys:
        return graded, found.remarks
    several = "the key" if len(found.keys) == 1 else f"the {len(found.keys):,} keys"
    by = f"graded by {several} beside the sheets, such as {found.keys[0]}"
    return graded, (*found.remarks, by)


def _roster(path: str | None) -> Sequence[Student]:
    if path is None:
        return ()
    from cnncalc.coursework.roster import read_roster

    return read_roster(path)


def _write_gradescope(graded: Grading, path: str, level: Level) -> None:
    """Write results.json; CannotRunError for sheets of several students, who share no result."""
    from cnncalc.coursework.roster import same_person
    from cnncalc.report.gradescope import gradescope_results

    names = {same_person(each.student) for each in graded.sheets if each.student}
    if len(names) > 1:
        message = f"results.json is for one submission, and these are of {len(names)} students"
        raise CannotRunError(f"{message}; name the sheets of one")
    with Output.of("json", path, offered=("json",)) as output:
        output.data(gradescope_results(graded.sheets, level))


def _write(
    graded: Grading,
    roster: Sequence[Student],
    output: Output,
    notes: tuple[str, ...],
    *,
    class_report: bool,
) -> None:
    """Write the gradebook where it belongs, and the class report below it or beside it."""
    from cnncalc.coursework.class_report import class_report as report_of
    from cnncalc.report.class_table import class_data, class_tables
    from cnncalc.report.gradebook import gradebook_data, gradebook_export, gradebook_table

    if output.format in {"csv", "json"}:  # data has no place for a sentence
        stream.write("".join(f"note: {each}\n" for each in notes), sys.stderr)
    if output.format == "json":
        data = gradebook_data(graded, roster)
        if class_report:
            data["class_report"] = class_data(report_of(graded))
        output.data(data)
        return
    exported = output.format == "csv"
    if exported and class_report and output.destination is None:
        message = "a gradebook and a class report are two tables: name a file for the first, "
        raise CannotRunError(f"{message}`-o gradebook.csv`")
    table = gradebook_export(graded, roster) if exported else gradebook_table(graded, roster)
    output.table(replace(table, notes=(*table.notes, *notes)))
    if class_report:
        shown = output if not exported else Output.of("table")
        for each in class_tables(report_of(graded)):
            shown.write("")
            if each.rows or shown.format == "html":  # in which a sentence is an element too
                shown.table(each)
            else:
                shown.write(f"{each.title}: {', '.join(each.notes) or 'none'}")
