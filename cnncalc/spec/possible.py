"""The shapes that layers may give, also after a layer with a problem.

After a window that does not fit, people round down or up, so the layers after it are looked at with
both sizes. What is wrong with them counts where it is the same both ways: groups that do not divide
the maps are reported, and a window that fits only one of the sizes is not held against anyone.
Where nothing is known of a shape, nothing is said of what depends on it.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import islice, product
from typing import TYPE_CHECKING

from cnncalc.diagnostic import LayerError
from cnncalc.shape import Image
from cnncalc.spec.arrival import Arrivals
from cnncalc.spec.graph import INPUT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.layers.layer import Layer
    from cnncalc.shape import Shape
    from cnncalc.spec.graph import GraphNode, Reading

__all__ = ["PossibleShapes", "add_misfits"]


def add_misfits(reading: Reading) -> None:
    """Add to what was read each rule that a layer does not keep, as far as shapes are known."""
    network = reading.network
    for node, error, note in PossibleShapes(network.input_shape, network.nodes).errors():
        node.add_error(error, reading.problems, note)


MOST = 4
"""Shapes of one layer that are followed."""


class PossibleShapes:
    """The shapes of layers, found as they are asked for; the list of layers may grow."""

    def __init__(self, input_shape: Shape | None, nodes: Sequence[GraphNode]) -> None:
        """The input is None where its shape is not known."""
        self._input = () if input_shape is None else (input_shape,)
        self._nodes = nodes
        self._shapes: list[tuple[Shape, ...]] = []
        self._errors: list[tuple[GraphNode, LayerError, str]] = []
        self._arrivals = Arrivals(nodes, self._only)

    def of(self, index: int) -> tuple[Shape, ...]:
        """Give the shapes that a layer may have: one, several, or none where nothing is known."""
        if index == INPUT:
            return self._input
        while len(self._shapes) <= index:
            self._shapes.append(self._outcome(self._nodes[len(self._shapes)]))
        return self._shapes[index]

    def errors(self) -> list[tuple[GraphNode, LayerError, str]]:
        """Give each rule that a layer does not keep, and a note on what arrives there."""
        if self._nodes:
            self.of(len(self._nodes) - 1)
        return self._errors

    def _only(self, index: int) -> Shape | None:
        """The shape of a layer, where there is one that it may have."""
        shapes = self.of(index)
        return shapes[0] if len(shapes) == 1 else None

    def _outcome(self, node: GraphNode) -> tuple[Shape, ...]:
        if node.layer is None:
            return ()
        shapes = product(*(self.of(each) for each in node.inputs))
        combinations = list(islice(shapes, MOST + 1))
        if len(combinations) > MOST:
            return ()
        found: dict[Shape, None] = {}
        errors: list[LayerError] = []
        alike = () if node.like is None else self.of(node.like)
        if node.like is not None and not alike:
            return ()
        for inputs in combinations:
            try:
                layer = node.layer.sized_like(alike[0]) if alike else node.layer
                found[layer.output(inputs).shape] = None
            except LayerError as error:
                errors.append(error)
        if combinations and not found and len({(each.code, each.message) for each in errors}) == 1:
            known = len(combinations) == 1
            told = self._arrivals.told(node, combinations[0], errors[0]) if known else None
            self._errors.append((node, *(told or (errors[0], ""))))
        if not found:
            for inputs, wrong in zip(combinations, errors, strict=True):
                found |= dict.fromkeys(_mended(node.layer, wrong, inputs))
        return tuple(islice(found, MOST))


_MENDED: dict[str, tuple[dict[str, object], ...]] = {
    "stride-does-not-fit": ({"rounding": "floor"}, {"rounding": "ceil"}),
    "groups-do-not-divide": ({"groups": 1},),
    "connection-table": ({"connections_": None},),
}
"""The changes to a layer that take a fault out of it and leave the shape as it was meant."""


def _mended(layer: Layer, error: LayerError, inputs: tuple[Shape, ...]) -> Iterator[Shape]:
    """The shapes that a layer would give if its fault were mended."""
    changes = _MENDED.get(error.code, ())
    attempts = [(layer.model_copy(update=each), inputs) for each in changes]
    if error.code == "shapes-differ":
        attempts += [(layer, alike) for alike in _alike(inputs)]
    for mended, given in attempts:
        with suppress(LayerError):
            yield mended.output(given).shape


def _alike(inputs: tuple[Shape, ...]) -> Iterator[tuple[Shape, ...]]:
    """The inputs of a merge with each one's size in turn, or else each one's shape."""
    for each in dict.fromkeys(inputs):
        if isinstance(each, Image):
            yield tuple(Image(other.channels, each.height, each.width) for other in inputs)
        yield (each,) * len(inputs)
