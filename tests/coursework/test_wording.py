"""Questions in words, where their author wrote none."""

from __future__ import annotations

from fractions import Fraction

import pytest

import cnncalc
from cnncalc.analysis.preset import convention
from cnncalc.coursework.question import ASKED, OF_TOTALS, TOTAL, question
from cnncalc.coursework.wording import asked_words, convention_words, given_words, points_words

ALEXNET = cnncalc.analyze("alexnet")


def words(layer: str, quantity: str, preset: str = "cnncalc") -> str:
    """A question about AlexNet."""
    return asked_words(question(ALEXNET, layer, quantity, convention(preset)))


def test_a_question_says_what_the_convention_counts() -> None:
    assert words("conv1", "parameters") == (
        "How many parameters does conv1 have, weights and biases together?"
    )
    assert words("conv1", "parameters", "cs231n") == (
        "How many parameters does conv1 have, biases not counted?"
    )
    assert words("conv1", "output", "pytorch") == (
        "What is the output size of conv1, as channels x height x width?"
    )


@pytest.mark.parametrize("quantity", ASKED)
def test_whatever_can_be_asked_of_a_layer_can_be_said(quantity: str) -> None:
    assert "conv1" in words("conv1", quantity)


@pytest.mark.parametrize("quantity", OF_TOTALS)
def test_whatever_can_be_asked_of_a_network_can_be_said(quantity: str) -> None:
    assert "the whole network" in words(TOTAL, quantity)


def test_what_is_given_is_the_layer_and_what_enters_it() -> None:
    asked = question(ALEXNET, "conv2", "output", convention("pytorch"))
    assert given_words(asked).endswith(" over an input of 96x27x27.")
    assert given_words(asked).startswith("Layer conv2 (conv: filters 256, kernel 5, padding 2")
    assert given_words(question(ALEXNET, TOTAL, "macs", convention())) == ""


def test_only_what_matters_of_a_convention_is_said() -> None:
    asked = [question(ALEXNET, "conv1", "parameters", convention("cs231n"))]
    assert convention_words(asked) == "biases not counted"
    assert convention_words([]) == ""


def test_points_have_their_word() -> None:
    assert points_words(Fraction(1)) == "1 point"
    assert points_words(Fraction(5, 2)) == "2.5 points"
    assert points_words(Fraction(0)) == "0 points"
