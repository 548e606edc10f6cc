"""Formulas of the catalogue: what they compute, and what is none."""

import pytest

from cnncalc.coursework.wrong.formula import ONE, ZERO, condition, formula
from cnncalc.derivation import Leaf
from cnncalc.notation import equation

GIVEN = {
    "F": Leaf("kernel size", 5, "F"),
    "K": Leaf("filters", 100, "K"),
    "P": Leaf("padding", 0, "P"),
    "same": ONE,
}


def test_a_formula_is_computed_of_what_is_given() -> None:
    """(5*5 + 1)*100 = 2,600 is an option of a well-known quiz."""
    assert equation(formula("(F*F + 1)*K")(GIVEN)) == "(F*F + 1)*K = (5*5 + 1)*100 = 2,600"
    assert formula("(K - F)/2")(GIVEN).value * 2 == 95
    assert formula("0")(GIVEN) is ZERO
    assert formula("1")(GIVEN) is ONE


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("P == 0", True),
        ("P > 0", False),
        ("K > F*F", True),
        ("same", True),
        ("not same", False),
        ("table", False),
        ("not table", True),
        ("S > 1", False),  # no stride is given
    ],
)
def test_a_condition_holds_of_what_is_given(text: str, holds: bool) -> None:  # noqa: FBT001  what is expected
    """A condition on a number that is not given does not hold."""
    assert condition(text)(GIVEN) is holds


@pytest.mark.parametrize("text", ["F**2", "F if K else P", "f(F)", "1.5", "'F'", "F[0]", "-F"])
def test_what_is_no_formula_is_refused(text: str) -> None:
    """The catalogue needs four operators, and has no other."""
    with pytest.raises(ValueError, match="is no formula"):
        formula(text)


@pytest.mark.parametrize("text", ["F < K", "F == K == P", "F + K", "not F == K"])
def test_what_is_no_condition_is_refused(text: str) -> None:
    """Two relations are enough."""
    with pytest.raises(ValueError, match="is no"):
        condition(text)


def test_a_name_that_is_not_given_is_said() -> None:
    """A row that needs it does not apply."""
    with pytest.raises(KeyError):
        formula("S + 1")(GIVEN)
