"""Figures as conventions count them."""

from __future__ import annotations

import pytest

import cnncalc
from cnncalc.analysis.choice import difference, variants
from cnncalc.analysis.convention import Convention
from cnncalc.analysis.counting import (
    counted,
    counted_input,
    counted_total,
    figure_named,
)
from cnncalc.analysis.figure import COUNTED
from cnncalc.analysis.preset import convention
from cnncalc.layers.convolution import Conv
from cnncalc.layers.normalization import BatchNorm
from cnncalc.notation import equation
from cnncalc.shape import Image
from tests.report.specimen import network

USUAL = Convention()
ALEXNET = cnncalc.analyze("alexnet-single")
CONV1 = ALEXNET.layers["conv1"]
FC6 = ALEXNET.layers["fc6"]
NORMALIZED = network(Conv(filters=64, kernel=7, bias=False), BatchNorm(), given=Image(3, 32, 32))


def test_under_cnncalcs_own_convention_every_figure_is_the_layers_own() -> None:
    for figures in ALEXNET.layers.values():
        for name in COUNTED:
            own = getattr(figures, name).derivation
            assert equation(counted(figures, name, USUAL)) == equation(own)


def test_without_biases_a_convolution_has_its_weights() -> None:
    """CS231n: `96*11*11*3 = 34,848 unique weights, or 34,944 parameters (+96 biases)`."""
    without = USUAL.choosing(biases="not_counted")
    assert equation(counted(CONV1, "parameters", without)) == "F*F*D*K = 11*11*3*96 = 34,848"
    assert counted(CONV1, "parameters", USUAL).value == 34_944


def test_the_mixed_count_of_a_lectures_table_leaves_out_biases_of_dense_layers_alone() -> None:
    """Teaching slides on AlexNet: conv5 884,992, and FC6 256*6*6*4096 = 37,748,736."""
    mixed = USUAL.choosing(biases="conv_only")
    assert counted(ALEXNET.layers["conv5"], "parameters", mixed).value == 884_992
    assert counted(FC6, "parameters", mixed).value == 37_748_736
    assert counted(FC6, "parameters", USUAL).value == 37_748_736 + 4096


@pytest.mark.parametrize(
    ("biases", "total"),
    [
        ("counted", 62_378_344),
        ("not_counted", 62_367_776),
        ("conv_only", 62_369_152),
    ],
)
def test_alexnet_in_one_tower_has_three_totals(biases: str, total: int) -> None:
    """The slides' `Overall 62369152` is the sum of their rows.

    PyTorch counts 62,378,344, of which 1,376 are biases of convolutions and 9,192 of dense layers.
    """
    chosen = convention(biases=biases)
    assert counted_total(ALEXNET.totals, "parameters", chosen).value == total


@pytest.mark.parametrize(
    ("bias_adds", "total"),
    [
        ("not_counted", 1_135_256_096),
        ("counted", 1_135_915_368),
        ("conv_only", 1_135_906_176),
    ],
)
def test_alexnets_work_has_three_totals_too(bias_adds: str, total: int) -> None:
    """The slides' `Overall 1135906176` has a bias for each output of a convolution alone.

    PyTorch's counter gives 1,135,256,096 MACs, and 659,272 outputs have a bias.
    """
    chosen = convention(bias_adds=bias_adds)
    assert counted_total(ALEXNET.totals, "macs", chosen).value == total


def test_connections_are_the_slides_forward_computation_where_dense_layers_have_no_bias() -> None:
    mixed = convention(connections="conv_only")
    assert counted_total(ALEXNET.totals, "connections", mixed).value == 1_135_906_176


def test_a_bias_that_is_added_is_one_flop() -> None:
    """A bias is an addition: 2*105,415,200 + 290,400 for the first layer (CS231n's sizes)."""
    with_biases = convention(bias_adds="counted")
    assert counted(CONV1, "flops", with_biases).value == 211_120_800
    assert counted(CONV1, "macs", with_biases).value == 105_705_600


def test_a_layer_without_biases_has_none_to_add() -> None:
    conv = NORMALIZED.layers["conv1"]
    with_biases = convention(bias_adds="counted")
    assert equation(counted(conv, "macs", with_biases)) == equation(conv.macs.derivation)


@pytest.mark.parametrize(
    ("layer", "with_biases", "without"),
    [
        ("C1", 122_304, 5 * 5 * 6 * 28 * 28),
        ("S2", 5_880, 2 * 2 * 6 * 14 * 14),
        ("C3", 151_600, 5 * 5 * 60 * 10 * 10),  # 60 kernels in the table of the paper
        ("S4", 2_000, 2 * 2 * 16 * 5 * 5),
        ("F6", 10_164, 120 * 84),
        ("OUTPUT", 840, 840),  # units that have no bias
    ],
)
def test_lenets_connections_are_the_papers_with_biases(
    layer: str, with_biases: int, without: int
) -> None:
    """LeCun et al. 1998 says those with; CS231n's 180 connections of a neuron are without."""
    figures = cnncalc.analyze("lenet5").layers[layer]
    assert counted(figures, "connections", convention("lecun98")).value == with_biases
    assert counted(figures, "connections", convention("cs231n")).value == without


def test_connections_without_biases_have_a_formula_without_them() -> None:
    figures = cnncalc.analyze("lenet5").layers["S2"]
    count = counted(figures, "connections", convention("cs231n"))
    assert equation(count) == "F*F*K*H_out*W_out = 2*2*6*14*14 = 4,704"


def test_keras_counts_four_values_a_map_of_batchnorm() -> None:
    """keras.io, ResNet50: conv1_bn has 256 parameters over 64 maps; PyTorch's bn1 has 128."""
    norm = NORMALIZED.layers["batchnorm2"]
    assert counted(norm, "parameters", convention("keras")).value == 256
    assert counted(norm, "parameters", convention("pytorch")).value == 128


def test_values_of_other_layers_that_are_not_trained_are_no_statistics() -> None:
    """LeNet-5's RBF centres stay out of the 60,000 trainable parameters of the paper."""
    lenet = cnncalc.analyze("lenet5")
    assert counted_total(lenet.totals, "parameters", convention("keras")).value == 60_000


def test_gradients_double_the_memory_and_not_the_values() -> None:
    """CS231n: `only forward! ~*2 for bwd`; conv1 has 290,400 values of four bytes."""
    both = convention(memory="forward_backward")
    assert counted(CONV1, "activation_bytes", both).value == 2 * 4 * 290_400
    assert counted(CONV1, "activations", both).value == 290_400


def test_the_input_counts_as_a_row_of_its_own() -> None:
    """CS231n's listing of VGG-16 begins with `224*224*3=150K`."""
    shape, cs231n = Image(3, 224, 224), convention("cs231n")
    found = counted_input(shape, "activations", cs231n, 4)
    assert equation(found) == "H*W*D = 224*224*3 = 150,528"
    assert counted_input(shape, "activation_bytes", cs231n, 4).value == 4 * 150_528
    assert counted_input(shape, "parameters", cs231n, 4).value == 0
    assert counted_input(shape, "activations", USUAL, 4).value == 0


@pytest.mark.parametrize(
    ("word", "figure"),
    [("memory", "activation_bytes"), ("values", "outputs"), ("operations", "macs"), ("macs",) * 2],
)
def test_a_word_of_a_sheet_means_a_figure(word: str, figure: str) -> None:
    assert figure_named(word, USUAL) == figure


def test_operations_are_what_the_convention_says() -> None:
    assert counted(CONV1, "operations", convention("pytorch")).value == 210_830_400


@pytest.mark.parametrize("name", ["output", "receptive_field", "colour"])
def test_what_is_not_counted_is_refused(name: str) -> None:
    with pytest.raises(LookupError, match=f"{name} is not counted"):
        counted(CONV1, name, USUAL)


@pytest.mark.parametrize(
    ("total", "words"),
    [
        (62_367_776, "with the biases left out"),
        (62_369_152, "as convolutions with biases, dense layers without"),
    ],
)
def test_a_total_of_alexnet_is_found_under_the_convention_that_counts_it(
    total: int, words: str
) -> None:
    """The second is the `Overall` of a table in teaching slides on AlexNet."""
    found = (
        other
        for other in variants("parameters", USUAL)
        if counted_total(ALEXNET.totals, "parameters", other).value == total
    )
    assert difference(USUAL, next(found)) == words
