r"""A table as GitHub Markdown, whose text is already a table: `| conv1 | 34,944 |`.

A name may hold anything: what Markdown or HTML would take for its own is escaped, so that `a|b`
stays in its cell and `<b>` stays text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cnncalc.report.cell import cell_text, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.report.look import Look
    from cnncalc.report.table import Column, Row, Table

__all__ = ["escaped", "write"]


def write(table: Table, look: Look) -> str:
    """Write the title in bold, the table, the totals in bold, and the notes as a list."""
    head = [escaped(line(each.heading, look)) for each in table.columns]
    body = [_written(each, look) for each in table.rows]
    if table.totals:
        body.append([f"**{each}**" if each else "" for each in _written(table.totals, look)])
    widths = [max(map(len, column)) for column in zip(head, *body, strict=True)]
    divider = ["-" * width for width in widths]
    lines = [f"**{escaped(line(table.title, look))}**", ""] if table.title else []
    lines += [_row(head, widths, table.columns), _divider(divider, table.columns)]
    lines += [_row(each, widths, table.columns) for each in body]
    lines += (
        ["", *(f"- {escaped(line(each, look))}" for each in table.notes)] if table.notes else []
    )
    return "\n".join(lines) + "\n"


def _written(row: Row, look: Look) -> list[str]:
    return [escaped(cell_text(each, look)) for each in row]


def _row(cells: Sequence[str], widths: Sequence[int], columns: Sequence[Column]) -> str:
    """Write a row whose cells are padded, so that the text can be read before it is rendered."""
    padded = [
        f"{cell:{'>' if column.numeric else '<'}{width}}"
        for cell, width, column in zip(cells, widths, columns, strict=True)
    ]
    return f"| {' | '.join(padded)} |"


def _divider(cells: Sequence[str], columns: Sequence[Column]) -> str:
    """Write the line under the headings, whose colons align the columns."""
    sides = [
        f"-{cell}:" if column.numeric else f":{cell}-"
        for cell, column in zip(cells, columns, strict=True)
    ]
    return f"|{'|'.join(sides)}|"


_ACTIVE = re.compile(r"[\\`*_\[\]|~$]")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escaped(text: str) -> str:
    """Escape what would be read as Markdown or as HTML."""
    harmless = "".join(_HTML.get(each, each) for each in text)
    return _ACTIVE.sub(r"\\\g<0>", harmless)
