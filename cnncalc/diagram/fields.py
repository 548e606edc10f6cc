"""The receptive field: how much of the input one value sees, growing layer by layer.

    >>> fields(cnncalc.analyze("lenet5")).title
    'LeNet-5: receptive fields over the input'

The field of each layer is a frame over the input, around its middle and in proportion, beside which
stand its size and how far the next value's field lies from it. Where it is larger than the image it
is drawn as the image's own frame, and its true size is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.diagnostic import CannotRunError
from cnncalc.diagram.canvas.lettering import shortened, told_apart, width_of
from cnncalc.diagram.canvas.scene import Line, Rectangle, Scene, Text
from cnncalc.diagram.words import TIMES
from cnncalc.notation import number
from cnncalc.plain import one_line
from cnncalc.shape import Image

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.analysis.result import Analysis
    from cnncalc.diagram.canvas.scene import Shape

__all__ = ["fields"]

MARGIN, TOP = 16.0, 58.0
SIDE = 380.0
"""The longer side of the input."""
LINE, SIZE = 18.0, 11.0
LEADER = 34.0
NAMES = 230.0
MOST_DRAWN = 14
MOST_BEYOND = 5
LARGEST_GRID = 40
"""An input with so many rows or columns has its pixels drawn."""


NO_JUMP = "\N{EN DASH}"
"""Of what sees everything: there is no neighbour."""
THINNEST = 24.0
"""The shorter side of a very long input, which is then not to scale."""


class _Field(NamedTuple):
    """The field of one layer, in pixels of the input."""

    name: str
    height: int
    width: int
    jump: str
    exact: bool

    @property
    def words(self) -> str:
        if self.jump == NO_JUMP:
            return "the whole input"
        size = f"{number(self.height)}{TIMES}{number(self.width)}"
        return size if self.exact else f"up to {size}"


def fields(analysis: Analysis) -> Scene:
    """Give the picture; CannotRunError for a network whose input is no image."""
    image = analysis.input_shape
    if not isinstance(image, Image):
        message = (
            f"{one_line(analysis.name)} reads a vector, and a receptive field is a part of an "
            "image; `--style volumes`, `--style graph` and `--style bars` draw it"
        )
        raise CannotRunError(message)
    grown = list(_growing(analysis))
    shown = _chosen(grown, image)
    scale = SIDE / max(image.height, image.width)
    height, width = (max(each * scale, THINNEST) for each in (image.height, image.width))
    rows = LINE * (len(shown) + 1) if shown else 0.0
    whole = max(height, rows)
    left = MARGIN + width + LEADER
    shapes: list[Shape] = [
        Text(MARGIN, 46, f"input {image.height}{TIMES}{image.width}", "muted", 11),
        Rectangle(MARGIN, TOP, width, height, "image", "the input"),
        *_grid(image, width, height),
    ]
    middle = (MARGIN + width / 2, TOP + height / 2)
    first = TOP + whole - rows
    for index, each in reversed(list(enumerate(shown))):  # the largest below the others
        down = first + LINE * (index + 1) + 8
        shapes += _drawn(each, image, (width, height), middle, (left - 6, down))
    listed, right = _listing(shown, left, first)
    notes = _notes(grown, shown, image)
    for index, note in enumerate(notes):
        listed.append(Text(MARGIN, TOP + whole + 22 + 15 * index, note, "muted", 10.5))
    described = "; ".join(f"{each.name} sees {each.words}" for each in shown)
    across = max(right, *(MARGIN + width_of(each, 10.5) for each in notes), 420.0)
    title = shortened(analysis.name, (across - MARGIN) / 1.1, 16)
    return Scene(
        across + MARGIN,
        TOP + whole + 22 + 15 * len(notes),
        f"{analysis.name}: receptive fields over the input",
        f"Of an input of {image.height}{TIMES}{image.width} pixels: {described}.",
        (Text(MARGIN, 26, title, "text", 16, bold=True), *shapes, *listed),
    )


def _listing(shown: Sequence[_Field], left: float, top: float) -> tuple[list[Shape], float]:
    """The fields as a list beside the picture, and where it ends on the right."""
    names = max((width_of(each.name, SIZE) for each in shown), default=0.0)
    names = min(max(names, width_of("layer", SIZE)), NAMES)
    sizes = max((width_of(each.words, SIZE) for each in shown), default=0.0)
    sizes = max(sizes, width_of("field", SIZE) * 1.1)
    columns = (left, left + names + 18, left + names + sizes + 36)
    shapes: list[Shape] = []
    for x, heading in zip(columns if shown else (), ("layer", "field", "jump"), strict=False):
        shapes.append(Text(x, top + 12, heading, "muted", SIZE, bold=True))
    labels = told_apart([each.name for each in shown], NAMES, SIZE)
    for index, (each, label) in enumerate(zip(shown, labels, strict=True)):
        y = top + LINE * (index + 1)
        for x, words in zip(columns, (label, each.words, each.jump), strict=True):
            shapes.append(Text(x, y + 12, words, "text", SIZE, tip=each.name))
    return shapes, columns[2] + max(width_of(each.jump, SIZE) for each in [*shown, _HEADING])


_HEADING = _Field("", 0, 0, "jump", exact=True)


def _growing(analysis: Analysis) -> Iterator[_Field]:
    """The layers that see more than every layer before them."""
    most = (1, 1)
    for each in analysis.layers.values():
        field = each.receptive_field
        if field is None:
            continue
        high, wide = int(field.height.size.value), int(field.width.size.value)
        jumps = [axis.jump for axis in (field.height, field.width)]
        if None in jumps:
            yield _Field(each.name, high, wide, NO_JUMP, exact=True)
            return  # whatever follows sees everything too
        if high > most[0] or wide > most[1]:
            most = (max(high, most[0]), max(wide, most[1]))
            steps = [number(jump.value) for jump in jumps if jump is not None]
            jump = steps[0] if steps[0] == steps[1] else TIMES.join(steps)
            yield _Field(each.name, high, wide, jump, exact=field.exact)


def _chosen(grown: Sequence[_Field], image: Image) -> list[_Field]:
    """As many as can be told apart, most of them within the image."""
    if len(grown) <= MOST_DRAWN:
        return list(grown)
    inside = [each for each in grown if each.height <= image.height and each.width <= image.width]
    outside = [each for each in grown if each not in inside]
    beyond = _evenly(outside, max(MOST_BEYOND, MOST_DRAWN - len(inside)))
    kept = {*_evenly(inside, MOST_DRAWN - len(beyond)), *beyond}
    return [each for each in grown if each in kept]


def _evenly(found: Sequence[_Field], most: int) -> list[_Field]:
    """The first, the last, and those evenly between."""
    if len(found) <= most:
        return list(found)
    last = len(found) - 1
    return [found[round(index * last / (most - 1))] for index in range(most)]


def _grid(image: Image, width: float, height: float) -> Iterator[Shape]:
    """The pixels of a small input."""
    if max(image.height, image.width) > LARGEST_GRID:
        return
    bottom, right = TOP + height, MARGIN + width
    for column in range(1, image.width):
        x = MARGIN + column * width / image.width
        yield Line(((x, TOP), (x, bottom)), "grid")
    for row in range(1, image.height):
        y = TOP + row * height / image.height
        yield Line(((MARGIN, y), (right, y)), "grid")


def _drawn(
    each: _Field,
    image: Image,
    sides: tuple[float, float],
    middle: tuple[float, float],
    row: tuple[float, float],
) -> Iterator[Shape]:
    """The frame of a field, and the line from its corner to its row."""
    wide = min(each.width / image.width, 1.0) * sides[0]
    high = min(each.height / image.height, 1.0) * sides[1]
    larger = each.height > image.height or each.width > image.width
    look = "clipped" if larger else "field"
    tip = f"{each.name} sees {each.words}"
    x, y = middle[0] - wide / 2, middle[1] - high / 2
    yield Rectangle(x, y, wide, high, look, tip)
    corner = (x + wide, y + high)
    if larger:
        corner = (x + wide, min(row[1], y + high))
    yield Line((corner, (row[0] - 8, row[1]), row), "leader")


def _notes(grown: Sequence[_Field], shown: Sequence[_Field], image: Image) -> list[str]:
    notes = _unscaled(image)
    if not grown:
        return [*notes, "no layer sees more than one pixel"]
    if len(shown) < len(grown):
        notes.append(f"{len(grown) - len(shown):,} layers between these are not drawn")
    if any(each.height > image.height or each.width > image.width for each in shown):
        notes.append(
            "dashed: larger than the input, whose frame is drawn; the size is the true one"
        )
    notes.append(
        "jump: how far apart the fields of neighbouring values lie, in pixels of the input"
    )
    return notes


def _unscaled(image: Image) -> list[str]:
    """Which side of a very long input is drawn longer than it is, if one is."""
    thinnest = max(image.height, image.width) * THINNEST / SIDE
    sides = {"height": image.height, "width": image.width}
    return [f"{each} not to scale" for each, side in sides.items() if side < thinnest]
