"""What is written below a box of a picture of volumes: its name, what it does, its sizes.

>>> caption_of(station, times=1, order="hwc").lines[0]
('conv1', 'text', 11.0)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.diagram.canvas.lettering import shortened, width_of
from cnncalc.diagram.words import given_name, shape_words, tail_of, times, window_words
from cnncalc.notation import number
from cnncalc.quantity import scaled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.diagram.volumes.chain import Station
    from cnncalc.shape import Order

__all__ = ["LINE", "Caption", "Words", "caption_of"]

LINE = 13.0
WIDEST = 132.0
NAME, SMALL, SHAPE = 11.0, 9.5, 10.5
LONGEST = 15
"""Digits and commas of a count that is written whole."""


class Words(NamedTuple):
    """One line of a caption."""

    text: str
    look: str
    size: float
    bold: bool = False


class Caption(NamedTuple):
    """Lines of text, and how wide they are."""

    lines: tuple[Words, ...]
    tip: str

    @property
    def width(self) -> float:
        """Of its widest line, a bold one a tenth wider."""
        return max(
            width_of(each.text, each.size) * (1.1 if each.bold else 1) for each in self.lines
        )


def caption_of(
    station: Station, copies: Sequence[Station], order: Order, *, output: bool = False
) -> Caption:
    """Give the caption of a station, which stands for `copies`: itself and those like it.

    `output` says that it is one of several outputs.
    """
    lines = tuple(
        each._replace(text=shortened(each.text, WIDEST / (1.1 if each.bold else 1), each.size))
        for each in _lines(station, copies, order)
    )
    if output:
        lines = (*lines, Words("an output", "muted", SMALL, bold=True))
    return Caption(lines, _told(station, copies, order))


def _lines(station: Station, copies: Sequence[Station], order: Order) -> Iterator[Words]:
    layer = station.single
    count = times(len(copies))
    if layer is None:
        yield Words(f"{_block_name(copies)} {count}".strip(), "text", NAME, bold=True)
        yield Words(_ways(station), "muted", SMALL)
    else:
        first, *rest = window_words(layer).split(", ")
        if len(copies) == 1:
            yield Words(_own_name(layer), "text", NAME, bold=True)
            yield Words(first, "muted", SMALL)
        elif around := _around(copies):
            yield Words(around, "text", NAME, bold=True)
            yield Words(f"{first} {count}", "muted", SMALL)
        else:
            yield Words(f"{first} {count}", "text", NAME, bold=True)
        if rest:
            yield Words(", ".join(rest), "muted", SMALL)
    yield Words(shape_words(station.shape, order), "text", SHAPE)
    yield from _parameters(copies)


def _own_name(layer: LayerFigures) -> str:
    """The name of a layer, behind that of the block it stands in; the block's where it has none."""
    given = given_name(layer)
    if not layer.path:
        return given or tail_of(layer.name)
    return f"{layer.path[-1]}/{given}" if given else layer.path[-1]


def _around(copies: Sequence[Station]) -> str:
    """The name of the block in which several layers stand, if they stand in one."""
    paths = {layer.path for each in copies for layer in each.layers}
    return "/".join(next(iter(paths))[-2:]) if len(paths) == 1 else ""


def _parameters(copies: Sequence[Station]) -> Iterator[Words]:
    """How many parameters there are: of each, where all have as many."""
    counts = [sum(int(layer.parameters) for layer in each.layers) for each in copies]
    if not any(counts):
        return
    whole, words = (counts[0], "each") if len(set(counts)) == 1 else (sum(counts), "in all")
    text = number(whole)
    yield Words(text if len(text) <= LONGEST else scaled(whole), "muted", SMALL)
    yield Words("parameters" if len(copies) == 1 else f"parameters {words}", "muted", SMALL)


def _block_name(copies: Sequence[Station]) -> str:
    """The name of a block; of several, that of the block around them or of the first."""
    first = copies[0].name
    if len(copies) == 1:
        return first
    around = first.rpartition("/")[0]
    return (
        around if around and all(each.name.startswith(f"{around}/") for each in copies) else first
    )


def _ways(station: Station) -> str:
    """How many ways lead through a block."""
    merge = station.units[-1]
    inside = {each.name for each in station.units}
    ways = len(merge.inputs)
    if not merge.lead.layer.merges:
        return f"{len(station.layers)} layers"
    skips = sum(each not in inside for each in merge.inputs)
    words = "1 branch" if ways - skips == 1 else f"{ways - skips} branches"
    return f"{words} and a skip" if skips else words


def _told(station: Station, copies: Sequence[Station], order: Order) -> str:
    """What a pointer on the box is told: its layers."""
    lines = [f"{copies[0].name} to {copies[-1].name}"] if len(copies) > 1 else []
    for each in station.layers[:MOST_TOLD]:
        shape = shape_words(each.output_shape, order)
        parameters = number(int(each.parameters))
        lines.append(f"{each.name}: {window_words(each)}, {shape}, {parameters} parameters")
    more = len(station.layers) - MOST_TOLD
    return "\n".join([*lines, f"and {more:,} more"] if more > 0 else lines)


MOST_TOLD = 24
