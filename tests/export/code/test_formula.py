"""Formulas in code: the sum of products that comes out, written as a person would."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.export.code.formula import Formula, Symbol, TooLongError
from cnncalc.export.code.term import Term

if TYPE_CHECKING:
    from collections.abc import Callable

A, B = Symbol("setting", "a"), Symbol("setting", "b")
NAMES = {A: "a", B: "b"}
a, b = Formula.symbol(A), Formula.symbol(B)
one, two, three = map(Formula.constant, (1, 2, 3))


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        (a * two, "2 * a"),
        (a + a, "2 * a"),
        (a - a, "0"),
        (a - one, "a - 1"),
        ((a + b) * (a - b), "a * a - b * b"),
        ((a * two) // two, "a"),
        (a // two, "a // 2"),
        (a // two + b, "a // 2 + b"),
        (b - a // two, "b - a // 2"),
        (-(a // two), "-(a // 2)"),
        (a // two * three, "3 * (a // 2)"),
        ((a + one) // b, "(a + 1) // b"),
        (Formula.constant(7) // two, "3"),
        (Formula.constant(-7), "-7"),
    ],
)
def test_a_formula_is_written_short(formula: Formula, written: str) -> None:
    """By hand, from the rules of arithmetic and of Python's precedence."""
    assert formula.written(NAMES) == written


def test_two_formulas_are_equal_where_they_are_the_same_sum_of_products() -> None:
    """Binomial theorem: (a + b)(a + b) = a*a + 2ab + b*b."""
    assert (a + b) * (a + b) == a * a + two * a * b + b * b
    assert hash(a * b) == hash(b * a)
    assert a != b


def test_a_formula_takes_others_in_the_place_of_symbols() -> None:
    assert (a * two + one).substituted({A: b + one}) == b * two + three
    assert (a // two).substituted({A: Formula.constant(5)}) == two
    assert (a + b).substituted({A: None}) is None


def test_a_formula_that_nobody_would_write_is_refused() -> None:
    """(a + b) to the 1024th has 1025 products."""
    with pytest.raises(TooLongError):
        prod([a + b] * 1024, start=one)


def test_a_term_keeps_its_value_where_its_formula_says_no_more() -> None:
    """Of (a + b) to the fifth, six products are left; of a long name, nothing is lost."""
    term = Term(3, a + b)
    power = term * term * term * term * term
    assert (power.value, power.formula) == (243, None)
    long = Symbol("setting", "x" * 64)
    assert Term(1, Formula.symbol(long)).formula is not None


Step = tuple["Callable[[Term, Term], Term]", int]

STEPS: st.SearchStrategy[list[Step]] = st.lists(
    st.tuples(
        st.sampled_from([Term.__add__, Term.__sub__, Term.__mul__, Term.__floordiv__]),
        st.integers(0, 4),
    ),
    max_size=6,
)


@given(values=st.tuples(st.integers(1, 50), st.integers(1, 50)), steps=STEPS)
def test_a_formula_that_python_computes_is_the_value(
    values: tuple[int, int], steps: list[Step]
) -> None:
    """Whatever was added, multiplied and divided: Python's own arithmetic says the same."""
    known = [Term(values[0], a), Term(values[1], b), Term.of(2), Term.of(3), Term.of(7)]
    term = known[0]
    for operation, other in steps:
        term = operation(term, known[other])
    if term.formula is not None:
        text = term.formula.written(NAMES)
        assert eval(text, {}, {"a": values[0], "b": values[1]}) == term.value  # noqa: S307  the text under test
