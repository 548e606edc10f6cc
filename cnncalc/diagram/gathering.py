"""Layers gathered into the rows of a picture: one a layer, or one a block where there are many.

>>> [each.name for each in gathered(cnncalc.analyze("resnet152"))][:4]
['conv1', 'pool1', 'conv2_x/bottleneck1', 'conv2_x/bottleneck2']
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.analysis.figure import COUNTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.analysis.result import Analysis

__all__ = ["FIGURES", "NOTHING", "Row", "gathered", "largest_family", "part_by_family"]

FIGURES: Mapping[str, str] = {
    "parameters": "parameters",
    "macs": "MACs",
    "activation_bytes": "activation memory, bytes",
}
"""What a picture of bars shows of each row, and its heading."""

NOTHING = "nothing to draw: no layer has parameters, MACs or activation memory of its own"
"""What stands in place of no rows."""

MOST_ROWS = 64
"""Blocks are rows as deep as this allows, unless a depth is asked for."""
MOST_DRAWN = 400
"""What is beyond so many rows becomes one row."""


class Row(NamedTuple):
    """Some layers that stand together, and what they are called."""

    name: str
    layers: tuple[LayerFigures, ...]

    def figure(self, name: str) -> int:
        """Give a counted figure, all layers together."""
        return sum(int(COUNTED[name].of(each)) for each in self.layers)


def gathered(analysis: Analysis, depth: int | None = None) -> tuple[Row, ...]:
    """Give the rows of a network: blocks to some depth, layers that stand in none, in order.

    Without a depth, layers by themselves if there are few, else blocks as deep as there is room
    for. Rows that have no figure to show are left out; far too many end in one for the rest.
    """
    layers = tuple(analysis.layers.values())
    deepest = max((len(each.path) for each in layers), default=0)
    depths = range(deepest, 0, -1) if depth is None else [min(depth, deepest)]
    rows: tuple[Row, ...] = ()
    if depth is None:
        rows = _speaking(Row(each.name, (each,)) for each in layers)
    if depth is not None or len(rows) > MOST_ROWS:
        for each in depths:
            rows = _speaking(_rows(layers, each))
            if len(rows) <= MOST_ROWS:
                break
    if len(rows) <= MOST_DRAWN:
        return rows
    kept, others = rows[: MOST_DRAWN - 1], rows[MOST_DRAWN - 1 :]
    rest = tuple(layer for row in others for layer in row.layers)
    return (*kept, Row(f"{len(others):,} more", rest))


def part_by_family(row: Row, figure: str, families: Mapping[str, str]) -> dict[str, int]:
    """Give how much of a row's figure each family has, in the order of the layers.

    `families` names the family of each kind.
    """
    parts: dict[str, int] = {}
    for each in row.layers:
        count = int(COUNTED[figure].of(each))
        if count:
            family = families[each.kind]
            parts[family] = parts.get(family, 0) + count
    return parts


def largest_family(parts: Mapping[str, int]) -> str:
    """Give the family with the largest part."""
    return max(parts, key=lambda each: parts[each])


def _rows(layers: tuple[LayerFigures, ...], depth: int) -> Iterable[Row]:
    """Layers side by side that share the first part of their path, down to a depth.

    A layer that stands in no block of that depth is a row of its own, as in a table of blocks.
    """

    def place(each: LayerFigures) -> str:
        return "/".join(each.path[:depth]) if 0 < depth <= len(each.path) else each.name

    for name, found in groupby(layers, place):
        yield Row(name, tuple(found))


def _speaking(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows that have something to show."""
    return tuple(row for row in rows if any(row.figure(each) for each in FIGURES))
