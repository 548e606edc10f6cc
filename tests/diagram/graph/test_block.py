"""Blocks as a tree, and what repeats."""

from __future__ import annotations

import cnncalc
from cnncalc.diagram.graph.block import Block, block_tree, every_unit, folded
from cnncalc.diagram.unit import units


def tree_of(name: str) -> Block:
    """The tree of a shipped network."""
    return block_tree(units(cnncalc.analyze(name)))


def stages(tree: Block) -> list[list[int]]:
    """How often each block inside each outermost block is there."""
    outer = [each for each in tree.children if isinstance(each, Block)]
    return [[each.times for each in stage.children if isinstance(each, Block)] for stage in outer]


def test_the_stages_of_resnet_152_are_3_8_36_and_3_blocks() -> None:
    """He et al. 2015, table 1; the first of a stage changes the size and stays apart."""
    assert stages(folded(tree_of("resnet152"))) == [[1, 2], [1, 7], [1, 35], [1, 2]]
    assert [sum(each) for each in stages(tree_of("resnet152"))] == [3, 8, 36, 3]


def test_dense_blocks_are_alike_but_for_their_channels() -> None:
    """Huang et al. 2017, table 1: DenseNet-121 has 6, 12, 24 and 16 layers in its blocks."""
    strict, loose = folded(tree_of("densenet121")), folded(tree_of("densenet121"), loosely=True)
    assert {each.times for each in strict.children if isinstance(each, Block)} == {1}
    found = [each for each in loose.children if isinstance(each, Block) and each.times > 1]
    assert [each.times for each in found] == [6, 12, 24, 16]
    assert not any(each.alike for each in found)


def test_a_block_of_one_box_has_no_frame() -> None:
    """A convolution with its normalization is one box, whatever block holds the two."""
    tree = tree_of("resnet18")
    assert all(len(each.units) > 1 for each in _every_block(tree) if each.path)


def test_copies_of_copies_are_known() -> None:
    text = """
name: nested
input: 8x8x3
blocks:
  inner: {layers: [{add: [[{conv: {filters: 3, kernel: 1}}], []]}]}
  outer: {layers: [{inner: {repeat: 3}}, {conv: {filters: 3, kernel: 1}}]}
layers: [{outer: {repeat: 4}}]
"""
    found = units(cnncalc.analyze(cnncalc.load_text(text)))
    (outer,) = folded(block_tree(found)).children
    assert isinstance(outer, Block)
    assert outer.times == 4
    assert len(list(every_unit(outer))) * 4 == len(found)
    assert len(outer.units) == 3


def _every_block(block: Block) -> list[Block]:
    inside = [each for each in block.children if isinstance(each, Block)]
    return [block, *(deeper for each in inside for deeper in _every_block(each))]
