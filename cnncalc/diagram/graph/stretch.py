"""Layers one after another that are alike, as a block of which one is drawn, with their number.

>>> tree = stretched(block_tree(units(analysis)), analysis.outputs)  # 150 convolutions alike
>>> [(each.name, each.times) for each in tree.children if isinstance(each, Block)]
[('conv2 to conv149', 148)]

A layer that anything but the next one reads, and an output, is drawn by itself.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from cnncalc.diagram.fold import folds
from cnncalc.diagram.graph.block import Block
from cnncalc.diagram.words import tail_of

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Sequence

    from cnncalc.diagram.unit import Unit

__all__ = ["stretched"]

FEWEST = 3
"""What is there less often is drawn each time."""


def stretched(block: Block, outputs: Collection[str], *, loosely: bool = False) -> Block:
    """Give a block in which like layers in line are a block with copies; loosely, but for channels.

    `outputs` are the names of the layers that are read from outside.
    """
    found = [*_everything(block)]
    readers = Counter(name for each in found for name in each.inputs)
    before = {each.name: one.name for one, each in pairwise(found)}
    in_line = {
        each.name
        for each in found
        if readers[each.name] <= 1
        and each.inputs == (before.get(each.name),)
        and not {layer.name for layer in each.layers} & set(outputs)
    }
    return _stretched(block, in_line, loosely=loosely)


def _everything(block: Block) -> list[Unit]:
    """All units in order, those of copies too."""
    return [
        unit
        for each in block.children
        for unit in (
            [one for use in (each, *each.copies) for one in _everything(use)]
            if isinstance(each, Block)
            else [each]
        )
    ]


def _stretched(block: Block, in_line: Collection[str], *, loosely: bool) -> Block:
    children: list[Block | Unit] = []

    def key(child: Block | Unit) -> Hashable:
        if isinstance(child, Block) or child.name not in in_line:
            return id(child)
        return (
            child.words,
            tuple(each.kind for each in child.followers),
            child.shape[1:] if loosely else (child.shape, child.lead.input_shapes),
        )

    inside = [
        _stretched(each, in_line, loosely=loosely) if isinstance(each, Block) else each
        for each in block.children
    ]
    for fold in folds(inside, key):
        if fold.times < FEWEST:
            children += fold.total
            continue
        size = len(fold.items)
        rounds = [
            _round(block, fold.total[start : start + size])
            for start in range(0, len(fold.total), size)
        ]
        first, *others = rounds
        names = [tail_of(each.units[0].name) for each in (first, rounds[-1])]
        children.append(replace(first, copies=tuple(others), label=" to ".join(names)))
    return replace(block, children=tuple(children))


def _round(block: Block, children: Sequence[Block | Unit]) -> Block:
    return Block(block.path, tuple(children))
