"""Gradebooks: for people, for spreadsheets and for programs."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from cnncalc.coursework.grading import Graded, Grading, graded_sheets, grading
from cnncalc.coursework.key import read_keys
from cnncalc.coursework.quiz import quiz
from cnncalc.coursework.roster import Student
from cnncalc.report.csv import write as write_csv
from cnncalc.report.gradebook import gradebook_data, gradebook_export, gradebook_table
from cnncalc.report.json import write_json
from cnncalc.report.look import Look
from cnncalc.report.terminal import write as write_table
from tests.coursework.made import CS231N, answered, template

if TYPE_CHECKING:
    from pathlib import Path

ROSTER = (
    Student("ada01", "Ada", "Lovelace", "ada@example.org"),
    Student("alan2", "Alan", "Turing", "alan@example.org"),
    Student("kurt3", "Kurt", "Gödel", "kurt@example.org"),
)
HEADER = (
    "assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,"
    "late_submission_penalty,score,max_score"
)
"""nbgrader's (plugins/export.py)."""


@pytest.fixture
def graded(tmp_path: Path) -> Grading:
    """CS231n's example (2017, lecture 5): Ada is right but for the biases, Alan's is no sheet."""
    paths, keys = [], []
    labels = [each.label for each in ROSTER[:2]]
    half = CS231N.replace("P-NO-BIAS: 1", "P-NO-BIAS: 0.5")
    for copy in quiz(template(half), seed="1", students=labels).copies:
        sheet, key = tmp_path / f"{copy.number}.yaml", tmp_path / f"key{copy.number}.yaml"
        sheet.write_text(answered(copy.sheet, {"output": "32x32x10", "parameters": "750"}))
        key.write_text(copy.key)
        paths.append(str(sheet))
        keys.append(str(key))
    second = tmp_path / "2.yaml"
    second.write_text(second.read_text().replace("answers:", "answrs:"))
    return grading(graded_sheets(paths, read_keys(keys)))


def rows(grading: Grading) -> list[dict[str, str]]:
    """The gradebook as a program reads it."""
    text = write_csv(gradebook_export(grading, ROSTER), Look())
    assert text.startswith(HEADER)
    return list(csv.DictReader(io.StringIO(text)))


def test_the_csv_has_a_row_for_each_sheet_and_for_each_student_without_one(graded: Grading) -> None:
    ada, alan, kurt = rows(graded)
    assert ada["assignment"] == "cs231n"
    assert (ada["student_id"], ada["last_name"], ada["first_name"]) == ("ada01", "Lovelace", "Ada")
    assert (ada["score"], ada["raw_score"], ada["max_score"]) == ("1.5", "1.5", "3")
    assert (alan["student_id"], alan["score"]) == ("alan2", "")
    assert alan["remarks"].startswith("not readable: line ")
    assert (kurt["student_id"], kurt["remarks"]) == ("kurt3", "nothing handed in")


def test_the_data_has_each_answer(graded: Grading) -> None:
    data = json.loads(write_json(gradebook_data(graded, ROSTER)))
    first, second = data["sheets"]
    assert (first["points"], first["possible"], first["student_id"]) == (1.5, 3, "ada01")
    assert first["rows"][1] == {
        "layer": "conv1",
        "quantity": "parameters",
        "verdict": "slip",
        "slips": ["P-NO-BIAS"],
        "points": 0.5,
        "possible": 2,
    }
    assert second["points"] is None
    assert "there are no `answers`" in second["problem"]
    assert data["missing"] == ["kurt3"]


def test_people_get_a_table_that_says_what_to_look_at(graded: Grading) -> None:
    for width in (80, 200):
        text = write_table(gradebook_table(graded, ROSTER), Look(width=width))
        assert max(map(len, text.splitlines())) <= width
        assert "Ada Lovelace (ada01)" in text
        assert "not readable: line " in text
        assert "2 sheets, 1 not readable" in text
        assert "50 % of all points" in text
        assert "nothing handed in: Kurt Gödel (kurt3)" in text


def test_no_right_number_is_in_any_of_them(graded: Grading) -> None:
    for text in (
        write_csv(gradebook_export(graded, ROSTER), Look()),
        write_table(gradebook_table(graded, ROSTER), Look()),
        write_json(gradebook_data(graded, ROSTER)),
    ):
        assert "760" not in text
        assert "32x32x10" not in text


def test_a_name_runs_in_no_spreadsheet() -> None:
    hostile = Student("=cmd|' /C calc'!A0", "@SUM(1)", "+1", "-2")
    (row,) = csv.DictReader(
        io.StringIO(write_csv(gradebook_export(Grading(()), [hostile]), Look()))
    )
    assert [row[each][0] for each in ("student_id", "first_name", "last_name", "email")] == [
        "'"
    ] * 4


def test_a_sheet_of_nobody_is_not_taken_for_anybodys() -> None:
    nameless = Student(email="x@example.org")
    found = gradebook_data(Grading((Graded("a.yaml", trouble="it is gone"),)), [nameless])
    assert found["missing"] == ["x@example.org"]
    assert found["sheets"][0]["student_id"] == ""
    assert found["sheets"][0]["points"] is None
