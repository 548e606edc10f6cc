"""Layers in line that are alike."""

from __future__ import annotations

import cnncalc
from cnncalc.diagram.graph.block import Block, block_tree
from cnncalc.diagram.graph.stretch import stretched
from cnncalc.diagram.unit import units

CONV = "  - conv: {filters: 4, kernel: 3, padding: same}\n"


def found(layers: str, *, loosely: bool = False, outputs: str = "") -> list[tuple[str, int]]:
    """The names of a network's parts, and how often each is there."""
    text = f"name: n\ninput: 8x8x4\n{outputs}layers:\n{layers}"
    analysis = cnncalc.analyze(cnncalc.load_text(text))
    tree = stretched(block_tree(units(analysis)), analysis.outputs, loosely=loosely)
    return [(each.name, each.times if isinstance(each, Block) else 1) for each in tree.children]


def test_the_first_and_the_output_stand_by_themselves() -> None:
    assert found(CONV * 7) == [("conv1", 1), ("conv2 to conv6", 5), ("conv7", 1)]


def test_two_alike_are_drawn_twice() -> None:
    assert found(CONV * 4) == [(f"conv{n}", 1) for n in range(1, 5)]


def test_what_an_output_ends_is_not_counted_with_the_others() -> None:
    assert found(CONV * 11, outputs="outputs: [conv6, conv11]\n") == [
        *(("conv1", 1), ("conv2 to conv5", 4), ("conv6", 1), ("conv7 to conv10", 4), ("conv11", 1))
    ]


def test_those_that_differ_in_their_channels_are_alike_only_loosely() -> None:
    layers = "".join(
        f"  - conv: {{filters: {n}, kernel: 3, padding: same}}\n" for n in range(4, 12)
    )
    assert len(found(layers)) == 8
    assert found(layers, loosely=True) == [("conv1", 1), ("conv2 to conv7", 6), ("conv8", 1)]
