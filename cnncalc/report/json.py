"""Plain data as JSON, laid out to be read: what fits on a line stands on one.

    >>> print(write_json({"name": "conv1", "kernel": [11, 11]}))
    {"name": "conv1", "kernel": [11, 11]}

Counts stay exact ints, however large; a number that JSON lacks (NaN) is an error.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cnncalc.derivation import Expression
from cnncalc.notation import numbers
from cnncalc.quantity import Quantity
from cnncalc.report.cell import cell_text
from cnncalc.report.look import Look
from cnncalc.report.table import Bar, Phrase
from cnncalc.shape import Image, Vector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.derivation import Number
    from cnncalc.report.table import Cell, Row, Table

__all__ = ["write", "write_json"]

LINE = 100
"""Longest line of what is laid out on one, in characters; a string may be longer."""


def write(table: Table, look: Look) -> str:  # noqa: ARG001  every format takes the same
    """Write a table: its rows as objects by the keys of the columns; shapes are channels first."""
    return write_json(
        {
            "title": table.title,
            "rows": [_row(table, each) for each in table.rows],
            "totals": None if table.totals is None else _row(table, table.totals),
            "notes": list(table.notes),
        }
    )


def write_json(data: object) -> str:
    """Write dicts, lists, strings, numbers, booleans and None; the last line has its end.

    The text is ASCII (anything else is escaped), so nothing in it comes alive in a terminal. Raises
    ValueError for NaN and infinities.
    """
    return "".join(_laid_out(data, 0, 0)) + "\n"


_COMPACT = json.JSONEncoder(allow_nan=False)
_MANY = LINE // 3
"""So many items fit on no line, since each takes three characters or more."""


def _laid_out(data: object, indent: int, before: int) -> Iterator[str]:
    """Give the text in pieces; `before` is how much of the first line is taken already."""
    if not isinstance(data, dict | list):
        yield _COMPACT.encode(data)
        return
    if len(data) < _MANY:
        compact = _COMPACT.encode(data)
        if before + len(compact) <= LINE or not data:
            yield compact
            return
    inner = indent + 2
    if isinstance(data, dict):
        separator, end = "{", "}"
        items = [(f"{_COMPACT.encode(key)}: ", value) for key, value in data.items()]
    else:
        separator, end = "[", "]"
        items = [("", value) for value in data]
    for key, value in items:
        yield f"{separator}\n{' ' * inner}{key}"
        yield from _laid_out(value, inner, inner + len(key) + 1)
        separator = ","
    yield f"\n{' ' * indent}{end}"


def _row(table: Table, row: Row) -> dict[str, Any]:
    return {column.key: _plain(cell) for column, cell in zip(table.columns, row, strict=True)}


def _plain(cell: Cell) -> object:
    match cell:
        case Quantity():
            return _number(cell.value)
        case Expression():
            return numbers(cell)
        case Image() | Vector():
            return list(cell.axes)
        case Bar():
            return None
        case Phrase():
            return cell_text(cell, Look(ascii=True, order="chw"))
        case _:
            return cell


def _number(value: Number) -> int | float:
    return int(value) if value.denominator == 1 else float(value)
