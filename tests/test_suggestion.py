"""What would have been right: words and numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.derivation import FIRST, Leaf, constant
from cnncalc.suggestion import fitting, listed, nearest

KNOWN = ["conv", "dense", "maxpool", "Conv1", "softmax"]
SIZE = (
    Leaf("input", 7, "W") - Leaf("kernel", 3, "F") + constant("sides", 2) * Leaf("padding", 0, "P")
) / Leaf("stride", 3, "S") + FIRST


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("convv", "conv"),
        ("CONV", "conv"),
        ("conv1", "Conv1"),
        ("max_pool", "maxpool"),
        ("sotfmax", "softmax"),
        ("transformer", None),
        ("", None),
        ("conv" * 20, None),
    ],
)
def test_the_nearest_word_is_found_or_none(word: str, meant: str | None) -> None:
    assert nearest(word, KNOWN) == meant


def test_what_others_call_it_comes_first() -> None:
    assert nearest("fc", KNOWN, {"fc": "dense"}) == "dense"
    assert nearest("FC", KNOWN, {"fc": "dense"}) == "dense"
    assert nearest("fc", KNOWN, {"fc": "linear"}) is None


def test_of_no_words_none_is_near() -> None:
    assert nearest("conv", []) is None


def test_a_word_longer_than_any_name_is_not_looked_for() -> None:
    """A name has at most 64 characters; a file may hold a word of megabytes."""
    assert nearest("a" * 64, ["a" * 63]) == "a" * 63
    assert nearest("a" * 65, ["a" * 63]) is None


@given(st.text(max_size=80), st.lists(st.text(max_size=20), max_size=8))
def test_only_a_known_word_is_ever_suggested(word: str, known: list[str]) -> None:
    assert nearest(word, known) in {None, *known}


def test_the_strides_that_fit_are_those_of_the_lecture() -> None:
    """CS231n: a 3x3 filter over 7x7 fits with stride 1 (5x5) and 2 (3x3), and not with 3."""
    assert fitting(SIZE, "S", range(1, 4), 3) == (1, 2)
    assert fitting(SIZE, "S", range(1, 4), 1) == (1,)
    assert fitting(SIZE, "S", [3, 2, 1], 3) == (2, 1)


def test_what_gives_no_position_does_not_fit() -> None:
    """An input of 0 would be divided without a rest: (0 - 3)/3 + 1 = 0 positions."""
    assert fitting(SIZE, "W", range(4), 4) == (3,)


def test_alternatives_are_listed_as_a_person_does() -> None:
    assert listed([1, 2, 4]) == "1, 2 or 4"
    assert listed(["floor", "ceil"], "and") == "floor and ceil"
    assert listed([227]) == "227"
    assert listed([]) == ""
