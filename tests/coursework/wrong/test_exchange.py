"""Exchanging leaves of a derivation."""

import pytest

from cnncalc.coursework.wrong.exchange import exchanged, name_of, re_rounded
from cnncalc.coursework.wrong.formula import ONE, ZERO
from cnncalc.derivation import FIRST, Expression, Leaf, ceiling, constant, floor
from cnncalc.derivation import total as sum_of
from cnncalc.layers.axis import BOTH_SIDES
from cnncalc.layers.convolution import BIAS
from cnncalc.notation import formula, number

SIDE = Leaf("kernel size", 11, "F")
DEPTH, FILTERS, GROUPS = (
    Leaf("channels in", 3, "D"),
    Leaf("filters", 96, "K"),
    Leaf("groups", 2, "g"),
)
PARAMETERS = (SIDE * SIDE * DEPTH + BIAS) * FILTERS
SIZE = (Leaf("input size", 227, "W") - SIDE + BOTH_SIDES * Leaf("padding", 1, "P")) / Leaf(
    "stride", 4, "S"
) + FIRST


@pytest.mark.parametrize(
    ("leaves", "written"),
    [
        ({"bias": ZERO}, "F*F*D*K"),
        ({"D": ONE}, "(F*F + 1)*K"),
        ({"one F": ONE}, "(F*D + 1)*K"),
        ({"F": ONE}, "(D + 1)*K"),
        ({"K": ONE}, "F*F*D + 1"),
        ({"K": ONE, "bias": ZERO}, "F*F*D"),
        ({"D": ZERO}, "1*K"),
        ({"D": DEPTH * FILTERS}, "(F*F*D*K + 1)*K"),
    ],
)
def test_a_leaf_that_is_left_out_is_not_written(
    leaves: dict[str, Expression], written: str
) -> None:
    """A forgotten factor is a 1, a forgotten term a 0; neither is how a person writes it."""
    assert formula(exchanged(PARAMETERS, leaves)) == written


@pytest.mark.parametrize(
    ("leaves", "written"),
    [
        ({"first": ZERO}, "(W - F + 2*P)/S"),
        ({"sides": ONE}, "(W - F + P)/S + 1"),
        ({"P": ZERO}, "(W - F)/S + 1"),
        ({"S": ONE}, "W - F + 2*P + 1"),
        ({"F": ZERO}, "(W + 2*P)/S + 1"),
    ],
)
def test_the_constants_of_a_size_can_be_taken_out_by_their_roles(
    leaves: dict[str, Expression], written: str
) -> None:
    """The +1 and the 2 are two constants, and the 1 of a bias is a third."""
    assert formula(exchanged(SIZE, leaves)) == written


def test_what_changes_nothing_gives_the_same_object() -> None:
    """A name that is not there, and a number exchanged for itself."""
    assert exchanged(PARAMETERS, {"g": ONE}) is PARAMETERS
    assert exchanged(PARAMETERS, {"D": Leaf("three", 3, "t")}) is PARAMETERS


def test_dividing_by_nothing_is_said() -> None:
    """A row that would divide by 0 does not apply."""
    with pytest.raises(ZeroDivisionError):
        exchanged(DEPTH / GROUPS, {"g": ZERO})


def test_a_sum_of_layers_loses_a_layer() -> None:
    """A total names its layers."""
    layers = sum_of([Leaf("conv1", 34944, "conv1"), Leaf("fc", 10, "fc"), Leaf("out", 5, "out")])
    assert formula(exchanged(layers, {"fc": ZERO})) == "conv1 + out"


@pytest.mark.parametrize(
    ("symbol", "name", "called"),
    [
        ("F_h", "kernel height", "F"),
        ("P_top", "padding at the top", "P"),
        ("U", "units", "K"),
        ("H_out", "output height", "H_out"),
        ("D_0", "channels of the network's input", "D_0"),
        ("1", "the bias of each unit", "bias"),
        ("1", "the first position", "first"),
        ("1", "the window's first value", "1"),
        ("2", "a multiplication and an addition", "two"),
        ("2", "values and their gradients", "both"),
    ],
)
def test_a_leaf_is_called_by_its_letter_or_its_role(symbol: str, name: str, called: str) -> None:
    """Rows of the catalogue know no axes, and no symbols of constants."""
    assert name_of(symbol, name) == called


def test_a_size_is_rounded_up_or_not_at_all() -> None:
    """(224 - 11)/4 is 53.25: 54 columns, or by mistake 55 or 54.25."""
    moves = (Leaf("input size", 224, "W") - SIDE) / Leaf("stride", 4, "S")
    size = floor(moves) + FIRST
    assert re_rounded(size, "up").value == 55
    assert number(re_rounded(size, "none").value) == "54.25"
    assert re_rounded(moves, "up") is moves
    assert re_rounded(ceiling(moves) + constant("one", 1), "up").value == 55
