"""Networks side by side; golden files of whole outputs, read by a person."""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

import cnncalc
from cnncalc.report.comparison import comparison_tables, exact_table, ratio_written
from cnncalc.report.format import write_table
from cnncalc.report.look import Look
from tests.spec.written import network

if TYPE_CHECKING:
    from tests.conftest import Golden

SUFFIXES = {"markdown": "md", "latex": "tex"}


def written(*specs: str, form: str = "table", look: Look | None = None) -> str:
    tables = comparison_tables(cnncalc.compare(*specs))
    return "\n".join(write_table(each, form, look or Look()) for each in tables)


@pytest.mark.parametrize(
    ("specs", "look"),
    [
        (("vgg16", "vgg19"), Look(width=80)),
        (("alexnet", "zfnet"), Look()),
        (("alexnet", "zfnet"), Look(width=80, ascii=True, order="chw")),
        (("resnet50", "resnet101", "resnet152"), Look(width=80)),
        (("resnet50", "resnet50-v1"), Look(width=80)),
        (("mobilenet-v1", "mobilenet-v2"), Look(width=200)),
        (("vgg16", "vgg19"), Look(width=20)),
        (("vgg16", "vgg19"), Look(width=40)),
    ],
)
def test_a_comparison_looks_like_this(specs: tuple[str, ...], look: Look, golden: Golden) -> None:
    name = f"compare-{'-'.join(specs)}-{look.width or 'piped'}.txt"
    golden(name, written(*specs, look=look))


@pytest.mark.parametrize("form", SUFFIXES)
def test_a_comparison_in_other_formats_looks_like_this(form: str, golden: Golden) -> None:
    golden(f"compare-alexnet-zfnet.{SUFFIXES[form]}", written("alexnet", "zfnet", form=form))


def test_csv_has_one_table_of_exact_numbers(golden: Golden) -> None:
    text = write_table(exact_table(cnncalc.compare("vgg16", "vgg19", "alexnet")), "csv", Look())
    golden("compare-vgg16-vgg19-alexnet.csv", text)
    rows = list(csv.reader(io.StringIO(text)))
    assert {len(each) for each in rows} == {5}
    assert ["total", "parameters", "138357544", "143667240", "60965224"] in rows
    (ratio,) = [each for each in rows if each[:2] == ["ratio", "parameters"]]
    assert float(ratio[3]) == 143_667_240 / 138_357_544


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        ((1, 2), "0.50"),
        ((16, 5), "3.2"),
        ((1000, 999), "1.00"),
        ((3, 3), "1"),
        ((0, 3), "0"),
        ((999, 1000), "1.00"),
        ((1, 30), "0.033"),
        ((1, 700), "0.0014"),
        ((1999, 1000), "2.00"),
        ((243, 10), "24.3"),
        ((1234, 10), "123"),
        ((12_345_678, 10), "1,234,568"),
        ((1, 10**15), "0.000000000000"),
    ],
)
def test_a_ratio_has_as_many_digits_as_say_something(ratio: tuple[int, int], text: str) -> None:
    assert ratio_written(Fraction(*ratio)) == f"{text}×"  # noqa: RUF001  as it is shown


def test_a_name_that_comes_again_is_told_apart() -> None:
    totals, difference = comparison_tables(cnncalc.compare("lenet5", "lenet5"))
    count = cnncalc.analyze("lenet5").totals.layer_count
    assert [each.heading for each in totals.columns][1:3] == ["LeNet-5", "LeNet-5 (2)"]
    assert [row[1] for row in difference.rows] == [f"{count} layers alike"]


def test_a_long_table_of_differences_is_cut_unless_all_is_asked_for() -> None:
    found = cnncalc.compare("densenet121", "resnet152")
    short, long = (comparison_tables(found, everything=each)[1] for each in (False, True))
    assert len(short.rows) == 60
    assert short.rows == tuple(row[: len(short.columns)] for row in long.rows[:60])
    assert short.notes[0] == f"and {len(long.rows) - 60} rows more, which --all shows"


@pytest.mark.parametrize("form", ["table", "markdown", "latex", "csv"])
@pytest.mark.parametrize("name", ["=1+1", "[bold]x[/bold]", r"\input{x}", "a|b", "\x1b[31mred"])
def test_a_hostile_name_comes_alive_nowhere(name: str, form: str) -> None:
    first = network("[relu]")
    hostile = cnncalc.load_text(
        f"name: {name!r}\ninput: 8x8x4\nlayers: [tanh]\n".replace("'", '"')
        if "\x1b" in name
        else f"name: '{name}'\ninput: 8x8x4\nlayers: [tanh]\n"
    )
    comparison = cnncalc.compare(first, hostile)
    tables = comparison_tables(comparison) if form != "csv" else (exact_table(comparison),)
    text = "".join(write_table(each, form, Look()) for each in tables)
    assert "\x1b" not in text
    if form == "csv":
        header = next(csv.reader(io.StringIO(text)))
        assert not any(each.startswith("=") for each in header)
    if form == "latex":
        assert r"\input{x}" not in text
    if form == "markdown" and name == "a|b":
        assert r"a\|b" in text
