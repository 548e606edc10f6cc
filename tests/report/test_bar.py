"""Bars beside counts, on a terminal."""

from __future__ import annotations

import pytest

import cnncalc
from cnncalc.report.bar import bar_table, with_bars
from cnncalc.report.cell import cell_text
from cnncalc.report.format import write_table
from cnncalc.report.look import Look
from cnncalc.report.table import Bar, Column, Table
from cnncalc.report.view import analysis_table

PLAIN = Table(
    "",
    (Column("name", "layer"), Column("parameters", "parameters", numeric=True)),
    (("a", 800), ("b", 400), ("c", 1), ("d", 0), ("e", None)),
    ("total", 1201),
)


@pytest.mark.parametrize(
    ("part", "blocks", "signs"),
    [
        (1.0, "\N{FULL BLOCK}" * 8, "#" * 8),
        (0.5, "\N{FULL BLOCK}" * 4, "#" * 4),
        (0.3125, "\N{FULL BLOCK}" * 2 + "\N{LEFT HALF BLOCK}", "##"),
        (0.0001, "\N{LEFT ONE EIGHTH BLOCK}", "#"),
        (0.0, "", ""),
    ],
)
def test_a_bar_is_blocks_or_number_signs(part: float, blocks: str, signs: str) -> None:
    assert cell_text(Bar(part, 8), Look()) == blocks
    assert cell_text(Bar(part, 8), Look(ascii=True)) == signs


def test_the_largest_count_has_the_longest_bar() -> None:
    table = with_bars(PLAIN, 8)
    assert [row[2] for row in table.rows] == [
        Bar(part, 8) for part in (1.0, 0.5, 1 / 800, 0.0, 0.0)
    ]
    assert table.totals == ("total", 1201, None)


def test_a_logarithmic_bar_of_ten_times_as_much_is_longer_by_the_same() -> None:
    rows = (("a", 1000), ("b", 100), ("c", 10), ("d", 1))
    parts = [row[2] for row in with_bars(Table("", PLAIN.columns, rows), 8, log=True).rows]
    assert [each.part for each in parts if isinstance(each, Bar)] == pytest.approx(
        [1.0, 0.75, 0.5, 0.25]
    )


@pytest.mark.parametrize("width", [44, 52, 60, 80, 120, 200])
def test_a_narrow_terminal_drops_a_bar_before_a_count(width: int) -> None:
    """What fits without bars is there with them, in the same form.

    AlexNet has 60,965,224 parameters and does 724,406,816 MACs (Caffe's bvlc_alexnet).
    """
    table, look = analysis_table(cnncalc.analyze("alexnet")), Look(width=width)
    plain = write_table(table, "table", look).splitlines()
    text = write_table(with_bars(table), "table", look).splitlines()
    assert max(map(len, text)) <= width
    for word in ("60,965,224", "724,406,816"):
        assert any(word in each for each in text)
    assert any(each.startswith("layer ") for each in text) == any(
        each.startswith("layer ") for each in plain
    )


def test_a_terminal_of_80_columns_shows_bars() -> None:
    table = with_bars(analysis_table(cnncalc.analyze("alexnet")))
    assert "\N{FULL BLOCK}" * 10 in write_table(table, "table", Look(width=80))


@pytest.mark.parametrize("width", [None, 60, 80, 120, 200])
def test_a_picture_of_bars_fills_the_terminal_and_not_more(width: int | None) -> None:
    for name in ("lenet5", "alexnet", "resnet152"):
        look = Look(width=width)
        table = bar_table(cnncalc.analyze(name), look, log=False)
        lines = write_table(table, "table", look).splitlines()
        assert max(map(len, lines)) <= (width or 140)


@pytest.mark.parametrize("form", ["csv", "latex", "json", "markdown"])
def test_a_bar_is_nothing_where_it_cannot_be_drawn(form: str) -> None:
    text = write_table(with_bars(PLAIN, 8), form, Look())
    assert "Bar" not in text
    assert ("\N{FULL BLOCK}" in text) == (form == "markdown")
