"""`cnncalc analyze`: every layer of one network or several, their totals, and budgets on these."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

import click

from cnncalc.cli.budget import Budgets, takes_budgets
from cnncalc.cli.complete import column_names
from cnncalc.cli.convention import takes_convention
from cnncalc.cli.failure import told
from cnncalc.cli.option import Reader, reads_spec, specs_argument, writes
from cnncalc.diagnostic import CnncalcError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cnncalc.analysis.convention import Convention
    from cnncalc.analysis.tally import Tally
    from cnncalc.cli.output import Output
    from cnncalc.report.table import Row, Table
    from cnncalc.report.view import WorkShown

__all__ = ["command"]


@click.command(name="analyze")
@specs_argument
@click.option(
    "--columns",
    metavar="NAMES",
    shell_complete=column_names,
    help="The columns to show, joined by commas, of those named above; `all` shows every one.",
)
@click.option("--working", is_flag=True, help="Write how each number comes about into its cell.")
@click.option(
    "--work",
    type=click.Choice(["macs", "flops", "connections", "all"]),
    help="Which work to show; all adds every other sort of arithmetic. MACs by default, or what "
    "the convention calls operations.",
)
@click.option(
    "--bytes",
    "bytes_per_value",
    type=click.Choice(["1", "2", "4", "8"]),
    default="4",
    help="Bytes of one value; 4, a float32, by default.",
)
@click.option("--bars", is_flag=True, help="Draw a bar beside each count, as long as it is large.")
@click.option("--derivations", is_flag=True, help="Add the working of every number to the JSON.")
@takes_budgets
@reads_spec
@writes()
@takes_convention
def command(  # noqa: PLR0913  one for each option
    *,
    specs: tuple[str, ...],
    columns: str | None,
    working: bool,
    work: WorkShown | None,
    bytes_per_value: str,
    bars: bool,
    derivations: bool,
    budgets: Budgets,
    convention: Convention,
    reader: Reader,
    output: Output,
) -> int:
    """Every layer of a network: shape, parameters, work, memory, receptive field; and the totals.

    \b
    Examples:
      cnncalc analyze alexnet
      cnncalc analyze lenet5 vgg16 --convention cs231n
      cnncalc analyze vgg16 --bars
      cnncalc analyze alphago --set k=128 --columns window,params,rf
      cnncalc analyze mynet.cnn.yaml --max-parameters 5M -o table.md

    Several networks are analysed one after another; one with problems does not stop the rest, and
    the worst exit code is the exit code of all.

    Columns: layer, kind, path, inputs, input, filters, window, kernel, stride, padding, dilation,
    groups, output, output.height, output.width, parameters, weights, biases, fixed, macs, flops,
    bias_adds, connections, work.SORT (work.comparison and so on), neurons, outputs, activations,
    activation_bytes, receptive_field, receptive_field.jump, receptive_field.start, trainable and
    stored; params, bytes, shape, rf and the like mean what they say.
    """
    if derivations and output.format != "json":
        message = "--derivations goes with --format json; --working writes formulas into a table"
        raise click.UsageError(message)
    if output.format == "json" and (working or columns is not None):
        message = "--columns and --working go with tables; JSON has every figure, and --derivations"
        raise click.UsageError(message)
    if bars and output.format not in {"table", "markdown"}:
        message = "--bars goes with --format table and markdown; other formats have the counts"
        raise click.UsageError(message)
    analyse = partial(reader.analysis, bytes_per_value=int(bytes_per_value))
    survey = Survey(specs, lambda spec: analyse(spec).counted(convention), budgets)
    if output.format == "json":
        _write_data(survey, output, derivations=derivations)
    else:
        words = [each.strip() for each in (columns or "").split(",")]
        chosen = None if columns is None else [each for each in words if each] or words
        shown = work or convention.operations
        _write_tables(survey, output.wearing(working=working), chosen, shown, bars=bars)
    return survey.worst


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


def _write_data(survey: Survey, output: Output, *, derivations: bool) -> None:
    """Write one object for one spec, a list for several."""
    found = [each.as_json(derivations=derivations) for each in survey]
    if found:
        output.data(found if len(survey.specs) > 1 else found[0])


def _write_tables(
    survey: Survey,
    output: Output,
    columns: Sequence[str] | None,
    work: WorkShown,
    *,
    bars: bool,
) -> None:
    """Write a table for each network; as CSV, one for all of them, which says whose each row is."""
    tables = (
        (each.analysis.name, _table(each, output, columns, work, bars=bars)) for each in survey
    )
    if output.format == "csv" and len(survey.specs) > 1:
        found = list(tables)
        if found:
            output.table(_joined(found))
        return
    for index, (_, table) in enumerate(tables):
        if index:
            output.write("")
        output.table(table)


def _table(
    tally: Tally, output: Output, columns: Sequence[str] | None, work: WorkShown, *, bars: bool
) -> Table:
    from cnncalc.report.bar import with_bars
    from cnncalc.report.convention import echoed
    from cnncalc.report.view import analysis_table

    table = analysis_table(tally, columns=columns, work=work, working=output.look.working)
    if bars:
        return with_bars(table)
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
