"""Where memory goes: the table of the lecture's estimate, and that of PyTorch's peaks.

    >>> lecture, peaks = textbook_table(account), peak_table(account)

Bytes stand exactly, and below or beside them as MB (10^6) and as MiB (2^20).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.analysis.memory.data import not_modelled
from cnncalc.analysis.memory.freezing import named
from cnncalc.analysis.memory.prediction import SORTS
from cnncalc.quantity import Quantity, bytes_written
from cnncalc.report.summary import percent
from cnncalc.report.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cnncalc.analysis.memory.account import Account
    from cnncalc.analysis.memory.prediction import Peak, Place
    from cnncalc.report.table import Cell, Row

__all__ = ["WORDS", "amounts", "heading", "passes", "peak_table", "place", "textbook_table"]


def heading(account: Account) -> str:
    """Say what is looked at: the network, and how it is run."""
    analysis, setup = account.analysis, account.setup
    examples = f"{setup.batch:,} example" + "s" * (setup.batch != 1)
    doing = "inference"
    if account.training:
        doing = f"a step of training with {setup.optimizer}"
        if setup.weight_decay:
            doing += " and weight decay"
        if setup.optimizer == "none":
            doing = "a forward and a backward pass, without an optimizer"
    return f"{analysis.title or analysis.name}: {doing}, {examples}, {setup.dtype}"


def textbook_table(account: Account) -> Table:
    """Give the terms of the lecture's estimate, source by source, and their sum."""
    found = account.textbook
    columns = (
        Column("term", "the lecture counts"),
        Column("source", "source", rank=1),
        Column("values", "values", numeric=True, rank=2),
        Column("bytes", "bytes", numeric=True),
        Column("decimal", "decimal", numeric=True, rank=4),
        Column("binary", "binary", numeric=True, rank=3),
    )
    rows = tuple(
        (each.meaning, each.source, each.values, each.bytes, *amounts(each.bytes))
        for each in found.terms.values()
    )
    values = sum(int(each.values) for each in found.terms.values())
    total = int(found.total)
    return Table(
        title=heading(account),
        columns=columns,
        rows=rows,
        totals=("total", None, values, total, *amounts(total)),
        notes=tuple(_textbook_notes(account)),
    )


def _textbook_notes(account: Account) -> Iterator[str]:
    found = account.textbook
    if account.training:
        yield "CS231n counts every activation and its gradient, whatever is freed on the way"
    else:
        yield (
            "CS231n counts every activation; a program that frees each after its last use needs "
            "less, as below"
        )
    yield from _idle(account)
    total = int(found.total)
    shares = (
        (source, sum(int(each.bytes) for each in found.terms.values() if each.source == source))
        for source in ("activations", "parameters", "input")
    )
    yield ", ".join(f"{source} {percent(part, total)}" for source, part in shares)


def _idle(account: Account) -> Iterator[str]:
    """Say which options make no difference."""
    analysis, setup = account.analysis, account.setup
    if not account.training:
        if not int(analysis.totals.parameters):
            yield "there are no parameters to train: this is inference"
        elif account.freeze or setup.weight_decay or setup.optimizer != "momentum":
            yield "inference trains nothing: optimizer and frozen layers make no difference to it"
        return
    if setup.weight_decay and setup.optimizer == "none":
        yield "without an optimizer there is no weight decay"
    for word in account.freeze:
        if not any(int(analysis.layers[each].parameters) for each in named(analysis, word)):
            yield f"{word} has no parameters: freezing it changes nothing"


def amounts(count: int | Quantity) -> tuple[str, str]:
    """Give an amount of bytes in a decimal and in a binary unit: `61.0 MB`, `58.1 MiB`."""
    _, *written = bytes_written(int(count)).split(" = ")
    small = f"{int(count):,} B"
    decimal = next((each for each in written if "i" not in each), small)
    return decimal, next((each for each in written if "i" in each), small)


def passes(account: Account) -> Mapping[str, Peak]:
    """Give the peaks that matter by what they are called."""
    found = account.prediction
    if not account.training:
        return {"inference": found.inference}
    return {
        "inference": found.inference,
        "first step": found.first_step,
        "later steps": found.second_step,
    }


def peak_table(account: Account) -> Table:
    """Give what PyTorch would hold at the peak of each pass, by what it is for."""
    found = passes(account)
    sorts = [each for each in SORTS if any(peak.by_sort[each] for peak in found.values())]
    columns = (
        Column("sort", "PyTorch holds at the peak"),
        *(Column(name.replace(" ", "_"), name, numeric=True) for name in found),
    )
    rows: list[tuple[Cell, ...]] = [
        (WORDS[sort], *(peak.by_sort[sort] for peak in found.values())) for sort in sorts
    ]
    totals: Row = ("peak, in bytes", *(peak.bytes for peak in found.values()))
    return Table("", columns, tuple(rows), totals, tuple(_peak_notes(account)))


WORDS: Mapping[str, str] = {
    "parameters": "parameters",
    "gradients": "their gradients",
    "optimizer": "what the optimizer keeps",
    "activations": "activations",
    "activation_gradients": "gradients of activations",
    "saved": "kept beside activations",
    "temporaries": "temporaries",
    "input": "the batch",
}
"""What the sorts of memory are called: kept beside activations are indices, masks, statistics."""


def _peak_notes(account: Account) -> Iterator[str]:
    for name, peak in passes(account).items():
        yield f"{name}: {bytes_written(peak.bytes)}, reached {place(peak.at)}"
    yield (
        "inference holds no value after its last use; the variables of a Python module may hold an "
        "input longer"
    )
    if any(peak.by_sort["saved"] for peak in passes(account).values()):
        yield f"{WORDS['saved']} are indices, masks and statistics that the way back reads"
    if any(peak.by_sort["temporaries"] for peak in passes(account).values()):
        yield f"{WORDS['temporaries']} live while one operation, or the optimizer, runs"
    needed = account.needed
    if account.setup.rules == "cuda" and needed.bytes > needed.requested:
        rounding = bytes_written(needed.bytes - needed.requested)
        yield f"each tensor takes whole blocks of 512 B on a GPU, which adds {rounding}"
    if account.training:
        ready = (
            "makes its state at the end of the first step, so that later steps hold it all along"
        )
        if account.textbook.terms.get("optimizer") and account.setup.optimizer != "adagrad":
            yield f"{account.setup.optimizer} {ready}"
    where = "not modelled, and more on a GPU" if account.setup.rules == "cuda" else "not modelled"
    yield f"{where}: {'; '.join(not_modelled(account.setup.rules))}"


def place(at: Place) -> str:
    """Say where in a step something happens."""
    if at.layer in {"optimizer", "loss"}:
        of = {"forward": "", "backward": ", backward", "optimizer": ""}[at.phase]
        return f"in the {at.layer}{of}" if at.layer == "loss" else "in the step of the optimizer"
    if at.layer == "input":
        return "before the first layer"
    return f"at {at.layer}, {at.phase}"
