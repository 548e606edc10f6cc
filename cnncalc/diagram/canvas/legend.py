"""What the colours and patterns of a picture stand for, as a line of small boxes with words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.diagram.canvas.lettering import width_of
from cnncalc.diagram.canvas.palette import FAMILY_PAINTS, plural_of
from cnncalc.diagram.canvas.scene import Rectangle, Text

if TYPE_CHECKING:
    from collections.abc import Collection

    from cnncalc.diagram.canvas.scene import Shape

__all__ = ["LINE", "legend"]

LINE = 20.0
"""The height of a line of a legend."""
BOX, SIZE, GAP = 11.0, 11.0, 16.0


def legend(
    families: Collection[str], x: float, y: float, room: float
) -> tuple[tuple[Shape, ...], float]:
    """Give the shapes of a legend whose upper left corner is at (x, y), and its height.

    Families stand in the order of the palette, in as many lines as the room asks for.
    """
    shapes: list[Shape] = []
    across, down = 0.0, 0.0
    for family in FAMILY_PAINTS:
        if family not in families:
            continue
        words = plural_of(family)
        needed = BOX + 5 + width_of(words, SIZE)
        if across and across + needed > room:
            across, down = 0.0, down + LINE
        shapes.append(Rectangle(x + across, y + down, BOX, BOX, family))
        shapes.append(Text(x + across + BOX + 5, y + down + BOX - 1.5, words, "muted", SIZE))
        across += needed + GAP
    return tuple(shapes), (down + LINE if shapes else 0.0)
