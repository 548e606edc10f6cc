"""`cnncalc list`: the networks that come with cnncalc, each with its size."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from cnncalc.cli.failure import told
from cnncalc.cli.option import writes
from cnncalc.diagnostic import CnncalcError
from cnncalc.version import __version__

if TYPE_CHECKING:
    from cnncalc.analysis.result import Analysis
    from cnncalc.cli.output import Output

__all__ = ["command"]


@click.command(name="list")
@writes()
def command(*, output: Output) -> int:
    """The networks that come with cnncalc: year, input, parameters and MACs of each.

    \b
    Examples:
      cnncalc list
      cnncalc list --format csv
    """
    from cnncalc.api import analyze_reading, read_spec
    from cnncalc.spec.catalog import shipped

    worst = 0
    found: list[Shipped] = []
    for name in shipped():
        try:
            reading = read_spec(name)
            analysis = analyze_reading(reading)
        except CnncalcError as error:
            worst = max(worst, told(error))
            continue
        found.append(Shipped(name, reading.network.year, analysis))
    if output.format == "json":
        networks = [each.data() for each in found]
        output.data({"schema": 1, "cnncalc": __version__, "networks": networks})
    else:
        _write_table(found, output)
    return worst


class Shipped(NamedTuple):
    """One network of the list."""

    name: str
    year: int | None
    analysis: Analysis

    def data(self) -> dict[str, object]:
        """Give what `--format json` has of it; the shape is channels first."""
        return {
            "name": self.name,
            "title": self.analysis.title,
            "year": self.year,
            "input": list(self.analysis.input_shape.axes),
            "parameters": int(self.analysis.totals.parameters),
            "macs": int(self.analysis.totals.macs),
        }


def _write_table(found: list[Shipped], output: Output) -> None:
    from cnncalc.report.table import Column, Table

    columns = (
        Column("name", "name", numeric=False, rank=0),
        Column("year", "year", numeric=True, rank=2),
        Column("input", "input", numeric=False, rank=1),
        Column("parameters", "parameters", numeric=True, rank=0),
        Column("macs", "MACs", numeric=True, rank=0),
        Column("title", "title", numeric=False, rank=3),
    )
    rows = tuple(
        (
            each.name,
            None if each.year is None else str(each.year),  # a year takes no thousands separator
            each.analysis.input_shape,
            each.analysis.totals.parameters,
            each.analysis.totals.macs,
            each.analysis.title,
        )
        for each in found
    )
    output.table(Table("", columns, rows, None, ()))
