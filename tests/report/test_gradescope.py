"""Gradescope's results.json, as gradescope-autograders.readthedocs.io/en/latest/specs/ has it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cnncalc.coursework.grading import graded_sheets
from cnncalc.coursework.key import read_keys
from cnncalc.report.gradescope import gradescope_results
from cnncalc.report.json import write_json
from tests.coursework.made import CS231N, answered, copied
from tests.report.specimen import HOSTILE

if TYPE_CHECKING:
    from pathlib import Path

    from cnncalc.coursework.feedback import Level

COPY = copied(CS231N)
TOP = {
    *("score", "execution_time", "output", "output_format", "test_output_format", "tests"),
    *("test_name_format", "visibility", "stdout_visibility", "extra_data", "leaderboard"),
}
OF_A_TEST = {
    *("score", "max_score", "status", "name", "name_format", "number", "output"),
    *("output_format", "tags", "visibility", "extra_data"),
}


def results(folder: Path, *sheets: str, level: Level = "hint") -> dict[str, Any]:
    """Hand in sheets, and read the results back as a program does."""
    key = folder / "key.yaml"
    key.write_text(COPY.key)
    paths = []
    for number, text in enumerate(sheets):
        path = folder / f"{number}.yaml"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    graded = tuple(graded_sheets(paths, read_keys([str(key)])))
    data: dict[str, Any] = json.loads(write_json(gradescope_results(graded, level)))
    return data


def sheet(**answers: str) -> str:
    """CS231n's example (2017, lecture 5): right are 32x32x10 and 760."""
    return answered(COPY.sheet, answers)


def test_each_answer_is_a_test_with_its_points(tmp_path: Path) -> None:
    """750 are the weights alone, which earn 1 of 2 points."""
    found = results(tmp_path, sheet(output="32x32x10", parameters="750"))
    output, parameters = found["tests"]
    assert (output["name"], output["number"]) == ("conv1 output", "1.1")
    assert (output["score"], output["max_score"], output["status"]) == (1, 1, "passed")
    assert (parameters["score"], parameters["max_score"]) == (1, 2)
    assert parameters["status"] == "failed"
    assert parameters["tags"] == ["parameters", "P-NO-BIAS"]
    assert parameters["extra_data"] == {"verdict": "slip", "slips": ["P-NO-BIAS"]}
    assert found["output"] == "1 right, 1 not yet"


def test_every_field_is_one_that_gradescope_knows_and_the_tests_add_up(tmp_path: Path) -> None:
    """A top-level score would override their sum."""
    found = results(tmp_path, sheet(output="32x32x10"))
    assert set(found) <= TOP
    assert "score" not in found
    for each in found["tests"]:
        assert set(each) <= OF_A_TEST
        assert each["status"] in {"passed", "failed"}
    assert (found["visibility"], found["stdout_visibility"]) == ("visible", "hidden")


@pytest.mark.parametrize(("level", "told"), [("mark", False), ("hint", False), ("explain", True)])
def test_the_right_number_is_told_where_a_teacher_says_so(
    tmp_path: Path,
    level: Level,
    told: bool,  # noqa: FBT001  a case
) -> None:
    found = results(tmp_path, sheet(parameters="750"), level=level)
    assert ("760" in json.dumps(found)) is told
    assert "32x32x10" not in json.dumps(found)


def test_a_sheet_that_is_broken_is_a_test_that_failed(tmp_path: Path) -> None:
    found = results(tmp_path, "answers: [", sheet(output="32x32x10"))
    broken, *others = found["tests"]
    assert (broken["score"], broken["max_score"], broken["status"]) == (0, 0, "failed")
    assert "line 1: " in broken["output"]
    assert [each["number"] for each in others] == ["2.1", "2.2"]
    assert found["output"] == "1 right, 1 open; 1 not readable"


def test_a_broken_sheet_that_says_which_it_is_is_worth_what_its_key_is(tmp_path: Path) -> None:
    found = results(tmp_path, COPY.sheet.replace("answers:", "answrs:"))
    (broken,) = found["tests"]
    assert (broken["score"], broken["max_score"]) == (0, 3)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_is_written_stays_text(tmp_path: Path, hostile: str) -> None:
    quoted = "".join(f"\\U{ord(each):08x}" for each in hostile)
    found = results(tmp_path, sheet(parameters=f'"{quoted}"'))
    assert {found["output_format"], found["test_output_format"]} == {"text"}
    assert found["test_name_format"] == "text"
    for each in found["tests"]:
        assert each["output"].replace("\n", "").isprintable()
