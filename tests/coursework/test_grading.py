"""A pile of sheets: each graded by itself, the broken ones listed."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from cnncalc.coursework.grading import exercise_of, graded_sheets, grading
from cnncalc.coursework.key import read_keys
from cnncalc.coursework.quiz import quiz
from cnncalc.coursework.sheet import read_sheet

from .made import CS231N, answered, template

if TYPE_CHECKING:
    from pathlib import Path

    from cnncalc.coursework.grading import Grading
    from cnncalc.coursework.sheet import Sheet

RIGHT = {"output": "32x32x10", "parameters": "760"}
"""CS231n 2017, lecture 5."""


class Class:
    """A class that hands in sheets."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.copies = quiz(template(CS231N), seed="1", students=("Ada", "Alan", "Kurt")).copies
        self.paths: list[str] = []
        self.keys = [self._write(f"key{each.number}.yaml", each.key) for each in self.copies]

    def hands_in(self, number: int, answers: dict[str, str], name: str = "") -> str:
        """Write the sheet of a copy with its answers."""
        sheet = answered(self.copies[number - 1].sheet, answers)
        return self.hands_in_text(sheet, name or f"{number}.yaml")

    def hands_in_text(self, text: str, name: str) -> str:
        """Write a file."""
        self.paths.append(self._write(name, text))
        return self.paths[-1]

    def graded(self, *, keyed: bool = True) -> Grading:
        """Grade all that is handed in."""
        return grading(graded_sheets(self.paths, read_keys(self.keys) if keyed else None))

    def _write(self, name: str, text: str) -> str:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)


@pytest.fixture
def school(tmp_path: Path) -> Class:
    """A class of three: Ada, Alan and Kurt."""
    return Class(tmp_path)


def test_each_sheet_gets_its_points(school: Class) -> None:
    """750 are the weights alone, for which the template gives 1 of 2 points."""
    school.hands_in(1, RIGHT)
    school.hands_in(2, {**RIGHT, "parameters": "750"})
    school.hands_in(3, {})
    found = school.graded()
    assert [(each.student, each.points, each.possible) for each in found.sheets] == [
        ("Ada", Fraction(3), Fraction(3)),
        ("Alan", Fraction(2), Fraction(3)),
        ("Kurt", Fraction(0), Fraction(3)),
    ]


def test_without_a_key_a_sheet_is_graded_by_what_it_says_itself(school: Class) -> None:
    """The points that a slip earns stand in keys alone."""
    school.hands_in(2, {**RIGHT, "parameters": "750"})
    (sheet,) = school.graded(keyed=False).sheets
    assert [sheet.points, sheet.possible] == [1, 3]


def test_a_broken_sheet_stops_no_other_and_says_why(school: Class) -> None:
    school.hands_in_text("student: Ada\nanswers: [", "a.yaml")
    school.hands_in_text("student: Kurt\nworksheet: cs231n/3\nanswers: {}\nlayerz: []\n", "b.yaml")
    school.paths.append("nowhere.yaml")
    school.hands_in(2, RIGHT)
    found = school.graded()
    assert [each.path for each in found.broken] == school.paths[:3]
    assert [each.student for each in found.fine] == ["Alan"]
    first, second, third, _ = found.sheets
    assert "line 2: " in first.why_broken
    assert (second.student, second.possible) == ("Kurt", Fraction(3))
    assert "a sheet has no part `layerz`" in second.why_broken
    assert third.why_broken.endswith("there is no such file; check its name and its folder")
    assert found.broken[0].points == 0
    assert found.broken[0].possible is None


def test_a_bug_that_one_sheet_brings_out_stops_no_other(
    school: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(path: str) -> Sheet:
        if path.endswith("1.yaml"):
            raise ZeroDivisionError
        return read_sheet(path)

    monkeypatch.setattr("cnncalc.coursework.grading.read_sheet", failing)
    school.hands_in(1, RIGHT)
    school.hands_in(2, RIGHT)
    first, second = school.graded().sheets
    assert first.why_broken.startswith("this is a bug in cnncalc (ZeroDivisionError); ")
    assert (first.student, first.points, first.possible) == ("Ada", Fraction(0), Fraction(3))
    assert second.points == 3


def test_a_sheet_without_a_key_is_not_graded_by_itself(school: Class) -> None:
    sheet = school.copies[0].sheet.replace("worksheet: cs231n/1", "worksheet: other/1")
    school.hands_in_text(sheet, "1.yaml")
    (found,) = school.graded().sheets
    assert found.checked is None
    assert found.why_broken == "there is no key to other/1"


def test_the_same_student_twice_is_said_on_both_sheets(school: Class) -> None:
    school.hands_in(1, RIGHT)
    school.hands_in(1, {}, "again.yaml")
    school.hands_in(2, RIGHT)
    first, again, other = school.graded().sheets
    assert first.remarks == ("the same student as again.yaml",)
    assert again.remarks == ("the same student as 1.yaml",)
    assert other.remarks == ()


def test_the_same_copy_by_two_students_is_said(school: Class) -> None:
    school.hands_in(1, RIGHT)
    sheet = answered(school.copies[0].sheet, RIGHT).replace("student: Ada", "student: Alan")
    school.hands_in_text(sheet, "2.yaml")
    first, second = school.graded().sheets
    assert first.remarks == ("the same copy as 2.yaml",)
    assert second.remarks == ("this copy was made for Ada", "the same copy as 1.yaml")


def test_a_sheet_without_a_name_is_that_of_the_student_it_was_made_for(school: Class) -> None:
    school.hands_in_text(school.copies[1].sheet.replace("student: Alan", "student:"), "x.yaml")
    (found,) = school.graded().sheets
    assert (found.student, found.remarks) == ("Alan", ())


def test_names_of_files_are_short_where_that_tells_them_apart(school: Class) -> None:
    (school.folder / "x").mkdir()
    school.hands_in(1, RIGHT)
    school.hands_in(1, RIGHT, "x/1.yaml")
    first, second = school.graded().sheets
    assert first.remarks == (f"the same student as {school.folder}/x/1.yaml",)
    assert second.remarks == (f"the same student as {school.folder}/1.yaml",)


def test_a_worksheet_is_a_copy_of_an_exercise() -> None:
    assert exercise_of("conv/basics/07") == "conv/basics"
    assert exercise_of("alexnet-by-hand") == "alexnet-by-hand"
