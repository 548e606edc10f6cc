"""AlexNet over two devices, against figure 2 of Krizhevsky et al. 2012; and other networks."""

from __future__ import annotations

import pytest
from hypothesis import given

import cnncalc
from cnncalc.analysis.memory.setup import Setup
from cnncalc.analysis.memory.split import split
from cnncalc.diagnostic import CannotRunError
from tests.law import untimed
from tests.networks import Drawn, networks

ALEXNET = cnncalc.analyze("alexnet")
HALVES = split(ALEXNET, 2)


def small(layers: str, given: str = "8x8x4") -> cnncalc.Analysis:
    """The analysis of a few layers."""
    return cnncalc.analyze(cnncalc.load_text(f"{{name: s, input: {given}, layers: [{layers}]}}"))


def crossing(analysis: cnncalc.Analysis, devices: int = 2) -> dict[str, tuple[int, int]]:
    """What crosses at each layer, forward and backward."""
    return {each.layer: each[2:4] for each in split(analysis, devices).meetings}


def test_a_tower_of_alexnet_has_the_kernels_of_the_papers_figure() -> None:
    """48 of 11x11x3, 128 of 5x5x48, 192 of 3x3x256, 192 and 128 of 3x3x192, 2048, 2048, 500."""
    counts = (
        48 * (11 * 11 * 3 + 1)
        + 128 * (5 * 5 * 48 + 1)
        + 192 * (3 * 3 * 256 + 1)
        + 192 * (3 * 3 * 192 + 1)
        + 128 * (3 * 3 * 192 + 1)
        + 2048 * (6 * 6 * 256 + 1)
        + 2048 * (4096 + 1)
        + 500 * (4096 + 1)
    )
    assert [each.holding.parameters for each in HALVES.towers] == [counts, counts]


def test_the_towers_meet_where_the_paper_says() -> None:
    """Section 3.5: kernels of the third convolution and dense neurons are connected to all before.

    Each device needs the other's half: 13*13*128 maps, 6*6*128, 2048 and 2048 neurons; of the
    softmax one sum of exponentials.
    """
    whole = {
        "conv3": 2 * 13 * 13 * 128,
        "fc6": 2 * 6 * 6 * 128,
        "fc7": 2 * 2048,
        "fc8": 2 * 2048,
        "prob": 2,
    }
    assert crossing(ALEXNET) == {layer: (count, count) for layer, count in whole.items()}
    assert HALVES.apart == ("conv2", "conv4", "conv5")


def test_what_is_received_is_kept_beside_what_a_device_makes() -> None:
    received = 13 * 13 * 128 + 6 * 6 * 128 + 2048 + 2048
    for tower in HALVES.towers:
        terms = tower.textbook(Setup(batch=128)).terms
        assert int(terms["received"].values) == 128 * received
        assert int(terms["received_gradients"].values) == 128 * received
        assert int(terms["input"].values) == 128 * 227 * 227 * 3  # the image goes to both


def test_a_device_of_the_paper_holds_its_tower_in_3_gb() -> None:
    """Section 3.2: "A single GTX 580 GPU has only 3GB of memory"; section 5: batches of 128."""
    for tower in HALVES.towers:
        assert int(tower.textbook(Setup(batch=128, optimizer="momentum")).total) < 3 * 10**9


@pytest.mark.parametrize("name", ["alexnet", "resnet50", "googlenet", "densenet121", "lenet5"])
def test_the_devices_hold_the_network_together_and_nothing_twice(name: str) -> None:
    analysis = cnncalc.analyze(name)
    holdings = [each.holding for each in split(analysis, 2).towers]
    assert sum(each.parameters for each in holdings) == int(analysis.totals.parameters)
    assert sum(each.activations for each in holdings) == int(analysis.totals.activations)
    assert sum(each.fixed for each in holdings) == int(analysis.totals.fixed)


def test_without_groups_every_layer_behind_the_first_meets() -> None:
    """Two devices, a half of 8*8*6 and a half of 6 maps that fill the dense layer."""
    found = crossing(
        small("conv: {filters: 6, kernel: 1}, conv: {filters: 6, kernel: 1}, dense: 2")
    )
    assert found == {"conv2": (384, 384), "dense1": (384, 384)}


def test_four_devices_each_receive_the_other_three_quarters() -> None:
    found = crossing(small("conv: {filters: 8, kernel: 1}, conv: {filters: 8, kernel: 1}"), 4)
    assert found == {"conv2": (4 * 8 * 8 * 6, 4 * 8 * 8 * 6)}


def test_devices_that_share_a_group_meet_within_it() -> None:
    """Two groups over four devices: each needs the two maps of its neighbour, no others."""
    found = crossing(
        small("conv: {filters: 8, kernel: 1}, conv: {filters: 8, kernel: 1, groups: 2}"), 4
    )
    assert found == {"conv2": (4 * 8 * 8 * 2, 4 * 8 * 8 * 2)}


def test_what_was_copied_once_is_not_copied_again() -> None:
    """Both branches of an inception module read the same maps."""
    branches = "[conv: {filters: 2, kernel: 1}], [conv: {filters: 4, kernel: 1}]"
    found = crossing(small(f"conv: {{filters: 4, kernel: 1}}, concat: [{branches}]"))
    assert found == {"conv2": (256, 256)}


def test_a_concatenation_keeps_each_branchs_halves_on_their_device() -> None:
    """A grouped convolution behind it reads maps of both: 0 to 2 of [0,1 | 2,3,4,5]."""
    branches = "[conv: {filters: 2, kernel: 1}], [conv: {filters: 4, kernel: 1}]"
    found = crossing(small(f"concat: [{branches}], conv: {{filters: 2, kernel: 1, groups: 2}}"))
    # Device 1 has maps 0, 2 and 3 and reads 0 to 2; device 2 has 1, 4 and 5 and reads 3 to 5.
    assert found == {"conv3": (64 + 64, 128)}


def test_a_connection_table_says_which_maps_a_device_reads() -> None:
    """Filters 0 and 1 read map 0, filters 2 and 3 maps 1 and 2."""
    table = "connections: [[0], [0], [1, 2], [1, 2]]"
    analysis = small(f"conv: {{filters: 4, kernel: 1}}, conv: {{filters: 4, kernel: 1, {table}}}")
    assert crossing(analysis) == {"conv2": (64, 64)}
    first, second = (each.holding.parameters for each in split(analysis, 2).towers)
    assert (first, second) == (2 * 4 + 2 + 2 * 1 + 2, 2 * 4 + 2 + 2 * 2 + 2)


@pytest.mark.parametrize(
    ("layer", "sums"),
    [
        ("softmax", 64),
        ("layernorm: {axes: channels}", 2 * 64),
        ("layernorm: {axes: all}", 2),
        ("groupnorm: 3", 2 * 3),
        ("groupnorm: 2", 0),
        ("batchnorm", 0),
        ("lrn: {size: 5}", 0),
        ("depthwise_conv: {kernel: 1}", 0),
        ("global_avgpool", 0),
        ("flatten", 0),
        ("prelu: {shared: true}", 0),
    ],
)
def test_a_layer_that_adds_over_all_maps_exchanges_sums(layer: str, sums: int) -> None:
    """8x8 positions: one sum of exponentials each; of a normalization, of values and squares."""
    found = crossing(small(f"conv: {{filters: 6, kernel: 1}}, {layer}"))
    assert found == ({} if not sums else {next(iter(found)): (2 * sums, 2 * sums)})


def test_a_residual_sum_needs_nothing_of_the_other_device() -> None:
    block = "add: [[batchnorm, relu], []]"
    assert crossing(small(f"conv: {{filters: 4, kernel: 1}}, {block}")) == {}


def test_below_what_is_trained_no_gradient_crosses() -> None:
    layers = (
        "conv: {filters: 4, kernel: 1, trainable: false}, conv: {filters: 4, kernel: 1}, dense: 2"
    )
    assert crossing(small(layers)) == {"conv2": (256, 0), "dense1": (256, 256)}


def test_filters_that_do_not_divide_are_told_with_what_would() -> None:
    with pytest.raises(CannotRunError) as error:
        split(ALEXNET, 3)
    assert str(error.value) == (
        "the 256 maps or units of conv2, and of 4 layers more do not divide among 3 devices; "
        "2 or 4 devices would do"
    )


def test_where_nothing_divides_the_message_says_so() -> None:
    with pytest.raises(CannotRunError) as error:
        split(small("conv: {filters: 3, kernel: 1}, dense: 10"), 2)
    assert str(error.value) == (
        "the 3 maps or units of conv1 do not divide among 2 devices; "
        "no number of devices divides all"
    )


@untimed
@given(networks())
def test_any_network_is_divided_or_refused_in_a_sentence(drawn: Drawn) -> None:
    import yaml

    analysis = cnncalc.analyze(cnncalc.load_text(yaml.safe_dump(drawn.spec)))
    try:
        found = split(analysis, 2)
    except CannotRunError:
        return
    received = sum(each.holding.received for each in found.towers)
    assert received == sum(each.forward for each in found.meetings if not each.sums)
    assert sum(each.holding.activations for each in found.towers) >= int(
        analysis.totals.activations
    )
