"""Tables on a terminal."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.report.look import Look
from cnncalc.report.table import Column, Table
from cnncalc.report.terminal import write
from tests.report.specimen import HOSTILE, TABLE, naming

SGR = re.compile(r"\x1b\[[0-9;]*m")

WIDE = """\
AlexNet

                                              receptive
layer  window             output  parameters      field
-------------------------------------------------------
input                  227x227x3
conv1  11x11 stride 4   55x55x96      34,944      11x11
relu1                   55x55x96           0      11x11
fc8                         1000   4,097,000    227x227
-------------------------------------------------------
total                             60,965,224

61.0 M parameters
1 MAC is one multiplication and one addition
"""

NARROWER = """\
AlexNet

layer  window             output  parameters
--------------------------------------------
input                  227x227x3
conv1  11x11 stride 4   55x55x96      34,944
relu1                   55x55x96           0
fc8                         1000   4,097,000
--------------------------------------------
total                             60,965,224

not shown, for lack of width: receptive field
61.0 M parameters
1 MAC is one multiplication and one addition
"""

NARROWEST = """\
AlexNet

layer     output  parameters
----------------------------
input  227x227x3
conv1   55x55x96      34,944
relu1   55x55x96           0
fc8         1000   4,097,000
----------------------------
total             60,965,224

not shown, for lack of
  width: window, receptive
  field
61.0 M parameters
1 MAC is one multiplication
  and one addition
"""

BLOCKS = """\
AlexNet

input
  output: 227x227x3

conv1
  window: 11x11 stride 4
  output: 55x55x96
  parameters: 34,944
  receptive field: 11x11

relu1
  output: 55x55x96
  parameters: 0
  receptive field: 11x11

fc8
  output: 1000
  parameters: 4,097,000
  receptive field:
    227x227

total
  parameters: 60,965,224

61.0 M parameters
1 MAC is one
  multiplication and one
  addition
"""


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (None, WIDE),
        (200, WIDE),
        (55, WIDE),
        (54, NARROWER),
        (45, NARROWER),
        (28, NARROWEST),
        (25, BLOCKS),
    ],
)
def test_a_table_is_written_whole_at_a_width(width: int | None, text: str) -> None:
    assert write(TABLE, Look(width=width, ascii=True)) == text


def test_blocks_are_aligned_where_there_is_room() -> None:
    columns = (Column("name", "layer"), Column("n", "parameters"), Column("m", "multiply adds"))
    table = Table("", columns, (("c" * 64, 34_944, 105_415_200),))
    assert write(table, Look(width=30)) == (
        f"{'c' * 64}\n  parameters     34,944\n  multiply adds  105,415,200\n"
    )


def test_a_column_without_a_heading_has_a_label_before_its_cells() -> None:
    columns = (Column("name", ""), Column("n", "VGG-19"), Column("ratio", "", label="ratio"))
    table = Table("", columns, (("parameters", 143_667_240, "1.04x"),))
    assert write(table, Look(width=22)) == "parameters\n  VGG-19  143,667,240\n  ratio   1.04x\n"
    assert (
        write(table, Look(width=18)) == "parameters\n  VGG-19:\n    143,667,240\n  ratio: 1.04x\n"
    )


def test_box_drawing_is_all_that_ascii_changes() -> None:
    drawn = write(TABLE, Look())
    assert drawn.replace("─", "-").replace("\N{MULTIPLICATION SIGN}", "x") == WIDE


def test_colour_changes_no_character() -> None:
    colored = write(TABLE, Look(ascii=True, color=True))
    assert colored != WIDE
    assert "\n".join(each.rstrip() for each in SGR.sub("", colored).split("\n")) == WIDE


def test_totals_are_bold_and_noughts_and_columns_of_high_rank_are_dim() -> None:
    colored = write(TABLE, Look(color=True, ascii=True))
    assert "\x1b[1m60,965,224\x1b[0m" in colored
    assert "\x1b[2m0\x1b[0m" in colored
    assert "\x1b[2m227x227\x1b[0m" in colored


def test_the_working_stands_in_the_cell() -> None:
    assert "(11*11*3 + 1)*96 = 34,944" in write(TABLE, Look(working=True))


@given(st.integers(1, 220), st.lists(st.integers(0, 10**30), min_size=1, max_size=6))
def test_numbers_are_whole_at_every_width(width: int, numbers: list[int]) -> None:
    columns = tuple(Column(f"n{i}", f"number {i}", numeric=True) for i in range(len(numbers)))
    text = write(
        Table("", (Column("name", "layer"), *columns), (("conv1", *numbers),)), Look(width)
    )
    assert all(f"{each:,}" in text.split() for each in numbers)


@given(st.integers(1, 220))
def test_a_line_is_no_wider_than_the_terminal_unless_a_word_is(width: int) -> None:
    text = write(TABLE, Look(width=width))
    longest_word = max(map(len, text.split()))
    assert max(map(len, text.splitlines())) <= max(width, longest_word + 4)


@given(st.integers(1, 40))
def test_a_number_keeps_its_unit_on_its_line(width: int) -> None:
    table = replace(TABLE, notes=("in memory: 243,860,896 B = 244 MB = 233 MiB (96.2 %), 61.0 M",))
    lines = write(table, Look(width=width)).splitlines()
    for each in ("243,860,896 B", "244 MB", "233 MiB", "(96.2 %)", "61.0 M"):
        assert any(each in line for line in lines)


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_a_name_is_shown_as_it_is_and_inert(name: str) -> None:
    text = write(replace(naming(name), title=name, notes=(name,)), Look())
    assert text.replace("\n", "").isprintable()
    assert (
        len(text.splitlines()) == 9
    )  # title, nothing, headings, rule, row, rule, totals, nothing, note
    if name.isprintable():
        assert name in text.splitlines()[4]


def test_names_of_any_script_leave_the_columns_aligned() -> None:
    """East Asian wide characters take two columns, and combining accents none (UAX #11)."""
    text = write(naming("conv1", "卷积层", "e\u0301te\u0301"), Look())
    assert text.splitlines()[2:5] == [
        "conv1       34,944",
        "卷积层      34,944",
        "e\u0301te\u0301         34,944",
    ]


PROSE = Table(
    "",
    (Column("word", "word"), Column("meaning", "meaning"), Column("source", "source", rank=1)),
    (
        ("MACs", "Multiply-accumulates of one forward pass over one example.", "CS231n"),
        ("neurons", "Output values of layers with weights.", "Krizhevsky et al. 2012"),
    ),
)


def test_sentences_are_wrapped_before_a_column_is_left_out() -> None:
    assert write(PROSE, Look(width=60, ascii=True)) == (
        "word     meaning                      source\n"
        "------------------------------------------------------------\n"
        "MACs     Multiply-accumulates of one  CS231n\n"
        "         forward pass over one\n"
        "         example.\n"
        "neurons  Output values of layers      Krizhevsky et al. 2012\n"
        "         with weights.\n"
    )


def test_sentences_stand_on_one_line_in_a_pipe() -> None:
    assert len(write(PROSE, Look()).splitlines()) == 4


def test_a_title_and_notes_use_the_width_there_is() -> None:
    """Whatever the width of the table between them."""
    title, note = " ".join(["network"] * 20), " ".join(["counted"] * 24)
    table = replace(TABLE, title=title, notes=(note,))
    assert {title, note} <= set(write(table, Look(width=200)).splitlines())
    assert max(map(len, write(table, Look(width=80)).splitlines())) <= 80
