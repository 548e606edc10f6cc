"""Writing an expression: text, LaTeX, HTML; in symbols or in numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

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
    total,
)
from cnncalc.notation import LONGEST_SUM, equation, escape_latex, formula, number, numbers
from tests.law import expressions, untimed
from tests.written import evaluated, text_of_html, text_of_latex

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.notation import Style

W, F, D, K = (
    Leaf(*each)
    for each in (("input", 227, "W"), ("kernel", 11, "F"), ("depth", 3, "D"), ("filters", 96, "K"))
)
S, ROWS = Leaf("stride", 4, "S"), Leaf("output height", 55, "H_out")
SIZE = (W - F) / S + FIRST
PARAMETERS = (F * F * D + constant("the bias", 1)) * K


def negative(symbol: str = "s") -> Leaf:
    return Leaf("start", -3, symbol)


def test_a_formula_is_written_as_the_lecture_writes_it() -> None:
    """CS231n: (W - F)/S + 1, and (11*11*3 + 1)*96 = 34,944 parameters of AlexNet's first layer."""
    assert equation(SIZE) == "(W - F)/S + 1 = (227 - 11)/4 + 1 = 55"
    assert equation(PARAMETERS) == "(F*F*D + 1)*K = (11*11*3 + 1)*96 = 34,944"


def test_latex_has_fractions_dots_and_indices() -> None:
    assert formula(SIZE, "latex") == r"\frac{W - F}{S} + 1"
    assert numbers(PARAMETERS, "latex") == r"\left(11 \cdot 11 \cdot 3 + 1\right) \cdot 96"
    assert formula(K * ROWS, "latex") == r"K \cdot H_{\mathrm{out}}"
    assert formula(floor(W / S), "latex") == r"\left\lfloor \frac{W}{S} \right\rfloor"
    assert equation(PARAMETERS, "latex").endswith("= 34{,}944")


def test_html_has_signs_and_indices() -> None:
    assert formula(SIZE, "html") == "(W &minus; F)/S + 1"
    assert formula(K * ROWS, "html") == "K&thinsp;&times;&thinsp;H<sub>out</sub>"
    assert formula(ceiling(W / S), "html") == "⌈W/S⌉"


@pytest.mark.parametrize(
    ("expression", "written"),
    [
        (K, "K = 96"),
        (constant("nothing", 0), "0"),
        (Leaf("units", 4096, "U"), "U = 4,096"),
        (total([K, K]), "K + K = 96 + 96 = 192"),
        (W / Leaf("stride", 2, "S"), "W/S = 227/2 = 113.5"),
        (negative() * K, "s*K = -3*96 = -288"),
    ],
)
def test_an_equation_says_nothing_twice(expression: Expression, written: str) -> None:
    assert equation(expression) == written


@pytest.mark.parametrize(
    ("expression", "written"),
    [
        (W - (F + D), "W - (F + D)"),
        (W - (F - D), "W - (F - D)"),
        (W + (F + D), "W + F + D"),
        (W + (F - D), "W + (F - D)"),
        ((W + F) * D, "(W + F)*D"),
        (W / (F * D), "W/(F*D)"),
        (W * F / D, "W*F/D"),
        (W * (F / D), "W*(F/D)"),
        (W * (F * D), "W*F*D"),
        (W * total([F, D]), "W*(F + D)"),
        (W + total([F, D]), "W + F + D"),
        (W // F, "floor(W/F)"),
        (largest(W, F - D), "max(W, F - D)"),
    ],
)
def test_brackets_stand_where_they_are_needed(expression: Expression, written: str) -> None:
    assert formula(expression) == written


def test_a_negative_number_has_brackets_unless_it_comes_first() -> None:
    """Its letter has none: the same formula is written alike for every layer."""
    start = negative() - K * negative("t")
    assert formula(start) == "s - K*t"
    assert numbers(start) == "-3 - 96*(-3)"
    assert numbers(total([K, negative()])) == "96 + (-3)"
    assert numbers(K / negative(), "latex") == r"\frac{96}{-3}"


def test_a_long_sum_is_shortened_in_the_middle() -> None:
    names = [f"conv{number}" for number in range(1, LONGEST_SUM + 2)]
    terms = [Leaf(name, 10, name) for name in names]
    assert formula(total(terms)) == "conv1 + conv2 + conv3 + ... + conv9"
    assert formula(total(terms[1:])).count("+") == LONGEST_SUM - 1


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (105_415_200, "105,415,200"),
        (0, "0"),
        (Fraction(217, 4), "54.25"),
        (Fraction(150, 2), "75"),
        (Fraction(-8, 2), "-4"),
        (Fraction(10**7, 2), "5,000,000"),
        (Fraction(9, 2), "4.5"),
        (Fraction(7, 3), "2.333..."),
        (Fraction(2, 3), "0.666..."),
        (Fraction(1, 10_000), "0.0001"),
        (Fraction(1, 100_000), "0.000..."),
        (Fraction(-7, 2), "-3.5"),
        (Fraction(-1, 2), "-0.5"),
        (Fraction(24_691, 2), "12,345.5"),
    ],
)
def test_a_result_is_whole_or_in_decimals(value: int | Fraction, written: str) -> None:
    assert number(value) == written


def test_a_result_in_latex_keeps_its_groups_together() -> None:
    assert number(105_415_200, "latex") == "105{,}415{,}200"


def test_a_name_from_a_file_is_text_and_nothing_else() -> None:
    """A layer's name stands in a sum: no escape, no markup and no command comes alive from it."""
    term = Leaf("a layer", 1, "a\x1b[2J<b>\\input{x}")
    assert formula(term) == "a\\x1b[2J<b>\\input{x}"
    assert formula(term, "html") == "a\\x1b[2J&lt;b&gt;\\input{x}"
    assert formula(term, "latex") == (
        r"\mathrm{a\textbackslash{}x1b[2J\textless{}b\textgreater{}\textbackslash{}input\{x\}}"
    )


def test_every_character_that_latex_acts_on_is_escaped() -> None:
    assert escape_latex("50% of $a_1 & b#~^{}|<>\\") == (
        r"50\% of \$a\_1 \& b\#\textasciitilde{}\textasciicircum{}\{\}"
        r"\textbar{}\textless{}\textgreater{}\textbackslash{}"
    )


def test_what_is_no_expression_is_not_written() -> None:
    with pytest.raises(TypeError, match="Expression"):
        formula(Expression())


def _written_whole(expression: Expression) -> bool:
    """Whether no sum is too long to be written out."""
    if not isinstance(expression, Operation):
        return True
    short = expression.operator != "sum" or len(expression.operands) <= LONGEST_SUM
    return short and all(map(_written_whole, expression.operands))


READERS: dict[str, Callable[[str], str]] = {
    "text": str,
    "latex": text_of_latex,
    "html": text_of_html,
}


@untimed
@given(expressions.filter(_written_whole), st.sampled_from(["text", "latex", "html"]))
def test_the_numbers_shown_evaluate_to_the_value(expression: Expression, style: Style) -> None:
    assert evaluated(READERS[style](numbers(expression, style))) == expression.value


@untimed
@given(expressions.filter(_written_whole))
def test_the_formula_evaluates_to_the_value_under_its_letters(expression: Expression) -> None:
    values: dict[str, int | Fraction] = {}
    for leaf in leaves(expression):
        if values.setdefault(leaf.symbol, leaf.value) != leaf.value:
            return  # one letter for two numbers: no formula of ours has that
    assert evaluated(formula(expression), values) == expression.value


@given(st.one_of(st.integers(), st.fractions()))
def test_a_result_is_never_rounded_without_a_sign_of_it(value: int | Fraction) -> None:
    written = number(value)
    if not written.endswith("..."):
        assert Fraction(written.replace(",", "")) == value
    else:
        cut = Fraction(written.replace(",", "").rstrip("."))
        assert abs(cut) < abs(Fraction(value)) < abs(cut) + Fraction(1, 1000)
