"""What layers would give if fields of some were changed: the network walked again from there on.

    >>> Trial(nodes, shape_of).shapes([edit], end=7)
    {3: Image(channels=64, height=32, width=32), 4: ...}

A change holds at each use of the line of the spec that it is made in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.diagnostic import LayerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cnncalc.layers.layer import Layer
    from cnncalc.shape import Shape
    from cnncalc.spec.edit import Edit
    from cnncalc.spec.graph import GraphNode

__all__ = ["MOST_STEPS", "Trial"]

MOST_STEPS = 100_000
"""Layers that are looked at under some change, in all problems of one network."""
STEPS_OF_TRIAL = 50
"""As how many layers each change counts by itself."""


class Trial:
    """Tries changes out in one network; the list of layers may grow meanwhile."""

    def __init__(self, nodes: Sequence[GraphNode], shape_of: Callable[[int], Shape | None]) -> None:
        """Take the layers, and what gives the shape of each by its index, None if not known."""
        self._nodes = nodes
        self._shape_of = shape_of
        self._steps = MOST_STEPS
        self._alike: dict[tuple[int, int], list[int]] = {}
        self._noted = 0
        """How many layers have been noted among those alike."""

    @property
    def over(self) -> bool:
        """Whether so much has been tried that nothing more is."""
        return self._steps < 0

    def shapes(self, edits: Iterable[Edit], end: int) -> dict[int, Shape] | None:
        """Give the shapes that change, of layers before one.

        None where a layer then fails that did not, or where too much has been tried already.
        """
        self._steps -= STEPS_OF_TRIAL
        layers = self._changed(edits, end)
        changed: dict[int, Shape] = {}
        for index in range(min(layers), end):
            self._steps -= 1
            node = self._nodes[index]
            reads = node.inputs if node.like is None else (*node.inputs, node.like)
            before, layer = self._shape_of(index), layers.get(index, node.layer)
            untouched = index not in layers and changed.keys().isdisjoint(reads)
            if untouched or before is None or layer is None:
                continue
            given = [changed.get(each) or self._shape_of(each) for each in reads]
            shape = _shape(layer, given, sized_like=node.like is not None)
            if shape is None or self.over:
                return None
            if shape != before:
                changed[index] = shape
        return changed

    def used_later(self, edit: Edit, end: int) -> bool:
        """Say whether a number of maps, or a stride, is that of later uses of a block as well.

        They are not looked at, and may need another; padding that keeps a size is theirs too.
        """
        return "padding" not in edit.changes and self._all_alike(edit.at)[-1] >= end

    def place(self, index: int) -> tuple[int, int]:
        """Give the line and column at which a layer stands in the spec."""
        key = self._nodes[index].key
        return key.line, key.column

    def _changed(self, edits: Iterable[Edit], end: int) -> dict[int, Layer]:
        """The layers that are changed by their index."""
        layers: dict[int, Layer] = {}
        for edit in edits:
            for index in self._all_alike(edit.at):
                self._steps -= 1
                layer = layers.get(index, self._nodes[index].layer)
                if layer is not None and index < end:
                    layers[index] = edit.made(layer)
        return layers

    def _all_alike(self, index: int) -> list[int]:
        """The layers that stand at the same place of the spec, in order."""
        for each in range(self._noted, len(self._nodes)):
            self._alike.setdefault(self.place(each), []).append(each)
        self._noted = len(self._nodes)
        return self._alike[self.place(index)]


def _shape(layer: Layer, given: Sequence[Shape | None], *, sized_like: bool) -> Shape | None:
    """What a layer gives; the last of what is given may be there for its size alone."""
    known = [each for each in given if each is not None]
    if len(known) < len(given):
        return None
    try:
        layer = layer.sized_like(known.pop()) if sized_like else layer
        return layer.output(tuple(known)).shape
    except LayerError:
        return None
