"""Parts of a sheet that speak of its questions."""

from __future__ import annotations

from cnncalc.coursework.question_block import asked_word, blank_answers, by_question
from cnncalc.spec.source import plain

from .made import CS231N, template

TEMPLATE = template(CS231N)
NAMES = ["conv1", "conv1"]


def test_answers_are_empty_and_grouped_by_layer() -> None:
    answers = blank_answers(TEMPLATE, NAMES)
    assert plain(answers) == {"conv1": {"output": None, "parameters": None}}
    apart = blank_answers(TEMPLATE, ["a", "b"])
    assert plain(apart) == {"a": {"output": None}, "b": {"parameters": None}}


def test_a_part_is_there_only_where_a_question_says_something() -> None:
    points = by_question(TEMPLATE, NAMES, "points", {})
    assert plain(points["points"]) == {"conv1": {"parameters": 2}}
    assert by_question(TEMPLATE, NAMES, "tolerance", {}) == {}


def test_keys_stand_where_the_template_says_what_is_asked() -> None:
    answers = blank_answers(TEMPLATE, NAMES)
    (inner,) = (each.value for each in answers.entries.values())
    keys = [each.key for each in getattr(inner, "entries", {}).values()]
    lines = CS231N.splitlines()
    assert [lines[each.line - 1][each.column - 1 :][: each.length] for each in keys] == [
        "output",
        "parameters",
    ]
    assert [asked_word(each) for each in TEMPLATE.tasks] == ["output", "parameters"]
