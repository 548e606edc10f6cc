"""A number that remembers how it was made."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.derivation import (
    FIRST,
    Expression,
    Leaf,
    Operation,
    ceiling,
    constant,
    floor,
    largest,
    leaves,
    smallest,
    substitute,
    total,
)
from tests.law import SYMBOLS, expressions, untimed


def window(width: int, kernel: int, stride: int, padding: int = 0) -> Expression:
    """Give (W - F + 2P)/S + 1, the rule of the CS231n notes."""
    moved = Leaf("input", width, "W") - Leaf("kernel", kernel, "F")
    both = constant("both sides", 2) * Leaf("padding", padding, "P")
    return (moved + both) / Leaf("stride", stride, "S") + FIRST


def test_a_whole_division_is_an_int() -> None:
    """CS231n: Krizhevsky's first layer, 227 wide, has (227 - 11)/4 + 1 = 55 positions."""
    size = window(227, 11, 4)
    assert size.value == 55
    assert type(size.value) is int
    assert size.whole


def test_a_division_that_leaves_something_over_is_exact() -> None:
    """CS231n: W=10, F=3, S=2, P=0 gives 4.5, which is no size."""
    size = window(10, 3, 2)
    assert size.value == Fraction(9, 2)
    assert not size.whole
    with pytest.raises(ValueError, match=re.escape("9/2 is not a whole number")):
        int(size)


def test_two_halves_are_one_whole() -> None:
    half = Leaf("half", Fraction(1, 2), "j")
    assert type((half + half).value) is int
    assert type(Leaf("one", Fraction(4, 4), "j").value) is int


def test_an_operation_keeps_its_operator_and_operands() -> None:
    width, kernel = Leaf("input", 227, "W"), Leaf("kernel", 11, "F")
    moved = width - kernel
    assert (moved.operator, moved.operands, moved.value) == ("-", (width, kernel), 216)


def test_rounding_goes_down_and_up() -> None:
    """torch.nn.MaxPool2d: ceil_mode uses ceil instead of floor for the output size."""
    size = window(10, 3, 2)
    assert (floor(size).value, ceiling(size).value) == (4, 5)
    assert (Leaf("a", -7, "a") // Leaf("b", 2, "b")).value == -4


def test_the_largest_and_the_smallest_are_found() -> None:
    found = [Leaf("a", 3, "a"), Leaf("b", -5, "b"), Leaf("c", 2, "c")]
    assert largest(*found).value == 3
    assert smallest(*found).value == -5


def test_a_total_of_none_is_nothing_and_of_one_is_that_one() -> None:
    only = Leaf("conv1", 34_944, "conv1")
    assert total([]).value == 0
    assert total([only]) is only
    assert total([only, only]).value == 69_888


def test_the_leaves_come_from_left_to_right_as_often_as_they_stand() -> None:
    assert [each.symbol for each in leaves(window(227, 11, 4))] == ["W", "F", "2", "P", "S", "1"]


def test_a_constant_has_a_name_so_that_it_can_be_forgotten() -> None:
    assert [each.name for each in leaves(window(227, 11, 4))][-1] == "the first position"


def test_other_values_compute_the_expression_anew() -> None:
    """The AlexNet paper's 224 does not fit: (224 - 11)/4 + 1 = 54.25."""
    size = window(227, 11, 4)
    assert substitute(size, {"W": 224}).value == Fraction(217, 4)
    assert substitute(size, {"W": 7, "F": 3, "S": 2}).value == 3  # CS231n: 7x7, 3x3, stride 2
    assert size.value == 55


def test_a_divisor_of_zero_is_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        substitute(window(227, 11, 4), {"S": 0})


def test_an_expression_shows_what_it_is() -> None:
    width = Leaf("input", 227, "W")
    assert repr(width) == "Leaf('input', 227, 'W')"
    assert repr(floor(width)) == "<floor(W) = 227>"
    assert repr(floor(width) * width) == "<*(227, W) = 51529>"
    assert repr(total([width] * 5)) == "<sum(W, W, W, W, ...) = 1135>"


@untimed
@given(expressions)
def test_a_value_is_an_int_exactly_where_it_is_whole(expression: Expression) -> None:
    assert expression.whole == (Fraction(expression.value).denominator == 1)
    assert isinstance(expression.value, int) == expression.whole


@untimed
@given(expressions)
def test_putting_in_the_values_that_are_there_changes_nothing(expression: Expression) -> None:
    """A letter may stand for two numbers here, so each leaf is given a letter of its own."""
    found = list(leaves(expression))
    own, values = _with_own_letters(expression)
    same = substitute(own, values)
    assert same.value == expression.value
    assert [each.value for each in leaves(same)] == [each.value for each in found]


@untimed
@given(expressions, st.dictionaries(st.sampled_from(SYMBOLS), st.integers(-9, 9)))
def test_only_the_leaves_of_the_letters_given_change(
    expression: Expression, values: dict[str, int]
) -> None:
    try:
        changed = substitute(expression, values)
    except ZeroDivisionError:
        return
    before, after = list(leaves(expression)), list(leaves(changed))
    assert [each.value for each in after] == [
        values.get(each.symbol, each.value) for each in before
    ]


def _with_own_letters(expression: Expression) -> tuple[Expression, dict[str, int | Fraction]]:
    values: dict[str, int | Fraction] = {}

    def renamed(node: Expression) -> Expression:
        if isinstance(node, Operation):
            operands = tuple(renamed(each) for each in node.operands)
            return Operation(node.operator, operands, node.value)
        symbol = f"x{len(values)}"
        values[symbol] = node.value
        return Leaf("a number", node.value, symbol)

    return renamed(expression), values
