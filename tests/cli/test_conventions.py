"""`cnncalc conventions`."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pytest

import cnncalc
from cnncalc.analysis.choice import CHOICES
from cnncalc.analysis.preset import PRESETS
from cnncalc.cli.conventions import WORDS
from cnncalc.cli.main import run
from cnncalc.derivation import leaves
from cnncalc.report.index import figures_of

if TYPE_CHECKING:
    Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize("form", ["table", "latex", "markdown", "html", "csv"])
def test_every_word_is_explained_with_its_source(form: str, capsys: Captured) -> None:
    assert run(["conventions", "--format", form, "--width", "120"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    for each in WORDS:
        assert each.word in text
        assert each.source.split(";")[-1].split()[-1] in text


def test_the_conventions_are_data_too(capsys: Captured) -> None:
    assert run(["conventions", "--format", "json"]) == 0
    words = {each["word"] for each in json.loads(capsys.readouterr().out)["conventions"]}
    assert {"MACs", "FLOPs", "connections", "neurons", "activations", "MB", "MiB"} <= words


def test_the_letters_of_formulas_are_those_that_an_explanation_gives() -> None:
    """No letter has a second meaning: D is the channels in, and the dilation is d."""
    written = " ".join(each.meaning for each in WORDS)
    text = "{name: n, input: 9x9x4, layers: [conv: {filters: 6, kernel: 3, dilation: 2, groups: 2}"
    network = cnncalc.load_text(text + ", dense: 3, dense: 2]}")
    explained = {
        leaf.symbol.partition("_")[0]
        for layer in network.nodes
        for line in figures_of(cnncalc.analyze(network).counted(), layer.name).values()
        for leaf in leaves(line.quantity.derivation)
    }
    words = {"a", "A", "M", "G"}
    found = set(re.findall(r"(?<![A-Za-z0-9])[A-Za-z](?![A-Za-z0-9])", written))
    assert found - words <= explained
    assert {"d", "D", "F", "K"} <= found


@pytest.mark.parametrize("form", ["table", "latex", "markdown", "html", "csv"])
def test_every_choice_and_preset_stands_among_the_words(form: str, capsys: Captured) -> None:
    assert run(["conventions", "--format", form, "--width", "120"]) == 0
    text = capsys.readouterr().out.replace("\\", "")
    for name in (*CHOICES, *PRESETS):
        assert name in text


def test_choices_and_presets_are_data_too(capsys: Captured) -> None:
    assert run(["conventions", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [each["name"] for each in data["choices"]] == [*CHOICES]
    assert [each["name"] for each in data["presets"]] == [*PRESETS]
    (biases,) = (each for each in data["choices"] if each["name"] == "biases")
    assert biases["options"]["not_counted"] == "biases not counted"


def test_one_convention_shows_what_it_chooses_beside_cnncalcs_own(capsys: Captured) -> None:
    """CS231n lists VGG-16 without biases and with the input."""
    assert run(["conventions", "--preset", "cs231n", "--format", "csv"]) == 0
    rows = {row[0]: row[1:] for row in csv.reader(io.StringIO(capsys.readouterr().out))}
    assert rows["biases"] == ["not_counted", "biases not counted", "counted"]
    assert rows["input"] == ["counted", "input counted", "not_counted"]
    assert rows["operations"][2] == ""  # as cnncalc's own
    assert len(rows) == len(CHOICES) + 1


def test_one_convention_is_data_by_itself(capsys: Captured) -> None:
    assert run(["conventions", "--preset", "keras", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert list(data) == ["schema", "cnncalc", "convention"]
    assert data["convention"]["batchnorm"] == "all"


def test_one_convention_fits_on_a_narrow_terminal(capsys: Captured) -> None:
    assert run(["conventions", "--preset", "cs231n", "--width", "80"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Convention cs231n"
    assert max(map(len, lines)) <= 80
    assert lines[-1] == "source: https://cs231n.github.io/convolutional-networks/"


def test_a_convention_that_is_none_gets_the_nearest(capsys: Captured) -> None:
    assert run(["conventions", "--preset", "kears"]) == 2
    assert "did you mean `keras`?" in capsys.readouterr().err
