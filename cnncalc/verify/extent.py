"""How far a receptive field reaches within the input, as cnncalc's figures have it.

    >>> predicted_extents(network, list(analysis.layers.values()))[0]
    Extent(rows=((0, 10), (108, 118), (216, 226)), columns=((0, 10), (108, 118), (216, 226)))

The field of position i along an axis begins at start + i*jump and is `size` long. What of it
lies in padding, or in rows that a stride leaves out at the end, no gradient can show: it is cut
off.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.shape import Image
from cnncalc.spec.graph import INPUT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.analysis.receptive import AxisField
    from cnncalc.analysis.result import LayerFigures
    from cnncalc.spec.graph import Network

__all__ = ["Extent", "Span", "positions", "predicted_extents"]

Span = tuple[int, int]
"""First and last row or column, both inclusive."""


@dataclass(frozen=True, slots=True)
class Extent:
    """What the first, the middle and the last position of a layer see; None is no pixel at all.

    All values of a vector are taken together, three times.
    """

    rows: tuple[Span | None, ...]
    columns: tuple[Span | None, ...]


def positions(size: int) -> tuple[int, int, int]:
    """Give the first position along an axis, the middle one and the last."""
    return (0, size // 2, size - 1)


def predicted_extents(
    network: Network, layers: Sequence[LayerFigures]
) -> tuple[Extent | None, ...]:
    """Give the extent of each layer; None where positions differ, so that no one size is theirs."""
    image = network.input_shape
    if not isinstance(image, Image):
        return (None,) * len(layers)
    reached = {INPUT: _Reached((0, image.height - 1), (0, image.width - 1))}
    extents: list[Extent | None] = []
    for index, (node, figures) in enumerate(zip(network.nodes, layers, strict=True)):
        before = [reached[each] for each in node.inputs]
        rows, columns = _hull([each.rows for each in before]), _hull([b.columns for b in before])
        field, shape = figures.receptive_field, figures.output_shape
        if field is None or not field.exact:
            reached[index] = _Reached(rows, columns)
            extents.append(None)
            continue
        high, wide = (shape.height, shape.width) if isinstance(shape, Image) else (None, None)
        extent = Extent(_seen(field.height, high, rows), _seen(field.width, wide, columns))
        extents.append(extent)
        reached[index] = _Reached(_hull(extent.rows), _hull(extent.columns))
    return tuple(extents)


class _Reached(NamedTuple):
    """The rows and columns of the input that all positions of a layer see together."""

    rows: Span | None
    columns: Span | None


def _seen(axis: AxisField, size: int | None, bounds: Span | None) -> tuple[Span | None, ...]:
    """What three positions see of what there is to be seen.

    A vector, and a layer that sees everything, see all of it.
    """
    if size is None or axis.jump is None:
        return (bounds, bounds, bounds)
    start, jump, length = int(axis.start), int(axis.jump), int(axis.size)
    first = (start + each * jump for each in positions(size))
    return tuple(_cut((each, each + length - 1), bounds) for each in first)


def _cut(span: Span, bounds: Span | None) -> Span | None:
    if bounds is None:
        return None
    first, last = max(span[0], bounds[0]), min(span[1], bounds[1])
    return (first, last) if first <= last else None


def _hull(spans: Sequence[Span | None]) -> Span | None:
    """From the first to the last of all that is seen."""
    known = [each for each in spans if each is not None]
    return (min(s for s, _ in known), max(e for _, e in known)) if known else None
