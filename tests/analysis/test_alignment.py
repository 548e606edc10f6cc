"""Which layer of one network stands for which of another."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cnncalc
from cnncalc.analysis.alignment import aligned

if TYPE_CHECKING:
    from cnncalc.analysis.pair import Pair
    from cnncalc.analysis.result import Analysis

PAIRS = [
    *(("vgg16", "vgg19"), ("alexnet", "zfnet"), ("resnet50", "resnet152"), ("lenet5", "vgg11")),
    *(("mobilenet-v1", "mobilenet-v2"), ("resnet34", "resnet50"), ("googlenet", "inception-v3")),
]

LAYERS = st.lists(
    st.sampled_from(
        [
            "relu",
            "tanh",
            "batchnorm",
            "{conv: {filters: 4, kernel: 1}}",
            "{conv: {filters: 4, kernel: 3, padding: 1}}",
            "{maxpool: {kernel: 3, stride: 1, padding: 1}}",
        ]
    ),
    min_size=1,
    max_size=7,
)


def of(layers: list[str]) -> Analysis:
    return cnncalc.analyze(
        cnncalc.load_text(f"{{name: n, input: 8x8x4, layers: [{', '.join(layers)}]}}")
    )


def pairs(one: Analysis, other: Analysis) -> tuple[Pair, ...]:
    return aligned(one.layers.values(), other.layers.values())


def lone(found: tuple[Pair, ...]) -> list[str]:
    return [each.other.name for each in found if each.other is not None and each.first is None]


@pytest.mark.parametrize(("first", "other"), PAIRS)
def test_every_layer_stands_in_one_pair_in_its_order(first: str, other: str) -> None:
    one, two = cnncalc.analyze(first), cnncalc.analyze(other)
    found = pairs(one, two)
    assert [each.first for each in found if each.first] == [*one.layers.values()]
    assert [each.other for each in found if each.other] == [*two.layers.values()]
    turned = pairs(two, one)
    assert sum(each.alike for each in found) == sum(each.alike for each in turned)


def test_a_network_is_like_itself() -> None:
    found = cnncalc.analyze("googlenet")
    assert all(each.alike and each.first is each.other for each in pairs(found, found))


def test_vgg19_has_a_fourth_convolution_in_three_stages() -> None:
    """Simonyan & Zisserman 2015, table 1: configurations D and E."""
    found = pairs(cnncalc.analyze("vgg16"), cnncalc.analyze("vgg19"))
    convs = ["conv3_4", "conv4_4", "conv5_4"]
    assert [each for each in lone(found) if each.startswith("conv")] == convs
    assert sum(each.alike for each in found) == 39


def test_a_deeper_residual_network_has_whole_blocks_more() -> None:
    """He et al. 2015, table 1: conv4_x has 6 blocks in 50 layers, and 23 in 101."""
    found = lone(pairs(cnncalc.analyze("resnet50"), cnncalc.analyze("resnet101")))
    blocks = dict.fromkeys(each.split("/")[1] for each in found)
    assert list(blocks) == [f"bottleneck{each}" for each in range(7, 24)]
    assert {each.split("/")[0] for each in found} == {"conv4_x"}


def test_what_stands_in_the_place_of_a_layer_has_its_role() -> None:
    """Springenberg et al. 2015, table 2: a strided convolution in the place of pooling."""
    found = pairs(cnncalc.analyze("allcnn-base-c"), cnncalc.analyze("allcnn-c"))
    changed = [(each.first, each.other) for each in found if each.first and not each.alike]
    assert [(one.kind, two.kind) for one, two in changed if two] == [("maxpool", "conv")] * 2
    found = pairs(of(["relu"]), of(["batchnorm"]))
    assert not any(each.first and each.other for each in found)


def least_cost(one: Analysis, other: Analysis) -> int:
    """What it takes at least to change one into the other, found by trying everything."""
    left, right = list(one.layers.values()), list(other.layers.values())
    roles = {"relu": 0, "tanh": 0, "batchnorm": 1, "conv": 2, "maxpool": 2}

    @cache
    def least(here: int, there: int) -> int:
        if here == len(left) or there == len(right):
            return 3 * (len(left) - here + len(right) - there)
        a, b = left[here], right[there]
        change = 5 if roles[a.kind] == roles[b.kind] else 7
        change = 2 if a.kind == b.kind else change
        change = 0 if a.layer == b.layer else change
        return min(
            change + least(here + 1, there + 1),
            3 + least(here + 1, there),
            3 + least(here, there + 1),
        )

    return least(0, 0)


def cost(pair: Pair) -> int:
    if pair.first is None or pair.other is None:
        return 3
    if pair.alike:
        return 0
    return 2 if pair.first.kind == pair.other.kind else 5


@given(LAYERS, LAYERS)
def test_least_is_changed(left: list[str], right: list[str]) -> None:
    """Wagner & Fischer 1974: against trying out every way."""
    one, other = of(left), of(right)
    assert sum(map(cost, pairs(one, other))) == least_cost(one, other)


def test_networks_of_thousands_of_layers_are_laid_side_by_side_in_pieces() -> None:
    one = of(["relu", "{conv: {filters: 4, kernel: 1}}"] * 1000)
    other = of(["tanh", "{conv: {filters: 4, kernel: 3, padding: 1}}"] * 900)
    found = pairs(one, other)
    assert [each.first for each in found if each.first] == [*one.layers.values()]
    assert [each.other for each in found if each.other] == [*other.layers.values()]
