"""How the axes of a tensor hold the channels, rows and columns of an image.

    >>> image = straight(Image(116, 8, 8))
    >>> split = image.reshaped((1, 2, 58, 8, 8))
    >>> split.permuted((0, 2, 1, 3, 4)).reshaped((1, 116, 8, 8)).axes[1]
    (Digit(axis='c', size=58, stride=1), Digit(axis='c', size=2, stride=58))

An exporter writes one rearrangement as several: reshape, transpose, reshape. Each axis is a number
with digits; to reshape is to split digits and to put neighbours together, to transpose moves them.
What came of it all is then read off the digits: this one deals out the channels of two groups.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import prod
from typing import NamedTuple

from cnncalc.shape import Image, Shape

__all__ = ["Axis", "Digit", "Layout", "straight"]


class Digit(NamedTuple):
    """A part of a position: along batch (n), channels (c), rows (h) or columns (w)."""

    axis: str
    size: int
    stride: int
    """How far apart along its axis its neighbouring values are."""


Axis = tuple[Digit, ...]
"""The digits of one axis of a tensor, the slowest first; none where its size is 1."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The digits of each axis."""

    axes: tuple[Axis, ...]

    @property
    def dims(self) -> tuple[int, ...]:
        """The sizes of the tensor."""
        return tuple(prod(digit.size for digit in axis) for axis in self.axes)

    def permuted(self, order: tuple[int, ...]) -> Layout:
        """Give the layout with its axes in another order."""
        return Layout(tuple(self.axes[each] for each in order))

    def reshaped(self, dims: tuple[int, ...]) -> Layout | None:
        """Give the layout of the same values under other sizes; None where a digit would break."""
        if prod(dims) != prod(self.dims):
            return None
        waiting = [digit for axis in self.axes for digit in axis]
        axes: list[Axis] = []
        for size in dims:
            room, digits = size, list[Digit]()
            while room > 1:
                digit = waiting.pop(0)
                if digit.size > room:
                    if digit.size % room:
                        return None
                    rest = digit.size // room
                    waiting.insert(0, Digit(digit.axis, rest, digit.stride))
                    digit = Digit(digit.axis, room, digit.stride * rest)
                elif room % digit.size:
                    return None
                digits.append(digit)
                room //= digit.size
            axes.append(_joined(digits))
        return Layout(tuple(axes))


@lru_cache(maxsize=4096)
def straight(shape: Shape, batch: int = 1) -> Layout:
    """Give the layout of a tensor that holds images as PyTorch does: N, C, H, W, or N, L."""
    letters = "chw" if isinstance(shape, Image) else "c"
    sizes = zip(("n", *letters), (batch, *shape.axes), strict=True)
    return Layout(tuple((Digit(axis, size, 1),) if size > 1 else () for axis, size in sizes))


def _joined(digits: list[Digit]) -> Axis:
    """Put neighbouring digits together that count on where the other leaves off."""
    joined: list[Digit] = []
    for each in digits:
        last = joined[-1] if joined else None
        if last and last.axis == each.axis and last.stride == each.size * each.stride:
            joined[-1] = Digit(each.axis, last.size * each.size, each.stride)
        else:
            joined.append(each)
    return tuple(joined)
