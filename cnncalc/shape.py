"""The two shapes of values between layers, for one example of a batch.

`Image(channels=96, height=55, width=55)` and `Vector(length=4096)`; there are no optional axes.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

__all__ = ["Image", "Order", "Shape", "Vector"]

Order = Literal["hwc", "chw", "whc"]
"""How an image's axes are written: 55x55x96, PyTorch's 96x55x55, or the width first (CS231n)."""


class Image(NamedTuple):
    """Feature maps: `channels` maps of `height` rows and `width` columns."""

    channels: int
    height: int
    width: int

    @property
    def values(self) -> int:
        """How many numbers it holds."""
        return self.channels * self.height * self.width

    @property
    def axes(self) -> tuple[int, ...]:
        """Its sizes, channels first: (channels, height, width)."""
        return (self.channels, self.height, self.width)

    def written(self, order: Order = "hwc") -> str:
        """As people write it: 55x55x96, or with its axes in another order."""
        sizes = {"c": self.channels, "h": self.height, "w": self.width}
        return "x".join(str(sizes[axis]) for axis in order)

    def __str__(self) -> str:
        return self.written()


class Vector(NamedTuple):
    """A list of `length` numbers, as a dense layer gives."""

    length: int

    @property
    def values(self) -> int:
        """How many numbers it holds."""
        return self.length

    @property
    def channels(self) -> int:
        """Its length: one number a channel."""
        return self.length

    @property
    def axes(self) -> tuple[int, ...]:
        """Its one size: (length,)."""
        return (self.length,)

    def written(self, order: Order = "hwc") -> str:  # noqa: ARG002  a vector has one order
        """As people write it: 4096."""
        return str(self.length)

    def __str__(self) -> str:
        return self.written()


Shape = Image | Vector
