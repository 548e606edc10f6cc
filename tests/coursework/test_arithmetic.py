"""Formulas in answers: computed exactly, or refused in a sentence."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.coursework.arithmetic import DEEPEST, computed, has_operator
from cnncalc.coursework.doubt import AnswerError
from tests.written import evaluated


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("(5*5*3+1)*100", 7600),  # deeplearning.ai, week 1: 7600 with the biases
        ("(5x5x3 + 1) × 100", 7600),  # noqa: RUF001  as people type it
        ("(5·5·3+1)∙100", 7600),
        ("(227 - 11)/4 + 1", 55),  # CS231n
        ("(227 − 11) ÷ 4 + 1", 55),  # noqa: RUF001  as above
        ("(224 - 11)/4 + 1", Fraction(217, 4)),  # CS231n: 54.25
        ("floor((224 - 11)/4) + 1", 54),
        ("⌊(224 - 11)/4⌋ + 1", 54),
        ("CEIL((224 - 11)/4) + 1", 55),
        ("⌈(224 - 11)/4⌉ + 1", 55),
        ("(224 - 11)//4 + 1", 54),
        ("11^2*3*96", 34848),  # CS231n
        ("11**2*3*96", 34848),
        ("11²·3·96", 34848),
        ("2³", 8),
        ("34,848 + 96", 34944),  # CS231n: with the biases
        ("34 848 + 96", 34944),
        ("2^3^2", 512),
        ("-2^2", -4),
        ("2*-3", -6),
        ("2^-1", Fraction(1, 2)),
        ("(-1)^30", 1),
        ("(-1)^31", -1),
        ("0^0", 1),
        ("7 - 3 - 2", 2),
        ("8/4/2", 1),
    ],
)
def test_a_formula_makes_what_it_says(text: str, value: Fraction | int) -> None:
    result = computed(text)
    assert result == value
    assert isinstance(result, type(value))


OPERATORS = st.sampled_from(["+", "-", "*"])
FORMULAS = st.recursive(
    st.integers(0, 9999).map(str),
    lambda inner: st.tuples(inner, OPERATORS, inner).map(lambda each: f"({''.join(each)})"),
    max_leaves=8,
)


@given(FORMULAS)
def test_it_makes_what_python_makes_of_it(text: str) -> None:
    """`tests.written` reads formulas through Python's own parser, and shares nothing with this."""
    assert computed(text) == evaluated(text)


def said_of(text: str) -> str:
    """The sentence on a formula that cannot be computed."""
    with pytest.raises(AnswerError) as caught:
        computed(text)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("5 * 5 * depth", "`depth` is no number, and no sign of arithmetic; write the numbers"),
        ("12%", "`%` is no number, and no sign of arithmetic; write the numbers"),
        ("٣ + 1", "`٣` is a digit of another script; use the digits 0 to 9"),
        ("0x10", "0x10 could be a number to base 16, or a size of 0 times something; write 16 if"),
        ("2(3+1)", "`(` stands where a sign such as * or + is expected; write every sign"),
        ("3)", "`)` stands where a sign such as * or + is expected; write every sign"),
        ("(3+4", "the `(` is not closed; write the `)` that it lacks"),
        ("(3+4⌋", "the `(` is not closed; write the `)` that it lacks"),
        ("3+", "the formula ends too early; write it to its end"),
        ("", "the formula ends too early; write it to its end"),
        ("*3", "`*` stands where a number is expected; write the number that is missing"),
        ("3/(2-2)", "the formula divides by zero; check what it is divided by"),
        ("3//0", "the formula divides by zero; check what it is divided by"),
        ("0^-1", "the formula divides by zero; check what it is divided by"),
        ("2^(1/2)", "a power has a fraction above; write a whole number there"),
        ("floor 3", "a parenthesis is missing after `floor`; write floor(...)"),
        ("9^9^9", "the formula goes beyond 10 to the power of 30, and no count does; check"),
        ("9^-999", "the formula goes beyond 10 to the power of 30, and no count does; check"),
        ("*".join(["999999"] * 6), "the formula goes beyond 10 to the power of 30"),
        ("1/999983" * 6, "the formula goes beyond 10 to the power of 30"),
        ("(" * 40 + "1" + ")" * 40, f"the formula nests deeper than {DEEPEST}; leave out"),
        ("-" * 40 + "1", f"the formula nests deeper than {DEEPEST}; leave out"),
        ("4,5 + 1", "4,5 has a comma before one digit; write a decimal with a point, as 4.5"),
        ("__import__('os')", "`__import__` is no number, and no sign of arithmetic; write"),
    ],
)
def test_what_is_no_formula_is_said_to_be_none(text: str, said: str) -> None:
    assert said_of(text).startswith(said)


def test_one_number_is_no_formula() -> None:
    assert not has_operator(" -34,848 ")
    assert has_operator("34,848 + 96")
    assert has_operator("(3)")
