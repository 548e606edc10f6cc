"""A table for a terminal: aligned by the width that characters really have, and never a number cut.

    layer    output  parameters         MACs
    ----------------------------------------
    conv1  55x55x96      34,944  105,415,200

Where the table is wider than the terminal, prose is wrapped; where that is not enough, columns are
left out, the highest rank first, and a line says which; where not even those of rank 0 fit, every
row becomes a block of lines. A pipe has no width, and gets everything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len  # a table of rich itself cuts numbers, and is slow for many layers

from cnncalc.derivation import Expression
from cnncalc.report.cell import cell_text, line
from cnncalc.report.layout import GAP, Measure, across, fitted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cnncalc.report.look import Look
    from cnncalc.report.table import Column, Table

__all__ = ["write"]

LEAST_PROSE = 24
"""No column of prose is wrapped to fewer terminal columns."""
SECONDARY = 3
"""Columns from this rank on are dim."""


def write(table: Table, look: Look) -> str:
    """Write the title, the table and its notes; the last line has its end."""
    strips = [_strip(table, index, look) for index in range(len(table.columns))]
    widths = fitted([each.measure for each in strips], look.width)
    shown = widths if widths is not None else range(len(strips))
    beside = table.notes_beside([strips[each].column.key for each in shown])
    notes = [line(each, look) for each in beside]
    if widths is None:
        lines = list(_blocks(strips, look))
    else:
        lines = list(_grid(strips, widths, look))
        left_out = [
            each.column.label or each.heading
            for index, each in enumerate(strips)
            if index not in widths
        ]
        notes = [f"not shown, for lack of width: {', '.join(left_out)}"] * bool(left_out) + notes
    title = [*_wrapped(line(table.title, look), look.width), ""] if table.title else []
    below = [part for each in notes for part in _hanging(each, look.width)]
    lines = [*(_bold(each, look) for each in title), *lines, *([""] * bool(below)), *below]
    return "\n".join(each.rstrip() for each in lines) + "\n"


@dataclass(frozen=True, slots=True)
class _Strip:
    """A column as text: its heading, the cells of all rows, and that of the totals."""

    column: Column
    heading: str
    cells: list[str]
    total: str | None
    prose: bool
    """Whether it holds sentences, which may be wrapped; numbers and names never are."""

    @property
    def label(self) -> str:
        """What stands before a cell of it on a line of its own."""
        return self.heading or self.column.label

    @property
    def texts(self) -> list[str]:
        return self.cells if self.total is None else [*self.cells, self.total]

    @property
    def measure(self) -> Measure:
        """The room it needs; a heading of two words may stand on two lines."""
        words = max(map(cell_len, self.heading.split()), default=0)
        width = max([words, *map(cell_len, self.texts)])
        least = None
        if self.prose:
            longest_word = max(
                (cell_len(word) for each in self.texts for word in each.split()), default=0
            )
            least = max(words, longest_word, self.column.least or LEAST_PROSE)
        return Measure(width, least, self.column.rank)


def _strip(table: Table, index: int, look: Look) -> _Strip:
    column = table.columns[index]
    cells = [row[index] for row in table.rows]
    prose = column.least is not None or (
        not column.numeric
        and any(
            isinstance(each, Expression) or (isinstance(each, str) and " " in each)
            for each in cells
        )
    )
    total = None if table.totals is None else cell_text(table.totals[index], look)
    heading = line(column.heading, look)
    return _Strip(column, heading, [cell_text(each, look) for each in cells], total, prose)


def _grid(strips: Sequence[_Strip], widths: Mapping[int, int], look: Look) -> Iterator[str]:
    """The lines of a table: headings, a rule, the rows, and the totals under another rule."""
    shown = [(strips[index], width) for index, width in widths.items()]
    rule = _dim(("-" if look.ascii else "─") * across(widths.values()), look)
    headings = [_wrapped(strip.heading, width) for strip, width in shown]
    deepest = max(map(len, headings))
    for depth in range(deepest):
        parts = [
            each[depth - deepest + len(each)] if depth >= deepest - len(each) else ""
            for each in headings
        ]
        yield _joined(shown, parts, [_bold(each, look) for each in parts])
    yield rule
    for row in range(len(shown[0][0].cells)):
        yield from _row(shown, [strip.cells[row] for strip, _ in shown], look)
    if shown[0][0].total is not None:
        yield rule
        totals = [strip.total or "" for strip, _ in shown]
        yield _joined(shown, totals, [_bold(each, look) for each in totals])


def _row(shown: Sequence[tuple[_Strip, int]], texts: Sequence[str], look: Look) -> Iterator[str]:
    """The line of a row, or several where prose in it is wrapped."""
    parts = [
        _wrapped(text, width) if strip.prose else [text]
        for text, (strip, width) in zip(texts, shown, strict=True)
    ]
    for depth in range(max(map(len, parts))):
        line_texts = [each[depth] if depth < len(each) else "" for each in parts]
        painted = [
            _dim(text, look) if text == "0" or strip.column.rank >= SECONDARY else text
            for text, (strip, _) in zip(line_texts, shown, strict=True)
        ]
        yield _joined(shown, line_texts, painted)


def _joined(
    shown: Sequence[tuple[_Strip, int]], texts: Sequence[str], painted: Sequence[str]
) -> str:
    """One line of cells, each moved to its place by the width that it has without its colour."""
    cells = []
    for (strip, width), text, colored in zip(shown, texts, painted, strict=True):
        padding = " " * (width - cell_len(text))
        cells.append(padding + colored if strip.column.numeric else colored + padding)
    return (" " * GAP).join(cells)


def _blocks(strips: Sequence[_Strip], look: Look) -> Iterator[str]:
    """The rows one below another: the first cell, then a line for each that says something."""
    head, *others = strips
    label = max((cell_len(each.label) for each in others), default=0)
    value = max(
        (cell_len(text) for each in others if not each.prose for text in each.texts), default=0
    )
    aligned = look.width is None or GAP + label + GAP + value <= look.width
    for row, name in enumerate(head.texts):
        if row:
            yield ""
        yield _bold(name, look)
        for strip in others:
            text = strip.texts[row]
            if text and aligned and not strip.prose:
                padding = " " * (label - cell_len(strip.label) + GAP)
                yield f"{'':{GAP}}{_dim(strip.label, look)}{padding}{text}"
            elif text:
                lines = _hanging(f"{strip.label}: {text}", look.width and look.width - GAP)
                yield from (f"{'':{GAP}}{each}" for each in lines)


_TOGETHER = re.compile(
    r"(?<=\d) (?=(?:[kMGT]|[kMGT]?B|[KMGT]iB|%)(?![A-Za-z]))"  # 61.0 M, 233 MiB, 96.2 %
    r"|(?<==) (?=\d)"  # = 34,944
)
"""Spaces at which a line does not end."""


def _hanging(text: str, width: int | None) -> Iterator[str]:
    """A note, its second and later lines indented."""
    first, *others = _wrapped(text, width, GAP)
    yield first
    yield from (f"{'':{GAP}}{each}" for each in others)


def _wrapped(text: str, width: int | None, indent: int = 0) -> list[str]:
    """Text in lines of whole words; a word that is longer than the width stays whole.

    From the second on, lines leave room for an indentation.
    """
    if width is None or cell_len(text) <= width:
        return [text]
    lines: list[str] = []
    words = (each.replace("\0", " ") for each in _TOGETHER.sub("\0", text).split(" "))
    for word in words:
        room = width - indent * (len(lines) > 1)
        if lines and cell_len(lines[-1]) + 1 + cell_len(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _bold(text: str, look: Look) -> str:
    return f"\x1b[1m{text}\x1b[0m" if look.color and text else text


def _dim(text: str, look: Look) -> str:
    return f"\x1b[2m{text}\x1b[0m" if look.color and text else text
