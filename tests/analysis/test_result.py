"""What an analysis found: layers by name, and totals."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

import cnncalc
from cnncalc.analysis.figure import COUNTED

if TYPE_CHECKING:
    from cnncalc.analysis.result import Analysis

LENET = """
name: LeNet
input: 32x32x1
layers:
  - conv: {name: C1, filters: 6, kernel: 5}
  - tanh
  - subsample: {name: S2, kernel: 2}
  - dense: {name: F, units: 10}
"""


@pytest.fixture(scope="module")
def lenet() -> Analysis:
    return cnncalc.analyze(cnncalc.load_text(LENET))


def test_totals_add_up_and_print_as_a_sum(lenet: Analysis) -> None:
    """LeCun et al. 1998: C1 has 156 parameters and 122,304 connections, S2 12 and 5,880."""
    dense = (14 * 14 * 6 + 1) * 10
    assert str(lenet.totals.parameters) == (
        f"parameters = C1 + S2 + F = 156 + 12 + {dense} = {156 + 12 + dense:,}"
    )
    assert lenet.totals.connections == 122_304 + 5_880 + dense
    assert lenet.totals.macs == 117_600 + 14 * 14 * 6 * 10
    assert str(lenet.totals.fixed) == "fixed = 0"


def test_a_total_of_one_layer_is_that_layers() -> None:
    found = cnncalc.analyze(cnncalc.load_text(LENET.replace("dense", "rbf")))
    assert str(found.totals.fixed) == f"fixed = F = {14 * 14 * 6 * 10:,}"


def test_every_counted_figure_has_a_total_with_its_unit(lenet: Analysis) -> None:
    for name in COUNTED:
        total = getattr(lenet.totals, name)
        assert total.name == name
        assert total.unit == COUNTED[name].unit
        assert total.source == "the sum of the layers"


def test_a_total_is_computed_once(lenet: Analysis) -> None:
    assert lenet.totals is lenet.totals
    assert lenet.totals.macs is lenet.totals.macs


def test_there_is_no_total_of_what_is_not_counted(lenet: Analysis) -> None:
    assert not hasattr(lenet.totals, "receptive_field")
    with pytest.raises(AttributeError, match="Totals has no colour"):
        lenet.totals.colour  # noqa: B018  asking is what is tried


def test_work_is_summed_by_sort(lenet: Analysis) -> None:
    assert lenet.totals.work == {
        "multiply_add": 117_600 + 6 * 14 * 14 + 14 * 14 * 6 * 10,
        "bias_add": 6 * 28 * 28 + 10,
        "exponential": 6 * 28 * 28,
        "addition": 3 * 6 * 14 * 14,
    }


def test_the_network_is_counted_too(lenet: Analysis) -> None:
    """CS231n: the input's values are memory, and no row."""
    assert lenet.totals.layer_count == 4
    assert lenet.totals.weight_layers == 2
    assert str(lenet.totals.input_activations) == "input_activations = N_0 = 1,024"


def test_a_share_is_a_part_of_the_whole(lenet: Analysis) -> None:
    whole = int(lenet.totals.parameters)
    assert lenet.totals.share("parameters", frozenset({"conv"})) == Fraction(156, whole)
    assert lenet.totals.share("parameters", frozenset({"conv", "subsample", "dense"})) == 1
    assert lenet.totals.share("fixed", frozenset({"conv"})) == 0


def test_a_layer_that_there_is_not_gets_the_nearest_name(lenet: Analysis) -> None:
    with pytest.raises(KeyError, match="there is no layer C11; the nearest is C1"):
        lenet.layers["C11"]
    with pytest.raises(KeyError, match="there is no layer transformer'"):
        lenet.layers["transformer"]
    assert lenet.layers.get("C11") is None
    assert [*lenet.layers] == ["C1", "tanh1", "S2", "F"]


def test_what_was_found_is_finished(lenet: Analysis) -> None:
    for found in (lenet, lenet.totals, lenet.layers["C1"]):
        with pytest.raises(FrozenInstanceError):
            found.name = "other"  # type: ignore[union-attr, misc]  # what is tried here


def test_an_analysis_can_be_asked_for_anything_twice_and_stays_the_same(lenet: Analysis) -> None:
    assert lenet.as_json() == lenet.as_json()
    assert lenet.outputs == ("F",)
    assert lenet.warnings == ()
