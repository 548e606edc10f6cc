"""`cnncalc compare`: networks side by side, and where their layers differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cnncalc.cli.convention import takes_convention
from cnncalc.cli.failure import told
from cnncalc.cli.option import Reader, reads_spec, specs_argument, writes
from cnncalc.diagnostic import CnncalcError

if TYPE_CHECKING:
    from cnncalc.analysis.convention import Convention
    from cnncalc.cli.output import Output

__all__ = ["command"]


@click.command(name="compare")
@specs_argument
@click.option("--all", "everything", is_flag=True, help="Show every layer that differs.")
@reads_spec
@writes()
@takes_convention
def command(
    *,
    specs: tuple[str, ...],
    everything: bool,
    convention: Convention,
    reader: Reader,
    output: Output,
) -> int:
    """Networks side by side: totals, their ratios to the first, and the layers that differ.

    \b
    Examples:
      cnncalc compare vgg16 vgg19
      cnncalc compare alexnet zfnet --convention cs231n
      cnncalc compare resnet50 resnet101 resnet152 --format csv

    Each network is laid beside the first, layer by layer. Two layers are alike where all their
    fields are; what stands in the place of what is found so that least has to be changed. Without
    --all a long table is cut, and says by how much.
    """
    from cnncalc.analysis.comparison import Comparison
    from cnncalc.report.comparison import comparison_tables, exact_table

    if len(specs) == 1:
        raise click.UsageError("one network compares with nothing; name another behind it")
    worst = 0
    networks = []
    for spec in specs:
        try:
            networks.append(reader.analysis(spec).counted(convention))
        except CnncalcError as error:
            worst = max(worst, told(error))
    if worst:
        return worst
    comparison = Comparison(tuple(networks))
    if output.format == "json":
        output.data(comparison.as_json())
    elif output.format == "csv":
        from cnncalc.report.convention import echoed

        output.table(echoed(exact_table(comparison), convention))
    else:
        for index, table in enumerate(comparison_tables(comparison, everything=everything)):
            if index:
                output.write("")
            output.table(table)
    return 0
