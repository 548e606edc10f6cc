"""Plain data as JSON, laid out to be read: what fits on a line stands on one.

    >>> print(write_json({"name": "conv1", "kernel": [11, 11]}))
    {"name": "conv1", "kernel": [11, 11]}

Counts stay exact ints, however large; a number that JSON lacks (NaN) is an error, not a word of its own.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cnncalc.quantity import Quantity
from cnncalc.report.cell import cell_text
from cnncalc.report.look import Look
from cnncalc.report.table import Phrase
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


def _laid_out(data: object, indent: int, before: int) -> Iterator[str]:
    """Give the text in pieces; `before` is how much of the first line is taken already."""
    compact = json.dumps(data, allow_nan=False)
    if before + len(compact) <= LINE or not isinstance(data, dict | list) or not data:
        yield compact
        return
    inner = indent + 2
    keys = [f"{json.dumps(each)}: " for each in data] if isinstance(data, dict) else [""] * len(data)
    values = data.values() if isinstance(data, dict) else data
    separator = "{" if isinstance(data, dict) else "["
    for key, value in zip(keys, values, strict=True):
        yield f"{separator}\n{' ' * inner}{key}"
        yield from _laid_out(value, inner, inner + len(key) + 1)
        separator = ","
    yield f"\n{' ' * indent}{'}' if isinstance(data, dict) else ']'}"


def _row(table: Table, row: Row) -> dict[str, Any]:
    return {column.key: _plain(cell) for column, cell in zip(table.columns, row, strict=True)}


def _plain(cell: Cell) -> object:
    match cell:
        case Quantity():
            return _number(cell.value)
        case Image() | Vector():
            return list(cell.axes)
        case Phrase():
            return cell_text(cell, Look(ascii=True, order="chw"))
        case _:
            return cell


def _number(value: Number) -> int | float:
    return int(value) if value.denominator == 1 else float(value)
