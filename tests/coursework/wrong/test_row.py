"""Rows of the catalogue."""

import pytest

import cnncalc
from cnncalc.coursework.wrong.formula import ONE
from cnncalc.coursework.wrong.row import row
from cnncalc.derivation import Leaf
from cnncalc.notation import formula

PARAMETERS = cnncalc.analyze("alexnet-single").layers["conv1"].parameters.derivation
GIVEN = {"weights": Leaf("weights", 34848, "w"), "D": Leaf("channels in", 3, "D")}


def test_a_row_exchanges_leaves_or_writes_something_else_or_both() -> None:
    """34,848 and 34,849 are AlexNet's conv1 without biases, and with one in all."""
    without = row({"of": "parameters", "exchange": {"bias": 0}}).changed(PARAMETERS, GIVEN)
    single = row({"of": "parameters", "instead": "weights + 1"}).changed(PARAMETERS, GIVEN)
    both = row({"of": "x", "instead": "weights*D", "exchange": {"D": 1}}).changed(PARAMETERS, GIVEN)
    assert without is not None
    assert single is not None
    assert both is not None
    assert without.value == 34848
    assert single.value == 34849
    assert formula(both) == "w"


@pytest.mark.parametrize(
    "data",
    [
        {"of": "x", "exchange": {"g": 1}},  # no groups are there
        {"of": "x", "exchange": {"D": 3}},  # it is 3 already
        {"of": "x", "instead": "g + 1"},  # nothing of this name is given
        {"of": "x", "when": "D == 4", "instead": "1"},
        {"of": "x", "when": ["D == 3", "same"], "instead": "1"},
        {"of": "x", "rounding": "up"},  # nothing is rounded
        {"of": "x", "exchange": {"D": "D/weights - D/weights"}, "when": "table"},
    ],
)
def test_a_row_that_does_not_apply_gives_nothing(data: dict[str, object]) -> None:
    """So the catalogue needs to say of few rows where they apply."""
    assert row(data).changed(PARAMETERS, GIVEN) is None


def test_a_condition_of_what_holds() -> None:
    """`same` is given where a layer's padding is same."""
    only = row({"of": "x", "when": ["D == 3", "same"], "instead": "D"})
    assert only.changed(PARAMETERS, {**GIVEN, "same": ONE}) is GIVEN["D"]


def test_a_row_serves_the_kinds_that_it_names() -> None:
    """A pattern stands for a family."""
    assert row({"of": "x"}).serves("anything")
    assert row({"of": "x", "kinds": "*pool"}).serves("maxpool")
    assert not row({"of": "x", "kinds": ["conv", "dense"]}).serves("maxpool")
