"""The figures of one layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import cnncalc
from cnncalc.analysis.figure import COUNTED, LayerFigures

if TYPE_CHECKING:
    from cnncalc.analysis.result import Layers

ALEXNET = """
name: The first layers of AlexNet
input: 227x227x3
layers:
  - conv: {name: conv1, filters: 96, kernel: 11, stride: 4}
  - relu: {name: relu1}
  - batchnorm: {name: norm1}
  - maxpool: {name: pool1, kernel: 3, stride: 2}
  - dense: {name: fc, units: 10}
"""


@pytest.fixture(scope="module")
def layers() -> Layers:
    return cnncalc.analyze(cnncalc.load_text(ALEXNET)).layers


def written(figures: LayerFigures) -> dict[str, str]:
    """Give the figures that are not 0, as they print."""
    return {
        name: str(quantity).partition(" = ")[2]
        for name, quantity in figures.quantities()
        if quantity.value
    }


def test_every_figure_of_a_convolution_prints_its_working(layers: dict[str, LayerFigures]) -> None:
    """CS231n: 34,944 parameters, 290,400 neurons, 105,705,600 in the forward computation."""
    assert written(layers["conv1"]) == {
        "output.channels": "K = 96",
        "output.height": "(W - F + 2*P)/S + 1 = (227 - 11 + 2*0)/4 + 1 = 55",
        "output.width": "(W - F + 2*P)/S + 1 = (227 - 11 + 2*0)/4 + 1 = 55",
        "parameters": "(F*F*D + 1)*K = (11*11*3 + 1)*96 = 34,944",
        "weights": "F*F*D*K = 11*11*3*96 = 34,848",
        "biases": "K = 96",
        "macs": "F*F*D*K*H_out*W_out = 11*11*3*96*55*55 = 105,415,200 MAC",
        "flops": "2*F*F*D*K*H_out*W_out = 2*11*11*3*96*55*55 = 210,830,400 FLOP",
        "bias_adds": "K*H_out*W_out = 96*55*55 = 290,400",
        "connections": "(F*F*D + 1)*K*H_out*W_out = (11*11*3 + 1)*96*55*55 = 105,705,600",
        "neurons": "K*H_out*W_out = 96*55*55 = 290,400",
        "outputs": "K*H_out*W_out = 96*55*55 = 290,400",
        "activations": "K*H_out*W_out = 96*55*55 = 290,400",
        "activation_bytes": "K*H_out*W_out*B = 96*55*55*4 = 1,161,600 B",
        "work.multiply_add": "F*F*D*K*H_out*W_out = 11*11*3*96*55*55 = 105,415,200",
        "work.bias_add": "K*H_out*W_out = 96*55*55 = 290,400",
        "receptive_field.size.height": "r + (F - 1)*j = 1 + (11 - 1)*1 = 11",
        "receptive_field.jump.height": "j*S = 1*4 = 4",
        "receptive_field.size.width": "r + (F - 1)*j = 1 + (11 - 1)*1 = 11",
        "receptive_field.jump.width": "j*S = 1*4 = 4",
    }


def test_an_activation_has_values_and_no_memory_of_its_own(layers: dict[str, LayerFigures]) -> None:
    relu = layers["relu1"]
    assert relu.outputs == 290_400
    assert relu.activations == relu.activation_bytes == 0
    assert relu.macs == relu.flops == relu.neurons == 0
    assert relu.work("comparison") == 290_400
    assert relu.work("exponential") == 0


def test_multiply_adds_of_a_normalization_are_no_macs(layers: dict[str, LayerFigures]) -> None:
    norm = layers["norm1"]
    assert norm.work("multiply_add") == 290_400
    assert norm.macs == norm.flops == norm.neurons == 0
    assert norm.parameters == norm.fixed == 192
    assert norm.activations == 290_400


def test_a_figure_says_where_it_comes_from(layers: dict[str, LayerFigures]) -> None:
    conv, dense = layers["conv1"], layers["fc"]
    assert conv.source == conv.parameters.source
    assert conv.source == "LeCun et al. 1998, section II.B; CS231n, Convolutional Networks"
    assert dense.parameters.source == "CS231n, Neural Networks"
    assert conv.neurons.source == "Krizhevsky et al. 2012"
    assert conv.work("bias_add").source.startswith("F*F*D/g multiply-adds")
    assert {each.source != "" for _, each in conv.quantities()} == {True}


def test_a_window_that_slides_is_shown_and_a_whole_input_is_not(
    layers: dict[str, LayerFigures],
) -> None:
    window = layers["pool1"].window
    assert window is not None
    assert (window.kernel, window.stride) == ((3, 3), (2, 2))
    assert layers["fc"].window is None
    assert layers["relu1"].window is None


def test_bytes_follow_the_size_of_a_value() -> None:
    """CS231n: 4 bytes a value; half precision has 2."""
    network = cnncalc.load_text(ALEXNET)
    half = cnncalc.analyze(network, bytes_per_value=2).layers["conv1"]
    assert half.activation_bytes == 2 * 290_400
    assert str(half.activation_bytes) == (
        "activation_bytes = K*H_out*W_out*B = 96*55*55*2 = 580,800 B"
    )


def test_a_network_of_vectors_has_no_field_to_show() -> None:
    text = "name: x\ninput: 784\nlayers:\n  - dense: 10\n"
    (dense,) = cnncalc.analyze(cnncalc.load_text(text)).layers.values()
    names = [name for name, _ in dense.quantities()]
    assert names == ["output.length", *COUNTED, "work.multiply_add", "work.bias_add"]


def test_each_counted_figure_is_a_property_with_a_docstring() -> None:
    for name in COUNTED:
        assert getattr(LayerFigures, name).__doc__


def test_a_layer_says_whether_it_is_trained() -> None:
    found = cnncalc.analyze(
        cnncalc.load_text(
            "name: x\ninput: 8x8x1\nlayers:\n"
            "  - conv: {filters: 1, kernel: 3, trainable: false}\n  - relu\n"
        )
    )
    assert [each.trainable for each in found.layers.values()] == [False, True]
    assert found.layers["conv1"].kind == "conv"
