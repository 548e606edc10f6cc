"""The layers of a network in groups, one for each block."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import pytest

import cnncalc
from cnncalc import Image
from cnncalc.analysis.block import grouped
from cnncalc.analysis.figure import COUNTED
from cnncalc.spec.catalog import shipped

if TYPE_CHECKING:
    from cnncalc.analysis.result import Analysis

RESNETS = {
    # He et al. 2015, table 1: how many blocks conv2_x to conv5_x have
    "resnet18": (2, 2, 2, 2),
    "resnet34": (3, 4, 6, 3),
    "resnet50": (3, 4, 6, 3),
    "resnet101": (3, 4, 23, 3),
    "resnet152": (3, 8, 36, 3),
    "resnet50-v1": (3, 4, 6, 3),
    "resnet152-v1": (3, 8, 36, 3),
}


def of(layers: str, blocks: str = "{}") -> Analysis:
    text = f"{{name: n, input: 8x8x4, blocks: {blocks}, layers: {layers}}}"
    return cnncalc.analyze(cnncalc.load_text(text))


def contents(analysis: Analysis, depth: int = 1) -> dict[str, list[str]]:
    return {each.name: [layer.name for layer in each.layers] for each in analysis.blocks(depth)}


@pytest.mark.parametrize("name", RESNETS)
def test_a_residual_network_has_the_rows_of_its_papers_table(name: str) -> None:
    """He et al. 2015, table 1: names, sizes of maps and numbers of blocks."""
    groups = cnncalc.analyze(name).blocks()
    assert [each.name for each in groups[:6]] == [
        *("conv1", "pool1", "conv2_x", "conv3_x", "conv4_x", "conv5_x"),
    ]
    sizes = [each.output_shape for each in groups[:6]]
    assert [each.height for each in sizes if isinstance(each, Image)] == [112, 56, 56, 28, 14, 7]
    blocks = [dict(each.contents) for each in groups[2:6]]
    kind = "basic" if name in {"resnet18", "resnet34"} else "bottleneck"
    assert tuple(each[kind] for each in blocks) == RESNETS[name]


@pytest.mark.parametrize("depth", [1, 2, 3, 9])
@pytest.mark.parametrize("name", shipped())
def test_the_groups_hold_every_layer_once_and_add_up_to_the_totals(name: str, depth: int) -> None:
    analysis = cnncalc.analyze(name)
    groups = analysis.blocks(depth)
    assert list(chain.from_iterable(each.layers for each in groups)) == [*analysis.layers.values()]
    for figure in COUNTED:
        total = sum(each.total(figure) for each in groups)
        assert total == int(getattr(analysis.totals, figure))
    names = [each.name for each in groups]
    assert len(set(names)) == len(names)


def test_a_column_of_the_vgg_papers_table_is_a_row() -> None:
    """Simonyan & Zisserman 2015, table 1, configuration D: 2, 2, 3, 3 and 3 convolutions."""
    groups = {each.name: each for each in cnncalc.analyze("vgg16").blocks()}
    assert list(groups) == [
        *("conv1", "pool1", "conv2", "pool2", "conv3", "pool3"),
        *("conv4", "pool4", "conv5", "pool5", "fc6", "fc7", "fc8"),
    ]
    found = [dict(groups[f"conv{each}"].contents)["conv"] for each in range(1, 6)]
    assert found == [2, 2, 3, 3, 3]


def test_uses_that_are_alike_in_every_shape_are_one_group() -> None:
    """Howard et al. 2017, table 1: five separable convolutions of 512 over 14 x 14."""
    (five,) = [each for each in cnncalc.analyze("mobilenet-v1").blocks() if each.copies > 1]
    assert (five.name, five.copies, five.output_shape) == ("separable7..11", 5, Image(512, 14, 14))
    assert five.contents == (("separable", 5),)
    # Chollet 2017, figure 5: the middle flow is repeated eight times.
    (eight,) = [each for each in cnncalc.analyze("xception").blocks() if each.copies > 1]
    assert (eight.name, eight.copies) == ("middle1..8", 8)


def test_a_deeper_group_is_a_use_within_a_use() -> None:
    names = list(contents(cnncalc.analyze("resnet152"), 2))
    assert names[:4] == ["conv1/conv1", "pool1", "conv2_x/bottleneck1", "conv2_x/bottleneck2..3"]
    assert "conv4_x/bottleneck2..36" in names


def test_layers_that_keep_the_shape_belong_to_the_one_before() -> None:
    found = of("[{conv: {filters: 6, kernel: 3}}, batchnorm, relu, maxpool: 2, dropout, dense: 2]")
    assert contents(found) == {
        "conv1": ["conv1", "batchnorm1", "relu1"],
        "maxpool1": ["maxpool1", "dropout1"],
        "dense1": ["dense1"],
    }


def test_behind_a_block_only_layers_without_parameters_belong_to_it() -> None:
    """So that the figures of a block are its own."""
    block = "{unit: {layers: [{conv: {filters: 4, kernel: 1}}]}}"
    assert contents(of("[unit, relu, batchnorm, relu]", block)) == {
        "unit1": ["unit1/conv1", "relu1"],
        "batchnorm1": ["batchnorm1", "relu2"],
    }


def test_what_reads_another_layer_than_the_one_before_is_by_itself() -> None:
    found = of(
        "[{conv: {name: a, filters: 4, kernel: 1}}, {relu: {name: b}}, "
        "{relu: {name: c, from: a}}, {add: {name: d, inputs: [b, c]}}]"
    )
    assert contents(found) == {"a": ["a", "b"], "c": ["c"], "d": ["d"]}


def test_only_numbers_as_a_repeat_counts_them_make_one_group() -> None:
    conv = "{{conv: {{name: {}, filters: 4, kernel: 1}}}}"
    one, two, four = (conv.format(f"a_{each}") for each in (1, 2, 4))
    assert list(contents(of(f"[{four}, {two}]"))) == ["a_4", "a_2"]
    assert list(contents(of(f"[{one}, {two}, {four}]"))) == ["a", "a_4"]
    assert list(contents(of(f"[{two}, {four}]"))) == ["a_2", "a_4"]
    assert list(contents(of(f"[{one}, {{maxpool: {{name: a_2, kernel: 2}}}}]"))) == ["a_1", "a_2"]


def test_uses_of_one_block_that_differ_are_several_groups() -> None:
    block = "{unit: {settings: {k: }, layers: [{conv: {filters: $k, kernel: 1}}]}}"
    assert list(contents(of("[unit: 4, unit: 4, unit: 5, unit: 4]", block))) == [
        *("unit1..2", "unit3", "unit4"),
    ]


def test_no_layers_make_no_groups() -> None:
    assert grouped([]) == ()


def test_a_group_says_what_it_is() -> None:
    groups = cnncalc.analyze("resnet152").blocks()
    assert repr(groups[4]) == "<conv4_x: 362 layers, to 14x14x1024>"
    assert repr(groups[1]) == "<pool1: 1 layer, to 56x56x64>"
    assert (groups[4].block, groups[1].block) == ("stage", "")


def test_a_use_of_a_block_consists_of_it_once_or_several_times() -> None:
    """And one use of a block of blocks consists of those."""
    block = "{unit: [{conv: {filters: 4, kernel: 1}}], stage: [unit, unit]}"
    groups = of("[unit, relu, {maxpool: 2}, unit, unit, stage]", block).blocks()
    assert [each.contents for each in groups] == [
        (("unit", 1), ("relu", 1)),
        (("maxpool", 1),),
        (("unit", 2),),
        (("unit", 2),),
    ]
