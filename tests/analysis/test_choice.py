"""What a convention chooses, in words."""

from __future__ import annotations

from dataclasses import fields
from itertools import pairwise
from typing import get_args, get_type_hints

import pytest

from cnncalc.analysis.choice import CHOICES, difference, said, variants
from cnncalc.analysis.convention import Convention

USUAL = Convention()


def test_every_field_but_the_name_is_a_choice_in_the_same_order() -> None:
    assert list(CHOICES) == [each.name for each in fields(Convention) if each.name != "name"]


def test_every_option_of_a_field_has_its_words_the_usual_one_first() -> None:
    hints = get_type_hints(Convention)
    for name, choice in CHOICES.items():
        options = get_args(hints[name])
        flat = {each for option in options for each in get_args(option) or (option,)}
        assert set(choice.options) == {None if each is type(None) else each for each in flat}
        assert next(iter(choice.options)) == getattr(USUAL, name)


def test_no_choice_is_called_a_mistake() -> None:
    """Conventions differ between courses, and none of them is wrong."""
    words = [
        text.lower()
        for choice in CHOICES.values()
        for option in choice.options.values()
        for text in (option.said, option.turned, choice.meaning)
    ]
    for each in ("wrong", "mistake", "incorrect", "error", "should"):
        assert not any(each in text for text in words)


def test_what_a_convention_chooses_is_said_on_one_line() -> None:
    other = USUAL.choosing(biases="not_counted", input="counted")
    assert said(other, ["input", "biases"]) == "biases not counted, input counted"
    assert said(other).count(", ") == len(CHOICES) - 1


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({}, ""),
        ({"biases": "not_counted"}, "with the biases left out"),
        ({"operations": "flops"}, "as FLOPs, two for each MAC"),
        (
            {"operations": "flops", "bias_adds": "counted"},
            "as FLOPs, two for each MAC and with the additions of biases",
        ),
        ({"order": "chw"}, "with the channels first"),
        ({"name": "pytorch"}, ""),
    ],
)
def test_a_difference_is_what_the_other_does(chosen: dict[str, str], words: str) -> None:
    assert difference(USUAL, USUAL.choosing(**chosen)) == words


def test_a_difference_has_two_sides() -> None:
    other = USUAL.choosing(biases="not_counted")
    assert difference(other, USUAL) == "with the biases counted"


@pytest.mark.parametrize("name", ["parameters", "macs", "connections", "memory", "activations"])
def test_variants_come_nearest_first_and_none_twice(name: str) -> None:
    found = list(variants(name, USUAL))
    apart = [
        sum(getattr(each, field) != getattr(USUAL, field) for field in CHOICES) for each in found
    ]
    assert all(first <= second for first, second in pairwise(apart))
    assert set(apart) <= {1, 2}
    assert len(set(found)) == len(found)


def test_variants_change_only_what_matters_to_the_figure() -> None:
    for each in variants("parameters", USUAL):
        same = each.choosing(biases=USUAL.biases, batchnorm=USUAL.batchnorm)
        assert same == USUAL


def test_a_figure_that_everybody_counts_alike_has_no_variants() -> None:
    assert list(variants("neurons", USUAL)) == []
    assert list(variants("weights", USUAL)) == []
