"""The boxes of a picture of volumes in their order: how large each is, and what stands below it.

>>> procession = procession_of(chain_of(analysis), analysis, "hwc")
>>> [each.caption.lines[0].text for each in procession.stops][:3]
['input', 'conv1', 'pool1']
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.diagram.caption import Caption, Words, caption_of
from cnncalc.diagram.chain import shortened_chain
from cnncalc.diagram.fold import LONGEST, Fold, folds
from cnncalc.diagram.lettering import ELLIPSIS
from cnncalc.diagram.solid import SIDEWAYS, Kernel
from cnncalc.diagram.words import shape_words
from cnncalc.layers.layer import Window
from cnncalc.shape import Image

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.analysis.result import Analysis
    from cnncalc.diagram.chain import Chain, Skip, Station
    from cnncalc.shape import Order, Shape

__all__ = ["MOST_STATIONS", "Procession", "Stop", "procession_of"]

LARGEST, SMALLEST = 150.0, 9.0
"""Height of the largest map and of the smallest, in pixels."""
THICKNESS, THINNEST, THICKEST = 1.5, 3.0, 78.0
"""Pixels for the square root of the channels."""
COLUMN, COLUMN_DEPTH = 9.0, 14.0
MOST_UNFOLDED = 13
MOST_STATIONS = 22
"""What has more is folded more."""
MOST_DRAWN = 60
MOST_SLABS = 3
"""A box that stands for several is drawn so often at most."""
SLAB_GAP = 4.0
GAP = 12.0


@dataclass(frozen=True)
class Stop:
    """One box, or a few slabs that stand for many, and its caption."""

    thickness: float
    height: float
    depth: float
    family: str
    slabs: int
    caption: Caption
    shape: Shape | None
    """None of a gap, in which nothing is drawn."""
    kernel: Kernel | None = None
    """The window on the box before it, where it reads one."""
    reads_all: bool = False
    """Whether each of its values reads everything before it."""
    branches: bool = False
    skipped: bool = False
    """Whether a way leads around everything in it."""
    repeats: tuple[int, int] = (1, 1)
    """How many stops up to this one repeat together, and how often."""

    @property
    def across(self) -> float:
        """How wide the drawing is."""
        slabs = self.slabs * self.thickness + (self.slabs - 1) * SLAB_GAP
        return slabs + self.depth * SIDEWAYS

    @property
    def room(self) -> float:
        """How wide it is with its caption, and the gap behind it."""
        return max(self.across, self.caption.width) + GAP


class Procession(NamedTuple):
    """Stops in order, skips between their numbers, and how many stations are not there."""

    stops: tuple[Stop, ...]
    skips: tuple[Skip, ...]
    left_out: int


def procession_of(chain: Chain, analysis: Analysis, order: Order) -> Procession:
    """Give the boxes of a chain, folded where it is long; the first is the input."""
    chain, found = _folded(chain)
    sizes = [analysis.input_shape, *(each.shape for each in chain.stations)]
    largest = max(
        [max(each.height, each.width) for each in sizes if isinstance(each, Image)] or [1]
    )
    caption = Caption(
        (Words("input", "text", 11, bold=True), Words(shape_words(sizes[0], order), "text", 10.5)),
        "the input",
    )
    stops = [_stop(sizes[0], largest, "input", caption)]
    place = {-1: 0}
    number = 0
    before = analysis.input_shape
    left_out = 0
    many = sum(len(each.items) for each in found) > MOST_DRAWN
    kept = {*range(MOST_DRAWN // 2), *range(len(found) - MOST_DRAWN // 3, len(found))}
    for index, fold in enumerate(found):
        if many and index not in kept:
            if not left_out:
                stops.append(_gap())
            left_out += len(fold.total)
        else:
            stops += _stops(fold, largest, before, order)
        for offset in range(len(fold.total)):
            place[number + offset] = len(stops) - 1
        number += len(fold.total)
        before = fold.items[-1].shape
    skips = (each._replace(start=place[each.start], end=place[each.end]) for each in chain.skips)
    return Procession(
        tuple(stops), tuple(each for each in skips if each.end > each.start + 1), left_out
    )


def _folded(chain: Chain) -> tuple[Chain, list[Fold[Station]]]:
    """The stations as few as they have to be to be legible."""
    unfolded = [Fold([each], 1, [each]) for each in chain.stations]
    if len(unfolded) <= MOST_UNFOLDED:
        return chain, unfolded
    # What a skip leads to is drawn each time; several boxes stand for others only if alike.
    found = folds(chain.stations, partial(_key, loosely=False), 1 if chain.skips else LONGEST)
    if _length(found) <= MOST_STATIONS:
        return chain, found
    found = folds(chain.stations, partial(_key, loosely=True), 1)
    if _length(found) <= MOST_STATIONS or chain.skips:
        return chain, found
    shorter = shortened_chain(chain)
    return shorter, folds(shorter.stations, partial(_key, loosely=True), 1)


def _length(found: Sequence[Fold[Station]]) -> int:
    return sum(len(each.items) for each in found)


def _key(station: Station, *, loosely: bool) -> Hashable:
    """What two stations have in common that may stand for each other."""
    words = tuple((each.words, len(each.inputs)) for each in station.units)
    return words if loosely else (words, tuple(each.shape for each in station.units))


def _stops(fold: Fold[Station], largest: int, before: Shape, order: Order) -> Iterator[Stop]:
    """The boxes of what repeats: one with slabs, or several of which the last says how often."""
    length = len(fold.items)
    for index, station in enumerate(fold.items):
        copies = fold.total if length == 1 else [station]
        caption = caption_of(station, copies, order)
        made = _stop(station.shape, largest, station.family, caption)
        layer = station.single
        merge = station.units[-1]
        inside = {each.name for each in station.units}
        last = index == length - 1
        yield Stop(
            made.thickness,
            made.height,
            made.depth,
            made.family,
            min(len(copies), MOST_SLABS),
            caption,
            station.shape,
            kernel=_kernel(layer, before),
            reads_all=layer is not None and _reads_all(layer),
            branches=layer is None,
            skipped=layer is None
            and merge.lead.layer.merges
            and any(each not in inside for each in merge.inputs),
            repeats=(length, fold.times) if last and length > 1 else (1, 1),
        )
        before = station.shape


def _stop(shape: Shape, largest: int, family: str, caption: Caption) -> Stop:
    """A box in proportion to a shape."""
    if isinstance(shape, Image):
        height, depth = (
            max(SMALLEST, LARGEST * (each / largest) ** 0.5) for each in (shape.height, shape.width)
        )
        thickness = min(max(THICKNESS * shape.channels**0.5, THINNEST), THICKEST)
        return Stop(thickness, height, depth, family, 1, caption, shape)
    height = min(max(2.1 * shape.length**0.5 + 8, 14.0), LARGEST)
    return Stop(COLUMN, height, COLUMN_DEPTH, family, 1, caption, shape)


def _gap() -> Stop:
    caption = Caption((Words(ELLIPSIS, "text", 16),), "")
    return Stop(10.0, SMALLEST, 0.0, "input", 1, caption, None)


def _kernel(layer: LayerFigures | None, before: Shape) -> Kernel | None:
    """The window on the map before, drawn by square roots as the map is."""
    if layer is None or not isinstance(before, Image):
        return None
    window = layer.layer.window(layer.input_shapes)
    if not isinstance(window, Window):
        return None  # the window of a transposed convolution lies on its output
    high, wide = window.kernel
    return Kernel(min(1.0, (high / before.height) ** 0.5), min(1.0, (wide / before.width) ** 0.5))


def _reads_all(layer: LayerFigures) -> bool:
    return layer.layer.window(layer.input_shapes) == "whole"
