"""`cnncalc conventions`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cnncalc.cli.conventions import WORDS
from cnncalc.cli.main import run

if TYPE_CHECKING:
    Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize("form", ["table", "latex", "markdown", "csv"])
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
