"""Data and tables as JSON."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.derivation import Leaf
from cnncalc.quantity import Quantity
from cnncalc.report.json import LINE, write, write_json
from cnncalc.report.look import Look
from cnncalc.report.table import Column, Table
from tests.report.specimen import HOSTILE, TABLE

plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(plain)
def test_what_was_written_reads_back_the_same(data: object) -> None:
    assert json.loads(write_json(data)) == data


@given(plain)
def test_the_text_is_printable_ascii(data: object) -> None:
    text = write_json(data)
    assert text.isascii()
    assert text.replace("\n", "").isprintable()


@given(st.lists(st.lists(st.integers(0, 10**6), max_size=4), max_size=60))
def test_lines_are_short_and_a_shape_stays_on_one(shapes: list[list[int]]) -> None:
    text = write_json({"shapes": shapes})
    assert max(map(len, text.splitlines())) <= LINE
    assert all(json.dumps(each) in text for each in shapes)


def test_what_is_too_long_for_a_line_is_indented_by_two() -> None:
    data = {"name": "conv1", "inputs": ["a" * 40, "b" * 40, "c" * 40], "kernel": [11, 11]}
    assert write_json(data) == (
        "{\n"
        '  "name": "conv1",\n'
        '  "inputs": [\n'
        f'    "{"a" * 40}",\n'
        f'    "{"b" * 40}",\n'
        f'    "{"c" * 40}"\n'
        "  ],\n"
        '  "kernel": [11, 11]\n'
        "}\n"
    )


def test_ints_are_exact_beyond_those_of_a_machine() -> None:
    assert write_json({"macs": 2**200 + 1}) == f'{{"macs": {2**200 + 1}}}\n'


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_a_number_that_json_lacks_is_an_error(value: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_json({"alpha": [value]})


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_a_name_is_inert_and_comes_back_as_it_was(name: str) -> None:
    text = write_json({"name": name})
    assert text[:-1].isprintable()
    assert json.loads(text) == {"name": name}


def test_a_table_is_a_list_of_rows_by_key() -> None:
    data = json.loads(write(TABLE, Look(order="hwc", working=True)))
    assert data["title"] == "AlexNet"
    assert data["rows"][1] == {
        "name": "conv1",
        "window": "11x11 stride 4",
        "output": [96, 55, 55],
        "parameters": 34_944,
        "field": "11x11",
    }
    assert data["totals"]["parameters"] == 60_965_224
    assert data["notes"] == list(TABLE.notes)


def test_a_table_may_have_no_totals_and_a_fraction() -> None:
    jump = Quantity("jump", Leaf("jump", Fraction(1, 2), "j"))
    data = json.loads(write(Table("", (Column("jump", "jump"),), ((jump,),)), Look()))
    assert data["rows"] == [{"jump": 0.5}]
    assert data["totals"] is None
