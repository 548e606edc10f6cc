"""`cnncalc report`: one page about a network or several, complete in one file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cnncalc.analysis.memory.setup import OPTIMIZERS, Setup
from cnncalc.cli import stream
from cnncalc.cli.convention import takes_convention
from cnncalc.cli.failure import REFUSED, told
from cnncalc.cli.option import reads_spec, specs_argument, writes_page
from cnncalc.cli.whole import Whole
from cnncalc.diagnostic import CannotRunError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.analysis.convention import Convention
    from cnncalc.analysis.examination import Examination
    from cnncalc.analysis.memory.setup import Optimizer
    from cnncalc.cli.option import Reader
    from cnncalc.cli.output import Output
    from cnncalc.report.look import Look
    from cnncalc.report.page.subject import Subject

__all__ = ["command"]


@click.command(name="report")
@specs_argument
@click.option(
    "--batch",
    type=Whole(1, 1_000_000),
    default=1,
    help="Examples in a batch, for the memory over a step of training; 1 by default.",
)
@click.option(
    "--optimizer",
    type=click.Choice(OPTIMIZERS),
    default="momentum",
    help="What trains, for the same; SGD with momentum by default.",
)
@reads_spec
@writes_page
@takes_convention
def command(  # noqa: PLR0913  one for each option
    *,
    specs: tuple[str, ...],
    batch: int,
    optimizer: Optimizer,
    convention: Convention,
    reader: Reader,
    output: Output,
) -> int:
    """One page about a network: figures, layers with their working, the spec with its problems.

    \b
    Examples:
      cnncalc report alexnet -o alexnet.html
      cnncalc report resnet18 resnet50 resnet152 -o resnets.html
      cnncalc report mynet.cnn.yaml --convention cs231n -o mynet.html

    The page is one file that fetches nothing; open it in any browser, put it on a slide or print
    it. Several networks are compared. A spec with problems has a page too, which shows them where
    they stand; the exit code is 1 then.
    """
    if output.is_seen:
        message = "a page is for a browser, not for a terminal; name a file: `-o net.html`"
        raise CannotRunError(message)
    examinations, worst = _examined(specs, reader)
    if examinations:
        from cnncalc.cli.conventions import WORDS
        from cnncalc.report.page.document import page

        setup = Setup(batch=batch, optimizer=optimizer)
        subjects = [
            _subject(f"network{number}", each, convention, output.look, setup)
            for number, each in enumerate(examinations, 1)
        ]
        # The same in any encoding: a pipe may have another than the UTF-8 that the page says.
        output.write(page(subjects, WORDS).encode("ascii", "xmlcharrefreplace").decode())
    return worst


def _examined(specs: Sequence[str], reader: Reader) -> tuple[list[Examination], int]:
    """Read each spec; what cannot be read is told, and what has problems gives exit code 1."""
    from cnncalc.report.page.listing import MOST_PROBLEMS

    worst, found = 0, []
    for spec in specs:
        try:
            examination = reader.examination(spec)
        except CannotRunError as error:
            worst = max(worst, told(error))
            continue
        found.append(examination)
        if examination.problems:
            worst = max(worst, REFUSED)
            count = len(examination.problems)
            shown = f"{count:,} problem{'s' * (count != 1)}, shown on the page"
            if count > MOST_PROBLEMS:
                shown = f"{count:,} problems, of which the page shows {MOST_PROBLEMS:,}"
            stream.write(f"{examination.name}: {shown}\n", sys.stderr)
    return found, worst


def _subject(
    key: str, examination: Examination, convention: Convention, look: Look, setup: Setup
) -> Subject:
    """Give all that the page shows of one network."""
    from cnncalc.analysis.memory.step import predicted
    from cnncalc.report.page.picture import pictures
    from cnncalc.report.page.subject import Subject

    analysis = examination.analysis
    if analysis is None:
        return Subject(key, examination, None, look)
    drawn, memory = pictures(analysis, look), predicted(analysis, setup)
    return Subject(key, examination, analysis.counted(convention), look, drawn, memory)
