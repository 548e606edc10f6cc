"""Tables as HTML."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from cnncalc.report.html import write
from cnncalc.report.look import Look
from cnncalc.report.table import Column, Table
from tests.report.specimen import HOSTILE, TABLE, naming

RIGHT = ' style="text-align:right"'
HEAD = "border-bottom:1px solid"
ROW = ' scope="row" style="text-align:left;font-weight:inherit"'


def test_a_table_is_written_whole() -> None:
    assert write(TABLE, Look(ascii=True)) == (
        '<div role="group" aria-label="AlexNet" tabindex="0" style="overflow-x:auto">\n'
        '<table style="border-spacing:12px 3px;font-variant-numeric:tabular-nums">\n'
        '<caption style="text-align:left;font-weight:bold">AlexNet</caption>\n'
        f'<thead><tr><th scope="col" style="text-align:left;{HEAD}">layer</th>'
        f'<th scope="col" style="text-align:left;{HEAD}">window</th>'
        f'<th scope="col" style="text-align:right;{HEAD}">output</th>'
        f'<th scope="col" style="text-align:right;{HEAD}">parameters</th>'
        f'<th scope="col" style="text-align:right;{HEAD}">receptive field</th></tr></thead>\n'
        "<tbody>\n"
        f"<tr><th{ROW}>input</th><td></td><td{RIGHT}>227x227x3</td><td{RIGHT}></td>"
        f"<td{RIGHT}></td></tr>\n"
        f"<tr><th{ROW}>conv1</th><td>11x11 stride 4</td><td{RIGHT}>55x55x96</td>"
        f"<td{RIGHT}>34,944</td><td{RIGHT}>11x11</td></tr>\n"
        f"<tr><th{ROW}>relu1</th><td></td><td{RIGHT}>55x55x96</td><td{RIGHT}>0</td>"
        f"<td{RIGHT}>11x11</td></tr>\n"
        f"<tr><th{ROW}>fc8</th><td></td><td{RIGHT}>1000</td><td{RIGHT}>4,097,000</td>"
        f"<td{RIGHT}>227x227</td></tr>\n"
        "</tbody>\n"
        f'<tfoot><tr style="font-weight:bold"><th{ROW}>total</th><td></td><td{RIGHT}></td>'
        f"<td{RIGHT}>60,965,224</td><td{RIGHT}></td></tr></tfoot>\n"
        "</table>\n"
        "</div>\n"
        "<ul>\n"
        "<li>61.0 M parameters</li>\n"
        "<li>1 MAC is one multiplication and one addition</li>\n"
        "</ul>\n"
    )


def test_what_is_not_ascii_is_a_reference() -> None:
    """So the fragment means the same in a page of any encoding."""
    written = write(TABLE, Look())
    assert written.isascii()
    assert "55&#215;55&#215;96" in written


def test_the_working_is_a_formula_as_it_is_set() -> None:
    times = "&thinsp;&times;&thinsp;"
    working = f"(11{times}11{times}3 + 1){times}96 = 34,944"
    assert f"<td{RIGHT}>{working}</td>" in write(TABLE, Look(working=True))


def test_shapes_follow_the_order_of_the_look() -> None:
    assert ">96x55x55<" in write(TABLE, Look(ascii=True, order="chw"))


class Reader(HTMLParser):
    """Reads HTML as a browser does: the elements, and the text of each cell."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.found.append(tag)
        self.cells.append("")

    def handle_data(self, data: str) -> None:
        self.cells[-1] += data.removesuffix("\n")


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_a_name_stays_in_its_cell_its_title_and_its_note(name: str) -> None:
    reader = Reader()
    reader.feed(write(replace(naming(name), title=name, notes=(name,)), Look()))
    reader.close()
    assert reader.found == [
        *("div", "table", "caption", "thead", "tr", "th", "th"),
        *("tbody", "tr", "th", "td", "tfoot", "tr", "th", "td", "ul", "li"),
    ]
    assert reader.cells[2] == reader.cells[9] == reader.cells[-1]
    assert reader.cells[2].isprintable()


def test_a_table_without_a_title_has_no_caption() -> None:
    assert "caption" not in write(Table("", (Column("name", "layer"),), ()), Look())
