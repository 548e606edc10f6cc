"""One row of a picture of volumes: boxes along an axis, captions below, skips above.

>>> row = volume_row(procession.stops, procession.skips)
>>> row.axis < row.height
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.diagram.canvas.lettering import shortened
from cnncalc.diagram.canvas.scene import Group, Line, Text
from cnncalc.diagram.volumes.caption import LINE
from cnncalc.diagram.volumes.procession import GAP, SLAB_GAP
from cnncalc.diagram.volumes.solid import SIDEWAYS, UPWARDS, Solid
from cnncalc.diagram.words import tail_of, times, window_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.diagram.canvas.scene import Shape
    from cnncalc.diagram.volumes.chain import Skip
    from cnncalc.diagram.volumes.procession import Stop

__all__ = ["Stub", "VolumeRow", "volume_row", "way_words"]

START = 30.0
"""Room for the arrow that leads into a row that goes on."""
LEVEL = 15.0
LOOP = 13.0
"""Height of the line around a block that has a skip."""
BELOW = 14.0
BRACKET = 22.0
SHORTEST = 12.0
"""An arrow that would be shorter is left out."""


class VolumeRow(NamedTuple):
    """The shapes of a row, whose upper left corner is (0, 0)."""

    shapes: tuple[Shape, ...]
    width: float
    height: float
    axis: float
    """How far below the top the centres of the boxes are."""


class Stub(NamedTuple):
    """The part of a skip that leads to another row, or comes from one."""

    stop: int
    words: str
    leaves: bool


def volume_row(
    stops: Sequence[Stop],
    skips: Sequence[Skip],
    stubs: Sequence[Stub] = (),
    *,
    open_start: bool = False,
) -> VolumeRow:
    """Give a row of stops; skips go from one number of a stop to another."""
    first = _stacked(stubs)
    beneath = max(first, default=-1) + 1
    levels = [each + beneath for each in _levels(skips)]
    loop = LOOP if any(each.skipped for each in stops) else 0.0
    tallest = max(each.height + each.depth * UPWARDS for each in stops)
    axis = (max([*first, *levels], default=-1) + 1) * LEVEL + loop + tallest / 2 + 4
    left = START if open_start else 0.0
    solids: list[list[Solid]] = []
    middles: list[float] = []
    for stop in stops:
        room = stop.room - GAP
        solids.append(_slabs(stop, left + (room - stop.across) / 2, axis))
        middles.append(left + room / 2)
        left += stop.room
    shapes: list[Shape] = []
    if open_start:
        shapes.append(Line(((2, axis), (START - 8, axis)), "edge", arrow=True))
    for index, stop in enumerate(stops):
        shapes += _box(stop, solids[index])
        if index and solids[index - 1] and solids[index]:
            shapes += _joint(stop, solids[index - 1][-1], solids[index][0])
    base = axis + tallest / 2 + BELOW
    shapes += _captions(stops, middles, base)
    height = base + LINE * max(len(each.caption.lines) for each in stops)
    brackets = list(_brackets(stops, middles, height))
    for skip, level in zip(skips, levels, strict=True):
        y = axis - tallest / 2 - loop - (level + 1) * LEVEL + 4
        shapes += _skip(skip, solids[skip.start][-1], solids[skip.end][0], y)
    for stub, level in zip(stubs, first, strict=True):
        y = axis - tallest / 2 - loop - (level + 1) * LEVEL + 4
        shapes += _stub(stub, solids[stub.stop], stops[stub.stop].room, y)
    height += BRACKET if brackets else 0
    return VolumeRow((*shapes, *brackets), left - GAP, height, axis)


def _captions(stops: Sequence[Stop], middles: Sequence[float], base: float) -> Iterator[Shape]:
    """The words below each box."""
    for stop, middle in zip(stops, middles, strict=True):
        for number, (text, look, size, bold) in enumerate(stop.caption.lines):
            y = base + LINE * number + 4
            yield Text(middle, y, text, look, size, "middle", bold)


def _brackets(stops: Sequence[Stop], middles: Sequence[float], y: float) -> Iterator[Shape]:
    """A bracket below what repeats together, with its count."""
    for index, stop in enumerate(stops):
        length, count = stop.repeats
        first = index - length + 1
        if count > 1 and first >= 0:
            start = middles[first] - stops[first].caption.width / 2
            end = middles[index] + stop.caption.width / 2
            yield Line(((start, y - 4), (start, y + 2), (end, y + 2), (end, y - 4)), "rule")
            yield Text((start + end) / 2, y + 16, times(count), "text", 12, "middle", bold=True)


def _slabs(stop: Stop, x: float, axis: float) -> list[Solid]:
    """The boxes of a stop, from left to right."""
    if stop.shape is None:
        return []
    step = stop.thickness + SLAB_GAP
    return [
        Solid(
            x + number * step,
            axis,
            stop.thickness,
            stop.height,
            stop.depth,
            stop.family,
        )
        for number in range(stop.slabs)
    ]


def _box(stop: Stop, slabs: Sequence[Solid]) -> Iterator[Shape]:
    if slabs:
        yield Group(tuple(face for each in slabs for face in each.faces()), stop.caption.tip)
    if stop.skipped:
        solid = slabs[-1]
        start = slabs[0].x - 3
        end = solid.right + 3
        y = solid.top - LOOP + 3
        under = solid.bottom - solid.height * 0.55
        points = ((start, under), (start, y), (end, y), (end, under - solid.depth * UPWARDS))
        yield Line(points, "skip", tip="a way around the block")


def _joint(stop: Stop, before: Solid, after: Solid) -> Iterator[Shape]:
    """What leads from one box to the next: rays of a kernel, of everything, or an arrow."""
    if stop.kernel:
        yield from stop.kernel.shapes(before, after, stop.caption.tip)
    elif stop.reads_all:
        high, low = before.corners()
        yield Line((high, (after.x, after.bottom - after.height)), "ray")
        yield Line((low, (after.x, after.bottom)), "ray")
    else:
        y = after.bottom - after.height / 2
        start = before.x + before.thickness + before.depth * SIDEWAYS + 3
        if after.x - start > SHORTEST:
            yield Line(((start, y), (after.x - 3, y)), "edge", arrow=True)


def _skip(skip: Skip, start: Solid, end: Solid, y: float) -> Iterator[Shape]:
    """A line from above one box over those between to another."""
    begin = start.x + start.thickness + start.depth * SIDEWAYS / 2
    finish = end.x + end.thickness / 2 + end.depth * SIDEWAYS / 2
    through = ", ".join(way_words(skip))
    names = ", ".join(tail_of(each.name) for each in skip.units)
    tip = f"by way of {names}: {through}" if skip.units else "a skip"
    points = ((begin, start.top + 2), (begin, y), (finish, y), (finish, end.top - 1))
    yield Line(points, "skip", arrow=True, tip=tip)
    if through:
        yield Text((begin + finish) / 2, y - 2.5, through, "muted", 9, "middle", tip=tip)


def way_words(skip: Skip) -> list[str]:
    """Give what lies on a skip."""
    return [window_words(each.lead) for each in skip.units]


def _stub(stub: Stub, solids: Sequence[Solid], room: float, y: float) -> Iterator[Shape]:
    """A short line up from a box, or down to one, and where its other end is."""
    solid = solids[-1] if stub.leaves else solids[0]
    middle = 0.0 if stub.leaves else solid.thickness / 2
    x = solid.x + middle + (solid.thickness if stub.leaves else 0) + solid.depth * SIDEWAYS / 2
    points = ((x, solid.top + 2), (x, y)) if stub.leaves else ((x, y), (x, solid.top - 1))
    yield Line(points, "skip", arrow=True, tip=stub.words)
    words = shortened(stub.words, room - 4, 9)
    yield Text(x, y - 3, words, "muted", 9, "middle", tip=stub.words)


def _stacked(stubs: Sequence[Stub]) -> list[int]:
    """How high each stub is: those of one box above each other."""
    return [
        sum(other.stop == each.stop for other in stubs[:number])
        for number, each in enumerate(stubs)
    ]


def _levels(skips: Sequence[Skip]) -> list[int]:
    """How high each skip runs: above every one that it has in common ground with and is longer."""
    order = sorted(range(len(skips)), key=lambda each: skips[each].end - skips[each].start)
    levels = [0] * len(skips)
    for position, number in enumerate(order):
        mine = skips[number]
        below = [
            levels[other]
            for other in order[:position]
            if skips[other].start < mine.end and mine.start < skips[other].end
        ]
        levels[number] = max(below, default=-1) + 1
    return levels
