"""What arrives at a layer and from where, so that shapes that do not fit can be traced.

    note: branch 1 arrives as 56x56x256, last changed by conv3 (line 12); branch 2 (relu1) as
      56x56x64, last changed by pool1 (line 5)

A branch is followed back through all layers that keep its shape, up to the one that gave it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.diagnostic import LayerError
from cnncalc.shape import Image, Vector
from cnncalc.spec.graph import INPUT
from cnncalc.spec.repair import Repairs
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cnncalc.shape import Shape
    from cnncalc.spec.graph import GraphNode
    from cnncalc.spec.repair import Repair

__all__ = ["Arrivals"]


class Arrivals:
    """Tells what arrives at layers of one network; the list of layers may grow meanwhile."""

    def __init__(self, nodes: Sequence[GraphNode], shape_of: Callable[[int], Shape | None]) -> None:
        """Take the layers, and what gives the shape of each by its index, None if not known."""
        self._nodes = nodes
        self._shape_of = shape_of
        self._repairs = Repairs(nodes, shape_of)
        self._changers: dict[int, int] = {}

    def told(self, node: GraphNode, shapes: Sequence[Shape], error: LayerError) -> Arrived:
        """Give the error of a layer with what would mend it, and a note on what arrives there.

        Of branches that do not fit together it is said where each got its shape. Nothing is said
        of what reads the network's input alone, whose shape stands in the spec.
        """
        if error.code == "shapes-differ":
            helps = tuple(self._mended(node, shapes, error.helps)[:_MOST_HELPS])
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

    def _mended(self, node: GraphNode, shapes: Sequence[Shape], helps: Sequence[str]) -> list[str]:
        """What mends a merge: fields that are there, and then layers behind the branches.

        Where the fields say how many maps there are, or how far a window moves, another layer for
        the same would be one too many.
        """
        repairs = self._repairs.found(node, shapes)
        if not repairs:
            return list(helps)
        nearest = [each for each in repairs if each.cost == repairs[0].cost]
        others = helps if repairs[0].pads else ()
        return [*(self._help(each, node) for each in nearest), *others]

    def _help(self, repair: Repair, merge: GraphNode) -> str:
        """Say what to write, in which layers, and what the branches then give."""
        parts = []
        for text, indices in repair.groups().items():
            given = [self._nodes[each] for each in indices]
            lines = list(dict.fromkeys(_lines(each, merge) for each in given))
            simple = all("," not in each for each in lines)
            bare = [each.removeprefix("line ") for each in lines]
            where = (
                f"line{'s' * (len(bare) > 1)} {listed(bare, 'and')}" if simple else "; ".join(lines)
            )
            names = listed([each.name for each in given], "and")
            parts.append(f"`{text}` in {names} ({where})")
        shapes = set(repair.shapes)
        shape = repair.shapes[0]
        size = f"{shape.height}x{shape.width}" if isinstance(shape, Image) else str(shape)
        result = str(shape) if len(shapes) == 1 else size
        return f"{listed(parts, 'and')} give{'s' * (len(parts) == 1)} {result}"


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


def _lines(node: GraphNode, seen_from: GraphNode) -> str:
    """The line of a layer, and those of the block uses that the other does not stand in."""
    own = {(each.line, each.column) for each in seen_from.uses}
    uses = [each for each in node.uses if (each.line, each.column) not in own]
    used = f", used at {listed([f'line {each.line}' for each in uses], 'and')}" if uses else ""
    return f"line {node.key.line}{used}"
