"""The sentences below a table of layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import cnncalc
from cnncalc.analysis.preset import convention
from cnncalc.layers.convolution import Conv
from cnncalc.layers.normalization import BatchNorm, Lrn
from cnncalc.layers.rectifier import Relu
from cnncalc.report.block_table import block_table
from cnncalc.report.format import write_table
from cnncalc.report.look import Look
from cnncalc.report.summary import percent, summary
from cnncalc.report.view import analysis_table
from cnncalc.shape import Image
from tests.report.specimen import network

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.report.table import Table


def test_alexnets_shares_are_those_that_every_lecture_tells() -> None:
    """The counts are PyTorch's for the single tower; a lecture says 6 and 94 %, 95 and 5 %."""
    conv, dense, total, *_ = summary(cnncalc.analyze("alexnet-single"), "macs")
    assert conv == "conv layers: 3,747,200 parameters (6.0 %), 1,076,634,144 MACs (94.8 %)"
    assert dense == "dense layers: 58,631,144 parameters (94.0 %), 58,621,952 MACs (5.2 %)"
    assert total.startswith("in all: 62.4 M parameters, 1.14 G MACs; weight layers: 8 of ")


def test_memory_is_told_in_mb_and_in_mib() -> None:
    """VGG-16's rows in CS231n's listing sum to 15,087,080 values, and the input's 150,528."""
    parameters, activations = summary(cnncalc.analyze("vgg16"), "macs")[3:5]
    assert parameters == "parameters in memory: 553,430,176 B = 553 MB = 528 MiB, at 4 B a value"
    assert activations == (
        "activations in memory: 60,348,320 B = 60.3 MB = 57.6 MiB for one example, "
        "and 602,112 B for the input"
    )


def test_lenets_other_layers_have_their_share_of_connections() -> None:
    """LeCun et al. 1998: S2 5,880 and S4 2,000 connections, and 840 of the output's RBF units."""
    lines = summary(cnncalc.analyze("lenet5"), "connections")
    assert lines[2] == "other layers: 44 parameters (0.1 %), 8,720 connections (2.6 %)"
    assert lines[-2] == "connections are the inputs read for all output values"
    assert lines[-1] == (
        "convention cnncalc: biases counted, connections with biases, memory without gradients, "
        "input not counted"
    )


def test_what_the_convention_leaves_out_is_not_told_as_if_it_were_there() -> None:
    """CS231n's listing of VGG-16: 138,344,128 without biases, 15,237,608 values with the input."""
    lines = summary(cnncalc.analyze("vgg16").counted("cs231n"), "macs")
    assert lines[3].startswith("parameters in memory: 553,376,512 B = ")  # 4 * 138,344,128
    assert lines[4] == (
        "activations in memory: 60,950,432 B = 61.0 MB = 58.1 MiB for one example, "
        "the input counted"
    )
    assert lines[-1] == (
        "convention cs231n: shapes width x height x channels, biases not counted, "
        "bias adds not counted, memory without gradients, input counted"
    )


def test_gradients_in_memory_are_told() -> None:
    """CS231n, of 15,087,080 values without the input: `only forward! ~*2 for bwd`."""
    both = cnncalc.analyze("vgg16").counted(convention(memory="forward_backward"))
    assert summary(both, "macs")[4].startswith(
        "activations and gradients in memory: 120,696,640 B = "
    )


def test_statistics_of_batchnorm_are_parameters_where_keras_counts_them() -> None:
    """Keras: four values a map in `Total params`, two of them non-trainable."""
    net = network(Conv(filters=64, kernel=1), BatchNorm(), given=Image(3, 8, 8))
    lines = summary(net.counted("keras"), "macs")
    (fixed,) = (each for each in lines if each.startswith("fixed"))
    assert fixed == (
        "fixed: 128 values that are stored and not trained; batchnorm's are among the parameters"
    )
    assert "batchnorm 4 a map" in lines[-1]
    assert "other layers: 256 parameters" in " ".join(lines)


def test_values_that_are_not_trained_are_told_apart() -> None:
    """Batch normalization over 64 maps: 64 means and 64 variances; gamma and beta are trained."""
    net = network(Conv(filters=64, kernel=1), BatchNorm(), given=Image(3, 8, 8))
    (fixed,) = (each for each in summary(net, "macs") if each.startswith("fixed"))
    assert fixed == "fixed: 128 values that are stored and not trained, not among the parameters"


def test_frozen_parameters_are_told_apart() -> None:
    """A 3x3 filter over one map has 9 weights and a bias."""
    net = network(Conv(filters=1, kernel=3), Relu(), given=Image(1, 8, 8), trainable=False)
    (frozen,) = (each for each in summary(net, "macs") if each.startswith("frozen"))
    assert frozen == "frozen: 10 of the parameters, in 1 layer with `trainable: false`"


def test_all_arithmetic_is_listed_by_sort() -> None:
    """A 1x1 filter over 2x2 positions; LRN over 2 maps: 2 squares, 1 addition, and 3 more each."""
    net = network(Conv(filters=1, kernel=1), Relu(), Lrn(size=2), given=Image(1, 2, 2))
    lines = summary(net, "all")
    assert "all arithmetic: 8 multiply adds, 4 bias adds, 4 comparisons, 4 additions, " in "".join(
        lines
    )
    assert "8 multiplications, 4 divisions, 4 powers" in "".join(lines)
    assert "the multiply adds of lrn are not MACs" in lines


def test_where_all_multiply_adds_are_macs_nothing_is_said_of_others() -> None:
    net = network(Conv(filters=1, kernel=1), given=Image(1, 2, 2))
    assert not any("are not MACs" in each for each in summary(net, "all"))


def test_a_network_that_learns_nothing_has_no_shares() -> None:
    lines = summary(network(Relu(), given=Image(1, 2, 2)), "macs")
    assert lines[0] == "in all: 0 parameters, 0 MACs; weight layers: 0 of 1"


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (0, 0, "0.0 %"),
        (0, 7, "0.0 %"),
        (1, 3, "33.3 %"),
        (1, 3000, "under 0.1 %"),
        (2999, 3000, "over 99.9 %"),
        (3000, 3000, "100.0 %"),
        (2**200, 2**201, "50.0 %"),
    ],
)
def test_a_share_has_one_decimal_and_is_never_rounded_to_all_or_nothing(
    part: int, whole: int, text: str
) -> None:
    assert percent(part, whole) == text


def test_a_field_that_varies_from_position_to_position_is_explained() -> None:
    """U-Net sees 188 or 204 pixels after its transposed convolutions; AlexNet has one size."""
    meaning = "receptive field `up to`: positions of the layer see fields of different sizes"
    assert meaning in summary(cnncalc.analyze("unet"), "macs")
    assert meaning not in summary(cnncalc.analyze("alexnet"), "macs")


@pytest.mark.parametrize("table", [analysis_table, block_table])
def test_a_column_that_is_not_shown_is_not_explained(
    table: Callable[..., Table],
) -> None:
    """A terminal of 60 columns has no room for the receptive field of U-Net's layers."""
    analysis, meaning = cnncalc.analyze("unet"), "fields of different sizes"
    assert meaning in write_table(table(analysis), "table", Look(width=250))
    assert meaning not in write_table(table(analysis), "table", Look(width=60))
    for form in ("table", "markdown", "json"):
        chosen = table(analysis, columns=["parameters"])
        assert meaning not in write_table(chosen, form, Look())
        chosen = table(analysis, columns=["receptive_field"])
        assert meaning in write_table(chosen, form, Look())
