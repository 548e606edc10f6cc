"""What changed between two versions of a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cnncalc
from cnncalc.report.change import change_table
from cnncalc.report.format import write_table
from cnncalc.report.look import Look

if TYPE_CHECKING:
    from cnncalc.report.table import Table

BEFORE = """\
name: n
input: 8x8x1
layers:
  - conv: {name: a, filters: 4, kernel: 3, padding: 1}
  - relu
  - dense: {name: out, units: 10}
"""
"""(9 + 1)*4 = 40 parameters and (8*8*4 + 1)*10 = 2,570: 2,610 (CS231n)."""


def changed(before: str, after: str) -> Table | None:
    old, new = (cnncalc.analyze(cnncalc.load_text(each)).counted() for each in (before, after))
    return change_table(old, new)


def shown(after: str) -> str:
    table = changed(BEFORE, after)
    assert table
    return write_table(table, "table", Look(ascii=True))


def test_nothing_that_is_shown_changed() -> None:
    assert changed(BEFORE, f"# a remark\n{BEFORE}") is None


def test_a_layer_that_changed_shows_what_it_was_and_is() -> None:
    """(9 + 1)*6 = 60 and (8*8*6 + 1)*10 = 3,850: 3,910."""
    assert shown(BEFORE.replace("filters: 4", "filters: 6")) == (
        "What changed in n\n"
        "\n"
        "layer          output      parameters            MACs  activations\n"
        "------------------------------------------------------------------\n"
        "a      8x8x4 -> 8x8x6        40 -> 60  2,304 -> 3,456   256 -> 384\n"
        "relu1  8x8x4 -> 8x8x6\n"
        "out                    2,570 -> 3,850  2,560 -> 3,840\n"
        "------------------------------------------------------------------\n"
        "total                  2,610 -> 3,910  4,864 -> 7,296   266 -> 394\n"
        "\n"
        "parameters: 2,610 -> 3,910 (1,300 more, 49.8 %)\n"
        "MACs: 4,864 -> 7,296 (2,432 more, 50.0 %)\n"
        "bytes of activations: 1,064 -> 1,576 (512 more, 48.1 %)\n"
    )


def test_a_layer_that_is_new_or_gone_is_said_to_be() -> None:
    text = shown(BEFORE.replace("  - relu\n", "  - maxpool: {name: p, kernel: 2}\n"))
    rows = {line.split()[0]: line for line in text.splitlines() if line}
    assert "added" in rows["p"]
    assert "removed" in rows["relu1"]
    assert "relu1 -> p" in rows["out"], "it reads another layer"
    assert "(1,920 fewer, 73.6 %)" in text  # (4*4*4 + 1)*10 = 650 in the place of 2,570


def test_a_window_that_changed_is_shown_though_every_count_stays() -> None:
    text = shown(BEFORE.replace("kernel: 3, padding: 1", "kernel: 3, padding: 2, dilation: 2"))
    assert "3x3 pad 1 -> 3x3 pad 2 dilation 2" in text


def test_another_input_is_a_row() -> None:
    text = shown(BEFORE.replace("8x8x1", "4x4x1"))
    assert "8x8x1 -> 4x4x1" in text


def test_the_name_of_a_layer_is_shown_harmlessly() -> None:
    assert "\x1b" not in shown(BEFORE.replace("name: a", "name: '[red]a'"))


def test_next_to_nothing_and_nearly_all_are_said_in_words() -> None:
    """(9 + 1)*1 = 10 and (8*8 + 1)*10,000 = 650,000, of which one unit has 65."""
    much = BEFORE.replace("filters: 4", "filters: 1").replace("units: 10", "units: 10000")
    slightly = much.replace("units: 10000", "units: 10001")
    little = much.replace("units: 10000", "units: 1")
    for after, said in (
        (slightly, "(65 more, under 0.1 %)"),
        (little, "(649,935 fewer, over 99.9 %)"),
    ):
        table = changed(much, after)
        assert table
        assert said in table.notes[0]
