"""Counts as people write them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cnncalc.coursework.count import agree, read_count
from cnncalc.coursework.doubt import AnswerError

ALEXNET = 62_378_344
"""Parameters of AlexNet in one tower: a lecture's 62,369,152 and the biases of its dense layers."""


@pytest.mark.parametrize(
    ("text", "value", "digits", "unit"),
    [
        ("62,378,344", ALEXNET, None, ""),
        ("62.4M", 62_400_000, 3, ""),
        ("62.4 million", 62_400_000, 3, ""),
        ("about 62 million parameters", 62_000_000, 2, "parameters"),
        ("~62,000,000", 62_000_000, 2, ""),
        ("≈ 62,378,344 params", ALEXNET, 8, "parameters"),
        ("62.4*10^6", 62_400_000, 3, ""),
        ("62.4 x 10**6 parameters", 62_400_000, 3, "parameters"),
        ("6.2e7", 62_000_000, 2, ""),
        ("35K", 35_000, 2, ""),
        ("1.14 GMACs", 1_140_000_000, 3, "MACs"),
        ("18.2 MB", Fraction(91, 5), 3, "MB"),
        ("1 MiB", 1, 1, "MiB"),
        ("1,024 B", 1024, None, "B"),
        ("-3", -3, None, ""),
        ("−3 px", -3, None, "pixels"),  # noqa: RUF001  as people type it
        ("54.25", Fraction(217, 4), 4, ""),
    ],
)
def test_a_number_has_its_digits_and_its_unit(
    text: str, value: Fraction | int, digits: int | None, unit: str
) -> None:
    assert read_count(text) == (value, digits, unit, "")


def test_a_formula_is_exact_and_keeps_its_text() -> None:
    """deeplearning.ai, week 1: 7600."""
    assert read_count("(5*5*3+1)*100 parameters") == (7600, None, "parameters", "(5*5*3+1)*100")
    assert read_count("3*10^2") == (300, None, "", "3*10^2")
    assert read_count("3.2*10^6/4").working == "3.2*10^6/4"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "62,378M",
            (
                "62,378 before this unit could be 62.378 or 62378; "
                "write it with a point, or without the comma"
            ),
        ),
        ("1,024 MB", "1,024 before this unit could be 1.024 or 1024; write it with a point, or"),
        (
            "34.848",
            (
                "34.848 could be a decimal, or 34,848 with a point for the thousands; "
                "write 34848, or 34.8480 for the decimal"
            ),
        ),
        ("1.1B", "1.1 B is a part of a byte, and B is a byte here; write G or billion for 10^9"),
        ("cannot be", "`cannot` is no number, and no sign of arithmetic; write the numbers and"),
        ("12 apples", "`apples` after the number is no unit that is known here; write the number"),
    ],
)
def test_what_could_be_two_numbers_is_asked_about(text: str, said: str) -> None:
    with pytest.raises(AnswerError) as caught:
        read_count(text)
    assert str(caught.value).startswith(said)


def test_a_number_agrees_with_its_rounding_alone() -> None:
    """62.4M is 62,378,344 to three digits; 62.3M is not, and without digits only itself agrees."""
    assert agree(ALEXNET, 62_400_000, 3)
    assert agree(ALEXNET, 62_000_000, 2)
    assert not agree(ALEXNET, 62_300_000, 3)
    assert not agree(ALEXNET, 62_400_000, None)
    assert agree(Fraction(1, 3), Fraction(33, 100), 2)
    assert not agree(34_848, 34_900, 3) or agree(34_944, 34_900, 3)
    assert not agree(5, 0, 1)
