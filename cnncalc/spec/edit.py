"""Other values for fields of one layer, as a person may have meant them: its padding, its stride.

    >>> [each.written for each in resized(3, node, {128}, smaller=False)]
    ['filters: 128']

Whether an edit mends anything is tried out by who asked (`cnncalc.spec.repair`). A field that holds
a setting, `$name`, is left alone: another value of it belongs where the block is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.layers.convolution import Conv
from cnncalc.layers.dense import Dense
from cnncalc.layers.depthwise import DepthwiseConv
from cnncalc.layers.field import Pair, Sides
from cnncalc.layers.pooling import Pool
from cnncalc.spec.source import Scalar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from cnncalc.layers.layer import Layer
    from cnncalc.shape import Shape
    from cnncalc.spec.graph import GraphNode

__all__ = ["HALF", "Edit", "overlapping", "padded", "resized", "strided"]

HALF = "padding: half"
"""The padding of any odd window that keeps the size, as a spec has it."""
STRIDES = (2, 4, 3)
"""The larger strides that are tried, the usual ones first."""


class Edit(NamedTuple):
    """Other values for fields of one layer."""

    at: int
    """Which layer of the network it is."""
    written: str
    """The fields as a spec has them: `stride: 2`, or `stride: 1, padding: 1`."""
    changes: Mapping[str, object]
    """The fields as the layer has them."""

    def made(self, layer: Layer) -> Layer:
        """Give a layer with these values; another one where its place in the spec is the same."""
        return layer.model_copy(update=dict(self.changes))

    def joined(self, other: Edit) -> Edit:
        """Give both edits of one layer as one."""
        written = f"{self.written}, {other.written}"
        return Edit(self.at, written, {**self.changes, **other.changes})


def padded(index: int, node: GraphNode, entering: Shape) -> Edit | None:
    """Give a layer the padding d*(F - 1)//2; None where it has as much, or slides no window.

    `entering` is the shape of what it reads.
    """
    layer = node.layer
    if not isinstance(layer, (Conv, DepthwiseConv, Pool)) or _from_setting(node, "padding"):
        return None
    window = layer.window((entering,))
    rows, columns = (d * (f - 1) // 2 for d, f in zip(window.dilation, window.kernel, strict=True))
    if all(map(int.__ge__, window.padding, (rows, rows, columns, columns))):
        return None
    if rows != columns or _from_setting(node, "kernel"):
        return Edit(index, HALF, {"padding": "half"})
    return Edit(index, f"padding: {rows}", {"padding": Sides(rows, rows, columns, columns)})


def resized(
    index: int, node: GraphNode, sizes: Collection[int], *, smaller: bool
) -> Iterator[Edit]:
    """Give a convolution other numbers of filters, or a dense layer of units.

    Fewer than it has are given only with `smaller`.
    """
    layer = node.layer
    if isinstance(layer, Conv):
        field, present = "filters", layer.filters
    elif isinstance(layer, Dense):
        field, present = "units", layer.units
    else:
        return
    if not _from_setting(node, field):
        for size in sorted(sizes):
            if size > present or (smaller and size < present):
                yield Edit(index, f"{field}: {size}", {field: size})


def strided(index: int, node: GraphNode, *, smaller: bool) -> Iterator[Edit]:
    """Give a convolution or a pooling larger strides, and with `smaller` also smaller ones.

    Each is given as it is, and then rounded down, where it may not fit.
    """
    layer = node.layer
    if not isinstance(layer, (Conv, DepthwiseConv, Pool)) or _from_setting(node, "stride"):
        return
    present = max(layer.stride or layer.kernel)
    for stride in (*STRIDES, 1):
        if stride > present or (smaller and stride < present):
            edit = Edit(index, f"stride: {stride}", {"stride": Pair(stride, stride)})
            yield edit
            if layer.rounding == "exact":
                yield edit.joined(Edit(index, "rounding: floor", {"rounding": "floor"}))


def overlapping(index: int, node: GraphNode, entering: Shape) -> Edit | None:
    """Give the stride 1, and padding, to a pooling that says no stride: it moves by its window."""
    layer = node.layer
    if not isinstance(layer, Pool) or layer.stride is not None:
        return None
    edit = Edit(index, "stride: 1", {"stride": Pair(1, 1)})
    padding = padded(index, node, entering)
    return edit if padding is None else edit.joined(padding)


def _from_setting(node: GraphNode, field: str) -> bool:
    entry = node.fields.get(field)
    return entry is not None and isinstance(entry.value, Scalar) and "$" in entry.value.text
