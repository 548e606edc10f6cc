"""The rows that say where two networks differ."""

from __future__ import annotations

import cnncalc
from cnncalc.report.cell import cell_text
from cnncalc.report.comparison_row import difference_rows
from cnncalc.report.look import Look
from tests.spec.written import network

ASCII = Look(ascii=True)


def rows(*specs: str | cnncalc.Network) -> list[tuple[str, ...]]:
    (difference,) = cnncalc.compare(*specs).differences
    return [
        (each.name, cell_text(each.first, ASCII), cell_text(each.other, ASCII))
        for each in difference_rows(difference)
    ]


def test_the_first_layer_of_zfnet_is_finer_than_alexnets() -> None:
    """Zeiler & Fergus 2013, section 4.1: 7 x 7 with stride 2 for 11 x 11 with stride 4."""
    assert rows("alexnet", "zfnet")[:2] == [
        (*("conv1", "conv 96 filters 11x11 stride 4", "conv 96 filters 7x7 stride 2 pad 1"),),
        ("...", "1 layer alike", "of another shape"),
    ]


def test_a_block_of_one_network_alone_is_one_row() -> None:
    """He et al. 2015, table 1."""
    assert rows("resnet50", "resnet101") == [
        ("...", "140 layers alike", ""),
        ("conv4_x/bottleneck7..23", "", "bottleneck x17 (170 layers)"),
        ("...", "34 layers alike", ""),
    ]
    turned = rows("resnet101", "resnet50")
    assert turned[1] == ("conv4_x/bottleneck7..23", "bottleneck x17 (170 layers)", "")


def test_parts_of_blocks_are_shown_layer_by_layer() -> None:
    block = "blocks: {unit: {settings: {more: []}, layers: [relu, $more]}}"
    four = "[unit: [tanh, tanh, tanh, {conv: {filters: 2, kernel: 1}}]]"
    found = rows(network("[unit]", block), network(four, block))
    assert found[1:] == [
        ("unit1/tanh1", "", "tanh"),
        ("unit1/tanh2", "", "tanh"),
        ("unit1/tanh3", "", "tanh"),
        ("unit1/conv1", "", "conv 2 filters 1x1"),
    ]


def test_a_block_that_is_there_in_part_is_not_called_by_its_name() -> None:
    block = "blocks: {unit: {settings: {more: []}, layers: [relu, $more]}}"
    two = "[unit: [tanh, tanh, tanh], unit: [tanh, sigmoid]]"
    names = [name for name, *_ in rows(network("[unit]", block), network(two, block))]
    assert names[1:] == [
        *("unit1/tanh1", "unit1/tanh2", "unit1/tanh3"),
        *("unit2/relu1", "unit2/tanh1", "unit2/sigmoid1"),
    ]


def test_a_whole_use_is_called_by_its_block() -> None:
    block = "blocks: {unit: {layers: [tanh, tanh, tanh, {conv: {filters: 2, kernel: 1}}]}}"
    found = rows(network("[relu]", block), network("[relu, unit]", block))
    assert found[1:] == [("unit1", "", "unit (4 layers)")]


def test_how_many_give_another_shape_is_said() -> None:
    small, large = (network(each) for each in ("[relu, relu]", "[maxpool: 2, relu, relu]"))
    assert rows(small, large)[1] == ("...", "2 layers alike", "2 of another shape")


def test_another_name_in_the_other_network_is_kept() -> None:
    one, other = (
        network(f"[{{conv: {{name: {name}, filters: {count}, kernel: 1}}}}]")
        for name, count in (("a", 2), ("b", 3))
    )
    (row,) = difference_rows(cnncalc.compare(one, other).differences[0])
    assert (row.name, row.named_there) == ("a", "b")
