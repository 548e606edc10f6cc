"""Numbers that are drawn, and text that holds some."""

from __future__ import annotations

import pytest

from cnncalc.coursework.parameter import FillingError, Parameter, amount, filled, filled_node
from cnncalc.spec.arithmetic import ExpressionError
from cnncalc.spec.source import Scalar, parse_source, plain

DRAWN = {"W": 63, "F": 5, "K": 10}


def word(text: str) -> Scalar:
    """A word of a file."""
    return Scalar(text, text, False, 3, 7, len(text))  # noqa: FBT003  as the class is made


def node(text: str) -> object:
    """What stands in a file, filled in, as plain data."""
    return plain(filled_node(parse_source(text, "t.yaml").root, DRAWN))


def test_arithmetic_is_that_of_specs() -> None:
    assert amount("(F-1)//2", DRAWN.get) == (5 - 1) // 2


def test_a_text_gets_its_numbers_wherever_braces_stand() -> None:
    assert filled("{W}x{W}x3, padding {(F-1)//2}", DRAWN.get) == "63x63x3, padding 2"


def test_two_braces_are_one_brace() -> None:
    assert filled("{{W}} is {W}", DRAWN.get) == "{W} is 63"


def test_text_cannot_ask_for_more_than_arithmetic() -> None:
    for text in ("{__import__('os')}", "{W.real}", "{W**9}", "{X}", "{}", "{W!r}", "{W:>99999}"):
        with pytest.raises(ExpressionError):
            filled(text, DRAWN.get)


def test_a_word_is_replaced_where_it_is_a_parameter_and_stays_where_it_is_not() -> None:
    text = "conv: {name: K, filters: K, kernel: $F, stride: (F-1)//2, padding: valid}"
    assert node(text) == {
        "conv": {"name": "K", "filters": 10, "kernel": 5, "stride": 2, "padding": "valid"}
    }


def test_a_pair_is_filled_too() -> None:
    assert node('kernel: [1, "{F+2}"]') == {"kernel": [1, 7]}


def test_what_is_filled_in_keeps_its_place() -> None:
    found = filled_node(word("K"), DRAWN)
    assert isinstance(found, Scalar)
    assert (found.value, found.line, found.column, found.length) == (10, 3, 7, 1)


def test_braces_that_cannot_be_filled_know_their_place() -> None:
    with pytest.raises(FillingError, match="`Q` is no parameter") as caught:
        filled_node(word("{Q}x{Q}"), DRAWN)
    assert (caught.value.node.line, caught.value.node.column) == (3, 7)


def test_a_list_gives_its_values_and_a_range_both_of_its_ends() -> None:
    assert Parameter("F", word(""), choices=(word("3"), word("F+2"))).values({"F": 5}) == [3, 7]
    between = Parameter("P", word(""), bounds=(word("0"), word("(F-1)//2")))
    assert list(between.values({"F": 5})) == [0, 1, 2]


def test_a_value_that_cannot_be_computed_knows_its_place() -> None:
    with pytest.raises(FillingError, match="it divides by zero"):
        Parameter("F", word(""), choices=(word("3//0"),)).values({})
