"""`cnncalc memory`: where memory goes, whether it fits, and what would help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cnncalc.cli.budget import Budget
from cnncalc.cli.budget import memory as amount
from cnncalc.cli.complete import layers_names
from cnncalc.cli.failure import REFUSED, told
from cnncalc.cli.option import Reader, reads_spec, spec_argument, writes
from cnncalc.cli.whole import Whole
from cnncalc.diagnostic import CnncalcError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cnncalc.analysis.memory.account import Account
    from cnncalc.analysis.memory.budget import Verdict
    from cnncalc.analysis.memory.setup import Dtype, Optimizer
    from cnncalc.analysis.memory.split import Split
    from cnncalc.cli.output import Output
    from cnncalc.report.table import Table

__all__ = ["command"]


@click.command(name="memory")
@spec_argument
@click.option(
    "--batch",
    metavar="N",
    type=Whole(1, 1_000_000_000),
    default=1,
    help="Examples in a batch; 1 by default.",
)
@click.option(
    "--dtype",
    type=click.Choice(["float32", "float64", "float16", "bfloat16"]),
    default="float32",
    help="The type of all numbers; float32 by default.",
)
@click.option(
    "--optimizer",
    type=click.Choice(["none", "sgd", "momentum", "rmsprop", "adagrad", "adam", "adamw"]),
    default="momentum",
    help="What trains: SGD with momentum by default. none is a forward and a backward pass.",
)
@click.option(
    "--weight-decay",
    is_flag=True,
    help="The optimizer has a weight decay, which takes a copy more meanwhile.",
)
@click.option(
    "--training/--inference",
    default=True,
    help="A step of training (the default), or running the network alone.",
)
@click.option(
    "--freeze",
    metavar="LAYERS",
    multiple=True,
    shell_complete=layers_names,
    help="Layers that are not trained: names joined by commas, or conv1..conv5 for all from one "
    "to the other.",
)
@click.option(
    "--budget",
    type=amount,
    metavar="6GiB",
    help="Say whether it fits, the largest batch that does, and what would help; exit with 1 "
    "where the batch does not fit.",
)
@click.option(
    "--devices",
    type=Whole(2, 1024),
    metavar="N",
    help="Split every layer over N devices, as AlexNet's two towers, and say what crosses.",
)
@click.option(
    "--in-place",
    is_flag=True,
    help="Activations overwrite their input, as nn.ReLU(inplace=True); not a view, nor the batch.",
)
@click.option(
    "--rules",
    type=click.Choice(["cuda", "cpu"]),
    default="cuda",
    help="Whose rules hold for PyTorch: a GPU's (the default), or the processor's.",
)
@click.option("--working", is_flag=True, help="Show how each term of the lecture comes about.")
@reads_spec
@writes(shapes=False)
def command(  # noqa: PLR0913  one for each option
    *,
    spec: str,
    batch: int,
    dtype: Dtype,
    optimizer: Optimizer,
    weight_decay: bool,
    training: bool,
    freeze: tuple[str, ...],
    budget: Budget | None,
    devices: int | None,
    in_place: bool,
    rules: str,
    working: bool,
    reader: Reader,
    output: Output,
) -> int:
    """Where memory goes: the lecture's three sources, and what PyTorch would allocate.

    \b
    Examples:
      cnncalc memory alexnet --batch 128
      cnncalc memory vgg16 --batch 32 --optimizer adam --budget 6GiB
      cnncalc memory alexnet --batch 128 --devices 2
      cnncalc memory vgg16 --freeze conv1..conv5

    The lecture (CS231n) counts activations, parameters and the input, with gradients and the
    optimizer's copies. PyTorch's peaks are predicted to the byte, without PyTorch, for inference,
    for the first step of training and for the steps after it; what a GPU holds beside tensors is
    not among them. Inference is that of a program where nothing holds a value after its last use; a
    Python module's own variables may hold an input longer. Exit code 1 where a --budget says no.
    """
    from cnncalc.analysis.memory.account import Account
    from cnncalc.analysis.memory.budget import verdict_on
    from cnncalc.analysis.memory.setup import Setup
    from cnncalc.analysis.memory.split import split

    setup = Setup(
        batch=batch,
        dtype=dtype,
        optimizer=optimizer,
        rules="cpu" if rules == "cpu" else "cuda",
        in_place=in_place,
        weight_decay=weight_decay,
    )
    words = tuple(each.strip() for word in freeze for each in word.split(","))
    account = Account(reader.network(spec), setup, training, words).runnable()
    parts = split(account.analysis, devices) if devices is not None else None
    verdict = None if budget is None else verdict_on(account, int(budget.value))
    if working:
        _write_working(account, output)
        for table in _answers(account, verdict, parts, budget):
            output.write("")
            output.table(table)
    elif output.format == "json":
        from cnncalc.analysis.memory.data import account_data

        output.data(account_data(account, verdict, parts))
    elif output.format == "csv":
        from cnncalc.report.memory.row import memory_table

        output.table(memory_table(account, verdict, parts))
    else:
        _write(account, _tables(account, verdict, parts, budget), output)
    return 0 if verdict is None or budget is None else _refused(account, verdict, budget)


def _refused(account: Account, verdict: Verdict, budget: Budget) -> int:
    """Tell why the budget says no, if it does, and give the exit code."""
    from cnncalc.report.memory.verdict import refusal

    sentence = refusal(account, verdict, budget.text)
    return REFUSED if sentence and told(CnncalcError(sentence)) else 0


def _write_working(account: Account, output: Output) -> None:
    """Write how the lecture's estimate comes about."""
    if output.format in {"json", "csv"}:
        message = (
            "--working goes with table, markdown, latex and html; JSON has every derivation anyway"
        )
        raise click.UsageError(message)
    from cnncalc.report.memory.working import textbook_explanation
    from cnncalc.report.working_format import write_working

    output.write(write_working(textbook_explanation(account), output.format, output.look))


def _write(account: Account, tables: Iterable[Table | str], output: Output) -> None:
    """Write the tables, one below another, with the chart between them."""
    from cnncalc.report.memory.chart import drawn

    for index, table in enumerate(tables):
        if index:
            output.write("")
        if isinstance(table, str):
            output.write(drawn(account, output.format, output.look))
        else:
            output.table(table)


def _tables(
    account: Account, verdict: Verdict | None, parts: Split | None, budget: Budget | None
) -> Iterator[Table | str]:
    """Give what is shown, in order; a word stands for the chart."""
    from cnncalc.report.memory.frozen import frozen_table
    from cnncalc.report.memory.overview import peak_table, textbook_table

    yield textbook_table(account)
    yield peak_table(account)
    yield "chart"
    frozen = frozen_table(account)
    if frozen is not None:
        yield frozen
    yield from _answers(account, verdict, parts, budget)


def _answers(
    account: Account, verdict: Verdict | None, parts: Split | None, budget: Budget | None
) -> Iterator[Table]:
    """Give what --budget and --devices asked for."""
    if verdict is not None:
        from cnncalc.report.memory.verdict import verdict_table

        yield verdict_table(account, verdict)
    if parts is not None:
        from cnncalc.report.memory.split import Budgeted, meeting_table, tower_table

        room = None if budget is None else Budgeted(int(budget.value), budget.text)
        yield tower_table(account, parts, room)
        if parts.meetings:
            yield meeting_table(account, parts)
