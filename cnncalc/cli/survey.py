"""Several networks analysed one after another, as `cnncalc analyze` shows them.

    survey = Survey(("lenet5", "vgg16"), tallied, budgets)
    survey.write(Manner(analysis_table, Tally.as_json), output)
    return survey.worst

One with problems does not stop the rest; the worst exit code is the exit code of all.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.cli.failure import told
from cnncalc.diagnostic import CnncalcError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cnncalc.analysis.tally import Tally
    from cnncalc.cli.budget import Budgets
    from cnncalc.cli.output import Output
    from cnncalc.report.table import Row, Table

__all__ = ["Manner", "Survey"]


class Manner(NamedTuple):
    """How one network is shown: as a table, and as data."""

    table: Callable[[Tally], Table]
    data: Callable[[Tally], object]


class Survey:
    """The tallies of several specs, one after another; `worst` is the worst exit code so far."""

    def __init__(
        self, specs: Sequence[str], tallied: Callable[[str], Tally], budgets: Budgets
    ) -> None:
        """Take the specs, how to analyse and count one, and what to hold each against."""
        self.specs = specs
        self.worst = 0
        self._tallied = tallied
        self._budgets = budgets

    def __iter__(self) -> Iterator[Tally]:
        """Give each tally in turn; what is wrong with a spec is told when it is its turn."""
        for spec in self.specs:
            try:
                tally = self._tallied(spec)
            except CnncalcError as error:
                self.worst = max(self.worst, told(error))
                continue
            yield tally
            for sentence in self._budgets.excesses(spec, tally):
                self.worst = max(self.worst, told(CnncalcError(sentence)))

    def write(self, manner: Manner, output: Output) -> None:
        """Write each network; as JSON one object for one spec, a list for several."""
        if output.format != "json":
            self._write_tables(manner, output)
        elif found := [manner.data(each) for each in self]:
            output.data(found if len(self.specs) > 1 else found[0])

    def _write_tables(self, manner: Manner, output: Output) -> None:
        """Write a table for each; as CSV, one for all of them, which says whose each row is."""
        tables = ((each.analysis.name, _table(each, manner, output)) for each in self)
        if output.format == "csv" and len(self.specs) > 1:
            found = list(tables)
            if found:
                output.table(_joined(found))
            return
        for index, (_, table) in enumerate(tables):
            if index:
                output.write("")
            output.table(table)


def _table(tally: Tally, manner: Manner, output: Output) -> Table:
    from cnncalc.report.convention import echoed

    table = manner.table(tally)
    return echoed(table, tally.convention) if output.format == "csv" else table


def _joined(tables: Sequence[tuple[str, Table]]) -> Table:
    """One table of the rows of several, whose first column is the network."""
    from cnncalc.report.table import Column

    first = tables[0][1]
    rows = tuple((name, *row) for name, table in tables for row in _with_totals(table))
    columns = (Column("network", "network", numeric=False, rank=0), *first.columns)
    return replace(first, columns=columns, rows=rows, totals=None, notes=())


def _with_totals(table: Table) -> Iterator[Row]:
    return chain(table.rows, [table.totals] if table.totals else [])
