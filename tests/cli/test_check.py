"""`cnncalc check`, as a student runs it."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from cnncalc.cli.main import run
from tests.cli.process import ran, seen, surroundings
from tests.coursework.filled import sheet_text

if TYPE_CHECKING:
    from pathlib import Path

    Answers = dict[str, dict[str, str | None]]
    Captured = pytest.CaptureFixture[str]

RIGHT: Answers = {"conv1": {"output": "55x55x96", "parameters": "34,944"}}
"""Krizhevsky et al. 2012, and CS231n's count with biases."""
SLIPPED: Answers = {"conv1": {"output": "55x55x96", "parameters": "34,848"}}
ELSEWHERE: Answers = {"conv1": {"macs": "210,830,400"}}
TURNED: Answers = {"conv1": {"output": "96x55x55"}}
OPEN: Answers = {"conv1": {"output": "55x55x96", "parameters": None}}


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A file for a sheet."""
    return tmp_path / "sheet.yaml"


def write(path: Path, answers: Answers, more: str = "") -> None:
    """Write a sheet about AlexNet in one tower."""
    path.write_text(sheet_text("alexnet-single", answers, more=more), encoding="utf-8")


@pytest.mark.parametrize(
    ("answers", "code"), [(RIGHT, 0), (OPEN, 0), (TURNED, 0), (SLIPPED, 1), (ELSEWHERE, 1)]
)
def test_the_exit_code_says_whether_every_answer_is_the_one_asked_for(
    sheet: Path, answers: Answers, code: int
) -> None:
    """Open is not wrong; other axes are fine; another count is right, and not what was asked."""
    write(sheet, answers)
    assert run(["check", str(sheet)]) == code


def test_a_hint_is_what_is_told_unless_more_is_asked_for(sheet: Path, capsys: Captured) -> None:
    write(sheet, SLIPPED)
    assert run(["check", str(sheet)]) == 1
    captured = capsys.readouterr()
    assert "besides its weights?" in captured.out
    assert "34,944" not in captured.out
    assert "34944" not in captured.out
    assert run(["check", str(sheet), "--feedback", "explain"]) == 1
    assert "34,944" in capsys.readouterr().out


def test_json_tells_no_more_than_the_level(sheet: Path) -> None:
    """docs/json.md describes it."""
    write(sheet, SLIPPED)
    found = ran("check", str(sheet), "--format", "json")
    data = json.loads(found.stdout)
    assert (data["schema"], data["feedback"], data["fine"]) == (1, "hint", False)
    assert data["rows"][1] == {
        "layer": "conv1",
        "quantity": "parameters",
        "answer": "34,848",
        "verdict": "slip",
        "feedback": "not yet. Does each filter or unit have anything besides its weights?",
        "points": 0,
        "possible": 1,
        "misconceptions": [["P-NO-BIAS"]],
        "convention": None,
        "order": None,
        "earlier": [],
    }
    assert data["verdicts"] == {"right": 1, "slip": 1}
    assert (data["points"], data["possible"]) == (1, 2)
    marked = json.loads(ran("check", str(sheet), "-f", "json", "--feedback", "mark").stdout)
    assert marked["rows"][1]["verdict"] == "not_yet"
    assert "misconceptions" not in marked["rows"][1]
    told = json.loads(ran("check", str(sheet), "-f", "json", "--feedback", "explain").stdout)
    assert told["rows"][1]["right"]["value"] == 34_944
    assert [each["value"] for each in told["rows"][0]["right"]] == [55, 55, 96]


def test_several_sheets_are_checked_one_after_another(tmp_path: Path) -> None:
    """The worst exit code is the exit code of all."""
    first, second, broken = (tmp_path / f"{name}.yaml" for name in ("first", "second", "broken"))
    write(first, RIGHT)
    write(second, SLIPPED)
    broken.write_text("worksheet: w\nmodel: alexnet-single\nanswers:\n  conv9:\n    output: 1\n")
    found = ran("check", str(first), str(broken), str(second), "-f", "csv")
    assert found.returncode == 1
    assert len(list(csv.DictReader(io.StringIO(found.stdout)))) == 4
    assert "broken.yaml:4:3: " in found.stderr
    assert "conv9" in found.stderr
    found = ran("check", str(first), str(tmp_path / "nowhere.yaml"))
    assert found.returncode == 2
    assert "right" in found.stdout
    assert found.stderr.startswith("error: ")
    data = json.loads(ran("check", str(first), str(second), "-f", "json").stdout)
    assert [each["fine"] for each in data] == [True, False]


def test_a_number_that_yaml_cuts_up_is_asked_about_by_its_place(sheet: Path) -> None:
    """`{parameters: 34,848}` is 34 and a stray 848 to YAML."""
    sheet.write_text(
        "worksheet: w\nmodel: alexnet-single\nanswers:\n  conv1: {parameters: 34,848}\n"
    )
    found = ran("check", str(sheet))
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr.startswith(f"{sheet}:4:")
    assert "34848" in found.stderr


@pytest.mark.parametrize("columns", [80, 200])
def test_a_terminal_shows_it_within_its_width(sheet: Path, columns: int) -> None:
    write(sheet, SLIPPED, more="title: By hand\n")
    found = seen("check", str(sheet), columns=columns, environment=surroundings(NO_COLOR="1"))
    assert found.code == 1
    assert max(map(len, found.text.splitlines())) <= columns
    assert "\x1b" not in found.text
    assert found.text.startswith("By hand, sheet by-hand\n")


def test_a_report_goes_to_a_file_whole(sheet: Path, tmp_path: Path) -> None:
    write(sheet, SLIPPED)
    target = tmp_path / "report.md"
    assert run(["check", str(sheet), "-o", str(target)]) == 1
    assert target.read_text().startswith("**sheet by-hand**\n")


def test_the_sheet_itself_is_never_overwritten(sheet: Path, capsys: Captured) -> None:
    write(sheet, SLIPPED)
    before = sheet.read_bytes()
    assert run(["check", str(sheet), "-f", "json", "-o", str(sheet)]) == 2
    assert sheet.read_bytes() == before
    assert "write to another file" in capsys.readouterr().err
