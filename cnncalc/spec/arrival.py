"""What arrives at a layer and from where, so that shapes that do not fit can be traced.

    note: branch 1 arrives as 56x56x256, last changed by conv3 (line 12); branch 2 (relu1) as
      56x56x64, last changed by pool1 (line 5)

A branch is followed back through all layers that keep its shape, up to the one that gave it.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.diagnostic import LayerError
from cnncalc.shape import Vector
from cnncalc.spec.graph import INPUT
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cnncalc.layers.layer import Layer
    from cnncalc.shape import Shape
    from cnncalc.spec.graph import GraphNode

__all__ = ["Arrivals"]


class Arrivals:
    """Tells what arrives at layers of one network; the list of layers may grow meanwhile."""

    def __init__(self, nodes: Sequence[GraphNode], shape_of: Callable[[int], Shape | None]) -> None:
        """Take the layers, and what gives the shape of each by its index, None if not known."""
        self._nodes = nodes
        self._shape_of = shape_of
        self._changers: dict[int, int] = {}

    def told(self, node: GraphNode, shapes: Sequence[Shape], error: LayerError) -> Arrived:
        """Give the error of a layer with what would mend it, and a note on what arrives there.

        Of branches that do not fit together it is said where each got its shape. Nothing is said
        of what reads the network's input alone, whose shape stands in the spec.
        """
        if error.code == "shapes-differ":
            helps = (*self._padded(node, shapes), *error.helps)[:_MOST_HELPS]
            error = LayerError(error.code, error.message, field=error.field, helps=helps)
            return Arrived(error, _joined(self._branches(node, shapes), "; "))
        if node.inputs == (INPUT,):
            return Arrived(error, "")
        names = (self._name(each) for each in node.inputs)
        given = (f"{name} gives {shape}" for name, shape in zip(names, shapes, strict=True))
        return Arrived(error, _joined(given, ", "))

    def _name(self, index: int) -> str:
        return "input" if index == INPUT else self._nodes[index].name

    def _branches(self, node: GraphNode, shapes: Sequence[Shape]) -> Iterator[str]:
        """Each branch: its last layer, its shape, and the layer that gave it this shape."""
        for number, (index, shape) in enumerate(zip(node.inputs, shapes, strict=True), 1):
            changer = self._changer(index)
            through = "" if index == changer else f" ({self._name(index)})"
            arrives = "arrives as" if number == 1 else "as"
            what = f"a vector of {shape}" if isinstance(shape, Vector) else str(shape)
            said = f"branch {number}{through} {arrives} {what}"
            if changer == INPUT:
                yield f"{said}, the network's input"
            else:
                given = self._nodes[changer]
                yield f"{said}, last changed by {given.name} ({_lines(given, node)})"

    def _changer(self, index: int) -> int:
        """The last layer on the way to one that gave it its shape; INPUT where none did."""
        passed = []
        while index != INPUT and index not in self._changers:
            passed.append(index)
            shape = self._shape_of(index)
            before = (each for each in self._nodes[index].inputs if self._shape_of(each) == shape)
            follow = None if shape is None else next(before, None)
            if follow is None:
                self._changers[index] = index
                break
            index = follow
        found = self._changers.get(index, INPUT)
        self._changers |= dict.fromkeys(passed, found)
        return found

    def _padded(self, node: GraphNode, shapes: Sequence[Shape]) -> Iterator[str]:
        """The layers that would keep the size with padding, if that is all that is missing."""
        for number, index in enumerate(node.inputs):
            changer = self._changer(index)
            given = None if changer == INPUT else self._nodes[changer]
            if given is None or given.layer is None or len(given.inputs) != 1:
                continue
            entering = self._shape_of(given.inputs[0])
            if entering is None or getattr(given.layer, "padding", None) is None:
                continue
            layer = given.layer.model_copy(update={"padding": "half"})
            with suppress(LayerError):
                shape = layer.output((entering,)).shape
                mended = (*shapes[:number], shape, *shapes[number + 1 :])
                if shape != shapes[number] and _fits(node.layer, mended):
                    yield f"`padding: half` in {given.name} ({_lines(given, node)}) gives {shape}"


class Arrived(NamedTuple):
    """What a layer is told of what arrives."""

    error: LayerError
    note: str


_MOST_NAMED = 6
_MOST_HELPS = 3


def _joined(parts: Iterator[str], mark: str) -> str:
    """The first parts in one line; dots stand for the rest."""
    found = [each for each, _ in zip(parts, range(_MOST_NAMED + 1), strict=False)]
    return mark.join(found[:_MOST_NAMED]) + f"{mark}..." * (len(found) > _MOST_NAMED)


def _fits(layer: Layer | None, shapes: tuple[Shape, ...]) -> bool:
    """Whether a layer takes some shapes."""
    if layer is None:
        return False
    with suppress(LayerError):
        layer.output(shapes)
        return True
    return False


def _lines(node: GraphNode, seen_from: GraphNode) -> str:
    """The line of a layer, and those of the block uses that the other does not stand in."""
    own = {(each.line, each.column) for each in seen_from.uses}
    uses = [each for each in node.uses if (each.line, each.column) not in own]
    used = f", used at {listed([f'line {each.line}' for each in uses], 'and')}" if uses else ""
    return f"line {node.key.line}{used}"
