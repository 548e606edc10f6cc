"""One copy of a template: an ordinary sheet, whose problems stand in the template."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cnncalc.coursework.question import expected_text
from cnncalc.coursework.variant import variant
from cnncalc.diagnostic import SpecError

from .made import ALEXNET, CS231N, DRAWN, template

NUMBERS = {"W": 32, "F": 5, "S": 1, "P": 2, "K": 10}


def refused(text: str, numbers: dict[str, int] | None = None) -> list[str]:
    """What is said of a template of which no sheet comes: the line, what is pointed at, and why."""
    with pytest.raises(SpecError) as caught:
        variant(template(text), numbers or {}, "w/1")
    return [
        f"{place.line} {place.text[place.column - 1 :][: place.length]}: {each.message}"
        for each in caught.value.diagnostics
        if (place := each.place) is not None
    ]


def test_the_example_of_cs231n_has_the_answers_of_the_lecture() -> None:
    """CS231n 2017, lecture 5: 32x32x10 and 760 parameters."""
    made = variant(template(CS231N), {}, "cs231n/1")
    assert [expected_text(each.question) for each in made.asked] == ["32x32x10", "760"]
    assert list(made.sheet.points.values()) == [1, 2]
    assert made.partial == {("conv1", "parameters"): {"P-NO-BIAS": Fraction(1)}}
    assert made.sheet.partial == {}


def test_the_first_layer_of_alexnet_has_the_answers_of_the_paper() -> None:
    """Krizhevsky et al. 2012; CS231n notes."""
    made = variant(template(ALEXNET), {}, "alexnet/1")
    answers = [expected_text(each.question) for each in made.asked]
    assert answers == ["55x55x96", "34,944", "105,415,200"]


def test_numbers_are_put_into_layers_and_into_words() -> None:
    made = variant(template(DRAWN), NUMBERS, "drawn/1", "Ada")
    first, second = made.asked
    assert first.text == "A 32x32x3 image, 10 filters 5x5, stride 1, padding 2. Output volume?"
    assert second.text == ""
    assert [expected_text(each.question) for each in made.asked] == ["32x32x10", "760"]
    assert (made.sheet.worksheet, made.sheet.student) == ("drawn/1", "Ada")


def test_a_window_that_does_not_fit_is_shown_in_the_template() -> None:
    """(32 - 7 + 2*0)/2 + 1 = 13.5."""
    problems = refused(DRAWN, {**NUMBERS, "F": 7, "S": 2, "P": 0})
    (problem,) = problems
    assert problem.startswith("17 S: conv1: a window of 7 moving by 2 over 32 leaves 1 over")


@pytest.mark.parametrize(
    ("old", "new", "answer"),
    [
        ("ask: parameters", "ask: colour", "9 colour: `colour`"),
        ("ask: parameters", "ask: output", "9 {: `output` of conv1 is asked twice"),
        ("filters: 10", "filtres: 10", "7 filtres: conv has no field `filtres`"),
        ("P-NO-BIAS", "P-NO-BIOS", "9 P-NO-BIOS: there is no slip `P-NO-BIOS`"),
        ("points: 2", "points: many", "9 many: points are a number"),
        ("Ten 5x5", "Ten {F}x{F}", '6 "Ten {F}x{F} filters'),
        (
            "input: 32x32x3",
            "conventions: cs213n\ninput: 32x32x3",
            "3 cs213n: there is no convention",
        ),
    ],
)
def test_whatever_is_wrong_with_a_sheet_is_shown_where_the_template_says_it(
    old: str, new: str, answer: str
) -> None:
    assert any(each.startswith(answer) for each in refused(CS231N.replace(old, new)))


def test_a_shipped_network_can_be_asked_about() -> None:
    """VGG-16 D: 138,357,544 parameters (torchvision; Simonyan & Zisserman 2015: 138 M)."""
    text = "{worksheet: w, model: vgg16, questions: [{layer: total, ask: parameters}]}"
    made = variant(template(text), {}, "w/1")
    assert expected_text(made.asked[0].question) == "138,357,544"
    assert made.sheet.model == "vgg16"


def test_a_layer_that_there_is_not_is_shown_where_the_question_names_it() -> None:
    text = "{worksheet: w, model: lenet5, questions: [{layer: c1, ask: parameters}]}"
    assert refused(text) == ["1 c1: LeNet-5 has no layer `c1`"]


def test_the_order_of_questions_may_jump_between_layers() -> None:
    text = """\
worksheet: w
model: lenet5
questions:
  - {layer: C1, ask: parameters}
  - {layer: C3, ask: parameters}
  - {layer: C1, ask: connections}
"""
    made = variant(template(text), {}, "w/1")
    assert [(each.question.layer, each.question.quantity) for each in made.asked] == [
        ("C1", "parameters"),
        ("C3", "parameters"),
        ("C1", "connections"),
    ]
    # LeCun et al. 1998, section II.B: C1 156 parameters and 122,304 connections, C3 1,516
    assert [expected_text(each.question) for each in made.asked] == ["156", "1,516", "122,304"]
