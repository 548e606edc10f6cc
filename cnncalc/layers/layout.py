"""How the values of a tensor lie in memory, and what can be seen in another shape without a copy.

    >>> maps = Layout.dense((2, 4, 8, 8))
    >>> half = maps.cut(1, 2)               # two of four maps: gaps between the examples alone
    >>> half.strides, half.joined()
    ((256, 64, 8, 1), Layout(axes=(2, 128), strides=(256, 1)))
    >>> maps.cut(2, 6).joined() is None     # six of eight rows: gaps between the maps
    True

The rules are PyTorch's (aten/src/ATen/TensorUtils.cpp, `computeStride`). Axes are in its order, the
batch first; strides are counted in values.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from math import prod
from operator import mul
from typing import NamedTuple, Self

__all__ = ["Contiguous", "Cut", "Layout", "Reshaped", "View"]


class Layout(NamedTuple):
    """The lengths of all axes, and how far apart neighbours along each lie."""

    axes: tuple[int, ...]
    strides: tuple[int, ...]

    @classmethod
    def dense(cls, axes: tuple[int, ...]) -> Self:
        """Give the layout without gaps: rows of maps of examples, one after another."""
        return cls(axes, tuple(accumulate(axes[:0:-1], mul, initial=1))[::-1])

    @property
    def contiguous(self) -> bool:
        """Whether it is without gaps; the stride of an axis of length 1 is never used."""
        used = zip(self.axes, self.strides, Layout.dense(self.axes).strides, strict=True)
        return all(stride == dense for length, stride, dense in used if length > 1)

    def cut(self, axis: int, length: int) -> Layout:
        """Give the layout of a part along one axis."""
        return Layout((*self.axes[:axis], length, *self.axes[axis + 1 :]), self.strides)

    def joined(self) -> Layout | None:
        """Give that of all values of an example in a row; None where gaps lie between them."""
        (batch, *lengths), (example, *strides) = self
        used = [each for each in zip(lengths, strides, strict=True) if each[0] > 1]
        if any(before != length * after for (_, before), (length, after) in pairwise(used)):
            return None
        return Layout((batch, prod(lengths)), (example, used[-1][1] if used else 1))

    def divided(self, axes: tuple[int, ...]) -> Layout:
        """Give that of a row of values that is seen as some axes."""
        example, each = self.strides
        within = Layout.dense((1, *axes)).strides[1:]
        return Layout((self.axes[0], *axes), (example, *(each * stride for stride in within)))


class Cut(NamedTuple):
    """A view of a part along one axis."""

    axes: tuple[int, ...]
    """Of what it is cut from, without the batch."""
    axis: int
    """Counted with the batch, which is 0."""
    length: int

    def seen(self, layout: Layout | None, batch: int) -> Layout:
        """Give its layout, from that of what it is cut from."""
        return (layout or Layout.dense((batch, *self.axes))).cut(self.axis, self.length)


class Reshaped(NamedTuple):
    """A view of all values of an example in other axes."""

    axes: tuple[int, ...]

    def seen(self, layout: Layout | None, batch: int) -> Layout | None:
        """Give its layout; None where PyTorch makes a copy."""
        if layout is None:
            return Layout.dense((batch, *self.axes))
        row = layout.joined()
        return row and row.divided(self.axes)


class Contiguous(NamedTuple):
    """The values themselves where they lie without gaps, as a kernel asks for them."""

    axes: tuple[int, ...]

    def seen(self, layout: Layout | None, batch: int) -> Layout | None:
        """Give the layout that is there; None where PyTorch makes a copy."""
        given = layout or Layout.dense((batch, *self.axes))
        return given if given.contiguous else None


View = Cut | Reshaped | Contiguous
"""What of the values that it reads an operation shows. Where `layout` is None they lie densely."""
