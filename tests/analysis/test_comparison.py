"""Networks side by side."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

import cnncalc
from cnncalc import CannotRunError, Comparison, Image, SpecError, Vector
from cnncalc.analysis.comparison import FIGURES, output_of

VGG = (138_357_544, 143_667_240)
"""Parameters of torchvision's vgg16 and vgg19."""


def test_totals_stand_beside_one_another_with_their_exact_ratios() -> None:
    found = cnncalc.compare("vgg16", "vgg19")
    assert found.totals("parameters") == VGG
    assert found.ratios("parameters") == (Fraction(1), Fraction(VGG[1], VGG[0]))
    assert found.totals("weight_layers") == (16, 19)
    assert repr(found) == "<Comparison of VGG-16, VGG-19>"


def test_what_the_first_has_none_of_has_no_ratio() -> None:
    found = cnncalc.compare("vgg16", "resnet18")
    assert found.totals("fixed")[0] == 0
    assert found.ratios("fixed") == (None, None)


def test_every_network_is_compared_with_the_first() -> None:
    """He et al. 2015, table 1: 50, 101 and 152 weight layers, and 4 of projections in each."""
    found = cnncalc.compare("resnet50", "resnet101", "resnet152")
    assert found.totals("weight_layers") == (54, 105, 156)
    assert [each.other.analysis.name for each in found.differences] == ["ResNet-101", "ResNet-152"]
    assert {each.first.analysis.name for each in found.differences} == {"ResNet-50"}


def test_a_network_is_compared_with_itself_under_another_input() -> None:
    small = cnncalc.analyze("resnet50", input="112x112x3")
    found = cnncalc.compare("resnet50", small)
    assert found.ratios("parameters") == (Fraction(1), Fraction(1))
    (run,) = found.differences[0].runs
    assert len(run) == small.totals.layer_count
    assert not any(each.same_shape for each in run[:5])


def test_a_comparison_counts_as_a_convention_does() -> None:
    """CS231n's listing of VGG-16 has 138,344,128 weights and no biases."""
    found = cnncalc.compare("vgg16", "vgg19", convention="cs231n")
    assert found.totals("parameters")[0] == 138_344_128


def test_two_networks_are_needed_and_each_is_read() -> None:
    with pytest.raises(CannotRunError, match="two networks"):
        cnncalc.compare("vgg16")
    with pytest.raises(CannotRunError, match="nosuchnet"):
        cnncalc.compare("vgg16", "nosuchnet")
    with pytest.raises(SpecError):
        cnncalc.compare("alexnet", "vgg16", input="3x3x3")


def test_runs_are_of_what_is_alike_or_of_one_place() -> None:
    runs = cnncalc.compare("vgg16", "vgg19").differences[0].runs
    assert [len(each) for each in runs if each[0].alike] == [16, 7, 7, 9]
    assert all(len(each) == 1 for each in runs if not each[0].alike)


def test_results_are_the_shapes_of_all_outputs() -> None:
    shapes, field = output_of(cnncalc.analyze("alexnet").counted())
    assert shapes == (Vector(1000),)
    assert field is not None
    assert field.height.size.value == 227
    two = cnncalc.load_text(
        "{name: n, input: 8x8x1, outputs: [a, b], "
        "layers: [{maxpool: {name: a, kernel: 2}}, {maxpool: {name: b, kernel: 2}}]}"
    )
    shapes, _ = output_of(cnncalc.analyze(two).counted())
    assert shapes == (Image(1, 4, 4), Image(1, 2, 2))


def test_the_data_is_plain_and_complete() -> None:
    found: Comparison = cnncalc.compare("vgg16", "vgg19", "resnet18")
    data = json.loads(json.dumps(found.as_json()))
    assert [each["name"] for each in data["networks"]] == ["VGG-16", "VGG-19", "ResNet-18"]
    assert data["networks"][0]["outputs"] == [[1000]]
    assert [set(each) for each in data["totals"]] == [set(FIGURES)] * 3
    assert data["ratios"][1]["parameters"] == VGG[1] / VGG[0]
    assert data["ratios"][2]["fixed"] is None
    first, second = data["differences"]
    assert first["between"] == ["VGG-16", "VGG-19"]
    assert first["layers"][0] == {
        "alike": 16,
        "of_other_shapes": 0,
        "first": ["conv1_1", "relu7"],
        "other": ["conv1_1", "relu7"],
    }
    assert (first["layers"][1]["first"], first["layers"][1]["other"]["name"]) == (None, "conv3_4")
    assert any(each.get("differing") for each in second["layers"])
