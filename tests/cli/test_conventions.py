"""`cnncalc conventions`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

import cnncalc
from cnncalc.cli.conventions import CONVENTIONS
from cnncalc.cli.main import run
from cnncalc.derivation import leaves
from cnncalc.report.index import figures_of

if TYPE_CHECKING:
    Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize("form", ["table", "latex", "markdown", "csv"])
def test_every_word_is_explained_with_its_source(form: str, capsys: Captured) -> None:
    assert run(["conventions", "--format", form, "--width", "120"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    for each in CONVENTIONS:
        assert each.word in text
        assert each.source.split(";")[-1].split()[-1] in text


def test_the_conventions_are_data_too(capsys: Captured) -> None:
    assert run(["conventions", "--format", "json"]) == 0
    words = {each["word"] for each in json.loads(capsys.readouterr().out)["conventions"]}
    assert {"MACs", "FLOPs", "connections", "neurons", "activations", "MB", "MiB"} <= words


def test_the_letters_of_formulas_are_those_that_an_explanation_gives() -> None:
    """No letter has a second meaning: D is the channels in, and the dilation is d."""
    written = " ".join(each.meaning for each in CONVENTIONS)
    text = "{name: n, input: 9x9x4, layers: [conv: {filters: 6, kernel: 3, dilation: 2, groups: 2}"
    network = cnncalc.load_text(text + ", dense: 3, dense: 2]}")
    explained = {
        leaf.symbol.partition("_")[0]
        for layer in network.nodes
        for line in figures_of(cnncalc.analyze(network), layer.name).values()
        for leaf in leaves(line.quantity.derivation)
    }
    words = {"a", "A", "M", "G"}
    found = set(re.findall(r"(?<![A-Za-z0-9])[A-Za-z](?![A-Za-z0-9])", written))
    assert found - words <= explained
    assert {"d", "D", "F", "K"} <= found
