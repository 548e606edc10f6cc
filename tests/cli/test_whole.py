"""Whole numbers as an option takes them."""

from __future__ import annotations

import click
import pytest

from cnncalc.cli.whole import Whole


@pytest.mark.parametrize(
    ("word", "number"), [("1", 1), ("100", 100), (" 7 ", 7), ("+7", 7), ("007", 7)]
)
def test_digits_are_a_number(word: str, number: int) -> None:
    assert Whole(1, 100).convert(word, None, None) == number


@pytest.mark.parametrize(
    "word", ["0", "101", "-1", "1_0", "1.5", "1e1", "0x1", "", "ten", "٣", "9" * 10_000]
)
def test_a_refusal_states_the_bounds(word: str) -> None:
    """No echo is long, however long the word is."""
    with pytest.raises(click.BadParameter, match="is not a whole number from 1 to 100") as raised:
        Whole(1, 100).convert(word, None, None)
    assert len(str(raised.value)) < 100


def test_what_was_typed_cannot_move_the_cursor() -> None:
    with pytest.raises(click.BadParameter) as raised:
        Whole(1, 100).convert("\x1b[2J", None, None)
    assert "\x1b" not in str(raised.value)
