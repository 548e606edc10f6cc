"""A feature map as a box in space, and a kernel on its face, as AlexNet's figure 2 has them.

    >>> solid = Solid(x=0, y=100, thickness=12, height=80, depth=80, family="convolution")
    >>> solid.right
    40.8

A box is as thick as it has channels, as high as it has rows, and as deep as it has columns; it is
seen from the right and from above. `y` is the height of its centre.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.diagram.canvas.scene import Line, Polygon, Rectangle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.diagram.canvas.scene import Point, Shape

__all__ = ["SIDEWAYS", "UPWARDS", "Kernel", "Solid"]

SIDEWAYS, UPWARDS = 0.36, 0.28
"""How far the far side of a box lies to the right and above, in parts of its depth."""


@dataclass(frozen=True)
class Solid:
    """Where a box is, and how large."""

    x: float
    y: float
    thickness: float
    height: float
    depth: float
    family: str

    @property
    def right(self) -> float:
        """Its rightmost point."""
        return self.x + self.thickness + self.depth * SIDEWAYS

    @property
    def top(self) -> float:
        """Its highest point."""
        return self.y - (self.height + self.depth * UPWARDS) / 2

    @property
    def bottom(self) -> float:
        """Its lowest point."""
        return self.y + (self.height + self.depth * UPWARDS) / 2

    @property
    def target(self) -> Point:
        """The point of its front that rays of a kernel end at."""
        return self.x + min(self.thickness / 2, 5.0), self.bottom - self.height * 0.55

    def faces(self) -> Iterator[Shape]:
        """Give its front, its top and its right side."""
        front_top = self.bottom - self.height
        right = self.x + self.thickness
        far_x, far_y = self.depth * SIDEWAYS, -self.depth * UPWARDS
        above: tuple[Point, ...] = (
            (self.x, front_top),
            (right, front_top),
            (right + far_x, front_top + far_y),
            (self.x + far_x, front_top + far_y),
        )
        side: tuple[Point, ...] = (
            (right, front_top),
            (right + far_x, front_top + far_y),
            (right + far_x, self.bottom + far_y),
            (right, self.bottom),
        )
        front = (self.x, front_top, self.thickness, self.height)
        yield Rectangle(*front, self.family)
        yield Rectangle(*front, "outline")
        for face, light in ((above, "bright"), (side, "shade")):
            yield Polygon(face, self.family)
            yield Polygon(face, light)
            yield Polygon(face, "outline")

    def on_side(self, across: float, down: float) -> Point:
        """Give a point of its right side: parts of its depth from the front, of its height down."""
        x = self.x + self.thickness + across * self.depth * SIDEWAYS
        return x, self.bottom - self.height * (1 - down) - across * self.depth * UPWARDS

    def corners(self) -> tuple[Point, Point]:
        """Give the upper far and the lower near corner of its right side."""
        return self.on_side(1, 0), self.on_side(0, 1)


class Kernel(NamedTuple):
    """A window on the right side of a box, in parts of the side."""

    height: float
    depth: float

    def shapes(self, on: Solid, to: Solid, tip: str) -> Iterator[Shape]:
        """Give the window, and the rays from its corners to one value of the next box."""
        left, high = (1 - self.depth) / 2, (1 - self.height) / 2
        right, low = left + self.depth, high + self.height
        places = ((left, high), (right, high), (right, low), (left, low))
        corners = tuple(on.on_side(across, down) for across, down in places)
        for corner in corners:
            yield Line((corner, to.target), "ray")
        yield Polygon(corners, "kernel", tip)
