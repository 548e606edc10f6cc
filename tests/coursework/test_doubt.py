"""What is said of an answer that cannot be read."""

from __future__ import annotations

from cnncalc.coursework.doubt import AnswerError, shown


def test_a_fault_and_a_remedy_are_one_sentence() -> None:
    error = AnswerError("4,5 has a comma before one digit", "write 4.5")
    assert str(error) == "4,5 has a comma before one digit; write 4.5"
    assert (error.message, error.help) == ("4,5 has a comma before one digit", "write 4.5")


def test_a_quoted_piece_is_short_and_harmless() -> None:
    assert shown("9" * 100) == "9" * 40 + "..."
    assert shown("\x1b[2J\u202e") == r"\x1b[2J\u202e"
