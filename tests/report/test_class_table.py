"""What a class found hard, as tables and as data."""

from __future__ import annotations

import json

from cnncalc.coursework.class_report import ClassReport, QuestionCount, SlipCount
from cnncalc.coursework.misconception import MISCONCEPTIONS
from cnncalc.report.class_table import class_data, class_tables
from cnncalc.report.json import write_json
from cnncalc.report.look import Look
from cnncalc.report.terminal import write

NO_BIAS = MISCONCEPTIONS["P-NO-BIAS"]
DIVIDED = MISCONCEPTIONS["S-DIVIDE-BY-STRIDE"]
REPORT = ClassReport(
    30,
    (SlipCount(NO_BIAS, 11, 14, ("conv1 parameters", "conv2 parameters")),),
    (
        QuestionCount("a", "conv1", "parameters", {"slip": 11, "right": 19}, ((NO_BIAS, 11),), ()),
        QuestionCount("a", "pool1", "receptive_field", {"right": 3, "open": 27}, (), (DIVIDED,)),
    ),
)


def test_the_table_of_slips_says_how_many_and_where() -> None:
    slips, _ = class_tables(REPORT)
    text = write(slips, Look())
    assert "Slips in 30 sheets" in text
    (row,) = (line for line in text.splitlines() if "P-NO-BIAS" in line)
    assert row.split("  ")[0] == NO_BIAS.name
    assert " 11 " in row
    assert "conv1 parameters, conv2 parameters" in row


def test_the_table_of_questions_says_which_a_slip_cannot_fail() -> None:
    _, questions = class_tables(REPORT)
    text = write(questions, Look())
    (row,) = (line for line in text.splitlines() if line.startswith("pool1 receptive field"))
    assert DIVIDED.name in row
    assert "whoever makes that slip gets the right number here" in text


def test_both_can_be_read_on_a_narrow_terminal() -> None:
    for table in class_tables(REPORT):
        assert max(map(len, write(table, Look(width=80)).splitlines())) <= 80


def test_where_nothing_was_recognised_it_says_so() -> None:
    slips, questions = class_tables(ClassReport(1, (), ()))
    assert "no slip was recognised" in write(slips, Look())
    assert "Slips in 1 sheet" in write(slips, Look())
    assert questions.notes == ()


def test_questions_of_several_exercises_are_told_apart() -> None:
    other = QuestionCount("b", "conv1", "macs", {"right": 1}, (), ())
    _, questions = class_tables(ClassReport(2, (), (*REPORT.questions, other)))
    assert "b: conv1 macs" in write(questions, Look())


def test_the_data_has_everything() -> None:
    data = json.loads(write_json(class_data(REPORT)))
    assert data["slips"][0]["id"] == "P-NO-BIAS"
    assert data["questions"][0]["verdicts"] == {"slip": 11, "right": 19}
    assert data["questions"][1]["blind"] == ["S-DIVIDE-BY-STRIDE"]
    assert data["questions"][1]["answered"] == 3
