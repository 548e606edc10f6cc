"""`cnncalc compare`."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from cnncalc.cli.main import run
from tests.cli.test_loading import assert_loads_none_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    Captured = pytest.CaptureFixture[str]


def test_two_networks_stand_side_by_side(capsys: Captured) -> None:
    """torchvision: vgg16 has 138,357,544 parameters, vgg19 143,667,240."""
    assert run(["compare", "vgg16", "vgg19"]) == 0
    text = capsys.readouterr().out
    (line,) = [each for each in text.splitlines() if each.startswith("parameters")]
    assert line.split()[1:3] == ["138,357,544", "143,667,240"]
    assert "conv5_4" in text


def test_json_is_one_object(capsys: Captured) -> None:
    assert run(["compare", "vgg16", "vgg19", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == 1
    assert [each["parameters"] for each in data["totals"]] == [138_357_544, 143_667_240]


def test_csv_is_one_table_that_names_the_convention(capsys: Captured) -> None:
    """CS231n's listing of VGG-16 has no biases."""
    options = ["--convention", "cs231n", "--format", "csv"]
    assert run(["compare", "vgg16", "vgg19", *options]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    (parameters,) = [r for r in rows if (r["row"], r["name"]) == ("total", "parameters")]
    assert parameters["VGG-16"] == "138344128"
    assert {each["convention"] for each in rows} == {"cs231n"}


def test_the_options_that_read_a_spec_go_with_it(capsys: Captured) -> None:
    assert (
        run(["compare", "resnet18", "resnet34", "--input", "64x64x3", "--set", "classes=10"]) == 0
    )
    text = capsys.readouterr().out
    assert "64×64×3" in text  # noqa: RUF001  as it is shown
    (line,) = [each for each in text.splitlines() if each.startswith("output")]
    assert line.split() == ["output", "10", "10"]


def test_one_network_is_not_compared(capsys: Captured) -> None:
    assert run(["compare", "vgg16"]) == 2
    assert "one network compares with nothing" in capsys.readouterr().err


def test_every_bad_spec_is_told_and_nothing_is_written(tmp_path: Path, capsys: Captured) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("name: bad\ninput: 10x10x1\nlayers: [zzzz]\n")
    assert run(["compare", str(bad), "vgg16", "nosuchnet"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "zzzz" in captured.err
    assert "nosuchnet" in captured.err


def test_all_rows_are_shown_where_they_are_asked_for(capsys: Captured) -> None:
    assert run(["compare", "densenet121", "resnet152"]) == 0
    short = capsys.readouterr().out
    assert run(["compare", "densenet121", "resnet152", "--all"]) == 0
    long = capsys.readouterr().out
    assert "which --all shows" in short
    assert "which --all shows" not in long
    assert len(long) > len(short)


def test_what_costs_is_not_loaded() -> None:
    assert_loads_none_of({"numpy", "torch"}, "compare", "vgg11", "vgg13")
    assert_loads_none_of({"rich", "numpy", "torch"}, "compare", "vgg11", "vgg13", "-f", "csv")
