"""Working as data, for programs: JSON and CSV."""

from __future__ import annotations

from cnncalc.api import analyze
from cnncalc.report.working_data import explanation_data, explanation_table


def test_the_data_has_every_figure_by_its_dotted_name() -> None:
    """CS231n: 34,944 parameters in conv1; LeCun's count of connections, 105,705,600."""
    data = explanation_data(analyze("alexnet"), "conv1")["explain"]
    quantities = data["quantities"]
    assert data["layer"] == "conv1"
    assert quantities["parameters"]["value"] == 34_944
    assert quantities["parameters"]["formula"] == "(F*F*D + 1)*K"
    assert quantities["parameters"]["given"][0] == {
        "symbol": "F", "name": "kernel size", "value": 11,
    }  # fmt: skip
    assert quantities["connections"]["value"] == 105_705_600
    assert quantities["fixed"]["value"] == 0
    assert "3,025 times" in quantities["alternative.unshared"]["remarks"][1]
    assert set(explanation_data(analyze("alexnet"), "conv1", "macs")["explain"]["quantities"]) == {
        "macs"
    }


def test_the_data_of_a_network_are_its_totals() -> None:
    """Caffe's bvlc_alexnet: 60,965,224 parameters."""
    data = explanation_data(analyze("alexnet"))["explain"]
    assert data["layer"] is None
    assert data["quantities"]["parameters"]["value"] == 60_965_224
    assert sum(each["parameters"] for each in data["layers"]) == 60_965_224


def test_the_table_has_a_row_for_each_figure_or_layer() -> None:
    analysis = analyze("alexnet")
    assert len(explanation_table(analysis).rows) == len(analysis.layers)
    (row,) = explanation_table(analysis, "conv1", "parameters").rows
    assert row[:2] == ("conv1", "parameters")
    assert row[4:6] == ("(F*F*D + 1)*K", "(11*11*3 + 1)*96")
    assert len(explanation_table(analysis, "conv1").rows) > 20


def test_the_data_of_one_total_are_that_alone() -> None:
    analysis = analyze("alexnet")
    data = explanation_data(analysis, None, "parameters")["explain"]
    assert list(data["quantities"]) == ["parameters"]
    assert explanation_table(analysis, None, "parameters").rows[0][0] == "conv1"


def test_facts_stay_beside_what_a_convention_counts() -> None:
    """CS231n: 34,848 weights in AlexNet's first layer, or 34,944 parameters with the biases."""
    tally = analyze("alexnet").counted("cs231n")
    quantities = explanation_data(tally, "conv1", "parameters")["explain"]["quantities"]
    values = {name: each["value"] for name, each in quantities.items()}
    assert values == {"parameters": 34_944, "counted.parameters": 34_848}
    assert quantities["counted.parameters"]["formula"] == "F*F*D*K"
    (row,) = explanation_table(tally, "conv1", "parameters").rows
    assert row[5] == "11*11*3*96"


def test_the_totals_of_a_convention_stand_beside_the_facts() -> None:
    """VGG-16: 138,357,544 (torchvision), and 138,344,128 as CS231n lists it without biases."""
    data = explanation_data(analyze("vgg16").counted("cs231n"), None, "parameters")
    values = {name: each["value"] for name, each in data["explain"]["quantities"].items()}
    assert values == {"parameters": 138_357_544, "counted.parameters": 138_344_128}
    assert data["convention"]["name"] == "cs231n"
