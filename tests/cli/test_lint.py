"""`cnncalc lint`, as a teacher runs it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.process import ran, seen, surroundings
from tests.coursework.filled import sheet_text

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, name: str = "sheet.yaml", **choices: str) -> str:
    """Write a blank sheet that asks for AlexNet's first parameters."""
    path = folder / name
    blank: dict[str, dict[str, str | None]] = {"conv1": {"parameters": None}}
    path.write_text(sheet_text("alexnet-single", blank, **choices), encoding="utf-8")
    return str(path)


def test_a_sheet_without_a_problem_is_fine(tmp_path: Path) -> None:
    sheet = written(tmp_path, biases="counted")
    found = ran("lint", sheet)
    assert (found.returncode, found.stdout, found.stderr) == (0, f"{sheet}: fine\n", "")


def test_a_problem_is_a_line_with_its_place_and_ends_with_1(tmp_path: Path) -> None:
    sheet = written(tmp_path)
    found = ran("lint", sheet)
    first, last = found.stdout.splitlines()
    assert found.returncode == 1
    assert first.startswith(f"{sheet}:5:5: convention-not-said the right conv1 parameters ")
    assert last == f"{sheet}: 1 problem"


def test_on_a_terminal_a_problem_is_drawn(tmp_path: Path) -> None:
    sheet = written(tmp_path)
    found = seen("lint", sheet, columns=80, environment=surroundings(NO_COLOR="1"))
    assert found.code == 1
    assert "error[convention-not-said]: " in found.text
    assert "5 |     parameters:" in found.text


def test_json_has_problems_and_notes(tmp_path: Path) -> None:
    sheet, other = written(tmp_path), written(tmp_path, "other.yaml", biases="counted")
    found = ran("lint", sheet, other, "--format", "json")
    first, second = json.loads(found.stdout)
    assert found.returncode == 1
    assert (first["sheet"], first["fine"], second["fine"]) == (sheet, False, True)
    (problem,) = first["problems"]
    assert (problem["code"], problem["line"]) == ("convention-not-said", 5)
    assert first["notes"] == []


def test_one_sheet_that_cannot_be_read_does_not_stop_the_rest(tmp_path: Path) -> None:
    sheet = written(tmp_path, biases="counted")
    found = ran("lint", str(tmp_path / "nowhere.yaml"), sheet)
    assert found.returncode == 2
    assert found.stdout == f"{sheet}: fine\n"
