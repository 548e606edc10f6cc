"""Bars: parameters, MACs and activation memory of each layer, side by side on one line.

    >>> scene = bars(cnncalc.analyze("alexnet"))
    >>> scene.title
    'AlexNet: parameters, MACs and activation memory by layer'

A bar is divided by the families of the layers in its row. On a logarithmic scale a division would
say nothing, so there a bar is of the family that has most of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.diagram.canvas.legend import legend
from cnncalc.diagram.canvas.lettering import shortened, told_apart, width_of
from cnncalc.diagram.canvas.palette import family_of, plural_of
from cnncalc.diagram.canvas.scene import Line, Rectangle, Scene, Text
from cnncalc.diagram.gathering import FIGURES, NOTHING, gathered, largest_family, part_by_family
from cnncalc.diagram.scale import scale_of
from cnncalc.notation import number
from cnncalc.quantity import scaled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.analysis.result import Analysis
    from cnncalc.diagram.canvas.scene import Shape
    from cnncalc.diagram.gathering import Row

__all__ = ["bars"]

MARGIN, TOP, ROW, BAR = 16.0, 66.0, 17.0, 11.0
NAMES, PANEL, GAP, SIZE = 230.0, 230.0, 22.0, 10.5
LABEL = 30.0
"""A power of ten is written where it is so far from the first."""
LONGEST = 13
LONGEST_TOTAL = 26
"""Digits and commas of a count that is written whole; there is more room for a total."""


def bars(analysis: Analysis, *, depth: int | None = None, log: bool = False) -> Scene:
    """Give the picture of an analysis; `depth` gathers layers by block, `log` changes the scale."""
    rows = gathered(analysis, depth)
    name_room = min(NAMES, max((width_of(each.name, SIZE) for each in rows), default=0.0) + 4)
    start = MARGIN + name_room + 8
    width = start + len(FIGURES) * PANEL + (len(FIGURES) - 1) * GAP + MARGIN
    bottom = TOP + len(rows) * ROW
    families = {each.kind: family_of(each.kind) for each in analysis.layers.values()}
    shown: set[str] = set()
    shapes: list[Shape] = [
        Text(MARGIN, 25, shortened(analysis.name, width - 2 * MARGIN, 16), "text", 16, bold=True)
    ]
    shapes += _names(rows, name_room)
    if not rows:
        shapes.append(Text(MARGIN, TOP, NOTHING, "muted", 11))
    for index, (figure, heading) in enumerate(FIGURES.items() if rows else ()):
        left = start + index * (PANEL + GAP)
        parts = [part_by_family(row, figure, families) for row in rows]
        seen = [[largest_family(each)] if log else list(each) for each in parts if each]
        shown |= {family for each in seen for family in each}
        total = int(getattr(analysis.totals, figure))
        shapes += [
            Text(left, 47, heading, "text", 12, bold=True),
            Text(left, 60, f"{_total(total)} in all", "muted", 10),
            Line(((left, TOP - 1), (left, bottom)), "rule"),
        ]
        shapes += _panel(rows, parts, heading, left, log=log)
    note = (
        "a logarithmic scale: each line is ten times the one before; coloured by the largest part"
    )
    if log and rows:
        shapes.append(Text(MARGIN, bottom + 30, note, "muted", 10.5))
        bottom += 30
    below, height = legend(shown, MARGIN, bottom + 12, width - 2 * MARGIN)
    title = f"{analysis.name}: parameters, MACs and activation memory by layer"
    return Scene(
        width, bottom + 12 + height + 6, title, _described(analysis, rows), (*shapes, *below)
    )


def _names(rows: Sequence[Row], room: float) -> Iterator[Shape]:
    """The name of each row, on the right of its column."""
    labels = told_apart([each.name for each in rows], room, SIZE)
    for index, (row, text) in enumerate(zip(rows, labels, strict=True)):
        y = TOP + index * ROW + BAR
        yield Text(MARGIN + room, y, text, "text", SIZE, "end", tip=row.name)


def _panel(
    rows: Sequence[Row],
    parts: Sequence[dict[str, int]],
    heading: str,
    left: float,
    *,
    log: bool,
) -> Iterator[Shape]:
    """The bars of one figure, each with its number behind it."""
    scale = scale_of((sum(each.values()) for each in parts), log=log)
    counts = _counts([sum(each.values()) for each in parts])
    numbers = max((width_of(each, SIZE) for each in counts), default=0.0)
    room = PANEL - numbers - 6
    bottom = TOP + len(rows) * ROW
    for power in scale.powers:
        x = left + room * scale.part(10**power)
        yield Line(((x, TOP - 1), (x, bottom)), "grid")
        if power == scale.powers[0] or x - left > LABEL:
            yield Text(x, bottom + 10, _power(10**power), "muted", 8.5, "middle")
    for index, (row, part, count) in enumerate(zip(rows, parts, counts, strict=True)):
        value = sum(part.values())
        y = TOP + index * ROW + 1
        if not value:
            yield Text(left + 5, y + BAR - 1.5, "0", "muted", SIZE)
            continue
        length = max(room * scale.part(value), 1.0)
        x = left
        divided = {largest_family(part): value} if log else part
        for family, some in divided.items():
            wide = length * (some / value)
            tip = f"{row.name}: {number(some)} {heading} of {plural_of(family)}"
            yield Rectangle(x, y, wide, BAR, family, tip=tip)
            x += wide
        yield Text(left + length + 5, y + BAR - 1.5, count, "text", SIZE)


def _power(value: int) -> str:
    """A power of ten in few characters: 1 k."""
    return scaled(value).replace(".00", "").replace(".0", "")


def _counts(values: Sequence[int]) -> list[str]:
    """The counts of a column as they are; all of them in a few digits where one is very long."""
    texts = [number(each) for each in values]
    if max(map(len, texts), default=0) <= LONGEST:
        return texts
    return [scaled(each) for each in values]


def _total(value: int) -> str:
    """A total as it is; a very long one in a few digits."""
    text = number(value)
    return text if len(text) <= LONGEST_TOTAL else scaled(value)


def _described(analysis: Analysis, rows: Sequence[Row]) -> str:
    """What the bars show, in words: the totals, and where most of each figure is."""
    sentences = [f"{analysis.name} has {analysis.totals.written}."]
    for figure, heading in FIGURES.items():
        if rows:
            most = max(rows, key=lambda each: each.figure(figure))
            sentences.append(f"Most {heading}: {most.name}, {number(most.figure(figure))}.")
    return " ".join(sentences)
