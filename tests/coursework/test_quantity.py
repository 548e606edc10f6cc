"""The words for what a sheet asks."""

from __future__ import annotations

import pytest

from cnncalc.coursework.quantity import QUANTITIES, SYNONYMS, nearest_quantity, quantity_named
from cnncalc.coursework.question import ASKED


def test_a_sheet_can_ask_for_whatever_has_a_right_answer() -> None:
    assert set(QUANTITIES) == set(ASKED)


def test_every_other_word_is_a_word_for_one_of_them() -> None:
    assert set(SYNONYMS.values()) <= set(QUANTITIES)
    assert not set(SYNONYMS) & set(QUANTITIES)


@pytest.mark.parametrize(
    ("word", "quantity"),
    [
        ("params", "parameters"),
        ("Parameters", "parameters"),
        ("output shape", "output"),
        ("output-size", "output"),
        ("size", "output"),
        ("Receptive Field", "receptive_field"),
        ("rf", "receptive_field"),
        ("in_features", "values"),
        ("mults", "macs"),
        ("colour", None),
        ("", None),
    ],
)
def test_a_word_is_read_as_people_write_it(word: str, quantity: str | None) -> None:
    assert quantity_named(word) == quantity


def test_what_an_operation_is_the_course_decides() -> None:
    assert quantity_named("operations") == "macs"
    assert quantity_named("operations", "flops") == "flops"


def test_the_nearest_word_is_offered_by_its_own_name() -> None:
    assert nearest_quantity("prams") == "parameters"
    assert nearest_quantity("conections") == "connections"
    assert nearest_quantity("zzzz") is None
