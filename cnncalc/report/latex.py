r"""A table as plain LaTeX, as wide as a page of text, to be pasted into a paper or into homework.

    conv1 & $55\times55\times96$ & 34{,}944 \\

It needs no package: `\documentclass{article}` around it is enough. A name is printed, never run.
Where the columns are too many for a page, those of the highest rank are left out, and a comment
says which; a table of very many rows becomes several.
"""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING

from cnncalc.derivation import Expression
from cnncalc.notation import escape_latex, number, numbers
from cnncalc.plain import inert
from cnncalc.quantity import Quantity
from cnncalc.report.cell import working
from cnncalc.report.layout import Measure, fitted
from cnncalc.report.letter import remark
from cnncalc.report.letter import typeset as in_letters
from cnncalc.report.table import Bar, Phrase
from cnncalc.shape import Image, Vector

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cnncalc.report.look import Look
    from cnncalc.report.table import Cell, Column, Part, Table

__all__ = ["typeset", "write"]


def write(table: Table, look: Look) -> str:
    """Write the title in bold, the table with rules between its parts, and the notes below."""
    widths, left_out = _columns(table, look)
    lines = [r"\begingroup\footnotesize\setlength{\tabcolsep}{3pt}"]
    letters = remark(inert("".join(_words(table))))
    lines += [letters] if letters else []
    if left_out:
        names = ", ".join(table.columns[each].heading for each in left_out)
        lines.append(f"% left out, for lack of width: {typeset(names)}")
    lines.append(r"\begin{center}")
    lines += [rf"\textbf{{{typeset(table.title)}}}\par\medskip"] if table.title else []
    for start in range(0, max(len(table.rows), 1), MOST_ROWS):
        lines += [r"\par\medskip"] if start else []
        lines += _tabular(table, widths, start, look)
    lines.append(r"\end{center}")
    if table.notes:
        notes = " \\\\\n".join(typeset(each) for each in table.notes)
        lines += [r"\begin{flushleft}", notes, r"\end{flushleft}"]
    return "\n".join([*lines, r"\par\endgroup"]) + "\n"


def _words(table: Table) -> Iterator[str]:
    """Every text of a table, which may be in any script."""
    yield table.title
    yield from table.notes
    for row in table.rows:
        yield from (each for each in row if isinstance(each, str))


MOST_ROWS = 45
"""The rows of one tabular, which does not break at the end of a page."""


def _tabular(table: Table, kept: Mapping[int, int | None], start: int, look: Look) -> Iterator[str]:
    """The rows from one on, as many as a page has room for, and the totals below the last."""
    columns = [table.columns[each] for each in kept]
    end = start + MOST_ROWS
    aligned = (_aligned(column, kept[index]) for index, column in zip(kept, columns, strict=True))
    yield rf"\begin{{tabular}}{{{''.join(aligned)}}}"
    yield r"\hline"
    yield _row(typeset(each.heading) for each in columns)
    yield r"\hline"
    for row in table.rows[start:end]:
        yield _row(_cell(row[each], look) for each in kept)
    if table.totals and end >= len(table.rows):
        yield from _totals([table.totals[each] for each in kept], look)
    yield r"\hline"
    yield r"\end{tabular}"


def _aligned(column: Column, narrowed: int | None) -> str:
    """How a column is set: prose that is narrowed is a paragraph, which LaTeX breaks itself."""
    if narrowed is not None:
        return rf"p{{{3 * narrowed}pt}}"
    return "r" if column.numeric else "l"


def _columns(table: Table, look: Look) -> tuple[Mapping[int, int | None], Sequence[int]]:
    """The columns that a page has room for, and the others; all, where rank 0 alone is wider.

    Prose that is narrowed has its width in 3 pt.
    """
    measures = [_measure(table, index, look) for index in range(len(table.columns))]
    shown = fitted(measures, PAGE)
    if shown is None:
        return dict.fromkeys(range(len(measures))), ()
    kept = {
        index: None if width == measures[index].width else width for index, width in shown.items()
    }
    return kept, [each for each in range(len(measures)) if each not in shown]


def _measure(table: Table, index: int, look: Look) -> Measure:
    """The room that a column needs; long sentences may be broken, down to a third of the page."""
    column = table.columns[index]
    rows = [*table.rows, *([table.totals] if table.totals else [])]
    cells = [row[index] for row in rows]
    width = max(map(_width, [typeset(column.heading), *(_cell(each, look) for each in cells)]))
    sentences = any(isinstance(each, str) and each.count(" ") >= LEAST_SPACES for each in cells)
    narrowed = sentences or column.least is not None
    return Measure(width, PAGE // 3 if narrowed else None, column.rank)


LEAST_SPACES = 4
"""The spaces in what is a sentence, and no name of a few words."""


PAGE = 113
"""The width of the text of an article on A4, 345 pt, less the table's edges; in 3 pt, the half of
the gap between two columns, as `fitted` counts."""

_PIECE = re.compile(
    r"(?P<wide>\$\\[A-Za-z]+\$|\\times|\\(?:text[a-z]+|ldots)\{\})|(?P<dot>\\cdot)"
    r"|(?P<none>\\[a-z]+|[{}$\\])|(?P<thin>[,. ])|(?P<letter>[A-Zm+=-])|(?P<other>.)",
    re.DOTALL,
)
_FRACTION = re.compile(r"\\frac\{([^{}]*)\}\{([^{}]*)\}")
_POINTS = {"wide": 10.5, "dot": 6.5, "none": 0, "thin": 2.9, "letter": 6.5, "other": 4.3}
"""How wide the characters of Computer Modern are at 8 pt, rather more than less."""


def _width(written: str) -> int:
    """Estimate how wide a cell is typeset, in 3 pt."""
    flat = _FRACTION.sub(lambda match: max(match.groups(), key=len), written)
    points = sum(_POINTS[each.lastgroup or ""] for each in _PIECE.finditer(flat))
    return ceil(points / 3)


def _row(cells: Iterable[str]) -> str:
    return rf"{' & '.join(cells)} \\"


def _totals(row: Sequence[Cell], look: Look) -> list[str]:
    bold = (_cell(each, look) for each in row)
    return [r"\hline", _row(rf"\textbf{{{each}}}" if each else "" for each in bold)]


def _cell(cell: Cell, look: Look) -> str:
    match cell:
        case None | Bar():
            return ""
        case Quantity() if look.working and working(cell):
            result = number(cell.value, "latex")
            return f"${numbers(cell.derivation, 'latex')} = {result}$"
        case Quantity():
            return _part(cell.value, look)
        case Expression():
            return f"${numbers(cell, 'latex')}$"
        case Phrase():
            return " ".join(_part(each, look) for each in cell.parts)
        case _:
            return _part(cell, look)


def _part(part: Part, look: Look) -> str:
    match part:
        case str():
            return typeset(part)
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


def typeset(text: str) -> str:
    r"""Escape text on one line; brackets and stars too, which a `\\` before them would take."""
    escaped = in_letters(escape_latex(inert(text).replace("\n", " ")))
    return "".join(f"{{{each}}}" if each in "[]*" else each for each in escaped)
