"""The boxes of a picture of volumes in their order: how large each is, and what stands below it.

>>> procession = procession_of(chain_of(analysis), analysis, "hwc")
>>> [each.caption.lines[0].text for each in procession.stops][:3]
['input', 'conv1', 'pool1']
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.diagram.canvas.lettering import ELLIPSIS, shortened
from cnncalc.diagram.fold import LONGEST, Fold, folds
from cnncalc.diagram.volumes.caption import Caption, Words, caption_of
from cnncalc.diagram.volumes.chain import shortened_chain
from cnncalc.diagram.volumes.solid import SIDEWAYS, Kernel
from cnncalc.diagram.words import shape_words
from cnncalc.layers.layer import Window
from cnncalc.shape import Image

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.analysis.result import Analysis
    from cnncalc.diagram.volumes.chain import Chain, Head, Skip, Station
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
    def name(self) -> str:
        """What its caption calls it."""
        return self.caption.lines[0].text

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
    heads: tuple[Procession, ...] = ()
    """The ways to other outputs; the first stop of each is what it reads."""


def procession_of(chain: Chain, analysis: Analysis, order: Order) -> Procession:
    """Give the boxes of a chain, folded where it is long; the first is the input."""
    chains = [chain, *(each.chain for each in chain.heads)]
    sizes = [analysis.input_shape, *(each.shape for one in chains for each in one.stations)]
    largest = max(
        [max(each.height, each.width) for each in sizes if isinstance(each, Image)] or [1]
    )
    main = _along(chain, _first("input", sizes[0], largest, order), largest, order)
    heads = [
        _along(each.chain, _first(_sources(each), each.shape, largest, order), largest, order)
        for each in chain.heads
    ]
    left_out = main.left_out + sum(each.left_out for each in heads)
    return main._replace(heads=tuple(heads), left_out=left_out)


def _along(chain: Chain, first: Stop, largest: int, order: Order) -> Procession:
    """The boxes of one way, behind a first one."""
    chain, found = _folded(chain)
    stops = [first]
    place = {-1: 0}
    number = 0
    before = first.shape
    left_out = 0
    many = sum(len(each.items) for each in found) > MOST_DRAWN
    kept = {*range(MOST_DRAWN // 2), *range(len(found) - MOST_DRAWN // 3, len(found))}
    for index, fold in enumerate(found):
        output = number + len(fold.total) - 1 in chain.outputs
        if many and index not in kept and not output:
            if stops[-1].shape is not None:
                stops.append(_gap())
            left_out += len(fold.total)
        else:
            stops += _stops(fold, largest, before, order, output=output)
        for offset in range(len(fold.total)):
            place[number + offset] = len(stops) - 1
        number += len(fold.total)
        before = fold.items[-1].shape
    skips = (each._replace(start=place[each.start], end=place[each.end]) for each in chain.skips)
    seen = (
        each
        for each in skips
        if each.end > each.start + 1 and stops[each.start].shape and stops[each.end].shape
    )
    return Procession(tuple(stops), tuple(seen), left_out)


def _first(name: str, shape: Shape, largest: int, order: Order) -> Stop:
    """The input, or what a head reads."""
    words = (
        Words(shortened(name, WIDEST_SOURCE, 11), "text", 11, bold=True),
        Words(shape_words(shape, order), "text", 10.5),
    )
    return _stop(shape, largest, "input", Caption(words, "the input" if name == "input" else name))


def _sources(head: Head) -> str:
    """What a head reads, in words."""
    first, *more = head.sources
    return f"from {first}" + (f" and {len(more):,} more" if more else "")


WIDEST_SOURCE = 120.0


def _folded(chain: Chain) -> tuple[Chain, list[Fold[Station]]]:
    """The stations as few as they have to be to be legible."""
    unfolded = [Fold([each], 1, [each]) for each in chain.stations]
    if len(unfolded) <= MOST_UNFOLDED:
        return chain, unfolded
    # What a skip leads to is drawn each time; several boxes stand for others only if alike.
    found = _between(chain, 1 if chain.skips else LONGEST, loosely=False)
    if _length(found) <= MOST_STATIONS:
        return chain, found
    found = _between(chain, 1, loosely=True)
    if _length(found) <= MOST_STATIONS or chain.skips or chain.outputs:
        return chain, found
    shorter = shortened_chain(chain)
    return shorter, _between(shorter, 1, loosely=True)


def _between(chain: Chain, longest: int, *, loosely: bool) -> list[Fold[Station]]:
    """The stations folded, each stretch between two places where ways part or join by itself."""
    found: list[Fold[Station]] = []
    ends = sorted({each + 1 for each in chain.alone} | {0, len(chain.stations)})
    for start, end in pairwise(ends):
        found += folds(chain.stations[start:end], partial(_key, loosely=loosely), longest)
    return found


def _length(found: Sequence[Fold[Station]]) -> int:
    return sum(len(each.items) for each in found)


def _key(station: Station, *, loosely: bool) -> Hashable:
    """What two stations have in common that may stand for each other."""
    words = tuple((each.words, len(each.inputs)) for each in station.units)
    return words if loosely else (words, tuple(each.shape for each in station.units))


def _stops(
    fold: Fold[Station], largest: int, before: Shape | None, order: Order, *, output: bool
) -> Iterator[Stop]:
    """The boxes of what repeats: one with slabs, or several of which the last says how often."""
    length = len(fold.items)
    for index, station in enumerate(fold.items):
        copies = fold.total if length == 1 else [station]
        last = index == length - 1
        caption = caption_of(station, copies, order, output=output and last)
        made = _stop(station.shape, largest, station.family, caption)
        layer = station.single
        merge = station.units[-1]
        inside = {each.name for each in station.units}
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


def _kernel(layer: LayerFigures | None, before: Shape | None) -> Kernel | None:
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
