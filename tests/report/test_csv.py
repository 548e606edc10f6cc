"""Tables as CSV."""

from __future__ import annotations

import csv
import io
from fractions import Fraction

import pytest

from cnncalc.report.csv import write
from cnncalc.report.look import Look
from cnncalc.report.table import Column, Phrase, Table
from cnncalc.shape import Image
from tests.report.specimen import HOSTILE, TABLE, naming


def test_a_table_is_written_whole_with_the_line_ends_of_the_rfc() -> None:
    assert write(TABLE, Look()) == (
        "name,window,output,parameters,field\r\n"
        "input,,3x227x227,,\r\n"
        "conv1,11x11 stride 4,96x55x55,34944,11x11\r\n"
        "relu1,,96x55x55,0,11x11\r\n"
        "fc8,,1000,4097000,227x227\r\n"
        "total,,,60965224,\r\n"
    )


def test_no_look_changes_it_but_working() -> None:
    looks = [Look(order="chw"), Look(ascii=True), Look(width=20), Look(color=True)]
    assert {write(TABLE, each) for each in looks} == {write(TABLE, Look())}


def test_the_working_has_a_column_of_its_own() -> None:
    rows = list(csv.DictReader(io.StringIO(write(TABLE, Look(working=True)))))
    assert list(rows[0]) == [
        "name",
        "window",
        "output",
        "parameters",
        "parameters_working",
        "field",
    ]
    assert rows[1]["parameters"] == "34944"
    assert rows[1]["parameters_working"] == "(11*11*3 + 1)*96"
    assert rows[2]["parameters_working"] == ""


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_a_name_stays_one_field_and_no_formula(name: str) -> None:
    header, row, _ = csv.reader(io.StringIO(write(naming(name), Look()), newline=""))
    assert len(row) == len(header)
    assert row[0][0] not in "=+-@\t\r"
    assert row[0].replace("\n", "").isprintable()
    assert row[1] == "34944"


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_text_that_starts_like_a_formula_gets_an_apostrophe(name: str) -> None:
    """OWASP, CSV injection."""
    _, row, _ = csv.reader(io.StringIO(write(naming(name), Look()), newline=""))
    assert row[0].startswith("'")


def test_a_negative_number_gets_none() -> None:
    columns = (Column("start", "start", numeric=True), Column("n", "n", numeric=True))
    text = write(Table("", columns, ((Phrase((-64,)), -3),)), Look())
    assert text.splitlines()[1] == "-64,-3"


def test_numbers_are_exact() -> None:
    columns = (Column("n", "n", numeric=True), Column("jump", "jump", numeric=True))
    text = write(Table("", columns, ((2**64 + 1, Phrase((Fraction(1, 2),))),)), Look())
    assert text.splitlines()[1] == "18446744073709551617,0.5"


def test_shapes_are_channels_first_within_words_too() -> None:
    inputs = Phrase((Image(64, 28, 27), "+", Image(96, 28, 27)))
    text = write(Table("", (Column("input", "input"),), ((inputs,),)), Look())
    assert text.splitlines()[1] == "64x28x27 + 96x28x27"
