"""How far a receptive field reaches within the input: as cnncalc's figures have it, and as seen.

    >>> fields = predicted_fields(network, list(analysis.layers.values()))
    >>> fields[0].extent
    Extent(rows=((0, 10), (108, 118), (216, 226)), columns=((0, 10), (108, 118), (216, 226)))

The field of position i along an axis begins at start + i*jump and is `size` long. What of it lies
in padding, or in rows that a stride leaves out at the end, no gradient can show: it is cut off.
Where a field has gaps, as under dilation, a gradient need not reach the very pixel where it is cut.
The field of an adaptive pooling, of a reshaped image and of a part of a vector is the whole input
by convention, of which a position sees a part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.shape import Image, Vector
from cnncalc.spec.graph import INPUT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cnncalc.analysis.receptive import AxisField
    from cnncalc.analysis.result import LayerFigures
    from cnncalc.spec.graph import Network

__all__ = ["Extent", "Field", "Span", "positions", "predicted_fields"]

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


class _Reach(NamedTuple):
    """A span as far as it can be seen, and whether its ends were cut."""

    first: int
    last: int
    cut_first: bool = False
    cut_last: bool = False

    def explains(self, seen: Span | None) -> bool:
        """Whether a gradient that is seen there is what this says: to the pixel, where not cut."""
        if seen is None:
            return self.cut_first and self.cut_last
        begins = self.first <= seen[0] <= self.last if self.cut_first else seen[0] == self.first
        ends = self.first <= seen[1] <= self.last if self.cut_last else seen[1] == self.last
        return begins and ends


_Axis = tuple[_Reach | None, ...]


class Field(NamedTuple):
    """The field of a layer at three positions, rows and columns."""

    rows: _Axis
    columns: _Axis

    @property
    def extent(self) -> Extent:
        """The same without the cuts; a position that sees no row sees no pixel at all."""
        pairs = [
            (high[:2], wide[:2]) if high and wide else (None, None)
            for high, wide in zip(self.rows, self.columns, strict=True)
        ]
        return Extent(tuple(high for high, _ in pairs), tuple(wide for _, wide in pairs))

    def explained(self, seen: Extent) -> Extent:
        """Give what a gradient shows where this field explains it, else what it should show."""
        places = zip(self.rows, self.columns, seen.rows, seen.columns, strict=True)
        return seen if all(_explained(*each) for each in places) else self.extent


def predicted_fields(network: Network, layers: Sequence[LayerFigures]) -> tuple[Field | None, ...]:
    """Give the field of each layer; None where paths met whose positions lie differently."""
    image = network.input_shape
    if not isinstance(image, Image):
        return (None,) * len(layers)
    reached: dict[int, tuple[_Reach | None, _Reach | None]] = {
        INPUT: (_Reach(0, image.height - 1), _Reach(0, image.width - 1))
    }
    fields: list[Field | None] = []
    partly: set[int] = set()  # a part of some maps may see less than all of them together
    for index, (node, figures) in enumerate(zip(network.nodes, layers, strict=True)):
        before = [reached[each] for each in node.inputs]
        rows, columns = _hull(high for high, _ in before), _hull(wide for _, wide in before)
        field, shape = figures.receptive_field, figures.output_shape
        fields.append(None)
        if field is not None and field.aligned:
            sizes = (shape.height, shape.width) if isinstance(shape, Image) else (None, None)
            high, wide = (
                _Sight(field.height, sizes[0], rows),
                _Sight(field.width, sizes[1], columns),
            )
            fields[index] = Field(high.places, wide.places)
            rows, columns = high.whole, wide.whole
        if _sees_less(figures):
            rows, columns = _loose(rows), _loose(columns)
            fields[index] = Field((rows,) * 3, (columns,) * 3)
        if figures.kind == "split" or not partly.isdisjoint(node.inputs):
            partly.add(index)
            rows, columns = _loose(rows), _loose(columns)
            field_here = fields[index]
            if field_here is not None:
                fields[index] = Field(
                    tuple(map(_loose, field_here.rows)), tuple(map(_loose, field_here.columns))
                )
        reached[index] = (rows, columns)
    return tuple(fields)


def _sees_less(figures: LayerFigures) -> bool:
    """Whether a position may see less than the whole input, which is its field by convention."""
    if figures.kind == "split":
        return isinstance(figures.output_shape, Vector)
    return figures.kind in {"adaptive_avgpool", "adaptive_maxpool", "reshape"}


def _loose(reach: _Reach | None) -> _Reach | None:
    """Give a reach of which any part may be seen."""
    return reach and reach._replace(cut_first=True, cut_last=True)


def _explained(
    high: _Reach | None, wide: _Reach | None, rows: Span | None, columns: Span | None
) -> bool:
    """Whether the field of one position explains the rows and columns that were seen."""
    if high is None or wide is None:
        return rows is None
    if rows is None or columns is None:
        return high.explains(None) or wide.explains(None)
    return high.explains(rows) and wide.explains(columns)


class _Sight(NamedTuple):
    """One axis of a layer's field, with so many positions, over what there is to be seen.

    A vector, and a layer that sees everything, see all of it.
    """

    axis: AxisField
    size: int | None
    bounds: _Reach | None

    @property
    def places(self) -> _Axis:
        """What the first, the middle and the last position see."""
        return tuple(self._between(each, each) for each in positions(self.size or 1))

    @property
    def whole(self) -> _Reach | None:
        """What all positions see together."""
        return self._between(0, (self.size or 1) - 1)

    def _between(self, first: int, last: int) -> _Reach | None:
        start, jump, length = self.axis.start, self.axis.jump, self.axis.size
        if self.size is None or jump is None:
            return self.bounds
        if self.axis.phases is not None:
            return _cut(self.axis.phases.at(first)[0], self.axis.phases.at(last)[1], self.bounds)
        ends = int(start) + first * int(jump), int(start) + last * int(jump) + int(length) - 1
        return _cut(*ends, self.bounds)


def _cut(first: int, last: int, bounds: _Reach | None) -> _Reach | None:
    """Cut a span where there is nothing more to be seen."""
    if bounds is None or last < bounds.first or first > bounds.last:
        return None
    return _Reach(
        max(first, bounds.first),
        min(last, bounds.last),
        first < bounds.first or (first == bounds.first and bounds.cut_first),
        last > bounds.last or (last == bounds.last and bounds.cut_last),
    )


def _hull(spans: Iterable[_Reach | None]) -> _Reach | None:
    """From the first to the last of all that is seen."""
    known = [each for each in spans if each is not None]
    if not known:
        return None
    first, last = min(each.first for each in known), max(each.last for each in known)
    return _Reach(
        first,
        last,
        all(each.cut_first for each in known if each.first == first),
        all(each.cut_last for each in known if each.last == last),
    )
