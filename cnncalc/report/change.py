"""What is different between two versions of a network: the layers that differ, and the totals.

    table = change_table(before, after)

    layer  change  window                 output                 parameters
    conv1          11x11 -> 7x7 stride 2  55x55x96 -> 109x109x96  34,944 -> 14,208
    conv6  added   3x3 pad 1              13x13x256                  590,080

Layers are the same where their names are. A cell of one that changed is empty where it did not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.analysis.figure import COUNTED
from cnncalc.derivation import Expression
from cnncalc.quantity import Quantity
from cnncalc.report.layer_column import COLUMNS
from cnncalc.report.summary import percent
from cnncalc.report.table import Bar, Column, Phrase, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.tally import Tally
    from cnncalc.report.table import Cell, Part, Row

__all__ = ["change_table"]


def change_table(before: Tally, after: Tally) -> Table | None:
    """Give the rows that differ and the totals; None where nothing that is shown does."""
    keys = _keys(after)
    rows = [*_input(before, after, keys), *_rows(before, after, keys)]
    if not rows:
        return None
    totals = tuple(_totals(before, after, keys))
    columns = tuple(_columns(keys))
    shown = [
        index
        for index, column in enumerate(columns)
        if column.key == "name" or any(row[index] is not None for row in rows)
    ]
    return Table(
        f"What changed in {after.analysis.name}",
        tuple(columns[each] for each in shown),
        tuple(tuple(row[each] for each in shown) for row in rows),
        tuple(totals[each] for each in shown),
        tuple(_sentences(before, after)),
    )


_RANKS = {
    "kind": 5,
    "inputs": 6,
    "window": 3,
    "output": 1,
    "activations": 2,
    "receptive_field": 4,
}
"""The columns beside parameters and work, and what a narrow terminal leaves out first."""


def _keys(tally: Tally) -> tuple[str, ...]:
    work = tally.convention.operations
    counts = ("parameters", work, "activations", "receptive_field")
    return ("kind", "inputs", "window", "output", *counts)


def _columns(keys: tuple[str, ...]) -> Iterator[Column]:
    yield Column("name", "layer")
    yield Column("change", "change")
    for key in keys:
        column = COLUMNS[key].column
        yield Column(key, column.heading, numeric=column.numeric, rank=_RANKS.get(key, 0))


def _rows(before: Tally, after: Tally, keys: tuple[str, ...]) -> Iterator[Row]:
    """A row for each layer that is new, gone, or different; those that are gone are last."""
    for name in after.analysis.layers:
        new = [_cell(after, name, key) for key in keys]
        if name not in before.analysis.layers:
            yield (name, "added", *map(_phrase, new))
            continue
        old = [_cell(before, name, key) for key in keys]
        if any(_parts(one) != _parts(other) for one, other in zip(old, new, strict=True)):
            yield (name, None, *(_turned(*each) for each in zip(old, new, strict=True)))
    for name in before.analysis.layers:
        if name not in after.analysis.layers:
            yield (name, "removed", *(_phrase(_cell(before, name, key)) for key in keys))


def _input(before: Tally, after: Tally, keys: tuple[str, ...]) -> Iterator[Row]:
    shapes = before.analysis.input_shape, after.analysis.input_shape
    if shapes[0] != shapes[1]:
        yield ("input", None, *(_turned(*shapes) if key == "output" else None for key in keys))


def _totals(before: Tally, after: Tally, keys: tuple[str, ...]) -> Iterator[Cell]:
    yield "total"
    yield None
    for key in keys:
        counted = key in COUNTED
        yield _turned(before.totals[key], after.totals[key], always=True) if counted else None


def _cell(tally: Tally, name: str, key: str) -> Cell:
    if key in COUNTED:
        return tally.layers[name][key]
    return COLUMNS[key].of(tally.analysis.layers[name])


def _turned(old: Cell, new: Cell, *, always: bool = False) -> Cell:
    """What a cell was and is; nothing where it stayed what it was, unless it is shown always."""
    before, after = _parts(old), _parts(new)
    if before == after:
        return _phrase(new) if always else None
    return Phrase((*(before or ("none",)), "->", *(after or ("none",))))


def _phrase(cell: Cell) -> Phrase | None:
    parts = _parts(cell)
    return Phrase(parts) if parts else None


def _parts(cell: Cell) -> tuple[Part, ...]:
    """What a cell holds, as the parts of a phrase."""
    match cell:
        case None | "" | Bar():
            return ()
        case Quantity():
            return (cell.value,)
        case Phrase():
            return cell.parts
        case Expression():
            return (cell.value,)
        case _:
            return (cell,)


def _sentences(before: Tally, after: Tally) -> Iterator[str]:
    """How much more or less there is of what a network is known by."""
    work = after.convention.operations
    for name in ("parameters", work, "activation_bytes"):
        old, new = int(before.totals[name]), int(after.totals[name])
        if old != new:
            by, word = abs(new - old), "more" if new > old else "fewer"
            share = f", {percent(by, old)}" if old else ""
            yield f"{_WORDS[name]}: {old:,} -> {new:,} ({by:,} {word}{share})"


_WORDS = {
    "parameters": "parameters",
    "macs": "MACs",
    "flops": "FLOPs",
    "connections": "connections",
    "activation_bytes": "bytes of activations",
}
