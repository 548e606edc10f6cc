"""The rows that say where the layers of two networks differ, one below the other.

layer    AlexNet                         ZFNet
conv1    conv 96 filters 11x11 stride 4  conv 96 filters 7x7 stride 2 pad 1
...      1 layer alike                   of another shape
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.analysis.block import grouped
from cnncalc.report.block_table import made_of
from cnncalc.report.layer_phrase import layer_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.analysis.block import Group
    from cnncalc.analysis.comparison import Difference
    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.analysis.pair import Pair
    from cnncalc.analysis.tally import Tally
    from cnncalc.report.table import Cell

__all__ = ["DifferenceRow", "difference_rows"]


class DifferenceRow(NamedTuple):
    """What stands in one place of two networks."""

    name: str
    """Of the layer in the first network, or of one that the other alone has."""
    first: Cell
    other: Cell
    named_there: str | None = None
    """The name in the other network, where it is another one."""


def difference_rows(difference: Difference) -> tuple[DifferenceRow, ...]:
    """Give a row for each layer that differs, for each run that is alike, for a lone block."""
    whole = [_sizes(each) for each in (difference.first, difference.other)]
    rows: list[DifferenceRow] = []
    pairs = [each for run in difference.runs for each in (run if run[0].alike else run[:1])]
    for (alike, side), run in groupby(pairs, key=lambda each: (each.alike, _side(each))):
        found = list(run)
        if alike:
            rows.append(_alike(found))
        elif side is None:
            rows += map(_changed, found)
        else:
            rows += _lone([each[side] for each in found], side, whole[side])
    return tuple(rows)


def _side(pair: Pair) -> int | None:
    """Which network a layer stands in, 0 or 1; None where one stands in each."""
    if pair.other is None:
        return 0
    return 1 if pair.first is None else None


def _alike(run: Sequence[Pair]) -> DifferenceRow:
    others = sum(not each.same_shape for each in run)
    counted = f"{len(run):,} layer{'s' * (len(run) > 1)} alike"
    if not others:
        return DifferenceRow("...", counted, None)
    said = "of another shape" if len(run) == 1 else f"{others:,} of another shape"
    return DifferenceRow("...", counted, said)


def _changed(pair: Pair) -> DifferenceRow:
    """Two layers of different forms."""
    first, other = pair
    if first is None or other is None:
        raise TypeError(pair)
    return DifferenceRow(
        first.name,
        layer_phrase(first, pair.differing),
        layer_phrase(other, pair.differing),
        None if other.name == first.name else other.name,
    )


LEAST_FOLDED = 4
"""So many layers in succession, of one network alone, are shown by their blocks."""


def _lone(
    layers: Sequence[LayerFigures | None], side: int, whole: Counter[tuple[str, ...]]
) -> Iterator[DifferenceRow]:
    """Layers that one network alone has: whole blocks as blocks, others one by one."""
    found = [each for each in layers if each is not None]
    for name, cell in _blocks(found, whole) or ((each.name, layer_phrase(each)) for each in found):
        yield DifferenceRow(name, None, cell) if side else DifferenceRow(name, cell, None)


def _blocks(
    layers: Sequence[LayerFigures], whole: Counter[tuple[str, ...]]
) -> list[tuple[str, Cell]]:
    """The blocks of some layers, by name; none where there are few, or parts of blocks."""
    if len(layers) < LEAST_FOLDED or not any(each.path for each in layers):
        return []
    here = _prefixes(layers)
    shared = len(layers[0].path)
    for each in layers:
        while each.path[:shared] != layers[0].path[:shared]:
            shared -= 1
    depth = 1
    while depth <= shared and here[layers[0].path[:depth]] < whole[layers[0].path[:depth]]:
        depth += 1
    for each in layers:
        if len(each.path) >= depth and here[each.path[:depth]] < whole[each.path[:depth]]:
            return []
    groups = grouped(layers, depth)
    return [(each.name, _said(each)) for each in groups] if any(e.block for e in groups) else []


def _said(group: Group) -> Cell:
    """What a group is, and of how many layers."""
    if len(group.layers) == 1:
        return layer_phrase(group.layers[0])
    return f"{_contents(group)} ({len(group.layers):,} layers)"


def _contents(group: Group) -> str:
    """The block of a use; of several, and of what stands outside of blocks, what it is made of."""
    return group.block if group.block and group.copies == 1 else made_of(group)


def _sizes(tally: Tally) -> Counter[tuple[str, ...]]:
    return _prefixes(tuple(tally.analysis.layers.values()))


def _prefixes(layers: Sequence[LayerFigures]) -> Counter[tuple[str, ...]]:
    """How many layers each use of a block has, by its path."""
    counts: Counter[tuple[str, ...]] = Counter()
    for each in layers:
        counts.update(each.path[:depth] for depth in range(1, len(each.path) + 1))
    return counts
