"""What a picture is made of: a few shapes on a plane, from left to right and from top to bottom.

    >>> box = Rectangle(10, 10, 80, 20, "convolution", tip="conv1: 55x55x96")
    >>> Scene(100, 40, "AlexNet", "Its first layer.", (box,))

All lengths are in pixels of CSS. `look` names what a shape stands for (`palette` says how that
looks), `tip` is what a pointer that rests on it is told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "Curve",
    "Group",
    "Line",
    "Mark",
    "Point",
    "Polygon",
    "Rectangle",
    "Scene",
    "Shape",
    "Text",
    "marks",
    "moved",
]

Point = tuple[float, float]
"""Right of and below the upper left corner."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """An upright rectangle, its corners rounded by `radius`."""

    x: float
    y: float
    width: float
    height: float
    look: str
    tip: str = ""
    radius: float = 0


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed shape with straight sides."""

    points: tuple[Point, ...]
    look: str
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Straight strokes through some points; with an arrowhead at the last, if it is one."""

    points: tuple[Point, ...]
    look: str
    arrow: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """Cubic Bezier strokes: a start, then two control points and an end for each stroke."""

    points: tuple[Point, ...]
    look: str
    arrow: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text, whose baseline runs through `y`."""

    x: float
    y: float
    text: str
    look: str = "text"
    size: float = 12
    anchor: Literal["start", "middle", "end"] = "start"
    bold: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that are one thing, and share what a pointer is told."""

    shapes: tuple[Shape, ...]
    tip: str


Mark = Rectangle | Polygon | Line | Curve | Text
"""What is drawn itself."""
Shape = Mark | Group


@dataclass(frozen=True, slots=True)
class Scene:
    """A finished picture."""

    width: float
    height: float
    title: str
    description: str
    """What it shows, for who cannot see it."""
    shapes: tuple[Shape, ...]


def marks(shapes: Iterable[Shape]) -> Iterator[Mark]:
    """Give what is drawn itself, out of groups too."""
    for each in shapes:
        if isinstance(each, Group):
            yield from marks(each.shapes)
        else:
            yield each


def moved(shape: Shape, right: float, down: float) -> Shape:
    """Give the same shape elsewhere."""
    if isinstance(shape, Group):
        return replace(shape, shapes=tuple(moved(each, right, down) for each in shape.shapes))
    if isinstance(shape, (Rectangle, Text)):
        return replace(shape, x=shape.x + right, y=shape.y + down)
    return replace(shape, points=tuple((x + right, y + down) for x, y in shape.points))
