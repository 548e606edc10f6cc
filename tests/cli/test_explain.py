"""`cnncalc explain`."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from cnncalc.cli.main import run
from tests.cli.process import ran, seen

if TYPE_CHECKING:
    from pathlib import Path

    Captured = pytest.CaptureFixture[str]

ALEXNET = 60_965_224
"""Parameters of Caffe's bvlc_alexnet."""


def test_a_layer_is_explained_number_by_number(capsys: Captured) -> None:
    """CS231n: 55, 34,944 and, without sharing, 105,705,600."""
    assert run(["explain", "alexnet", "conv1"]) == 0
    text = capsys.readouterr().out
    for working in (
        "height, width = (W - F + 2*P)/S + 1 = (227 - 11 + 2*0)/4 + 1 = 55",
        "parameters = (F*F*D + 1)*K = (11*11*3 + 1)*96 = 34,944",
        "= 105,705,600",
        "F     =  11  kernel size",
        "1: the bias of each filter",
        "source: LeCun et al. 1998, section II.B; CS231n, Convolutional Networks",
    ):
        assert working in text


def test_a_figure_alone_is_explained(capsys: Captured) -> None:
    """A lecture on LeNet-5: (32*32 + 1)*(28*28)*6 parameters fully connected."""
    assert run(["explain", "lenet5", "C1", "fully_connected"]) == 0
    text = capsys.readouterr().out
    assert f"{(32 * 32 + 1) * (28 * 28) * 6:,}" in text
    assert "MACs" not in text


def test_a_spec_alone_gives_its_totals(capsys: Captured) -> None:
    assert run(["explain", "alexnet"]) == 0
    text = capsys.readouterr().out
    assert f"{ALEXNET:,}" in text
    assert "conv1 + conv2 + conv3 + conv4 + conv5 + fc6 + fc7 + fc8" in text
    assert "(11*11*3 + 1)*96" in text


def test_a_total_is_explained_by_its_name(capsys: Captured) -> None:
    for style in ("table", "json", "csv"):
        assert run(["explain", "alexnet", "parameters", "-f", style]) == 0
        text = capsys.readouterr().out
        assert f"{ALEXNET:,}" in text or str(ALEXNET) in text
        assert "MACs" not in text


def test_another_input_gives_other_numbers(capsys: Captured) -> None:
    """CS231n: (231 - 11)/4 + 1 = 56."""
    arguments = ["explain", "alexnet", "conv1", "height", "--input", "231x231x3"]
    assert run([*arguments, "--rounding", "floor"]) == 0
    assert "(231 - 11 + 2*0)/4" in capsys.readouterr().out


def test_the_data_has_every_figure(capsys: Captured) -> None:
    assert run(["explain", "alexnet", "conv1", "-f", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert list(data) == ["schema", "cnncalc", "network", "convention", "explain"]
    assert data["explain"]["quantities"]["parameters"]["value"] == 34_944
    assert run(["explain", "alexnet", "-f", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["explain"]["quantities"]["parameters"]["value"] == ALEXNET


def test_as_csv_each_figure_is_a_row(capsys: Captured) -> None:
    assert run(["explain", "alexnet", "conv1", "params", "-f", "csv"]) == 0
    (row,) = csv.DictReader(capsys.readouterr().out.splitlines())
    assert row["value"] == "34944"
    assert row["numbers"] == "(11*11*3 + 1)*96"
    assert run(["explain", "alexnet", "-f", "csv"]) == 0
    *rows, total = csv.DictReader(capsys.readouterr().out.splitlines())
    assert sum(int(row["parameters"] or 0) for row in rows) == int(total["parameters"]) == ALEXNET


def test_latex_goes_into_a_file(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "homework.tex"
    assert run(["explain", "alexnet", "conv1", "-o", str(path)]) == 0
    assert r"\frac{227 - 11 + 2 \cdot 0}{4} + 1" in path.read_text(encoding="utf-8")
    assert capsys.readouterr().out == ""


def test_markdown(capsys: Captured) -> None:
    assert run(["explain", "alexnet", "conv1", "-f", "markdown"]) == 0
    assert "= **34,944**" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("alexnet", "conv9"), "AlexNet has no layer conv9; did you mean conv"),
        (("alexnet", "conv1", "paramters"), "did you mean parameters?"),
        (("alexnt",), "alexnet"),
    ],
)
def test_a_name_that_there_is_not_cannot_run(
    arguments: tuple[str, ...], sentence: str, capsys: Captured
) -> None:
    for style in ("table", "json", "csv", "latex"):
        assert run(["explain", *arguments, "-f", style]) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert sentence in captured.err


def test_a_spec_with_problems_is_told_as_such(tmp_path: Path, capsys: Captured) -> None:
    """CS231n: 10, 3 and 2 do not fit."""
    spec = tmp_path / "net.yaml"
    spec.write_text(
        "name: n\ninput: 10x10x1\nlayers:\n  - conv: {filters: 1, kernel: 3, stride: 2}\n"
    )
    assert run(["explain", str(spec)]) == 1
    assert "4.5, not a whole number" in capsys.readouterr().err


def test_a_terminal_is_never_overrun() -> None:
    for columns in (80, 40):
        shown = seen("explain", "alexnet", "conv1", columns=columns)
        assert shown.code == 0
        assert "34,944" in shown.text
    plain = seen("explain", "alexnet", "conv1", "--color", "never")
    assert max(len(line) for line in plain.text.splitlines()) <= 80
    assert "\x1b" not in plain.text


def test_a_pipe_gets_neither_colour_nor_endless_lines() -> None:
    finished = ran("explain", "alexnet", "conv1")
    assert "\x1b" not in finished.stdout
    assert max(len(line) for line in finished.stdout.splitlines()) <= 80
