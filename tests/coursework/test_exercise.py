"""Exercises that need no template."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnncalc.analysis.preset import PRESETS, convention
from cnncalc.coursework.draw import drawn
from cnncalc.coursework.exercise import EXERCISES, MOST_QUESTIONS, exercise
from cnncalc.diagnostic import CannotRunError
from cnncalc.layers import KINDS

if TYPE_CHECKING:
    from cnncalc.coursework.template import Template

THERE = [each for each in EXERCISES if each in KINDS]
KINDS_ASKED = st.lists(st.sampled_from(THERE), min_size=1, max_size=4)


@settings(max_examples=20)
@given(KINDS_ASKED, st.integers(1, MOST_QUESTIONS), st.text(max_size=5))
def test_an_exercise_has_as_many_questions_as_are_asked_for_and_its_windows_fit(
    kinds: list[str], count: int, seed: str
) -> None:
    made = drawn(exercise(kinds, count), seed, "w/1")
    assert len(made.asked) == count
    for each in made.sheet.analysis.layers.values():
        for size in each.sizes.values():
            assert size.whole


def test_questions_go_through_the_kinds_in_turn_and_dense_layers_come_last() -> None:
    found = exercise(["dense", "conv", "maxpool"], 8)
    asked = [(each.id, each.entries["ask"].value.text) for each in found.tasks]  # type: ignore[union-attr]  # a word
    assert asked == [
        ("1a", "output"),
        ("1b", "parameters"),
        ("1c", "macs"),
        ("2", "output"),
        ("3a", "parameters"),
        ("3b", "macs"),
        ("4a", "parameters"),
        ("4b", "macs"),
    ]


def test_each_kind_is_asked_about_where_there_are_as_many_questions_as_kinds() -> None:
    found = exercise(["conv", "maxpool", "dense"], 3)
    assert [each.id for each in found.tasks] == ["1", "2", "3"]
    assert [kinds_of(exercise(THERE, count)) for count in (5, 7)] == [set(THERE)] * 2
    assert kinds_of(exercise(["conv", "conv", "dense"], 2)) == {"conv", "dense"}


def test_a_title_names_the_kinds_that_are_asked_about() -> None:
    found = exercise(["conv", "maxpool", "dense"], 2)
    assert found.worksheet == "conv-maxpool"
    assert drawn(found, "1", "w").title == "Convolutions and max pooling by hand"
    assert kinds_of(found) == {"conv", "maxpool"}


def kinds_of(made: Template) -> set[str]:
    """The kinds of the layers of one drawing."""
    layers = drawn(made, "1", "w").sheet.analysis.layers
    return {each.kind for each in layers.values()} - {"flatten"}


@pytest.mark.parametrize("name", PRESETS)
def test_an_exercise_counts_as_a_preset_does(name: str) -> None:
    preset = convention(name)
    assert drawn(exercise(["conv"], 2, convention=preset), "1", "w").sheet.convention == preset


def test_an_exercise_counts_as_any_convention_does() -> None:
    mixed = convention("cs231n", biases="conv_only", bias_adds="counted")
    sheet = drawn(exercise(["conv"], 2, convention=mixed), "1", "w").sheet
    assert sheet.convention.biases == "conv_only"
    assert sheet.convention.bias_adds == "counted"
    assert sheet.convention.order == "whc"


def test_a_kind_without_an_exercise_is_refused_with_the_nearest() -> None:
    with pytest.raises(CannotRunError, match="no exercise on `convv`; did you mean `conv`"):
        exercise(["convv"], 3)
    with pytest.raises(CannotRunError, match="no exercise on `softmax`; there are conv, "):
        exercise(["softmax"], 3)
