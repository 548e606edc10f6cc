"""A sheet for each student, and keys that are right."""

from __future__ import annotations

import re

import pytest

from cnncalc.coursework import quiz as module
from cnncalc.coursework.check import check
from cnncalc.coursework.question import expected_text
from cnncalc.coursework.quiz import file_names, quiz
from cnncalc.coursework.sheet import sheet_of
from cnncalc.spec.source import parse_source

from .made import ALEXNET, CS231N, DRAWN, copied, template

STUDENTS = ("Ada Lovelace (ada01)", "Alan Turing", "Kurt Gödel")


def test_a_key_gets_all_points_and_a_sheet_is_open() -> None:
    for copy in quiz(template(DRAWN), seed="2025", count=5).copies:
        key = check(sheet_of(parse_source(copy.key, "key.yaml")))
        blank = check(sheet_of(parse_source(copy.sheet, "sheet.yaml")))
        assert key.points == key.possible == 2
        assert [each.verdict for each in key.rows] == ["right", "right"]
        assert [each.verdict for each in blank.rows] == ["open", "open"]


def test_a_sheet_holds_no_right_answer_and_nothing_of_what_slips_earn() -> None:
    """AlexNet's conv1 as CS231n's notes have it: 55x55x96, 34,944 and 105,415,200."""
    copy = copied(ALEXNET)
    for secret in ("55x55x96", "34,944", "34944", "105,415,200", "105415200"):
        assert secret not in copy.sheet
    assert "34,944" in copy.key
    assert "P-NO-BIAS" not in copied(CS231N).sheet
    assert "P-NO-BIAS" in copied(CS231N).key


def test_a_sheet_says_above_each_answer_what_is_asked_and_what_it_is_worth() -> None:
    sheet = copied(CS231N, student="Ada").sheet
    assert sheet.startswith("# The example of the lecture: copy cs231n/1\n")
    assert (
        "    # 1a (1 point): Ten 5x5 filters with stride 1, pad 2. Output volume size?\n"
        "    output:\n"
        "    # 1b (2 points): How many parameters does conv1 have, weights and biases together?\n"
        "    parameters:\n"
    ) in sheet
    assert "student: Ada\n" in sheet


def test_the_same_seed_gives_the_same_sheets() -> None:
    first, again, other = (
        [each.sheet for each in quiz(template(DRAWN), seed=seed, count=4).copies]
        for seed in ("1", "1", "2")
    )
    assert first == again != other


def test_copies_differ_as_long_as_there_are_other_numbers() -> None:
    made = quiz(template(DRAWN), seed="1", count=20)
    assert made.alike == ()
    numbers = {tuple(each.variant.numbers.items()) for each in made.copies}
    assert len(numbers) == 20


def test_copies_that_cannot_differ_are_named() -> None:
    made = quiz(template(CS231N), seed="1", count=3)
    assert [(one.number, same.number) for one, same in made.alike] == [(1, 2), (1, 3)]


def test_a_student_who_joins_changes_nobody_elses_numbers() -> None:
    before = quiz(template(DRAWN), seed="1", students=STUDENTS).copies
    after = quiz(template(DRAWN), seed="1", students=("Grace Hopper", *STUDENTS)).copies
    numbers = {each.student: each.variant.numbers for each in after}
    assert {each.student: each.variant.numbers for each in before}.items() <= numbers.items()


def test_files_are_named_by_number_and_by_student_in_plain_letters() -> None:
    made = quiz(template(CS231N), seed="1", students=(*STUDENTS, "李雷", "../../etc", "a" * 100))
    assert file_names(made) == (
        "1-ada-lovelace-ada01",
        "2-alan-turing",
        "3-kurt-godel",
        "4",
        "5-etc",
        f"6-{'a' * 40}",
    )


def test_the_number_of_copies_may_stand_in_the_template() -> None:
    assert len(quiz(template(f"copies: 3\n{CS231N}"), seed="1").copies) == 3
    assert len(quiz(template(CS231N), seed="1").copies) == 1


def test_names_are_data_in_a_sheet() -> None:
    student = 'Robert"); DROP\n\x1b[31m: {#'
    copy = copied(CS231N, student=student)
    assert "\x1b" not in copy.sheet
    read = sheet_of(parse_source(copy.sheet, "sheet.yaml"))
    assert read.student == " ".join(student.split())


def test_a_key_that_is_not_right_is_not_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        module, "expected_text", lambda asked: re.sub("0", "1", expected_text(asked))
    )
    with pytest.raises(AssertionError, match="cs231n/1"):
        copied(CS231N)
