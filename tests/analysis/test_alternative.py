"""What layers would be otherwise, and what poolings discard."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from cnncalc.analysis.alternative import alternatives
from cnncalc.api import analyze, load_text

if TYPE_CHECKING:
    from cnncalc.analysis.alternative import Alternative


def found(layer: str, image: str = "8x8x3") -> dict[str, Alternative]:
    """Give what there is to say of one layer, by the name of its figure."""
    text = f"name: One layer\ninput: {image}\nlayers:\n  - {layer}\n"
    (figures,) = analyze(load_text(text)).layers.values()
    return {each.quantity.name: each for each in alternatives(figures)}


def test_alexnet_would_have_105_million_parameters_in_its_first_layer_without_sharing() -> None:
    """CS231n: 290,400 neurons of 11*11*3 = 363 weights and 1 bias, 105,705,600 in all."""
    unshared = found("conv: {filters: 96, kernel: 11, stride: 4}", "227x227x3")["unshared"]
    assert unshared.quantity == 105_705_600
    assert "290,400 output values has 363 weights and a bias of its own" in unshared.meaning
    assert unshared.factor == 55 * 55


def test_lenet_would_have_nearly_five_million_parameters_in_c1_fully_connected() -> None:
    """A lecture on LeNet-5: (32*32 + 1)*(28*28)*6, where C1 has 156 (LeCun et al. 1998)."""
    full = found("conv: {filters: 6, kernel: 5}", "32x32x1")["fully_connected"]
    assert full.quantity == (32 * 32 + 1) * (28 * 28) * 6
    assert full.factor == Fraction(4_821_600, 156)


def test_a_convolution_without_sharing_has_a_parameter_for_each_connection() -> None:
    """LeCun et al. 1998: C1 has 122,304 connections, S2 and the layers after it their own."""
    unshared = found("conv: {filters: 6, kernel: 5}", "32x32x1")["unshared"]
    assert unshared.quantity == 122_304


def test_a_connection_table_tells_no_weights_an_output_value() -> None:
    """LeCun et al. 1998, C3: maps of 75, 100 and 150 weights and 151,600 connections in all."""
    figures = analyze("lenet5").layers["C3"]
    unshared = alternatives(figures)[0]
    assert unshared.quantity == 151_600
    assert "has weights and a bias of its own" in unshared.meaning


def test_a_kernel_as_large_as_its_input_is_fully_connected_already() -> None:
    """LeCun et al. 1998: C5 amounts to a full connection between S4 and C5, 48,120 of them."""
    alternative = found("conv: {filters: 120, kernel: 5}", "5x5x16")
    for each in alternative.values():
        assert each.quantity == 48_120
        assert each.factor == 1
        assert "as it " in each.meaning


def test_a_convolution_without_bias_has_none_otherwise_either() -> None:
    """By hand: 2 filters of 3*3*3 at 6*6 positions of an 8*8*3 input."""
    alternative = found("conv: {filters: 2, kernel: 3, bias: false}")
    assert alternative["unshared"].quantity == 27 * 72
    assert "bias" not in alternative["unshared"].meaning
    assert alternative["fully_connected"].quantity == 192 * 72


def test_pooling_by_two_discards_three_quarters() -> None:
    """CS231n: F=2, S=2 discards exactly 75 % of the activations."""
    for kind in ("maxpool", "avgpool", "l2pool", "subsample"):
        assert found(f"{kind}: 2")["discarded"].quantity == Fraction(3, 4)


def test_pooling_that_keeps_every_value_discards_nothing_to_tell() -> None:
    assert found("maxpool: {kernel: 3, stride: 1, padding: 1}") == {}


def test_a_dense_layer_flattens_an_image() -> None:
    """AlexNet: the 6x6x256 of pool5 are 9,216 values to fc6 (Krizhevsky et al. 2012)."""
    alternative = found("dense: 4096", "6x6x256")
    assert alternative["flattened"].quantity == 9216


def test_a_dense_layer_is_a_convolution_as_large_as_its_input() -> None:
    """CS231n, Converting FC layers to CONV layers: 7x7x512 to 4096 is F=7, P=0, S=1, K=4096.

    Its listing of VGG-16 gives the weights of that layer: 7*7*512*4096 = 102,760,448.
    """
    same = found("dense: {units: 4096, bias: false}", "7x7x512")["as_convolution"]
    assert same.quantity == 102_760_448
    assert "4,096 filters of 7x7 over 7x7x512, giving 1x1x4096" in same.meaning


def test_a_dense_layer_over_a_vector_is_a_convolution_of_one_by_one() -> None:
    """CS231n: the second layer is F=1, K=4096 over 1x1x4096."""
    alternative = found("dense: 4096", "4096")
    assert set(alternative) == {"as_convolution"}
    assert alternative["as_convolution"].quantity == (4096 + 1) * 4096
    assert "filters of 1x1 over 1x1x4096" in alternative["as_convolution"].meaning


@pytest.mark.parametrize("layer", ["relu", "lrn", "batchnorm", "flatten", "rbf: 3", "dropout: 0.5"])
def test_other_layers_have_no_other_way(layer: str) -> None:
    assert found(layer) == {}


def test_a_merge_has_no_other_way() -> None:
    text = "name: n\ninput: 4x4x1\nlayers:\n  - add: [[{conv: {filters: 1, kernel: 1}}], []]\n"
    assert alternatives(analyze(load_text(text)).layers["add1"]) == ()
