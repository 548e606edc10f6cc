"""Text from a file or an argument made harmless."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.plain import inert, one_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("conv1", "conv1"),
        ("Ünï 漢字", "Ünï 漢字"),
        ("a\x1b[2J", r"a\x1b[2J"),
        ("a\tb\r", r"a\tb\r"),
        ("a\x9b31m\x7f", r"a\x9b31m\x7f"),
        ("a\u202eb", r"a\u202eb"),
        ("a\u200b\u2028", r"a\u200b\u2028"),
        ("\udc80", r"\udc80"),
        ("[red]:smile:", "[red]:smile:"),
    ],
)
def test_what_could_act_or_hide_is_shown(text: str, shown: str) -> None:
    """Controls, C1 controls, directions, widths of nothing, and bytes that are no UTF-8."""
    assert inert(text) == shown


def test_a_line_break_stays_unless_one_line_is_wanted() -> None:
    assert inert("a\nb") == "a\nb"
    assert one_line("a\nb\x1b") == r"a\nb\x1b"


@given(st.text())
def test_nothing_that_cannot_be_printed_is_left(text: str) -> None:
    assert all(each.isprintable() for each in one_line(text))
    assert inert(inert(text)) == inert(text)
