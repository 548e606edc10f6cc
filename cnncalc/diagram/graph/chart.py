"""What a graph draws, before anyone knows where: boxes with their text, edges, and frames.

>>> chart = chart_of(block_tree(units(analysis)), analysis, depth=None, order="hwc")
>>> chart.boxes[1].lines
('conv1: conv 7x7, stride 2', '112x112x64, relu')
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from cnncalc.diagram.canvas.lettering import shortened, width_of
from cnncalc.diagram.canvas.palette import family_of
from cnncalc.diagram.graph.block import Block, every_unit
from cnncalc.diagram.graph.dot import FrameBox, Size
from cnncalc.diagram.unit import INPUT
from cnncalc.diagram.words import given_name, shape_words, tail_of, times
from cnncalc.notation import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.result import Analysis
    from cnncalc.diagram.unit import Unit
    from cnncalc.shape import Order

__all__ = ["Box", "Chart", "Frame", "chart_of"]

WIDEST = 240.0
"""Text of a box is shortened to this."""
LEAST_NAME = 40.0
WIDEST_LABEL = 110.0
SIZES = (11.0, 10.0, 10.0)
"""Of the lines of a box."""


@dataclass(frozen=True)
class Box:
    """A layer with its followers, a block that is drawn as one, or the input."""

    lines: tuple[str, ...]
    family: str
    tip: str

    sizes = SIZES

    @cached_property
    def size(self) -> Size:
        """The room that its text needs."""
        pairs = zip(self.lines, SIZES, strict=False)
        # The first line is bold, which takes a tenth more.
        widest = max(width_of(text, size) * 1.1 for text, size in pairs)
        return Size(widest + 24, 13 * len(self.lines) + 7)


@dataclass(frozen=True)
class Frame:
    """A block whose layers are drawn."""

    label: str
    times: int
    alike: bool
    """Whether those that it stands for are like it in their channels too."""
    tip: str
    boxes: tuple[int, ...]
    """The numbers of the boxes that stand in it and in no inner frame."""
    frames: tuple[Frame, ...]

    @cached_property
    def first(self) -> int:
        """The number of the first box in it or in an inner frame."""
        return min([*self.boxes, *(each.first for each in self.frames)])

    @cached_property
    def frame_box(self) -> FrameBox:
        """The room it needs."""
        count = width_of(times(self.times), 12.5) * 1.1
        # Lines come in at the middle, so that the label has the left half.
        side = max(min(width_of(self.label, 10.5), WIDEST_LABEL), count)
        label = Size(2 * side + (36 if count else 24), 12)
        return FrameBox(label, self.boxes, tuple(each.frame_box for each in self.frames))


@dataclass(frozen=True)
class Chart:
    """Boxes, edges between their numbers, and the outermost frames."""

    boxes: tuple[Box, ...]
    edges: tuple[tuple[int, int], ...]
    frames: tuple[Frame, ...]

    @property
    def spine(self) -> tuple[tuple[int, int, int], ...]:
        """Pairs of boxes through which everything goes, and the boxes on the longest way between.

        Only those that no edge joins, and between which everything stands in one frame.
        """
        furthest: dict[int, int] = {}
        steps = [0] * len(self.boxes)
        for tail, head in sorted(self.edges):
            furthest[tail] = max(furthest.get(tail, 0), head)
            steps[head] = max(steps[head], steps[tail] + 1)
        necks: list[int] = []
        ahead = 0
        for index in range(len(self.boxes)):
            if ahead <= index:
                necks.append(index)
            ahead = max(ahead, furthest.get(index, 0))
        known = set(self.edges)
        return tuple(
            (above, below, steps[below] - steps[above] - 1)
            for above, below in pairwise(necks)
            if (above, below) not in known and self._framed(range(above + 1, below + 1))
        )

    def _framed(self, boxes: range) -> bool:
        """Whether boxes that follow each other stand in one frame, the last in no inner one."""
        for frame in self.every_frame:
            if boxes[-1] in frame.boxes:
                return boxes[0] >= frame.first
        return False

    @property
    def every_frame(self) -> Iterator[Frame]:
        """All frames, an outer one before those in it."""
        waiting = list(reversed(self.frames))
        while waiting:
            frame = waiting.pop()
            yield frame
            waiting += reversed(frame.frames)


def chart_of(tree: Block, analysis: Analysis, depth: int | None, order: Order) -> Chart:
    """Give what is drawn of a network: blocks in `depth` blocks, or in any number, in frames."""
    made = _Making(depth, order)
    made.boxes.append(Box((INPUT, shape_words(analysis.input_shape, order)), "input", "the input"))
    made.home[INPUT] = 0
    _, frames = made.inside(tree)
    edges = dict.fromkeys(
        (made.home[name], made.home[unit.name])
        for unit in tree.units
        for name in unit.inputs
        if made.home[name] != made.home[unit.name]
    )
    return Chart(tuple(made.boxes), tuple(edges), frames)


class _Making:
    """Boxes so far, and the number of the box that each unit is in, copies of blocks included."""

    def __init__(self, depth: int | None, order: Order) -> None:
        self.boxes: list[Box] = []
        self.home: dict[str, int] = {}
        self._depth = depth
        self._order = order

    def inside(self, block: Block) -> tuple[tuple[int, ...], tuple[Frame, ...]]:
        """Make the boxes of a block; give those that stand in no inner frame, and the frames."""
        own: list[int] = []
        frames: list[Frame] = []
        for each in block.children:
            if not isinstance(each, Block):
                own.append(self._add(self._of_unit(each), [each]))
            elif each.label and len(each.units) == 1:
                own.append(self._add(self._of_stretch(each), each.units))
            elif self._depth is not None and len(each.path) > self._depth:
                own.append(self._add(self._of_block(each), each.units))
            else:
                boxes, inner = self.inside(each)
                label, tip = _called(each), _told(each)
                frames.append(Frame(label, each.times, each.alike, tip, boxes, inner))
            if isinstance(each, Block):
                for copy in each.copies:
                    for mine, its in zip(every_unit(each), every_unit(copy), strict=True):
                        self.home[its.name] = self.home[mine.name]
        return tuple(own), tuple(frames)

    def _add(self, box: Box, units: tuple[Unit, ...] | list[Unit]) -> int:
        self.boxes.append(box)
        index = len(self.boxes) - 1
        for unit in units:
            self.home[unit.name] = index
        return index

    def _of_unit(self, unit: Unit) -> Box:
        given = given_name(unit.lead)
        first = unit.words
        if given:  # what it is stays to be read, however long it is called
            room = max(WIDEST - width_of(f": {first}", SIZES[0]), LEAST_NAME)
            first = f"{shortened(given, room, SIZES[0])}: {first}"
        after = [each.kind.replace("_", " ") for each in unit.followers]
        second = ", ".join([shape_words(unit.shape, self._order), *after])
        tip = "\n".join(
            f"{each.name}: {each.kind}, {shape_words(each.output_shape, self._order)}, "
            f"{number(int(each.parameters))} parameters, {number(int(each.macs))} MACs"
            for each in unit.layers
        )
        lines = (
            shortened(first, WIDEST, SIZES[0]),
            shortened(second, WIDEST, SIZES[1]),
        )
        return Box(lines, family_of(unit.lead.kind), tip)

    def _of_stretch(self, block: Block) -> Box:
        """A layer that is there several times, one after another."""
        (unit,) = block.units
        _, second, *_ = (box := self._of_unit(unit)).lines
        third = block.label if block.alike else f"{block.label}, channels differ"
        first = f"{unit.words} {times(block.times)}"
        lines = (first, second, shortened(third, WIDEST, SIZES[2]))
        return Box(lines, box.family, f"{third}; the first is\n{box.tip}")

    def _of_block(self, block: Block) -> Box:
        last = block.copies[-1] if block.copies else block
        shape = shape_words(last.units[-1].shape, self._order)
        count = times(block.times)
        name = shortened(_called(block), WIDEST - width_of(count, SIZES[0]) - 8, SIZES[0])
        lines = (f"{name} {count}".rstrip(), _contents(block), shape)
        return Box(lines, "input", _told(block))


def _called(block: Block) -> str:
    """The name of a block, of several that of the first; a star where their channels differ."""
    return block.name if block.alike else f"{block.name}*"


def _contents(block: Block) -> str:
    layers = [layer for unit in block.units for layer in unit.layers]
    parameters = sum(int(each.parameters) for each in layers)
    return f"{len(layers)} layers, {number(parameters)} parameters"


def _told(block: Block) -> str:
    """What a pointer on a block is told."""
    if block.label:
        return f"{block.label}, {_contents(block)}"
    path = "/".join(block.path)
    last = "/".join(block.copies[-1].path) if block.copies else ""
    if not last:
        return f"{path}: {_contents(block)}"
    if block.alike:
        return f"{path} to {tail_of(last)}, {block.times:,} alike; each has {_contents(block)}"
    return (
        f"{path} to {tail_of(last)}, {block.times:,} that differ in their channels; "
        f"the first has {_contents(block)}"
    )
