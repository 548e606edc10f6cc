"""An analysis as a convention counts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cnncalc
from cnncalc.analysis.choice import CHOICES
from cnncalc.analysis.convention import Convention
from cnncalc.analysis.figure import COUNTED
from cnncalc.analysis.preset import PRESETS, convention
from cnncalc.analysis.tally import tally_of
from cnncalc.quantity import Quantity
from cnncalc.report.view import analysis_table
from tests.analysis.network import specs
from tests.law import untimed

if TYPE_CHECKING:
    from cnncalc.analysis.tally import Tally

ANALYSES = {name: cnncalc.analyze(name) for name in cnncalc.shipped()}

conventions = st.fixed_dictionaries(
    {name: st.sampled_from([*choice.options]) for name, choice in CHOICES.items()}
).map(lambda chosen: Convention().choosing(name="", **chosen))
"""Every convention there may be."""


def listed() -> Tally:
    """VGG-16 as CS231n's notes list it."""
    return ANALYSES["vgg16"].counted("cs231n")


def test_vgg16_has_the_weights_of_cs231ns_listing() -> None:
    """cs231n.github.io/convolutional-networks, VGGNet: the rows, and their sum."""
    rows = [
        3 * 3 * 3 * 64, 3 * 3 * 64 * 64,
        3 * 3 * 64 * 128, 3 * 3 * 128 * 128,
        3 * 3 * 128 * 256, 3 * 3 * 256 * 256, 3 * 3 * 256 * 256,
        3 * 3 * 256 * 512, 3 * 3 * 512 * 512, 3 * 3 * 512 * 512,
        3 * 3 * 512 * 512, 3 * 3 * 512 * 512, 3 * 3 * 512 * 512,
        7 * 7 * 512 * 4096, 4096 * 4096, 4096 * 1000,
    ]  # fmt: skip
    tally = listed()
    found = [int(each.parameters) for each in tally.layers.values() if each.parameters.value]
    assert found == rows
    assert rows[0] == 1_728
    assert rows[13] == 102_760_448
    assert tally.totals.parameters == sum(rows) == 138_344_128


def test_vgg16_has_the_values_of_cs231ns_listing() -> None:
    """The same listing's `memory`, whose rows begin with the input; their sum is not its 24M."""
    rows = [
        224 * 224 * 64, 224 * 224 * 64, 112 * 112 * 64,
        112 * 112 * 128, 112 * 112 * 128, 56 * 56 * 128,
        56 * 56 * 256, 56 * 56 * 256, 56 * 56 * 256, 28 * 28 * 256,
        28 * 28 * 512, 28 * 28 * 512, 28 * 28 * 512, 14 * 14 * 512,
        14 * 14 * 512, 14 * 14 * 512, 14 * 14 * 512, 7 * 7 * 512,
        4096, 4096, 1000,
    ]  # fmt: skip
    tally = listed()
    assert tally.input.activations == 224 * 224 * 3
    found = [int(each.activations) for each in tally.layers.values()]
    assert [each for each in found if each] == rows
    assert tally.totals.activations == 224 * 224 * 3 + sum(rows) == 15_237_608
    assert tally.totals.activation_bytes == 60_950_432


def test_the_facts_stay_what_they_are() -> None:
    """VGG-16 has 138,357,544 parameters in torchvision, whatever a listing counts."""
    tally = listed()
    assert tally.analysis.totals.parameters == 138_357_544
    assert tally.analysis.layers["conv1_1"].parameters == 1_792


def test_a_counted_figure_has_its_working() -> None:
    first = listed().layers["conv1_1"].parameters
    assert str(first) == "parameters = F*F*D*K = 3*3*3*64 = 1,728"
    assert first.source.startswith("LeCun et al. 1998")


@pytest.mark.parametrize("spec", ANALYSES)
def test_cnncalcs_own_tally_is_the_analysis_itself(spec: str) -> None:
    analysis = ANALYSES[spec]
    tally = analysis.counted()
    assert not tally.departs
    for name in COUNTED:
        assert tally.totals[name] == getattr(analysis.totals, name)
        for layer, figures in analysis.layers.items():
            assert tally.layers[layer][name] == getattr(figures, name)


def assert_rows_add_up(tally: Tally) -> None:
    """Hold every total against the sum of its rows, and the table's against those it shows."""
    for name in COUNTED:
        rows = sum(int(each[name]) for each in tally.layers.values())
        assert tally.totals[name] == rows + int(tally.input[name])
    table = analysis_table(tally, columns=[*COUNTED])
    assert table.totals
    for index, total in enumerate(table.totals):
        if isinstance(total, int):
            cells = [row[index] for row in table.rows]
            assert total == sum(int(each) for each in cells if isinstance(each, Quantity))


@untimed
@given(chosen=conventions, spec=st.sampled_from([*ANALYSES]))
def test_totals_are_the_sum_of_their_rows_in_every_convention(
    chosen: Convention, spec: str
) -> None:
    assert_rows_add_up(ANALYSES[spec].counted(chosen))


@settings(untimed, max_examples=50)
@given(chosen=conventions, text=specs())
def test_totals_are_the_sum_of_their_rows_in_any_network(chosen: Convention, text: str) -> None:
    assert_rows_add_up(cnncalc.analyze(cnncalc.load_text(text)).counted(chosen))


@untimed
@given(chosen=conventions, spec=st.sampled_from([*ANALYSES]))
def test_a_choice_that_makes_no_difference_is_not_told(chosen: Convention, spec: str) -> None:
    """Whatever else is chosen of what a report does not say leaves all of its numbers alone."""
    names = ("parameters", "macs", "activations")
    tally = ANALYSES[spec].counted(chosen)
    told = tally.choices(names)
    plain = Convention().choosing(**{field: getattr(chosen, field) for field in told})
    other = ANALYSES[spec].counted(plain)
    assert all(tally.totals[name] == other.totals[name] for name in names)


def test_what_matters_to_a_layer_is_less_than_what_matters_to_the_network() -> None:
    tally = listed()
    names = ("parameters", "activations", "activation_bytes")
    assert tally.choices(names) == ("biases", "memory", "input")
    assert tally.choices(names, "conv1_1") == ("biases", "memory")
    assert tally.choices(names, "relu1") == ()


def test_the_line_of_a_report_says_the_order_of_axes_where_it_is_not_the_usual() -> None:
    said = ANALYSES["lenet5"].counted("lecun98").sentence(["connections"])
    assert said == "convention lecun98: shapes channels x height x width, connections with biases"
    assert ANALYSES["lenet5"].counted().sentence(["neurons"]) == "convention cnncalc"


def test_json_has_what_is_counted_beside_the_facts() -> None:
    """The listing's 1,728 beside the 1,792 parameters of torchvision's first layer."""
    data = listed().as_json(derivations=True)
    first = data["layers"][0]
    assert first["parameters"] == 1_792
    assert first["counted"]["parameters"] == 1_728
    assert first["derivations"]["counted.parameters"]["formula"] == "F*F*D*K"
    assert data["totals"]["parameters"] == 138_357_544
    assert data["totals"]["counted"]["parameters"] == 138_344_128
    assert data["network"]["counted"] == {"activations": 150_528, "activation_bytes": 602_112}
    assert data["convention"] == convention("cs231n").as_json()


def test_json_repeats_nothing_where_the_convention_is_the_usual_one() -> None:
    data = ANALYSES["lenet5"].counted().as_json()
    assert data == ANALYSES["lenet5"].as_json()
    assert data["convention"]["name"] == "cnncalc"
    assert "counted" not in data["totals"]


def test_counts_are_a_mapping_of_every_counted_figure() -> None:
    """CS231n: 34,848 weights, and 290,400 neurons, in AlexNet's first layer."""
    counts = ANALYSES["alexnet"].counted("cs231n").layers["conv1"]
    assert [*counts] == [*COUNTED]
    assert len(counts) == len(COUNTED)
    assert dict(counts)["parameters"] is counts.parameters
    assert counts["neurons"] == 290_400


def test_a_figure_that_is_none_is_refused() -> None:
    tally = listed()
    with pytest.raises(AttributeError, match="has no colour"):
        _ = tally.totals.colour
    with pytest.raises(KeyError, match="colour"):
        _ = tally.totals["colour"]


def test_a_tally_takes_choices_of_its_own() -> None:
    """The slides' 62,369,152 of AlexNet; CS231n's 34,944 where the biases are counted."""
    mixed = ANALYSES["alexnet-single"].counted(biases="conv_only")
    assert mixed.totals.parameters == 62_369_152
    counted = ANALYSES["alexnet"].counted("cs231n", biases="counted")
    assert counted.layers["conv1"].parameters == 34_944
    assert counted.convention.input == "counted"
    assert ANALYSES["alexnet"].counted(counted.convention).convention == counted.convention


def test_a_tally_of_nothing_known_is_refused_with_the_nearest() -> None:
    with pytest.raises(LookupError, match="did you mean `keras`"):
        ANALYSES["vgg16"].counted("kears")


def test_a_tally_stays_the_same_tally() -> None:
    tally = listed()
    assert tally_of(tally) is tally
    assert tally_of(tally.analysis).convention == Convention()


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_counts_every_network(preset: str) -> None:
    for analysis in ANALYSES.values():
        tally = analysis.counted(preset)
        for name in COUNTED:
            assert all(each[name].derivation.whole for each in tally.layers.values())
        assert tally.totals.weights == analysis.totals.weights
