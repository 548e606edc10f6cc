"""The table of a network's blocks, one row each: what `cnncalc analyze --group-by block` prints.

    block    made of            layers      output  parameters           MACs
    conv4_x  bottleneck x36        362  14x14x1024  40,613,888  8,015,314,944

A row's figures are the sums of its layers', counted as a convention does; its output and its
receptive field are those of its last layer. How layers come into groups is in
`cnncalc.analysis.block`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cnncalc.analysis.figure import COUNTED
from cnncalc.analysis.tally import tally_of
from cnncalc.diagnostic import CannotRunError
from cnncalc.plain import inert
from cnncalc.report.cell import TIMES
from cnncalc.report.layer_column import COLUMNS, SORTS
from cnncalc.report.name import SYNONYMS, as_key
from cnncalc.report.summary import NOTES_OF, summary
from cnncalc.report.table import Column, Table
from cnncalc.report.view import sorts_of, titled
from cnncalc.suggestion import listed, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.analysis.block import Group
    from cnncalc.analysis.result import Analysis
    from cnncalc.analysis.tally import Tally
    from cnncalc.report.table import Cell
    from cnncalc.report.view import WorkShown

__all__ = ["block_table", "made_of"]


def block_table(
    analysis: Analysis | Tally,
    depth: int = 1,
    *,
    columns: Sequence[str] | None = None,
    work: WorkShown = "macs",
) -> Table:
    """Give the table of a network's blocks at a depth, from 1; `columns` as of its layers.

    Raises CannotRunError for a column that there is not, or that a group of layers has not.
    """
    tally = tally_of(analysis)
    analysis = tally.analysis
    groups = analysis.blocks(depth)
    chosen = list(_usual(tally, work) if columns is None else _named(columns))
    shown = (
        tuple(_of_input(each.key, tally) for each in chosen),
        *(tuple(_of_group(each.key, group, tally) for each in chosen) for group in groups),
    )
    return Table(
        title=titled(analysis),
        columns=tuple(chosen),
        rows=shown,
        totals=tuple(_of_totals(each.key, tally) for each in chosen),
        notes=(*_deeper(groups, depth), *summary(tally, work, [each.key for each in chosen])),
        notes_of=NOTES_OF,
    )


_OWN = {
    "name": Column("name", "block"),
    "block": Column("block", "block's name", rank=12),
    "made_of": Column("made_of", "made of", rank=1),
    "layers": Column("layers", "layers", numeric=True, rank=3),
}
"""The columns that layers do not have in this form."""

_OF_FIRST = ("input",)
_OF_LAST = ("output", "receptive_field", "receptive_field.jump", "receptive_field.start")
_SORTS = {f"work.{each}": each for each in SORTS}
_OF_LAYERS = (*_OF_FIRST, *_OF_LAST, *COUNTED, *_SORTS)
_COLUMNS = {**_OWN} | {key: each.column for key, each in COLUMNS.items() if key in _OF_LAYERS}
"""Every column that a table of blocks may have."""


def _usual(tally: Tally, work: WorkShown) -> Iterator[Column]:
    yield from (_COLUMNS[each] for each in ("name", "made_of", "layers", "output", "parameters"))
    yield replace(_COLUMNS["macs" if work == "all" else work], rank=0)
    if work == "all":
        for each in sorts_of(tally.analysis.totals):
            yield replace(_COLUMNS[f"work.{each}"], rank=1)
    yield from (_COLUMNS[each] for each in ("activations", "activation_bytes", "receptive_field"))


def _named(names: Sequence[str]) -> Iterator[Column]:
    """The columns that were asked for, of which none makes room."""
    if "all" in names:
        yield from _COLUMNS.values()
        return
    for name in dict.fromkeys(["name", *map(_key, names)]):
        if name not in _COLUMNS:
            meant = nearest(name, _COLUMNS)
            hint = f"did you mean `{meant}`? " if meant else ""
            whose = "is of single layers" if name in COLUMNS else "there is not"
            fact = f"a column `{inert(name[:64])}` {whose}; "
            known = f"a row of a block has {listed([*_COLUMNS, 'all'], 'and')}"
            raise CannotRunError(f"{fact}{hint}{known}")
        yield replace(_COLUMNS[name], rank=0)


def _key(word: str) -> str:
    """The name of the column that a word means."""
    key = as_key(word)
    meant = {"layer": "name", "kind": "made_of", **SYNONYMS}.get(key, key)
    return next((each for each in (key, meant) if each in _COLUMNS), word)


def _of_input(key: str, tally: Tally) -> Cell:
    """What the input's row holds: its shape, and the figures that count it."""
    if key in COUNTED:
        count = tally.input[key]
        return count if count.value else None
    return {"name": "input", "output": tally.analysis.input_shape}.get(key)


def _of_group(key: str, group: Group, tally: Tally) -> Cell:
    if key in COUNTED:
        return sum(int(tally.layers[each.name][key]) for each in group.layers)
    if key in _SORTS:
        return sum(int(each.work(_SORTS[key])) for each in group.layers)
    if key in _OF_LAST:
        return COLUMNS[key].of(group.layers[-1])
    if key in _OF_FIRST:
        return COLUMNS[key].of(group.layers[0])
    own: dict[str, Cell] = {
        "name": group.name,
        "block": group.block or None,
        "made_of": made_of(group),
        "layers": len(group.layers),
    }
    return own[key]


def _of_totals(key: str, tally: Tally) -> Cell:
    totals = tally.analysis.totals
    if key in COUNTED:
        return int(tally.totals[key])
    if key == "layers":
        return totals.layer_count
    return "total" if key == "name" else COLUMNS[key].of_totals(totals) if key in COLUMNS else None


def made_of(group: Group) -> str:
    """Say what a group consists of: `bottleneck x36`, or `conv, relu, lrn`."""
    return ", ".join(
        kind if count == 1 else f"{kind} {TIMES}{count:,}" for kind, count in group.contents
    )


def _deeper(groups: Sequence[Group], depth: int) -> Iterator[str]:
    """How to see more, where blocks consist of blocks."""
    deepest = max((len(layer.path) for each in groups for layer in each.layers), default=0)
    if deepest > depth:
        yield f"a row is a block at depth {depth} of {deepest}; --depth {depth + 1} opens them"
