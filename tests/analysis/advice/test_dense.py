"""The first dense layer."""

from __future__ import annotations

import pytest

import cnncalc
from tests.analysis.advice.advised import advised, advised_shipped, codes, finding, kept

CODE = "dense-parameters"


def test_vgg16s_first_fc_has_74_percent() -> None:
    """CS231n: 7*7*512*4096 = 102,760,448 weights, of 138M; with biases 102,764,544."""
    found = finding(advised_shipped("vgg16"), CODE)
    assert "102,764,544 of 138,357,544 parameters (74.3 %)" in found.what
    assert "(512 + 1)*4096 = 2,101,248 parameters" in found.effect


def test_what_is_promised_is_what_a_network_with_averages_has() -> None:
    convs = "conv: {filters: 32, kernel: 3, padding: 1}, relu"
    tail = "dense: 100, relu, dense: {units: 10, bias: false}"
    _, fewer, left = finding(advised(f"layers: [{convs}, flatten, {tail}]"), CODE).quantities
    text = f"name: Net\ninput: 32x32x3\nlayers: [{convs}, global_avgpool, {tail}]\n"
    averaged = cnncalc.analyze(cnncalc.load_text(text))
    assert fewer.value == averaged.layers["dense1"].parameters
    assert left.value == averaged.totals.parameters


def test_averages_before_it_are_kept_to() -> None:
    assert kept(advised_shipped("resnet50"), CODE) == ["fc reads 2,048 averages, and no whole maps"]


@pytest.mark.parametrize(
    ("layers", "values"),
    [
        ("global_avgpool", "averages"),
        ("maxpool: 8", "maxima"),
        ("global_maxpool, relu, dropout: 0.5, flatten", "maxima"),
        ("avgpool: 8, batchnorm", "averages"),
        ("conv: {filters: 16, kernel: 8}, relu", "values"),
    ],
)
def test_what_maps_of_one_value_hold_is_said_of_them(layers: str, values: str) -> None:
    found = advised(f"layers: [{layers}, dense: 10]", "8x8x16")
    assert kept(found, CODE) == [f"dense1 reads 16 {values}, and no whole maps"]


def test_a_small_first_dense_layer_is_fine() -> None:
    """Caffe's cifar10_full: ip1 has 10,250 of its 89,578 parameters."""
    found = advised_shipped("caffe-cifar10-full")
    assert CODE not in codes(found)
    assert kept(found, CODE) == ["ip1, the first dense layer, has 11.4 % of the parameters"]


def test_dense_layers_after_dense_layers_are_not_the_first() -> None:
    assert CODE not in codes(advised("layers: [dense: 10, relu, dense: 1000]", "20"))
