r"""A table as a plain LaTeX `tabular`, to be pasted into a paper or into homework.

    conv1 & $55\times55\times96$ & 34{,}944 \\

It needs no package: `\documentclass{article}` around it is enough. A name is printed, never run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.notation import escape_latex, number, numbers
from cnncalc.plain import inert
from cnncalc.quantity import Quantity
from cnncalc.report.cell import working
from cnncalc.report.table import Phrase
from cnncalc.shape import Image, Vector

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cnncalc.report.look import Look
    from cnncalc.report.table import Cell, Part, Row, Table

__all__ = ["write"]


def write(table: Table, look: Look) -> str:
    """Write the tabular, with rules between its parts; the title and the notes are comments."""
    alignment = "".join("r" if each.numeric else "l" for each in table.columns)
    lines = [_comment(each) for each in (table.title,) if each]
    lines += [rf"\begin{{tabular}}{{{alignment}}}", r"\hline"]
    lines += [_row(_text(each.heading) for each in table.columns), r"\hline"]
    lines += [_row(_cell(cell, look) for cell in row) for row in table.rows]
    lines += _totals(table.totals, look) if table.totals else []
    lines += [r"\hline", r"\end{tabular}", *map(_comment, table.notes)]
    return "\n".join(lines) + "\n"


def _row(cells: Iterable[str]) -> str:
    return rf"{' & '.join(cells)} \\"


def _totals(row: Row, look: Look) -> list[str]:
    bold = (_cell(each, look) for each in row)
    return [r"\hline", _row(rf"\textbf{{{each}}}" if each else "" for each in bold)]


def _cell(cell: Cell, look: Look) -> str:
    match cell:
        case None:
            return ""
        case Quantity() if look.working and working(cell):
            result = number(cell.value, "latex")
            return f"${numbers(cell.derivation, 'latex')} = {result}$"
        case Quantity():
            return _part(cell.value, look)
        case Phrase():
            return " ".join(_part(each, look) for each in cell.parts)
        case _:
            return _part(cell, look)


def _part(part: Part, look: Look) -> str:
    match part:
        case str():
            return _text(part)
        case Image() | Vector():
            sizes = part.written(look.order)
            return _times(sizes.split("x"))
        case tuple():
            return _times([number(each, "latex") for each in part])
        case _:
            written = number(part, "latex")
            return f"${written}$" if part < 0 else written


def _times(sizes: Sequence[str]) -> str:
    written = r"\times".join(sizes)
    return f"${written}$" if len(sizes) > 1 else written


def _text(text: str) -> str:
    r"""Escape text on one line; brackets and stars too, which a `\\` before them would take."""
    escaped = escape_latex(inert(text).replace("\n", " "))
    return "".join(f"{{{each}}}" if each in "[]*" else each for each in escaped)


def _comment(text: str) -> str:
    return f"% {inert(text)}".replace("\n", " ")
