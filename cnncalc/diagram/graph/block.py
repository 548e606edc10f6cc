"""The blocks of a network as a tree, in which what repeats is there once, and counted.

>>> tree = block_tree(units(cnncalc.analyze("resnet152")))
>>> [each.name for each in tree.children if isinstance(each, Block)]
['conv2_x', 'conv3_x', 'conv4_x', 'conv5_x']
>>> [each.times for each in folded(tree).children[4].children]
[1, 35]
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from cnncalc.diagram.unit import Unit

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

__all__ = ["Block", "block_tree", "every_unit", "folded", "leaves"]


@dataclass(frozen=True)
class Block:
    """One use of a block, or the whole network, whose path is empty."""

    path: tuple[str, ...]
    children: tuple[Block | Unit, ...]
    copies: tuple[Block, ...] = ()
    """Blocks like it that come one after another behind it, and are not drawn."""
    label: str = ""
    """What a stretch of layers is called that no block of the spec holds."""

    @property
    def name(self) -> str:
        """The name of the use."""
        if self.label:
            return self.label
        return self.path[-1] if self.path else ""

    @property
    def times(self) -> int:
        """How often it is there."""
        return 1 + len(self.copies)

    @property
    def alike(self) -> bool:
        """Whether its copies are like it in their channels too."""
        mine = _signature(self, loosely=False)
        return all(_signature(each, loosely=False) == mine for each in self.copies)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """All its units, in order; not those of its copies."""
        return tuple(leaves(self))


def leaves(block: Block) -> Iterator[Unit]:
    """Give the units of a block and of the blocks in it."""
    for each in block.children:
        if isinstance(each, Block):
            yield from leaves(each)
        else:
            yield each


def every_unit(block: Block) -> Iterator[Unit]:
    """Give the units of a block, and those of the copies in it; not of its own copies."""
    for each in block.children:
        if isinstance(each, Block):
            for one in (each, *each.copies):
                yield from every_unit(one)
        else:
            yield each


def block_tree(units: Sequence[Unit], path: tuple[str, ...] = ()) -> Block:
    """Give the tree of some units, all of which stand in the block with the path.

    A block that holds a single unit is left out, for a frame around one box says nothing.
    """
    depth = len(path)

    def place(unit: Unit) -> tuple[str, ...]:
        return unit.lead.path[: depth + 1] if len(unit.lead.path) > depth else (unit.name, "")

    children: list[Block | Unit] = []
    for where, found in groupby(units, place):
        together = tuple(found)
        if len(together) == 1:
            children.append(together[0])
        else:
            children.append(block_tree(together, where))
    if len(children) == 1 and isinstance(children[0], Block) and path:
        return replace(children[0], path=path)  # a block that is nothing but another one
    return Block(path, tuple(children))


def folded(block: Block, *, loosely: bool = False) -> Block:
    """Give a block in which like blocks one after another are one; loosely, but for channels."""
    inside = [
        folded(each, loosely=loosely) if isinstance(each, Block) else each
        for each in block.children
    ]
    children: list[Block | Unit] = []
    for signature, found in groupby(inside, lambda each: _signature(each, loosely=loosely)):
        together = list(found)
        first = together[0]
        if signature is not None and len(together) > 1 and isinstance(first, Block):
            copies = tuple(each for each in together[1:] if isinstance(each, Block))
            children.append(replace(first, copies=copies))
        else:
            children += together
    return replace(block, children=tuple(children))


def _signature(each: Block | Unit, *, loosely: bool) -> Hashable:
    """What two blocks have in common that can stand for each other; None of a single unit."""
    if isinstance(each, Unit):
        return None
    depth = len(each.path)  # what follows the block itself is no part of it
    place = {unit.name: index for index, unit in enumerate(each.units)}
    return tuple(
        (
            unit.words,
            tuple(after.kind for after in unit.followers if after.path[:depth] == each.path),
            unit.shape[1:] if loosely else (unit.shape, unit.lead.input_shapes),
            tuple(place.get(name, -1) for name in unit.inputs),
        )
        for unit in each.units
    )
