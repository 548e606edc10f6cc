"""The table of a network's layers on a page: every column can be sorted, every number opened.

    layer_table(subject, panels)

The columns are those of `cnncalc analyze`. Beside what a cell shows stands what it is sorted by,
where that is not the text itself.
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from cnncalc.analysis.figure import COUNTED
from cnncalc.quantity import Quantity
from cnncalc.report.element import Html, element, joined
from cnncalc.report.html import cell_html
from cnncalc.report.index import figures_of, label, within
from cnncalc.report.page.frame import frame
from cnncalc.report.table import Phrase
from cnncalc.report.view import analysis_table
from cnncalc.report.working import Line, Section, arranged
from cnncalc.report.working_html import given_html, section_html
from cnncalc.shape import Image, Vector

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cnncalc.analysis.tally import Tally
    from cnncalc.report.look import Look
    from cnncalc.report.page.panel import Panels
    from cnncalc.report.table import Cell, Column, Row, Table

__all__ = ["MOST_WORKED", "layer_table", "sortable"]


def layer_table(tally: Tally, panels: Panels, look: Look) -> Html:
    """Give the table; the working of its numbers is put among the panels."""
    table = analysis_table(tally, work=tally.convention.operations)
    names = list(tally.analysis.layers)
    worked = (_workings(tally, each, look) for each in names[:MOST_WORKED])
    workings: list[Mapping[str, Html]] = [{}, *worked, *({} for _ in names[MOST_WORKED:])]
    rows = (
        [
            _cell(cell, column, look, panels, (str(row[0]), found.get(column.key)))
            for cell, column in zip(row, table.columns, strict=True)
        ]
        for row, found in zip(table.rows, workings, strict=True)
    )
    body = joined((element("tr", *cells) for cells in rows), "\n")
    foot = element("tr", *_totals(table, tally, panels, look))
    return sortable(f"Layers of {tally.analysis.name}", table.columns, body, foot)


def sortable(title: str, columns: tuple[Column, ...], body: Html, foot: Html | None = None) -> Html:
    """Give a table whose headings are buttons, in a frame that scrolls by itself."""
    headings = (
        element(
            "th",
            element("button", each.heading, type="button"),
            scope="col",
            class_="n" if each.numeric else None,
        )
        for each in columns
    )
    table = element(
        "table",
        element("caption", title),
        element("thead", element("tr", *headings)),
        element("tbody", Html("\n"), body, Html("\n")),
        element("tfoot", foot) if foot else None,
        class_="sortable",
    )
    return frame(table, title, body.count("<tr>"))


MOST_WORKED = 1_000
"""Layers, from the first, whose numbers have working: a page of all would take long to open."""
WORKED = (*COUNTED, "output.", "receptive_field.")
"""The figures that have working on the page, by the start of their dotted names."""


def _workings(tally: Tally, layer: str, look: Look) -> dict[str, Html]:
    """The working of each figure of a layer that is shown, by the key of its column."""
    lines = figures_of(tally, layer, look)
    found = {}
    for name in WORKED:
        those = [line for key, line in lines.items() if within(key, (name,))]
        if any(line.quantity.value for line in those):
            explanation = arranged([Section.of("", those)])
            given = given_html(explanation.given) if explanation.given else None
            parts = [part for each in explanation.sections for part in section_html(each, look)]
            found[name.removesuffix(".")] = joined([given, *parts])
    return found


def _cell(
    cell: Cell, column: Column, look: Look, panels: Panels, working: tuple[str, Html | None]
) -> Html:
    owner, found = working
    shown = cell_html(cell, look)
    if column.key == "name":
        return element("th", element("span", _breakable(shown)), scope="row")
    zero = isinstance(cell, Quantity) and not cell.value
    if found is not None and shown and not zero:
        title = column.heading if column.key in COUNTED else _about(column)
        shown = panels.button(shown, title, owner, found)
    return element("td", shown, class_="n" if column.numeric else None, data_v=_sorted_by(cell))


def _breakable(name: Html) -> Html:
    """A name that is broken, where there is no room, behind the uses of blocks it stands in."""
    return Html(name.replace("/", "/<wbr>"))


def _about(column: Column) -> str:
    """Say what the panel of a column is about."""
    return {"output": "output size"}.get(column.key, column.heading)


def _sorted_by(cell: Cell) -> int | None:
    """The number that a shape or a pair is sorted by: how many values, how many pixels."""
    match cell:
        case Image() | Vector():
            return cell.values
        case Phrase() if cell.parts and isinstance(cell.parts[-1], tuple):
            return int(prod(cell.parts[-1]))
        case Phrase() if cell.parts and isinstance(cell.parts[0], tuple):
            return int(prod(cell.parts[0]))
        case _:
            return None


def _totals(table: Table, tally: Tally, panels: Panels, look: Look) -> Iterator[Html]:
    totals: Row = table.totals or ()
    for cell, column in zip(totals, table.columns, strict=True):
        shown = cell_html(cell, look)
        if column.key == "name":
            yield element("th", shown, scope="row")
            continue
        if column.key in COUNTED and cell:
            section = Section.of("", [Line((label(column.key),), tally.totals[column.key])])
            working = joined(section_html(section, look))
            shown = panels.button(shown, column.heading, tally.analysis.name, working)
        yield element("td", shown, class_="n" if column.numeric else None)
