"""A table as HTML, to be pasted into a page, a wiki or a notebook: a fragment, and no whole page.

    <table><caption>AlexNet</caption><tr><th scope="row">conv1</th><td>34,944</td></tr></table>

It is ASCII, so that it means the same in any encoding, and its style stands in its elements, since
what takes in a fragment often throws a style sheet away. A name is text, whatever stands in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.derivation import Expression
from cnncalc.notation import number, numbers
from cnncalc.quantity import Quantity
from cnncalc.report.cell import cell_text, line, working
from cnncalc.report.element import Html, element, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.report.look import Look
    from cnncalc.report.table import Cell, Column, Row, Table

__all__ = ["cell_html", "write"]


def write(table: Table, look: Look) -> str:
    """Write the title as the caption, the headings, the rows, the totals, and the notes as a list.

    A table that is wider than its place is scrolled by itself, with the keyboard too.
    """
    title = line(table.title, look)
    table_style = "border-spacing:12px 3px;font-variant-numeric:tabular-nums"
    whole = element(
        "div",
        Html("\n"),
        element("table", *_parts(table, look), style=table_style),
        Html("\n"),
        role="group",
        aria_label=title or "table",
        tabindex=0,
        style="overflow-x:auto",
    )
    notes = [element("li", line(each, look)) for each in table.notes]
    listed = [element("ul", Html("\n"), joined(notes, "\n"), Html("\n"))] if notes else []
    written = "\n".join([whole, *listed]) + "\n"
    return written.encode("ascii", "xmlcharrefreplace").decode()


def cell_html(cell: Cell, look: Look) -> Html:
    """Write what a cell holds; working as a formula is set."""
    match cell:
        case Quantity() if look.working and working(cell):
            return Html(f"{numbers(cell.derivation, 'html')} = {number(cell.value)}")
        case Expression():
            return Html(numbers(cell, "html"))
        case _:
            return joined([cell_text(cell, look)])


def _parts(table: Table, look: Look) -> Iterator[Html]:
    """The caption, the headings, the rows and the totals, each on a line of its own."""
    yield _LINE_END
    if table.title:
        title = line(table.title, look)
        yield element("caption", title, style="text-align:left;font-weight:bold")
        yield _LINE_END
    headings = (
        element("th", line(each.heading, look), scope="col", style=f"{_side(each)};{_RULE_BELOW}")
        for each in table.columns
    )
    yield element("thead", element("tr", *headings))
    yield Html("\n<tbody>\n")
    for row in table.rows:
        yield element("tr", *_cells(row, table.columns, look))
        yield _LINE_END
    yield Html("</tbody>\n")
    if table.totals:
        totals = element("tr", *_cells(table.totals, table.columns, look), style=_TOTALS)
        yield element("tfoot", totals)
        yield _LINE_END


_LINE_END = Html("\n")
_RULE_BELOW = "border-bottom:1px solid"
_TOTALS = "font-weight:bold"


def _side(column: Column) -> str:
    return f"text-align:{'right' if column.numeric else 'left'}"


def _cells(row: Row, columns: Sequence[Column], look: Look) -> Iterator[Html]:
    """The cells of a row, the first of which names it."""
    for index, (cell, column) in enumerate(zip(row, columns, strict=True)):
        written = cell_html(cell, look)
        if index == 0:
            side = f"{_side(column)};font-weight:inherit"
            yield element("th", written, scope="row", style=side)
        else:
            yield element("td", written, style=_side(column) if column.numeric else None)
