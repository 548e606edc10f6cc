"""`cnncalc layers`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cnncalc.cli.main import run
from cnncalc.layers import KINDS

if TYPE_CHECKING:
    import pytest

    Captured = pytest.CaptureFixture[str]


def test_every_kind_is_listed(capsys: Captured) -> None:
    assert run(["layers"]) == 0
    words = capsys.readouterr().out.split()
    assert set(KINDS) <= set(words)


def test_a_kind_is_told_with_fields_rules_and_source(capsys: Captured) -> None:
    assert run(["layers", "conv"]) == 0
    text = capsys.readouterr().out
    for part in (
        "filters",
        "required",
        "(W - F + 2*P)/S + 1",
        "(F*F*D/g + 1)*K",
        "LeCun et al. 1998",
    ):
        assert part in text


def test_json_has_one_kind_or_all(capsys: Captured) -> None:
    assert run(["layers", "--format", "json"]) == 0
    assert [each["kind"] for each in json.loads(capsys.readouterr().out)["kinds"]] == list(KINDS)
    assert run(["layers", "dense", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == 1
    assert data["kind"]["fields"][0]["name"] == "units"
    assert data["kind"]["fields"][0]["default"] is None


def test_a_word_that_is_no_kind_gets_the_nearest(capsys: Captured) -> None:
    assert run(["layers", "convv"]) == 2
    assert "did you mean `conv`?" in capsys.readouterr().err
    assert run(["layers", "\x1bqqqqq"]) == 2
    assert "`cnncalc layers` lists the kinds" in capsys.readouterr().err
