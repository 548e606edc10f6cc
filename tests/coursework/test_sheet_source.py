"""The text of a sheet: what cannot be read is said of a sheet, and answers are kept from harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cnncalc.coursework.sheet_source import SHEET_LIMITS, has_answers, sheet_source
from cnncalc.diagnostic import CannotRunError, SpecError
from cnncalc.limit import Limits

if TYPE_CHECKING:
    from pathlib import Path

FILLED_IN = "model: alexnet\nanswers:\n  conv1:\n    output: 55x55x96\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty; help: a sheet has a `model` and `answers`"),
        (
            "answers:\n  conv1:\n    output: *x\n",
            (
                "`*x` is an alias, and a sheet has none; help: put it in quotes if it is text; "
                "help: leave empty what is not answered yet"
            ),
        ),
        (
            "answers:\n  conv1:\n    output: ?\n",
            (
                "a value cannot start with `?`; help: leave empty what is not answered yet; "
                "help: put the value in quotes"
            ),
        ),
        (
            "answers:\n  conv1:\n    output: -\n",
            "a list with dashes cannot start here; help: leave empty what is not answered yet; ",
        ),
        ("a: " + "[" * 100, "lists and mappings nest more than 64 deep here"),
        ("a: [" + "1, " * 50_000 + "1]", "the file has more than 50,000 words, lists and mappings"),
        ("a: " + "x" * 1_000_001, "the file is larger than 1,000,000 bytes"),
    ],
)
def test_what_cannot_be_read_at_all_is_said_of_a_sheet(
    text: str, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "sheet.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        sheet_source(path)
    (problem,) = (each.concise() for each in caught.value.diagnostics)
    assert said in problem
    assert "spec" not in problem.removeprefix(str(path))
    assert "--limit" not in problem


def test_what_is_no_file_is_no_sheet(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.yaml"):
        with pytest.raises(CannotRunError) as caught:
            sheet_source(path)
        assert "spec" not in str(caught.value).removeprefix(str(path))


def test_a_sheet_holds_less_than_a_network_may() -> None:
    assert SHEET_LIMITS.bytes < Limits().bytes
    assert SHEET_LIMITS.values < Limits().values


def test_a_sheet_that_somebody_has_filled_in_is_told_from_a_blank_one(tmp_path: Path) -> None:
    path = tmp_path / "sheet.yaml"
    assert not has_answers(path)
    path.write_text(FILLED_IN, encoding="utf-8")
    assert has_answers(path)
    path.write_text(FILLED_IN + '    "', encoding="utf-8")  # which is no YAML, and holds answers
    assert has_answers(path)
    blank = "model: alexnet\nanswers:\n  conv1:\n    output:\n    params: ''\n"
    path.write_text(blank, encoding="utf-8")
    assert not has_answers(path)
    path.write_text("name: a network", encoding="utf-8")
    assert not has_answers(path)
