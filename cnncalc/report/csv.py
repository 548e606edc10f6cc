"""A table as CSV (RFC 4180), for spreadsheets and programs: every number exact, no separators.

    name,output,parameters
    conv1,96x55x55,34944

Shapes are channels first whatever the look says. Text that a spreadsheet would run as a formula
gets a leading apostrophe; a number never does. Where the look shows the working, a column of it
follows each column that has any.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from cnncalc.derivation import Expression
from cnncalc.notation import numbers
from cnncalc.plain import inert
from cnncalc.quantity import Quantity
from cnncalc.report.cell import working
from cnncalc.report.table import Bar, Phrase
from cnncalc.shape import Image, Vector

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cnncalc.derivation import Number
    from cnncalc.report.look import Look
    from cnncalc.report.table import Cell, Part, Table

__all__ = ["write"]


def write(table: Table, look: Look) -> str:
    """Write the keys of the columns, the rows and the totals; no title and no notes."""
    rows = [*table.rows, *([table.totals] if table.totals else [])]
    worked = [
        look.working and any(_working(row[index]) for row in rows)
        for index in range(len(table.columns))
    ]
    text = io.StringIO()
    writer = csv.writer(text)  # its lines end with CR LF, as RFC 4180 says
    writer.writerow(
        _spread(((_exact(each.key), f"{each.key}_working") for each in table.columns), worked)
    )
    writer.writerows(
        _spread(((_exact(each), _working(each)) for each in row), worked) for row in rows
    )
    return text.getvalue()


def _spread(pairs: Iterable[tuple[str, str]], worked: Sequence[bool]) -> list[str]:
    """Give the first of each pair, and the second where the column shows the working."""
    return [
        each
        for pair, both in zip(pairs, worked, strict=True)
        for each in (pair if both else pair[:1])
    ]


def _exact(cell: Cell) -> str:
    match cell:
        case None | Bar():
            return ""
        case Quantity():
            return _part(cell.value)
        case Expression():
            return _exact(numbers(cell))
        case Phrase():
            return _guard(cell.parts[0]) + " ".join(_part(each) for each in cell.parts)
        case _:
            return _guard(cell) + _part(cell)


def _working(cell: Cell) -> str:
    return working(cell).partition(" = ")[0] if isinstance(cell, Quantity) else ""


def _part(part: Part) -> str:
    match part:
        case str():
            return inert(part)
        case Image() | Vector():
            return "x".join(map(str, part.axes))
        case tuple():
            return "x".join(_number(each) for each in part)
        case _:
            return _number(part)


def _number(value: Number) -> str:
    """Write an int exactly, and a fraction (a jump after upsampling) as the nearest float."""
    return str(int(value)) if value.denominator == 1 else repr(float(value))


_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the start of a formula (OWASP, CSV injection)."""


def _guard(start: Part) -> str:
    """Give the apostrophe that keeps a spreadsheet from running text; nothing before a number."""
    return "'" if isinstance(start, str) and start.startswith(_FORMULA_STARTS) else ""
