"""What mends branches that do not fit together: fields of their layers, changed and tried out.

    help: `padding: 1` in conv1 and conv2 (lines 5 and 7) gives 32x32x64

Only layers that stand in one branch alone are changed. A change holds wherever the same line of the
spec is used, and is offered if all branches then fit, and no layer before the merge fails that did
not. The fewest changes come first.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import chain, combinations
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.diagnostic import LayerError
from cnncalc.layers.convolution import Conv
from cnncalc.shape import Image
from cnncalc.spec.edit import HALF, overlapping, padded, resized, strided
from cnncalc.spec.graph import INPUT
from cnncalc.spec.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cnncalc.shape import Shape
    from cnncalc.spec.edit import Edit
    from cnncalc.spec.graph import GraphNode

__all__ = ["Repair", "Repairs"]

MOST_LAYERS = 64
"""Layers of the branches of one merge that are looked at."""
MOST_PADDED = 6
"""Layers of one branch that are given padding at once."""


class Repair(NamedTuple):
    """Changes after which a merge fits."""

    edits: tuple[Edit, ...]
    shapes: tuple[Shape, ...]
    """What the changed branches then give."""

    @property
    def pads(self) -> bool:
        """Whether nothing but the border of windows changes."""
        return all("padding" in each.changes for each in self.edits)

    @property
    def cost(self) -> int:
        """How many fields change."""
        return sum(len(each.changes) for each in self.edits)

    def groups(self) -> Mapping[str, list[int]]:
        """Give what is to be written, and in which layers."""
        written = {each.written for each in self.edits}
        if len(written) > 1 and all(set(each.changes) == {"padding"} for each in self.edits):
            return {HALF: [each.at for each in self.edits]}
        return {
            text: [each.at for each in self.edits if each.written == text]
            for text in dict.fromkeys(each.written for each in self.edits)
        }


class _Option(NamedTuple):
    """What a branch gives under some edits."""

    edits: tuple[Edit, ...]
    shape: Shape
    rank: tuple[int, int]
    """The number of fields, and its place among those of as many."""


class Repairs:
    """Finds repairs in one network; the list of layers may grow meanwhile."""

    def __init__(self, nodes: Sequence[GraphNode], shape_of: Callable[[int], Shape | None]) -> None:
        """Take the layers, and what gives the shape of each by its index, None if not known."""
        self._nodes = nodes
        self._shape_of = shape_of
        self._trial = Trial(nodes, shape_of)

    def found(self, merge: GraphNode, shapes: Sequence[Shape]) -> list[Repair]:
        """Give repairs of a merge that these shapes reach, those of the fewest fields first."""
        if self._trial.over:
            return []
        own = self._own(merge)
        options = [
            self._options(merge, shapes, own, branch) if own[branch] else []
            for branch in range(len(shapes))
        ]
        for branch, shape in enumerate(shapes):
            options[branch].insert(0, _Option((), shape, (0, 0)))
        targets = dict.fromkeys(each.shape for branch in options for each in branch)
        repairs: dict[tuple[str, ...], tuple[tuple[int, int], Repair]] = {}
        for target in targets:
            fitting = [[o for o in each if _agrees(merge, o.shape, target)] for each in options]
            if not all(fitting):
                continue
            for chosen in filter(_strides_once, _choices(fitting)):
                repair = self._tried(merge, tuple(e for each in chosen for e in each.edits))
                if repair is not None:
                    rank = (repair.cost, sum(each.rank[1] for each in chosen))
                    repairs.setdefault(tuple(map(str, repair.edits)), (rank, repair))
        ranked = [each for _, each in sorted(repairs.values(), key=lambda each: each[0])]
        return [each for each in ranked if not _contained(each, ranked)]

    def _own(self, merge: GraphNode) -> list[list[int]]:
        """The layers that stand in each branch alone, the last first."""
        reached: dict[int, int] = {}
        for branch, index in enumerate(merge.inputs):
            reached[index] = reached.get(index, 0) | 1 << branch
        own: list[list[int]] = [[] for _ in merge.inputs]
        for _ in range(MOST_LAYERS):
            alone = [each for each, mask in reached.items() if not mask & (mask - 1)]
            index = max(reached)  # all that read it have been looked at
            if index == INPUT or not alone:
                break
            mask = reached.pop(index)
            if not mask & (mask - 1):
                own[mask.bit_length() - 1].append(index)
            for each in self._nodes[index].inputs:
                reached[each] = reached.get(each, 0) | mask
        return own

    def _options(
        self, merge: GraphNode, shapes: Sequence[Shape], own: list[list[int]], branch: int
    ) -> list[_Option]:
        """What a branch gives under each of its edits that changes its shape."""
        projects = self._projects(own, branch)
        sizes = {each.axes[0] for number, each in enumerate(shapes) if number != branch}
        edits = self._edits(own[branch], sizes if merge.kind != "concat" else set(), projects)
        found = []
        for place, each in enumerate(edits, 1):
            if any(self._trial.used_later(edit, max(merge.inputs) + 1) for edit in each):
                continue
            changed = self._trial.shapes(each, max(merge.inputs) + 1)
            shape = changed.get(merge.inputs[branch]) if changed is not None else None
            if shape is not None:
                fields = sum(len(edit.changes) for edit in each)
                found.append(_Option(each, shape, (fields, place - 1000 * projects)))
        return sorted(found, key=lambda each: each.rank)

    def _projects(self, own: list[list[int]], branch: int) -> bool:
        """Whether a branch is there to give the shape of another: one convolution of 1x1."""
        weighted = [
            [each for each in indices if self._weighted(each)]
            for indices in (own[branch], *own[:branch], *own[branch + 1 :])
        ]
        if len(weighted[0]) != 1 or not any(weighted[1:]):
            return False
        layer = self._nodes[weighted[0][0]].layer
        return isinstance(layer, Conv) and layer.kernel == (1, 1)

    def _weighted(self, index: int) -> bool:
        layer = self._nodes[index].layer
        return layer is not None and layer.weighted

    def _edits(
        self,
        own: list[int],
        sizes: set[int],
        projects: bool,  # noqa: FBT001  passed on by position
    ) -> Iterator[tuple[Edit, ...]]:
        """What may be changed in the layers of a branch, which come with the last first."""
        places = {self._trial.place(each): each for each in own}  # of those alike the first one
        indices = sorted(places.values())
        entering = [
            (index, shape)
            for index in indices
            if len(self._nodes[index].inputs) == 1
            and (shape := self._shape_of(self._nodes[index].inputs[0])) is not None
        ]
        each_padded = (padded(index, self._nodes[index], shape) for index, shape in entering)
        pads = [each for each in each_padded if each is not None]
        yield from _together(pads)
        for index in reversed(indices):
            node = self._nodes[index]
            resizings = list(resized(index, node, sizes, smaller=projects))
            yield from ((each,) for each in resizings)
            for stride in strided(index, node, smaller=projects):
                yield (stride,)
                if projects:
                    yield from ((each.joined(stride),) for each in resizings)
        if not sizes:  # a concatenation
            pools = (overlapping(index, self._nodes[index], shape) for index, shape in entering)
            yield from ((each,) for each in pools if each is not None)

    def _tried(self, merge: GraphNode, edits: tuple[Edit, ...]) -> Repair | None:
        """The repair that some edits are; None where they mend nothing."""
        changed = self._trial.shapes(edits, max(merge.inputs) + 1) if edits else None
        if not changed or merge.layer is None:
            return None
        given = [changed.get(each) or self._shape_of(each) for each in merge.inputs]
        known = tuple(each for each in given if each is not None)
        with suppress(LayerError):
            merge.layer.output(known)
            reached = tuple(changed[each] for each in merge.inputs if each in changed)
            return Repair(edits, reached) if len(known) == len(given) else None
        return None


def _together(edits: list[Edit]) -> Iterator[tuple[Edit, ...]]:
    """Each of some edits, and several at once."""
    if len(edits) <= MOST_PADDED - 2:
        counts = range(1, len(edits) + 1)
        yield from chain.from_iterable(combinations(edits, count) for count in counts)
    else:
        yield from ((each,) for each in edits)
        if len(edits) <= MOST_PADDED:
            yield tuple(edits)


def _choices(fitting: list[list[_Option]]) -> Iterator[list[_Option]]:
    """The nearest option of each branch; and each other option of one branch with those."""
    first = [each[0] for each in fitting]
    yield first
    for branch, options in enumerate(fitting):
        yield from ([*first[:branch], each, *first[branch + 1 :]] for each in options[1:])


def _strides_once(chosen: list[_Option]) -> bool:
    """Whether no two branches change their strides, which would make all of them smaller."""
    return sum(any("stride" in e.changes for e in each.edits) for each in chosen) <= 1


def _agrees(merge: GraphNode, shape: Shape, target: Shape) -> bool:
    """Whether an input fits where another, the largest, has a shape."""
    if shape == target:
        return True
    if not isinstance(shape, Image) or not isinstance(target, Image):
        return False
    if merge.kind == "concat":
        return (shape.height, shape.width) == (target.height, target.width)
    return merge.kind == "multiply" and shape == Image(target.channels, 1, 1)


def _contained(repair: Repair, others: list[Repair]) -> bool:
    """Whether fewer of its changes are a repair already."""
    own = {(each.at, *part) for each in repair.edits for part in each.changes.items()}
    return any(
        {(each.at, *part) for each in other.edits for part in each.changes.items()} < own
        for other in others
    )
