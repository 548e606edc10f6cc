"""`cnncalc list`."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from cnncalc.cli.main import run
from cnncalc.spec.catalog import shipped

if TYPE_CHECKING:
    import pytest

    Captured = pytest.CaptureFixture[str]


def test_every_shipped_network_is_listed_with_its_size(capsys: Captured) -> None:
    """AlexNet of 2012 over 227 x 227 x 3: Caffe's bvlc_alexnet."""
    assert run(["list", "--format", "json"]) == 0
    networks = {each["name"]: each for each in json.loads(capsys.readouterr().out)["networks"]}
    assert tuple(networks) == shipped()
    alexnet = networks["alexnet"]
    assert alexnet["year"] == 2012
    assert alexnet["input"] == [3, 227, 227]
    assert (alexnet["parameters"], alexnet["macs"]) == (60_965_224, 724_406_816)


def test_the_table_has_whole_numbers_and_plain_years(capsys: Captured) -> None:
    assert run(["list"]) == 0
    (line,) = [each for each in capsys.readouterr().out.splitlines() if " alexnet " in f" {each} "]
    for part in ("2012", "60,965,224", "724,406,816"):
        assert part in line


def test_a_network_that_cannot_be_read_does_not_hide_the_others(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr("cnncalc.spec.catalog.shipped", lambda: ("nosuchnet", "alexnet"))
    assert run(["list", "--format", "csv"]) == 2
    captured = capsys.readouterr()
    assert "nosuchnet" in captured.err
    assert "60965224" in captured.out


def test_the_list_is_csv_too(capsys: Captured) -> None:
    assert run(["list", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert tuple(each["name"] for each in rows) == shipped()
    (alexnet,) = [each for each in rows if each["name"] == "alexnet"]
    assert (alexnet["year"], alexnet["parameters"]) == ("2012", "60965224")
