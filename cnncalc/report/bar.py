"""Bars beside the counts of a table, each as long as its count is large.

    >>> table = with_bars(analysis_table(cnncalc.analyze("alexnet")))
    >>> [each.heading for each in table.columns][5:9]
    ['parameters', 'bar', 'MACs', 'bar']

`bar_table` is what `cnncalc draw --style bars` prints: the same rows as the picture has.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cnncalc.analysis.figure import COUNTED
from cnncalc.diagram.gathering import FIGURES, NOTHING, gathered
from cnncalc.diagram.scale import scale_of
from cnncalc.notation import number
from cnncalc.plain import one_line
from cnncalc.quantity import Quantity
from cnncalc.report.layout import GAP
from cnncalc.report.table import Bar, Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.analysis.result import Analysis
    from cnncalc.report.look import Look
    from cnncalc.report.table import Cell, Row

__all__ = ["bar_table", "with_bars"]

WIDTH = 10
LEAST, WIDEST = 6, 40
"""Characters of the longest bar, beside a table and in a picture of bars."""
HEADINGS = dict(FIGURES, activation_bytes="activation bytes")
ROOM = 100
"""Columns of a picture of bars where there is no terminal to say how many."""


def with_bars(table: Table, width: int = WIDTH, *, log: bool = False) -> Table:
    """Give a table with a bar behind each column of counts, which makes room before its count.

    Bytes get none where the values that they are of have one.
    """
    keys = [each.key for each in table.columns]
    barred = [
        each in COUNTED and not (each == "activation_bytes" and "activations" in keys)
        for each in keys
    ]
    scales = [
        scale_of((_count(row[index]) for row in table.rows if each), log=log)
        for index, each in enumerate(barred)
    ]

    def cells(row: Row, *, drawn: bool) -> Iterator[Cell]:
        for cell, scale, each in zip(row, scales, barred, strict=True):
            yield cell
            if each:
                yield Bar(scale.part(_count(cell)), width) if drawn else None

    columns: list[Column] = []
    for column, each in zip(table.columns, barred, strict=True):
        columns.append(replace(column, rank=2 * column.rank))
        if each:  # it goes right before its count, and before no column that would go after that
            name = f"bar of {column.heading}"
            rank = 2 * column.rank + 1
            columns.append(Column(f"{column.key}.bar", "bar", rank=rank, label=name))
    return replace(
        table,
        columns=tuple(columns),
        rows=tuple(tuple(cells(row, drawn=True)) for row in table.rows),
        totals=tuple(cells(table.totals, drawn=False)) if table.totals else None,
    )


def bar_table(analysis: Analysis, look: Look, *, depth: int | None = None, log: bool) -> Table:
    """Give the picture of bars as a table, whose bars take the room that the look has."""
    rows = gathered(analysis, depth)
    totals = [int(getattr(analysis.totals, each)) for each in FIGURES]
    table = Table(
        title=analysis.name,
        columns=(
            Column("name", "layer"),
            *(Column(key, heading, numeric=True) for key, heading in HEADINGS.items()),
        ),
        rows=tuple((each.name, *map(each.figure, FIGURES)) for each in rows),
        totals=("total", *totals),
        notes=_notes(rows, log=log),
    )
    return with_bars(table, _width(table, totals, look), log=log)


def _notes(rows: Sequence[object], *, log: bool) -> tuple[str, ...]:
    """What is said below the bars."""
    if not rows:
        return (NOTHING,)
    if log:
        return ("bars on a logarithmic scale, each from the power of ten below the smallest count",)
    return ()


def _width(table: Table, totals: Sequence[int], look: Look) -> int:
    """The characters that a bar may have: what names and numbers leave, in equal parts."""
    names = max([len("layer"), *(len(one_line(str(row[0]))) for row in table.rows)])
    headings = [max(map(len, heading.split())) for heading in HEADINGS.values()]
    numbers = sum(map(max, headings, (len(number(each)) for each in totals)))
    left = (look.width or ROOM) - names - numbers - 2 * GAP * len(FIGURES)
    return min(max(left // len(FIGURES), LEAST), WIDEST)


def _count(cell: Cell) -> int:
    """The count that a cell holds: 0 of one that says nothing."""
    if isinstance(cell, Quantity):
        return int(cell)
    return cell if isinstance(cell, int) else 0
