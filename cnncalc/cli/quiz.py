"""`cnncalc quiz`: exercises with numbers of their own for each student, and the keys to them."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cnncalc.cli import stream
from cnncalc.cli.folder import write_folder
from cnncalc.cli.output import Output
from cnncalc.cli.preset import preset_option
from cnncalc.cli.whole import Whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cnncalc.analysis.convention import Convention
    from cnncalc.coursework.quiz import Copy, Quiz
    from cnncalc.coursework.template import Template

__all__ = ["command"]

FORMATS = ("yaml", "markdown", "latex", "moodle")
MOST_COPIES = 10_000


@click.command(name="quiz")
@click.argument("template", required=False)
@click.option(
    "--layers",
    metavar="KINDS",
    help="In place of a template: exercises on these kinds, such as conv,maxpool,dense. There are "
    "conv, depthwise_conv, maxpool, avgpool and dense.",
)
@click.option(
    "--count",
    metavar="N",
    type=Whole(1, 30),
    help="How many questions `--layers` makes; 5 by default.",
)
@click.option(
    "--seed",
    metavar="WORD",
    help="What the numbers are drawn from: the same seed gives the same sheets.",
)
@click.option(
    "--copies",
    metavar="N",
    type=Whole(1, MOST_COPIES),
    help="How many sheets, each with numbers of its own.",
)
@click.option(
    "--students",
    metavar="FILE",
    help="One sheet for each student in a CSV file (student_id, first_name, last_name, email), or "
    "in a list of names.",
)
@click.option(
    "-o",
    "--output",
    "destination",
    metavar="FOLDER",
    help="Write all sheets to FOLDER/sheets and all keys to FOLDER/keys.",
)
@click.option("--force", is_flag=True, help="Replace sheets that are in FOLDER already.")
@click.option("--key", is_flag=True, help="Without -o: show the key and not the sheet.")
@click.option(
    "-f",
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    help="How to write; yaml by default. With -o, more than one may be given, and yaml always is.",
)
@preset_option
def command(  # noqa: PLR0913  one for each option
    *,
    template: str | None,
    layers: str | None,
    count: int | None,
    convention: Convention | None,
    seed: str | None,
    copies: int | None,
    students: str | None,
    destination: str | None,
    force: bool,
    key: bool,
    formats: tuple[str, ...],
) -> int:
    """Make exercises: a sheet for each student with numbers of its own, and the key to each.

    \b
    Examples:
      cnncalc quiz --layers conv --count 5 --seed 7
      cnncalc quiz template.yaml --seed 7 --key
      cnncalc quiz template.yaml --copies 30 -o quiz
      cnncalc quiz template.yaml --students names.csv --format moodle -o groups

    The numbers are chosen so that common slips give different wrong answers. Each key is checked
    before it is written. Without -o, the first sheet goes to standard output.
    """
    made_of = _template(template, layers, count, convention)
    chosen = seed or _seed_of(made_of)
    if destination is None:
        many = bool(copies or students)
        _show(made_of, chosen, formats, key=key, many=many)
        if seed is None and made_of.seed is None:
            stream.write(_seed_note(chosen, key=key), sys.stderr)
        return 0
    names = _names(students, copies)
    quiz = _quiz(made_of, chosen, names, copies)
    files = _files(quiz, formats)
    write_folder(destination, files, force=force)
    with Output.of("text") as output:
        output.write(_report(quiz, destination, files))
    return 0


def _template(
    path: str | None, layers: str | None, count: int | None, convention: Convention | None
) -> Template:
    """Read a template, or make one of kinds of layers; click.UsageError where neither is named."""
    if layers is not None:
        from cnncalc.coursework.exercise import exercise

        if path is not None:
            raise click.UsageError("a template and --layers exclude each other: name one of them")
        kinds = [each.strip() for each in layers.split(",") if each.strip()]
        return exercise(kinds or ["conv"], count or 5, convention=convention)
    if path is None:
        text = "name a template, or the layers to practise: cnncalc quiz --layers conv"
        raise click.UsageError(text)
    if count is not None:
        raise click.UsageError("--count goes with --layers; a template lists its own questions")
    if convention is not None:
        raise click.UsageError("--convention goes with --layers; a template has `conventions`")
    from cnncalc.coursework.template import read_template

    return read_template(path)


def _seed_of(template: Template) -> str:
    """The seed that the template gives, or a new one, which the sheets show."""
    return str(secrets.randbelow(1_000_000) if template.seed is None else template.seed)


def _names(students: str | None, copies: int | None) -> Sequence[str]:
    if students is None:
        return ()
    if copies is not None:
        raise click.UsageError("--students and --copies exclude each other: name one of them")
    from cnncalc.coursework.roster import read_roster

    return [each.label for each in read_roster(students)]


def _quiz(template: Template, seed: str, names: Sequence[str], count: int | None) -> Quiz:
    """Make all copies, with a line on a terminal that says how far it is."""
    from cnncalc.cli.progress_bar import progress_bar
    from cnncalc.coursework.quiz import Quiz, copies

    many = len(names) or count or template.copies or 1
    made = copies(template, seed=seed, students=names, count=count)
    return Quiz(template, seed, tuple(progress_bar(made, many, "sheets")))


def _show(
    template: Template, seed: str, formats: tuple[str, ...], *, key: bool, many: bool
) -> None:
    """Write the first copy to standard output, in one format."""
    if len(formats) > 1:
        raise click.UsageError("several formats need a folder: -o FOLDER")
    if many:
        raise click.UsageError("--copies and --students need a folder: -o FOLDER")
    from cnncalc.coursework.quiz import quiz

    made = quiz(template, seed=seed, count=1)
    copy = made.copies[0]
    text = _text(made, copy, formats[0] if formats else "yaml", key=key)
    with Output.of("text") as output:
        output.write(text)


def _seed_note(seed: str, *, key: bool) -> str:
    """How to get the other half of what was just shown; the sheet itself does not say it."""
    if key:
        return f"drawn from seed {seed}: `--seed {seed}` gives its sheet\n"
    return f"drawn from seed {seed}: `--seed {seed} --key` gives its key\n"


def _text(quiz: Quiz, copy: Copy, format: str, *, key: bool) -> str:  # noqa: A002  the word that users say
    match format:
        case "moodle":
            from cnncalc.report.moodle import moodle_xml

            return moodle_xml(quiz)
        case "markdown":
            from cnncalc.report.handout import handout
            from cnncalc.report.handout_markdown import handout_markdown

            return handout_markdown(handout(copy, key=key))
        case "latex":
            from cnncalc.report.handout import handout
            from cnncalc.report.handout_latex import handout_latex

            return handout_latex([handout(copy, key=key, style="latex")])
    return copy.key if key else copy.sheet


def _files(quiz: Quiz, formats: Sequence[str]) -> Mapping[str, str]:
    """Every file of a quiz, by its path in the folder."""
    from cnncalc.coursework.quiz import file_names

    files: dict[str, str] = {}
    names = file_names(quiz)
    for copy, name in zip(quiz.copies, names, strict=True):
        files[f"sheets/{name}.yaml"] = copy.sheet
        files[f"keys/{name}.yaml"] = copy.key
        for format, suffix in (("markdown", "md"), ("latex", "tex")):  # noqa: A001  the word that users say
            if format in formats:
                files[f"sheets/{name}.{suffix}"] = _text(quiz, copy, format, key=False)
                files[f"keys/{name}.{suffix}"] = _text(quiz, copy, format, key=True)
    if "moodle" in formats:
        files["keys/moodle.xml"] = _text(quiz, quiz.copies[0], "moodle", key=True)
    return files


def _report(quiz: Quiz, destination: str, files: Mapping[str, str]) -> str:
    """What was written, and what the teacher should know of it."""
    from cnncalc.coursework.hand_in import sheets_in
    from cnncalc.plain import one_line

    count = len(quiz.copies)
    sheets = "1 sheet" if count == 1 else f"{count:,} sheets"
    folder = one_line(destination)
    lines = [f"{sheets} in {folder}/sheets, the keys in {folder}/keys; seed {quiz.seed}"]
    alike = quiz.alike
    if alike:
        pairs = ", ".join(f"{later.number} is {first.number}" for first, later in alike[:5])
        more = f" and {len(alike) - 5:,} more" if len(alike) > 5 else ""  # noqa: PLR2004  as above
        lines.append(f"the same numbers twice, for lack of others: {pairs}{more}")
    written = {str(Path(destination, each)) for each in files}
    older = [each for each in sheets_in(destination, with_keys=True) if each not in written]
    if older:
        several = "another file is" if len(older) == 1 else f"{len(older):,} other files are"
        lines.append(f"{several} still in the folder, such as {older[0]}")
    return "\n".join(one_line(each) for each in lines) + "\n"
