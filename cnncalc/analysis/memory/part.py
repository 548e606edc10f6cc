"""Which maps of an output lie on a device, and which a layer reads there.

    >>> whole, = parts_of(Image(256, 13, 13), 1)
    >>> first, second = parts_of(Image(256, 13, 13), 2)
    >>> whole.without(first) == second, second.values(Image(256, 13, 13))
    (True, 21632)

A part is a set of maps (or of units, of a vector) as spans from one to before another, so that
millions of units take no more room than two.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.layers.convolution import Conv
from cnncalc.layers.dense import Flatten
from cnncalc.layers.depthwise import DepthwiseConv
from cnncalc.layers.merge import Concat
from cnncalc.layers.normalization import GroupNorm, LayerNorm
from cnncalc.layers.transposed import ConvTranspose
from cnncalc.shape import Image

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.layers.layer import Layer
    from cnncalc.shape import Shape

__all__ = ["DIVIDED", "REARRANGED", "Part", "parts_of", "shared_sums", "wanted"]


class Part(NamedTuple):
    """Some maps of an output, as spans in order that do not touch."""

    spans: tuple[tuple[int, int], ...]

    def values(self, shape: Shape) -> int:
        """Give the number of values in these maps of an output."""
        return self.size * (shape.values // shape.axes[0])

    @property
    def size(self) -> int:
        """How many maps there are."""
        return sum(end - start for start, end in self.spans)

    def channels(self) -> Iterable[int]:
        """Give the number of each map."""
        return (each for span in self.spans for each in range(*span))

    def joined(self, other: Part) -> Part:
        """Give the maps of both."""
        found: list[tuple[int, int]] = []
        for start, end in sorted(self.spans + other.spans):
            if found and start <= found[-1][1]:
                found[-1] = (found[-1][0], max(found[-1][1], end))
            else:
                found.append((start, end))
        return Part(tuple(found))

    def without(self, other: Part) -> Part:
        """Give the maps of this that are not in the other."""
        found = []
        for start, end in self.spans:
            edges = [(start, start), *other.spans, (end, end)]
            for (_, before), (after, _) in pairwise(edges):
                first, last = max(before, start), min(after, end)
                found += [(first, last)] * (first < last)
        return Part(tuple(found))

    def moved(self, by: int = 0, times: int = 1) -> Part:
        """Give the maps that these are in a larger output: each `times` wide, `by` further on."""
        return Part(tuple((by + start * times, by + end * times) for start, end in self.spans))


def parts_of(shape: Shape, devices: int) -> tuple[Part, ...]:
    """Give the maps of each device, as many on each."""
    maps = shape.axes[0]
    edges = [maps * each // devices for each in range(devices + 1)]
    return tuple(Part((span,)) for span in pairwise(edges))


Parts = tuple[Part, ...]
"""Of each device."""


def wanted(
    figures: LayerFigures, inputs: Sequence[Parts], devices: int
) -> tuple[Parts, tuple[Parts, ...]]:
    """Give the maps that each device makes of a layer, and those that it reads of each input.

    What works on each map by itself stays where its maps are, local response normalization too:
    its window ends at the edge of the tower.
    """
    layer, shapes = figures.layer, figures.input_shapes
    if layer.merges:
        if isinstance(layer, Concat):
            return _side_by_side(shapes, inputs), tuple(inputs)
        return _together(shapes, inputs)
    (shape,), (held,) = shapes, inputs
    if layer.kind not in DIVIDED | REARRANGED:
        return tuple(each.moved(times=_widening(layer, shape)) for each in held), (held,)
    own = parts_of(figures.output_shape, devices)
    if isinstance(layer, Conv | ConvTranspose):
        return own, (tuple(_read(layer, shape, figures.output_shape, each) for each in own),)
    return own, (parts_of(shape, 1) * devices,)


def _widening(layer: Layer, shape: Shape) -> int:
    """How many maps, or values of a vector, a layer makes of each map by itself."""
    if isinstance(layer, DepthwiseConv):
        return layer.multiplier
    return shape.values // shape.axes[0] if isinstance(layer, Flatten) else 1


DIVIDED = frozenset({"conv", "conv_transpose", "locally_connected", "dense", "rbf"})
"""The kinds whose filters or units are divided among the devices."""
REARRANGED = frozenset({"channel_shuffle", "pixel_shuffle", "reshape", "space_to_depth", "split"})
"""The kinds that move values from map to map; each device is taken to read all of them."""


def shared_sums(figures: LayerFigures, own: Parts) -> int:
    """Give the sums that a device tells each other one, for a layer that adds over all maps.

    A softmax needs one for each position, the sum of the exponentials; layer normalization two, of
    the values and of their squares, and so does group normalization for a group that is divided.
    """
    layer, shape = figures.layer, figures.output_shape
    if own[0] == own[-1]:  # every device has all of it
        return 0
    positions = shape.height * shape.width if isinstance(shape, Image) else 1
    if layer.kind in {"softmax", "log_softmax"}:
        return positions
    if isinstance(layer, LayerNorm):
        return 2 * positions if layer.axes == "channels" else 2
    if isinstance(layer, GroupNorm):
        return 2 * layer.groups if layer.groups % len(own) else 0
    return 0


def _side_by_side(shapes: Sequence[Shape], inputs: Sequence[Parts]) -> Parts:
    """The parts of a concatenation: those of each input, moved to where its maps stand."""
    found = [Part(())] * len(inputs[0])
    before = 0
    for shape, parts in zip(shapes, inputs, strict=True):
        found = [own.joined(each.moved(by=before)) for own, each in zip(found, parts, strict=True)]
        before += shape.axes[0]
    return tuple(found)


def _together(shapes: Sequence[Shape], inputs: Sequence[Parts]) -> tuple[Parts, tuple[Parts, ...]]:
    """The parts of a sum or product: as its most divided input, and the same of the others.

    An input of a single map is read whole.
    """
    most = max(each.axes[0] for each in shapes)
    full = [parts for shape, parts in zip(shapes, inputs, strict=True) if shape.axes[0] == most]
    own = min(full, key=lambda parts: sum(each.size for each in parts))
    needs = tuple(
        own if shape.axes[0] == most else parts_of(shape, 1) * len(own) for shape in shapes
    )
    return own, needs


def _read(layer: Conv | ConvTranspose, given: Shape, made: Shape, own: Part) -> Part:
    """The maps that some filters read: those of their groups, or of their rows of the table."""
    if isinstance(layer, Conv) and layer.connections_ is not None:
        found = {each for row in own.channels() for each in layer.connections_[row]}
        part = Part(())
        for each in sorted(found):
            part = part.joined(Part(((each, each + 1),)))
        return part
    reads, writes = given.axes[0] // layer.groups, made.axes[0] // layer.groups
    part = Part(())
    for start, end in own.spans:
        first, last = start // writes, -(-end // writes)
        part = part.joined(Part(((first * reads, last * reads),)))
    return part
