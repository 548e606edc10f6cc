"""Arithmetic over settings: what Python's own integers give, and sentences for all else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.spec.arithmetic import LARGEST, ExpressionError, computed, written_out

SETTINGS = {"mid": 64, "k_2": 3, "zero": 0}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("mid*4", 256),
        ("$mid * 4", 256),
        (" mid + k_2 * 2 ", 70),
        ("(mid + k_2) * 2", 134),
        ("mid - 3 - 2", 59),
        ("mid // 3 // 2", 10),
        ("mid - (3 - 2)", 63),
        ("-mid", -64),
        ("--mid", 64),
        ("-(mid+1)*2", -130),
        ("7//2*2", 6),
        ("-7//2", -4),
        ("007", 7),
        ("(((mid)))", 64),
    ],
)
def test_an_expression_has_the_value_of_school(text: str, value: int) -> None:
    assert computed(text, SETTINGS.get) == value


OPERANDS = st.integers(0, 99).map(str) | st.sampled_from(sorted(SETTINGS))
EXPRESSIONS = st.recursive(
    OPERANDS,
    lambda inner: (
        st.tuples(inner, st.sampled_from(["+", "-", "*", "//"]), inner).map(" ".join)
        | inner.map("({})".format)
        | inner.map("-({})".format)
    ),
    max_leaves=8,
)


@given(EXPRESSIONS)
def test_an_expression_has_the_value_that_python_gives(text: str) -> None:
    """Python is the oracle, and numbers without leading zeros are written as Python writes them."""
    try:
        value = eval(text, {}, dict(SETTINGS))  # noqa: S307  of a text that is made here
    except ZeroDivisionError:
        with pytest.raises(ExpressionError, match="it divides by zero"):
            computed(text, SETTINGS.get)
        return
    try:
        assert computed(text, SETTINGS.get) == value
    except ExpressionError as error:
        assert "beyond" in str(error)  # noqa: PT017  raised only beyond the bound


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "it ends too early"),
        ("mid*", "it ends too early"),
        ("mid mid", "`mid` stands where the expression could end"),
        ("(mid", "a parenthesis is not closed"),
        ("(mid 3)", "a parenthesis is not closed"),
        ("mid)", "`)` stands where the expression could end"),
        ("*3", "`*` stands where a number is expected"),
        ("2**3", "`*` stands where a number is expected"),
        ("()", "`)` stands where a number is expected"),
        ("mid/2", "`/2` is no number, setting, operator or parenthesis"),
        ("mid % 2", "`%` is no number, setting, operator or parenthesis"),
        ("mid.bit", "`.bit` is no number, setting, operator or parenthesis"),
        ("٣", "`٣` is no number, setting, operator or parenthesis"),
        ("mid//zero", "it divides by zero"),
        ("top*2", "`top` is not a setting with a whole number"),
        ("__import__('os')", "`'os')` is no number, setting, operator or parenthesis"),
        ("9" * 40, f"it goes beyond {LARGEST:,}"),
        ("*".join(["999999"] * 9), f"it goes beyond {LARGEST:,}"),
        ("(" * 99 + "1" + ")" * 99, "parentheses are nested deeper than 64"),
        ("-" * 99 + "1", "parentheses are nested deeper than 64"),
        ("1+" * 600 + "1", "it is longer than 1,000 characters"),
    ],
)
def test_what_is_no_expression_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        computed(text, SETTINGS.get)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("channels//r", "channels//r = 8//16 = 0"),
        ("2*$channels - (r + 1)", "2*channels - (r + 1) = 2*8 - (16 + 1) = -1"),
        ("low - 1", "low - 1 = (-3) - 1 = -4"),
        ("3 - 3", "3 - 3 = 0"),
    ],
)
def test_an_expression_is_written_with_its_numbers(text: str, written: str) -> None:
    assert written_out(text, {"channels": 8, "r": 16, "low": -3}.get) == written
