"""Single numbers as people write them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cnncalc.coursework.doubt import AnswerError
from cnncalc.coursework.numeral import MOST_DIGITS, read_numeral


@pytest.mark.parametrize(
    "text",
    [
        "34848",
        "34,848",
        "34_848",
        "34 848",
        "34'848",
        "34’848",  # noqa: RUF001  as people type it
        "34\u00a0848",
        "34\u2009848",
        "34\u202f848",
        "34,848.0",
        "34848.",
        "3.4848e4",
        "3.4848E+4",
    ],
)
def test_thousands_are_separated_by_whatever_people_use(text: str) -> None:
    """CS231n: the first layer of AlexNet has 34,848 weights."""
    assert read_numeral(text).value == 34848


def test_a_decimal_is_exact_and_knows_its_digits() -> None:
    """CS231n: (224 - 11)/4 + 1 = 54.25, which is no size."""
    assert read_numeral("54.25") == (Fraction(217, 4), 4, True)
    assert read_numeral("0.050") == (Fraction(1, 20), 2, True)
    assert read_numeral(".5").value == Fraction(1, 2)
    assert read_numeral("62,400") == (62400, 5, False)
    assert read_numeral("1e6") == (1000000, 1, True)


def said_of(text: str) -> str:
    """The sentence on a number that cannot be read."""
    with pytest.raises(AnswerError) as caught:
        read_numeral(text)
    return str(caught.value)


def test_a_decimal_comma_is_asked_about() -> None:
    assert said_of("4,5") == (
        "4,5 has a comma before one digit; "
        "write a decimal with a point, as 4.5, and thousands in groups of three digits, as 12,345"
    )
    assert said_of("34,84").startswith("34,84 has a comma before two digits; write a decimal")
    assert said_of("3,4848").startswith("3,4848 has a comma before 4 digits; write a decimal")


def test_points_between_thousands_are_asked_about() -> None:
    assert said_of("1.234.567") == (
        "1.234.567 has points where the thousands end, and a point begins decimals here; "
        "write 1,234,567 or 1234567 if that is meant"
    )
    assert said_of("1.234,5") == (
        "1.234,5 has a comma after points, and here a point begins the decimals; write 1234.5"
    )


@pytest.mark.parametrize("text", ["1,23,456", "1,234_567", "1234,567,890", "1,234,56", "5,5.5"])
def test_groups_are_of_three_digits_with_one_sign(text: str) -> None:
    assert said_of(text).startswith(f"the digits of {text} are not in groups of three; check them")


def test_numbers_beside_each_other_are_not_joined() -> None:
    assert said_of("55 55 96").startswith("55 55 96 is several numbers with no sign between them;")


@pytest.mark.parametrize(("text", "meant"), [("010", "10"), ("00", "0"), ("0,123", "123")])
def test_a_leading_zero_is_asked_about(text: str, meant: str) -> None:
    assert said_of(text) == f"{text} begins with a 0; write {meant} if that is meant"


@pytest.mark.parametrize("text", ["1" * (MOST_DIGITS + 1), "1e999", "1e-999999999", "1e31"])
def test_what_no_count_reaches_is_refused(text: str) -> None:
    assert said_of(text).endswith("; check its digits")
