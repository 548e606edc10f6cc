"""`cnncalc analyze`: every layer of one network or several, their totals, and budgets on these."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from cnncalc.analysis.convention import Convention
from cnncalc.cli.budget import Budgets, takes_budgets
from cnncalc.cli.complete import column_names
from cnncalc.cli.convention import takes_convention
from cnncalc.cli.option import Reader, reads_spec, specs_argument, writes
from cnncalc.cli.survey import Manner, Survey
from cnncalc.cli.whole import Whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cnncalc.cli.output import Output
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
@click.option(
    "--group-by",
    type=click.Choice(["block"]),
    help="One row for each block, as papers' tables have them, in place of one for each layer.",
)
@click.option(
    "--depth",
    type=Whole(1, 100),
    help="With --group-by: 1, the default, for the outermost blocks, 2 for those within them, ...",
)
@click.option("--bars", is_flag=True, help="Draw a bar beside each count, as long as it is large.")
@click.option("--derivations", is_flag=True, help="Add the working of every number to the JSON.")
@click.option(
    "--as",
    "peer",
    type=click.Choice(["torchinfo", "fvcore", "ptflops", "thop", "keras"]),
    help="The totals that another tool prints for the network, and each difference by name.",
)
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
    group_by: str | None,
    depth: int | None,
    bars: bool,
    derivations: bool,
    peer: str | None,
    budgets: Budgets,
    convention: Convention,
    reader: Reader,
    output: Output,
) -> int:
    """Every layer of a network: shape, parameters, work, memory, receptive field; and the totals.

    \b
    Examples:
      cnncalc analyze alexnet
      cnncalc analyze resnet152 --group-by block
      cnncalc analyze mynet.cnn.yaml --max-parameters 5M -o table.md

    Several networks are analysed one after another; one with problems does not stop the rest, and
    the worst exit code is the exit code of all. `--as torchinfo` gives the totals that torchinfo
    prints for the same network, each beside our figure, with what makes the difference.

    Columns: layer, kind, path, inputs, input, filters, window, kernel, stride, padding, dilation,
    groups, output, output.height, output.width, parameters, weights, biases, fixed, macs, flops,
    bias_adds, connections, work.SORT (work.comparison and so on), neurons, outputs, activations,
    activation_bytes, receptive_field, receptive_field.jump, receptive_field.start, trainable and
    stored; params, bytes, shape, rf and the like mean what they say. A row of a block has its name
    (the column layer), block, made_of, layers, input, output, and what is counted.
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
    _refuse_ungrouped(group_by, depth, working=working)
    if peer is not None:
        others = {"--columns": columns, "--work": work, "--working": working}
        others |= {"--derivations": derivations, "--group-by": group_by, "--bars": bars}
        _refuse_beside_peer(others, convention)
    words = [each.strip() for each in (columns or "").split(",")]
    chosen = None if columns is None else [each for each in words if each] or words
    shown = work or convention.operations
    if peer is not None:
        manner = _as_peer(peer, exact=output.format == "csv")
    elif group_by:
        manner = _by_block(depth or 1, chosen, shown, derivations=derivations)
    else:
        manner = _by_layer(chosen, shown, working=working, derivations=derivations)
    if bars:
        manner = _with_bars(manner)
    analyse = partial(reader.analysis, bytes_per_value=int(bytes_per_value))
    survey = Survey(specs, lambda spec: analyse(spec).counted(convention), budgets)
    survey.write(manner, output.wearing(working=working))
    return survey.worst


def _refuse_ungrouped(group_by: str | None, depth: int | None, *, working: bool) -> None:
    """Raise UsageError for options that say nothing of blocks, or nothing without them."""
    if depth is not None and group_by is None:
        raise click.UsageError("--depth goes with --group-by block")
    if working and group_by:
        message = "--working writes how a layer's number comes about; a block's is the sum of many"
        raise click.UsageError(message)


def _refuse_beside_peer(others: Mapping[str, object], convention: Convention) -> None:
    """Refuse options that choose what is shown or counted, which `--as` does by itself."""
    given = [name for name, value in others.items() if value]
    if convention.choosing(order="hwc") != Convention():
        given.append("a convention")
    if given:
        message = f"--as shows what another tool counts, its own way; leave out {given[0]}"
        raise click.UsageError(message)


def _by_layer(
    columns: Sequence[str] | None, work: WorkShown, *, working: bool, derivations: bool
) -> Manner:
    """A row for each layer."""
    from cnncalc.report.view import analysis_table

    return Manner(
        table=partial(analysis_table, columns=columns, work=work, working=working),
        data=lambda tally: tally.as_json(derivations=derivations),
    )


def _by_block(
    depth: int, columns: Sequence[str] | None, work: WorkShown, *, derivations: bool
) -> Manner:
    """A row for each block; the data have the blocks beside their layers."""
    from cnncalc.analysis.data import groups_data
    from cnncalc.report.block_table import block_table

    return Manner(
        table=partial(block_table, depth=depth, columns=columns, work=work),
        data=lambda tally: {
            **tally.as_json(derivations=derivations),
            "groups": groups_data(tally, tally.analysis.blocks(depth)),
        },
    )


def _as_peer(name: str, *, exact: bool) -> Manner:
    """What another tool prints of the network."""
    from cnncalc.analysis.peer import PEERS
    from cnncalc.analysis.peer.account import peer_account
    from cnncalc.report.peer import peer_data, peer_table

    return Manner(
        table=lambda tally: peer_table(peer_account(tally.analysis, PEERS[name]), exact=exact),
        data=lambda tally: peer_data(peer_account(tally.analysis, PEERS[name])),
    )


def _with_bars(manner: Manner) -> Manner:
    """The same tables, a bar beside each count."""
    from cnncalc.report.bar import with_bars

    return manner._replace(table=lambda tally: with_bars(manner.table(tally)))
