"""The rows of a picture of bars."""

from __future__ import annotations

import pytest

import cnncalc
from cnncalc.diagram.canvas.palette import family_of
from cnncalc.diagram.gathering import FIGURES, gathered, part_by_family
from cnncalc.spec.catalog import shipped


def test_few_layers_are_rows_themselves_if_they_have_a_figure() -> None:
    """AlexNet's activations and dropouts learn nothing, do no MACs and have no memory."""
    names = [each.name for each in gathered(cnncalc.analyze("alexnet"))]
    assert names == [
        *("conv1", "norm1", "pool1", "conv2", "norm2", "pool2", "conv3", "conv4", "conv5"),
        *("pool5", "fc6", "fc7", "fc8"),
    ]


def test_many_layers_are_gathered_by_block() -> None:
    """ResNet-152 has 50 bottlenecks (He et al. 2015, table 1)."""
    names = [each.name for each in gathered(cnncalc.analyze("resnet152"))]
    assert len([each for each in names if "bottleneck" in each]) == 50


def test_a_depth_that_is_asked_for_counts() -> None:
    names = [each.name for each in gathered(cnncalc.analyze("resnet152"), depth=1)]
    stages = [f"conv{number}_x" for number in range(2, 6)]
    assert names == ["conv1", "pool1", *stages, "avgpool", "fc"]


def test_what_stands_beside_blocks_in_a_block_is_a_row_of_its_own() -> None:
    """A row with the block's name and a part of its figures would say less than the block has."""
    analysis = cnncalc.analyze(
        cnncalc.load_text(
            "name: n\ninput: 8x8x4\nblocks:\n  inner: [conv: {filters: 4, kernel: 1}, relu]\n"
            "  outer: [inner: {name: a}, conv: {name: b, filters: 4, kernel: 1}]\n"
            "layers: [outer: {name: c}, dense: {name: d, units: 2}]\n"
        )
    )
    assert [each.name for each in gathered(analysis, 2)] == ["c/a", "c/b", "d"]
    assert [each.name for each in gathered(analysis, 1)] == ["c", "d"]


@pytest.mark.parametrize("name", shipped())
@pytest.mark.parametrize("depth", [None, 0, 1, 9])
def test_rows_add_up_to_the_totals(name: str, depth: int | None) -> None:
    analysis = cnncalc.analyze(name)
    rows = gathered(analysis, depth)
    families = {each.kind: family_of(each.kind) for each in analysis.layers.values()}
    for figure in FIGURES:
        total = int(getattr(analysis.totals, figure))
        assert sum(row.figure(figure) for row in rows) == total
        assert sum(sum(part_by_family(row, figure, families).values()) for row in rows) == total


def test_far_too_many_rows_end_in_one_for_the_rest() -> None:
    layers = "".join(f"  - conv: {{filters: {n % 7 + 1}, kernel: 1}}\n" for n in range(1000))
    analysis = cnncalc.analyze(cnncalc.load_text(f"name: long\ninput: 4x4x1\nlayers:\n{layers}"))
    rows = gathered(analysis)
    assert (len(rows), rows[-1].name) == (400, "601 more")
    assert sum(each.figure("parameters") for each in rows) == int(analysis.totals.parameters)
