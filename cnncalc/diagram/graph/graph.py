"""The graph: what reads what, branches side by side, blocks in frames, repeats drawn once.

    >>> scene = graph(cnncalc.analyze("googlenet"))
    >>> scene.title
    'GoogLeNet: the graph of its layers'

A box is a layer with what follows it (`cnncalc.diagram.unit`). Blocks inside as many blocks as
`depth` are one box. Without a depth everything is drawn; where that is too much, blocks that repeat
are drawn once, then those that differ in their channels alone, then inner blocks as one box.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.diagnostic import CannotRunError
from cnncalc.diagram.canvas.legend import legend
from cnncalc.diagram.canvas.lettering import shortened, width_of
from cnncalc.diagram.canvas.scene import Curve, Group, Rectangle, Scene, Text, moved
from cnncalc.diagram.graph.block import block_tree, folded
from cnncalc.diagram.graph.chart import chart_of
from cnncalc.diagram.graph.dot import ANOTHER, placement
from cnncalc.diagram.graph.stretch import stretched
from cnncalc.diagram.unit import units
from cnncalc.diagram.words import times

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.analysis.result import Analysis
    from cnncalc.diagram.canvas.scene import Point, Shape
    from cnncalc.diagram.graph.chart import Box, Chart, Frame
    from cnncalc.diagram.graph.dot import Placement
    from cnncalc.shape import Order

__all__ = ["graph"]

MARGIN, TOP = 16.0, 46.0
MOST_WHOLE, MOST_BOXES = 40, 90
"""What has more boxes than the one is folded where it is alike; than the other, loosely."""
MOST_DRAWN = 1500
"""A picture of more boxes is none, and laying it out takes minutes."""
LEAST_WIDTH = 300.0
NOTE = "*: others that follow differ in their channels; the first is drawn"


def graph(analysis: Analysis, *, depth: int | None = None, order: Order = "hwc") -> Scene:
    """Give the picture of an analysis.

    Raises CannotRunError where Graphviz is not installed, or where there is too much to draw.
    """
    chart = _chart(analysis, depth, order)
    placed = placement(
        [each.size for each in chart.boxes],
        chart.edges,
        [each.frame_box for each in chart.frames],
        chart.spine,
        _remedy(analysis),
    )
    width = max(placed.size.width, LEAST_WIDTH)
    families = {each.family for each in chart.boxes}
    title = shortened(analysis.name, width / 1.1, 16)
    below, height = legend(families, MARGIN, TOP + placed.size.height + 14, width)
    right = MARGIN + (width - placed.size.width) / 2
    drawn = [moved(each, right, TOP) for each in _shapes(chart, placed)]
    heading = Text(MARGIN, 26, title, "text", 16, bold=True)
    notes = []
    if any(not each.alike for each in chart.every_frame):
        notes = [Text(MARGIN, TOP + placed.size.height + 14 + height + 10, NOTE, "muted", 10)]
        height += 16
        width = max(width, width_of(NOTE, 10))
    whole = TOP + placed.size.height + 14 + height + 6
    described = (
        f"{analysis.name} has {analysis.totals.written}, drawn as {len(chart.boxes)} boxes "
        f"and {len(chart.edges)} arrows from the input at the top to the result below."
    )
    return Scene(
        width + 2 * MARGIN,
        whole,
        f"{analysis.name}: the graph of its layers",
        described,
        (heading, *drawn, *below, *notes),
    )


def _chart(analysis: Analysis, depth: int | None, order: Order) -> Chart:
    """The boxes that are drawn: all, or as many as are legible."""
    everything = block_tree(units(analysis))
    alike = stretched(folded(everything), analysis.outputs)
    loosely = stretched(folded(everything, loosely=True), analysis.outputs, loosely=True)
    tried = ((everything, MOST_WHOLE), (alike, MOST_BOXES), (loosely, MOST_BOXES))
    for tree, most in tried:
        chart = chart_of(tree, analysis, depth, order)
        if len(chart.boxes) <= most:
            return chart
    for shallower in (6, 5, 4, 3, 2, 1, 0) if depth is None else ():
        if len(chart.boxes) <= 2 * MOST_BOXES:
            break
        chart = chart_of(loosely, analysis, shallower, order)
    if len(chart.boxes) > MOST_DRAWN:
        message = f"a graph of {len(chart.boxes):,} boxes is no picture: {_remedy(analysis)}"
        raise CannotRunError(message)
    return chart


def _remedy(analysis: Analysis) -> str:
    """What helps where a graph is too large."""
    if any(each.path for each in analysis.layers.values()):
        return f"draw blocks as one with `--depth 0`, or {ANOTHER}"
    return f"write what repeats as blocks, or {ANOTHER}"


def _shapes(chart: Chart, placed: Placement) -> Iterator[Shape]:
    """Frames first, then the lines over them, then the boxes."""
    through = [point for each in placed.curves for point in _points(each)]
    for frame, place in zip(chart.every_frame, placed.frames, strict=True):
        yield from _frame(frame, place, through)
    for curve in placed.curves:
        yield Curve(curve, "edge", arrow=True)
    for box, (x, y) in zip(chart.boxes, placed.centres, strict=True):
        yield _box(box, x - box.size.width / 2, y - box.size.height / 2)


def _frame(
    frame: Frame, place: tuple[float, float, float, float], through: Sequence[Point]
) -> Iterator[Shape]:
    x, y, width, height = place
    yield Rectangle(x, y, width, height, "frame", frame.tip, 6)
    count = times(frame.times)
    wide = width_of(count, 12.5) * 1.1
    left, right = x + 6, x + width - 6
    crossing = [over for over, down in through if y <= down <= y + 18]
    if count:
        end = _clear(left, right, wide, crossing) or left + wide
        yield Text(end, y + 14, count, "text", 12.5, "end", bold=True)
        before, behind = (left, end - wide - 6), (end + 6, right)
        left, right = max(before, behind, key=lambda each: each[1] - each[0])
    label, start = _label(frame.label, left, right, crossing)
    yield Text(start, y + 13, label, "muted", 10.5)


def _label(label: str, left: float, right: float, crossing: Sequence[float]) -> tuple[str, float]:
    """A label as long as it can be without a line through it, and where it starts."""
    for part in _PARTS:
        text = shortened(label, max((right - left) * part, 12.0), 10.5)
        wide = width_of(text, 10.5)
        end = _clear(left, left + wide, wide, crossing) or _clear(left, right, wide, crossing)
        if end is not None:
            return text, end - wide
    return text, left


_PARTS = (1, 0.8, 0.6, 0.45, 0.3)
"""How much of a frame's width its label may take, the most first."""


def _clear(start: float, end: float, wide: float, crossing: Sequence[float]) -> float | None:
    """Where a text ends so that no line runs through it, as far right as it goes."""
    tried = end
    while tried - wide >= start - _HAIR:
        if not any(tried - wide - 3 < x < tried + 3 for x in crossing):
            return tried
        tried -= 2
    return None


_HAIR = 0.01
"""What rounding may take off a width."""


def _points(curve: Sequence[Point]) -> Iterator[Point]:
    """Points on the strokes of a curve, close to each other."""
    for index in range(0, len(curve) - 3, 3):
        stroke = curve[index : index + 4]
        for step in range(PIECES + 1):
            part = step / PIECES
            weights = [
                (1 - part) ** 3,
                3 * part * (1 - part) ** 2,
                3 * part**2 * (1 - part),
                part**3,
            ]
            x, y = (
                sum(weight * point[axis] for weight, point in zip(weights, stroke, strict=True))
                for axis in (0, 1)
            )
            yield x, y


PIECES = 40


def _box(box: Box, x: float, y: float) -> Shape:
    """A box: a band in the colour of its family, and its lines of text."""
    drawn: list[Shape] = [
        Rectangle(x, y, box.size.width, box.size.height, "node", radius=3),
        Rectangle(x, y, 7, box.size.height, box.family),
    ]
    middle = x + 7 + (box.size.width - 7) / 2
    for index, text in enumerate(box.lines):
        look = "muted" if index else "text"
        size = box.sizes[index]
        drawn.append(Text(middle, y + 13 + 13 * index, text, look, size, "middle", not index))
    return Group(tuple(drawn), box.tip)
