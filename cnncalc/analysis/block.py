"""The layers of a network in groups, as papers' tables have them: one row for each block.

    >>> [each.name for each in grouped(cnncalc.analyze("resnet152").layers.values())]
    ['conv1', 'pool1', 'conv2_x', 'conv3_x', 'conv4_x', 'conv5_x', 'avgpool', 'fc']

At depth 1 a group is an outermost use of a block; at depth 2 it is a use of a block within such a
use, and so on. A layer that stands less deep is a group of its own, together with the layers behind
it that keep its shape (activations, dropout, normalizations). Behind a block only those without
parameters belong to it, so that the figures of a block are its own.

NAME_1, NAME_2, ..., as a repeat names them, are one group NAME; and so are uses of one block beside
each other that are alike in every shape: separable7..11.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.analysis.receptive import ReceptiveField
    from cnncalc.shape import Shape

__all__ = ["Group", "grouped"]


@dataclass(frozen=True, slots=True)
class Group:
    """Layers that follow one another, and are shown as one."""

    name: str
    """That of the block's use, or of the first layer; with the path of uses before it."""
    block: str
    """The block that it is a use of; empty for layers outside of those."""
    copies: int
    """How many uses, or layers of one name, it holds."""
    layers: tuple[LayerFigures, ...]
    contents: tuple[tuple[str, int], ...]
    """What it is made of: kinds of layers and blocks, and how many of each."""

    def __repr__(self) -> str:
        layers = "layer" if len(self.layers) == 1 else "layers"
        return f"<{self.name}: {len(self.layers):,} {layers}, to {self.output_shape}>"

    @property
    def output_shape(self) -> Shape:
        """The shape that its last layer gives."""
        return self.layers[-1].output_shape

    @property
    def receptive_field(self) -> ReceptiveField | None:
        """What its last layer sees of the network's input."""
        return self.layers[-1].receptive_field

    def total(self, name: str) -> int:
        """Give the sum over its layers of a figure that is counted, such as `parameters`."""
        return sum(int(getattr(each, name)) for each in self.layers)


def grouped(layers: Iterable[LayerFigures], depth: int = 1) -> tuple[Group, ...]:
    """Give the groups of layers at a depth of blocks in blocks, from 1."""
    return tuple(_group(each, depth) for each in _folded(_pieces(layers, depth)))


@dataclass(slots=True)
class _Piece:
    """A use of a block, or a layer and what belongs to it."""

    parent: tuple[str, ...]
    """The block uses around it."""
    name: str
    block: str
    layers: list[LayerFigures] = field(default_factory=list)

    def takes(self, figures: LayerFigures) -> bool:
        """Whether a layer outside of blocks belongs to it, since it keeps the shape."""
        learned = figures.learned
        stores = bool(learned.parameters.value or learned.fixed.value)
        outer = self.parent[: len(figures.path)] if not self.block else self.parent
        return (
            figures.path == outer
            and figures.inputs == (self.layers[-1].name,)
            and figures.input_shapes == (figures.output_shape,)
            and not figures.layer.weighted
            and figures.layer.window(figures.input_shapes) is None
            and not (self.block and stores)
        )

    def is_like(self, other: _Piece) -> bool:
        """Whether both are uses of one block, in one place, with the same layers and shapes."""
        return (
            bool(self.block)
            and (self.block, self.parent) == (other.block, other.parent)
            and len(self.layers) == len(other.layers)
            and all(map(_alike, self.layers, other.layers))
        )


def _alike(one: LayerFigures, other: LayerFigures) -> bool:
    return (
        one.layer == other.layer
        and one.input_shapes == other.input_shapes
        and one.output_shape == other.output_shape
    )


def _pieces(layers: Iterable[LayerFigures], depth: int) -> Iterator[_Piece]:
    """The uses of blocks at a depth, and what stands less deep."""
    piece: _Piece | None = None
    for each in layers:
        if len(each.path) >= depth:
            parent, name = each.path[: depth - 1], each.path[depth - 1]
            block = each.blocks[depth - 1]
            goes_on = piece is not None and (piece.parent, piece.name) == (parent, name)
        else:
            parent, name, block = each.path, each.name.rpartition("/")[2], ""
            goes_on = piece is not None and piece.takes(each)
        if piece is None or not goes_on:
            if piece is not None:
                yield piece
            piece = _Piece(parent, name, block)
        piece.layers.append(each)
    if piece is not None:
        yield piece


def _folded(pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    """The pieces, with those in one list that a repeat wrote, or that are alike."""
    fold: list[_Piece] = []
    numbered = False
    for piece in pieces:
        if fold and _is_next(fold, piece) and (numbered or len(fold) == 1):
            numbered = True
        elif not fold or numbered or not fold[-1].is_like(piece):
            if fold:
                yield fold
            fold, numbered = [], False
        fold.append(piece)
    if fold:
        yield fold


_NUMBERED = re.compile(r"(.+)_([0-9]{1,9})")
_COUNTED = re.compile(r"(.*?)([0-9]+)")


def _is_next(fold: list[_Piece], piece: _Piece) -> bool:
    """Whether the names go on from NAME_1, as a repeat counts them."""
    first = fold[0]
    named = _NUMBERED.fullmatch(first.name)
    if named is None or named[2] != "1" or first.parent != piece.parent:
        return False
    same = (first.block, first.layers[0].kind) == (piece.block, piece.layers[0].kind)
    return same and piece.name == f"{named[1]}_{len(fold) + 1}"


def _group(fold: list[_Piece], depth: int) -> Group:
    first = fold[0]
    return Group(
        name="/".join((*first.parent, _shared_name(fold))),
        block=first.block,
        copies=len(fold),
        layers=tuple(layer for piece in fold for layer in piece.layers),
        contents=_contents(fold, depth),
    )


def _shared_name(fold: list[_Piece]) -> str:
    """The name of several pieces: NAME of NAME_1 and the next, separable7..11 of others."""
    first, last = fold[0].name, fold[-1].name
    if len(fold) == 1:
        return first
    if _is_next(fold[:1], fold[1]):
        return first.rpartition("_")[0]
    one, other = _COUNTED.fullmatch(first), _COUNTED.fullmatch(last)
    return f"{first}..{other[2] if one and other and one[1] == other[1] else last}"


def _contents(fold: list[_Piece], depth: int) -> tuple[tuple[str, int], ...]:
    """What a piece consists of, by kinds, in the order of their first.

    Uses of a block are that block, one or several; but one use of a block of blocks is those.
    """
    deepest = max(len(each.path) for piece in fold for each in piece.layers)
    if fold[0].block and (len(fold) > 1 or deepest <= depth):
        beside = [each.kind for piece in fold for each in piece.layers if len(each.path) < depth]
        return tuple(Counter([*([fold[0].block] * len(fold)), *beside]).items())
    counts: Counter[str] = Counter()
    within: tuple[str, ...] = ()
    for piece in fold:
        for each in piece.layers:
            if len(each.path) <= depth:
                counts[each.kind] += 1
                within = ()
            elif each.path[: depth + 1] != within:
                within = each.path[: depth + 1]
                counts[each.blocks[depth]] += 1
    return tuple(counts.items())
