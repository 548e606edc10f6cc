"""`cnncalc watch`: analyse a spec again on every save, and show what changed."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cnncalc.cli.convention import takes_convention
from cnncalc.cli.failure import told
from cnncalc.cli.option import reads_spec, shows, spec_argument
from cnncalc.diagnostic import CannotRunError, SpecError
from cnncalc.plain import inert

if TYPE_CHECKING:
    from cnncalc.analysis.convention import Convention
    from cnncalc.analysis.tally import Tally
    from cnncalc.cli.option import Reader
    from cnncalc.cli.output import Output
    from cnncalc.report.table import Table

__all__ = ["command"]


@click.command(name="watch")
@spec_argument
@reads_spec
@shows
@takes_convention
def command(*, spec: str, convention: Convention, reader: Reader, output: Output) -> None:
    """Analyse a spec again each time that it is saved, and show what changed.

    \b
    Examples:
      cnncalc watch mynet.cnn.yaml
      cnncalc watch mynet.cnn.yaml --convention cs231n

    Problems are shown as they come, and what changed is told against the last version without any.
    Ctrl-C ends it. What watches files is an extra:

    \b
    pip install 'cnncalc[watch]'
    """
    from cnncalc.cli.saving import saves
    from cnncalc.spec.catalog import spec_path

    if spec == "-":
        message = "standard input cannot be watched; save the spec to a file, and name that"
        raise CannotRunError(message)
    path = Path(spec_path(spec))
    if not path.exists():
        reader.analysis(spec)  # says in its own words what is missing
    elif not path.is_file():
        message = f"{inert(spec)}: not a file that can be saved; name the file of a spec"
        raise CannotRunError(message)
    watched = Watched(spec, path, reader, convention, output)
    for _ in saves(path):
        watched.look_again()


@dataclass
class Watched:
    """A spec, and the last version of it that had no problems."""

    spec: str
    path: Path
    reader: Reader
    convention: Convention
    output: Output
    good: Tally | None = None
    _faulty: bool = False

    def look_again(self) -> None:
        """Analyse it, and say what is new: all at first, then what changed, or its problems."""
        self._say(f"{datetime.now().astimezone():%H:%M:%S}  {inert(self.spec)}", strong=True)
        try:
            tally = self.reader.analysis(self.spec).counted(self.convention)
        except (SpecError, CannotRunError) as error:
            told(error)
            self._faulty = True
            if not self.path.exists():
                self._say("waiting for it to come back")
            if self.good is not None:
                self._say(f"the last good version stands: {self.good.analysis.totals.written}")
        else:
            self._compare(tally)
            self.good, self._faulty = tally, False
        self._say("")

    def _compare(self, tally: Tally) -> None:
        from cnncalc.report.change import change_table
        from cnncalc.report.view import analysis_table

        if self.good is None:
            self._show(analysis_table(tally, work=tally.convention.operations))
            self._say("\nwatching; each save is analysed, Ctrl-C ends")
            return
        changed = change_table(self.good, tally)
        if changed is not None:
            self._show(changed)
        elif self._faulty:
            self._say("fine again, and as the last good version")
        else:
            self._say("no figure changed")

    def _show(self, table: Table) -> None:
        from cnncalc.report.format import write_table

        _write(write_table(table, "table", self.output.look))

    def _say(self, text: str, *, strong: bool = False) -> None:
        bold = strong and self.output.look.color
        _write((click.style(text, bold=True) if bold else text) + "\n")


def _write(text: str) -> None:
    """Write at once. A reader that went away ends the watch: there is nobody to look for."""
    sys.stdout.write(text)
    sys.stdout.flush()
