"""`cnncalc list`."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from math import prod
from typing import TYPE_CHECKING, Any

import pytest

from cnncalc import api
from cnncalc.cli.main import run
from cnncalc.spec.catalog import shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cnncalc.analysis.result import Analysis
    from cnncalc.spec.graph import Reading

    Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module", autouse=True)
def _each_network_is_read_once() -> Iterator[None]:
    """A list reads every shipped network, and there are many lists here."""
    analyses: dict[str, Analysis] = {}

    def analyze_once(
        reading: Reading, analyze: Callable[..., Analysis] = api.analyze_reading
    ) -> Analysis:
        name = reading.network.source.name
        if name not in analyses:
            analyses[name] = analyze(reading)
        return analyses[name]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(api, "read_spec", cache(api.read_spec))
        patch.setattr(api, "analyze_reading", analyze_once)
        yield


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


def listed(capsys: Captured, *arguments: str) -> list[dict[str, Any]]:
    assert run(["list", *arguments, "--format", "json"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["networks"]
    return found


def test_words_stand_in_name_title_or_source(capsys: Captured) -> None:
    names = [each["name"] for each in listed(capsys, "ResNet", "he,")]
    assert "resnet50" in names
    assert all("resnet" in each for each in names)
    assert [each["name"] for each in listed(capsys, "krizhevsky", "towers")] == ["alexnet"]
    assert listed(capsys, "nosuchnetwork") == []


@pytest.mark.parametrize(
    ("years", "first", "last"),
    [
        ("2015", 2015, 2015),
        ("2015..2017", 2015, 2017),
        ("..2013", 0, 2013),
        ("2018..", 2018, 9999),
    ],
)
def test_years_choose_networks(years: str, first: int, last: int, capsys: Captured) -> None:
    found = {each["name"] for each in listed(capsys, "--year", years)}
    assert found == {e["name"] for e in listed(capsys) if first <= (e["year"] or -1) <= last}
    assert found


@pytest.mark.parametrize("years", ["abc", "", "..", "20152017", "2015..20", "99999", "2015-2017"])
def test_what_is_no_year_is_said(years: str, capsys: Captured) -> None:
    assert run(["list", "--year", years]) == 2
    assert "is not a year or years: 2015, 2015..2017" in capsys.readouterr().err


def test_years_in_reverse_are_said(capsys: Captured) -> None:
    assert run(["list", "--year", "2017..2015"]) == 2
    assert "2017..2015 holds no year: write 2015..2017" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("resnt50", "did you mean `resnet50`?"),
        ("krizevsky", "did you mean `krizhevsky`?"),
        ("qqqqqq", "`cnncalc list` shows them all"),
        ("\x1b[31mqqqq", "`cnncalc list` shows them all"),
    ],
)
def test_a_word_that_no_network_has_is_told_what_is_nearest(
    word: str, meant: str, capsys: Captured
) -> None:
    """A list may be empty, so the exit code is 0; programs get theirs as it is."""
    for form in ("table", "json", "csv"):
        assert run(["list", word, "--format", form]) == 0
        captured = capsys.readouterr()
        assert captured.err.endswith(f" in its name, title or source; {meant}\n")
        assert "\x1b" not in captured.err + captured.out
        assert "note" not in captured.out


def test_an_empty_list_of_known_words_speaks_for_itself(capsys: Captured) -> None:
    """There is no ResNet of 1998."""
    assert run(["list", "resnet", "--year", "1998"]) == 0
    captured = capsys.readouterr()
    assert f"0 of the {len(shipped())} networks" in captured.out
    assert not captured.err


def test_small_networks_are_chosen_by_bounds(capsys: Captured) -> None:
    """Published: SqueezeNet 1.1 of torchvision has 1,235,496 parameters, AlexNet some 60 M."""
    found = listed(capsys, "--max-parameters", "1235496", "--max-macs", "600M")
    assert {"squeezenet1-1", "lenet5"} <= {each["name"] for each in found}
    assert all(each["parameters"] <= 1_235_496 for each in found)
    assert all(each["macs"] <= 600_000_000 for each in found)


@pytest.mark.parametrize("key", ["year", "parameters", "macs"])
def test_networks_are_sorted_and_turned_round(key: str, capsys: Captured) -> None:
    found = [each[key] for each in listed(capsys, "--sort", key)]
    values = [each for each in found if each is not None]  # without a year: the last
    assert found[: len(values)] == sorted(values)
    found = [each[key] for each in listed(capsys, "--sort", key, "--reverse")]
    assert found[: len(values)] == sorted(values, reverse=True)


def test_the_input_goes_by_its_number_of_values(capsys: Captured) -> None:
    shapes = [each["input"] for each in listed(capsys, "--sort", "input")]
    values = [prod(each) for each in shapes]
    assert values == sorted(values)
    names = [each["name"] for each in listed(capsys, "--reverse")]
    assert tuple(names) == shipped()[::-1]


def test_the_list_fits_a_terminal_and_says_how_many_it_leaves_out(capsys: Captured) -> None:
    assert run(["list", "resnet152", "--width", "80"]) == 0
    text = capsys.readouterr().out
    assert "60,192,808" in text
    assert f"2 of the {len(shipped())} networks that come with cnncalc" in text
    assert run(["list", "--width", "80"]) == 0
    text = capsys.readouterr().out
    assert max(map(len, text.splitlines())) <= 80
    assert "networks that come" not in text
