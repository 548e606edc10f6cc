"""Volumes: feature maps as boxes in proportion, kernels drawn in, as AlexNet's and LeNet's figures.

    >>> volumes(cnncalc.analyze("lenet5")).title
    'LeNet-5: feature maps as volumes'

Lengths grow with square roots, so that 227 rows and 1, 3 channels and 2048 can be seen beside each
other; a kernel is drawn by the same rule as the rows that it reads. A vector is a column. What has
many stations is folded: those that repeat, then those that differ in their sizes alone, then inner
blocks; the rest is broken into rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.diagram.canvas.legend import legend
from cnncalc.diagram.canvas.lettering import shortened
from cnncalc.diagram.canvas.scene import Line, Scene, Text, moved
from cnncalc.diagram.volumes.chain import chain_of
from cnncalc.diagram.volumes.procession import procession_of
from cnncalc.diagram.volumes.volume_row import Stub, volume_row, way_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.analysis.result import Analysis
    from cnncalc.diagram.canvas.scene import Shape
    from cnncalc.diagram.volumes.chain import Skip
    from cnncalc.diagram.volumes.procession import Procession, Stop
    from cnncalc.shape import Order

__all__ = ["volumes"]

MARGIN, TOP, BETWEEN = 16.0, 44.0, 26.0
LONGEST_ROW = 1350.0
LEAST_WIDTH = 470.0


def volumes(analysis: Analysis, *, order: Order = "hwc") -> Scene:
    """Give the picture of an analysis."""
    procession = procession_of(chain_of(analysis), analysis, order)
    ways = (procession, *procession.heads)
    rows = [row for each in ways for row in _rows(each)]
    shapes: list[Shape] = []
    families: set[str] = set()
    width, down = LEAST_WIDTH, TOP
    for row in rows:
        drawn = volume_row(row.stops, row.skips, row.stubs, open_start=row.goes_on)
        shapes += [moved(each, MARGIN, down) for each in drawn.shapes]
        if row.leads_on:
            y = down + drawn.axis
            shapes.append(
                Line(
                    ((MARGIN + drawn.width + 2, y), (MARGIN + drawn.width + 24, y)),
                    "edge",
                    arrow=True,
                )
            )
        width = max(width, drawn.width + (30 if len(rows) > 1 else 0))
        down += drawn.height + BETWEEN
        families |= {each.family for each in row.stops}
    below, height = legend(families, MARGIN, down - 6, width)
    note = "boxes: height and depth are rows and columns, thickness channels, by square roots"
    if procession.left_out:
        note = f"{procession.left_out:,} stations in the middle are left out; {note}"
    heading = Text(MARGIN, 26, shortened(analysis.name, width / 1.1, 16), "text", 16, bold=True)
    foot = Text(MARGIN, down + height + 6, shortened(note, width, 10), "muted", 10)
    described = f"{analysis.name} has {analysis.totals.written}. From the input: " + "; ".join(
        " ".join(words.text for words in each.caption.lines) for way in ways for each in way.stops
    )
    return Scene(
        width + 2 * MARGIN,
        down + height + 16,
        f"{analysis.name}: feature maps as volumes",
        described,
        (heading, *shapes, *below, foot),
    )


class _Row(NamedTuple):
    """Stops beside each other, and the parts of skips that lie over them."""

    stops: Sequence[Stop]
    skips: tuple[Skip, ...]
    stubs: tuple[Stub, ...]
    goes_on: bool
    leads_on: bool


def _rows(procession: Procession) -> Iterator[_Row]:
    """The rows of one way; a skip from one row to another is a stub in each."""
    broken = _broken(procession.stops)
    start = 0
    for number, stops in enumerate(broken):
        inside = range(start, start + len(stops))
        skips: list[Skip] = []
        stubs: list[Stub] = []
        for each in procession.skips:
            if each.start in inside and each.end in inside:
                skips.append(each._replace(start=each.start - start, end=each.end - start))
            elif each.start in inside:
                there = procession.stops[each.end].name
                stubs.append(Stub(each.start - start, f"to {there}", leaves=True))
            elif each.end in inside:
                there = procession.stops[each.start].name
                words = ", ".join([f"from {there}", *way_words(each)])
                stubs.append(Stub(each.end - start, words, leaves=False))
        last = number + 1 == len(broken)
        yield _Row(stops, tuple(skips), tuple(stubs), number > 0, not last)
        start += len(stops)


def _broken(stops: Sequence[Stop]) -> list[Sequence[Stop]]:
    """The stops in rows of about the same length, none much longer than fits a page."""
    whole = sum(each.room for each in stops)
    count = int(whole // LONGEST_ROW) + 1
    rows: list[list[Stop]] = [[]]
    used = 0.0
    for each in stops:
        if used >= whole * len(rows) / count:
            rows.append([])
        rows[-1].append(each)
        used += each.room
    return [each for each in rows if each]
