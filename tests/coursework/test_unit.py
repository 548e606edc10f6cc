"""The words after a number."""

from __future__ import annotations

import pytest

from cnncalc.coursework.doubt import AnswerError
from cnncalc.coursework.unit import BYTES, read_unit, without_words


@pytest.mark.parametrize(
    ("words", "factor", "name"),
    [
        ("", 1, ""),
        ("K", 10**3, ""),
        ("k", 10**3, ""),
        ("thousand", 10**3, ""),
        ("M", 10**6, ""),
        ("m", 10**6, ""),
        ("million parameters", 10**6, "parameters"),
        ("Mio.", 10**6, ""),
        ("G", 10**9, ""),
        ("billion MACs", 10**9, "MACs"),
        ("MMACs", 10**6, "MACs"),
        ("GMACs", 10**9, "MACs"),
        ("GFLOPs", 10**9, "FLOPs"),
        ("M MACs", 10**6, "MACs"),
        ("multiply-accumulates", 1, "MACs"),
        ("ops", 1, "operations"),
        ("params in total", 1, "parameters"),
        ("B", 1, "B"),
        ("bytes", 1, "B"),
        ("KB", 1, "kB"),
        ("MB", 1, "MB"),
        ("MiB", 1, "MiB"),
        ("px", 1, "pixels"),
    ],
)
def test_words_say_how_many_and_of_what(words: str, factor: int, name: str) -> None:
    assert read_unit(words) == (factor, name)


@pytest.mark.parametrize("words", ["foo", "M K", "parameters M", "MACs FLOPs", "percent", "e"])
def test_a_word_that_is_not_known_is_named(words: str) -> None:
    with pytest.raises(AnswerError) as caught:
        read_unit(words)
    assert str(caught.value) == (
        f"`{words.rsplit(maxsplit=1)[-1]}` after the number is no unit that is known here; "
        "write the number alone, or with K, M, MB, MACs and the like"
    )


def test_units_with_an_i_are_powers_of_1024() -> None:
    """IEC 80000-13."""
    assert [BYTES[each] for each in ("KiB", "MiB", "GiB", "TiB")] == [1024**n for n in (1, 2, 3, 4)]


def test_words_are_taken_off_the_end_alone() -> None:
    assert without_words("(5*5*3+1)*100 parameters") == ("(5*5*3+1)*100 ", "parameters")
    assert without_words("5 x 5 x") == ("5 x 5 x", "")
    assert without_words("5 filters of 3") == ("5 filters of 3", "")
