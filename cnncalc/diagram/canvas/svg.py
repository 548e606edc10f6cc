"""A scene as SVG: one self-contained text, which may also stand within an HTML page.

    >>> svg_text(scene, identity="alexnet").splitlines()[0][:28]
    '<svg xmlns="http://www.w3.or'

The background is transparent; colours follow the reader's light or dark screen, and print is light.
All names in it (ids, classes) begin with `identity`, so that several pictures can share a page.
Text is escaped, and numbers have one decimal, so that the same network gives the same bytes.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from cnncalc.diagram.canvas.lettering import legible
from cnncalc.diagram.canvas.palette import FAMILY_PAINTS, INKS
from cnncalc.diagram.canvas.scene import Curve, Group, Line, Polygon, Rectangle, Text, marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.diagram.canvas.scene import Mark, Point, Scene, Shape

__all__ = ["FONTS", "svg_text"]

FONTS = (
    "'Helvetica Neue',Helvetica,Arial,'Liberation Sans','DejaVu Sans','Noto Sans',Roboto,Ubuntu,"
    "sans-serif"
)
"""Those that systems have, by name: not every program knows which one sans-serif stands for."""
MONOCHROME_STROKE = "stroke:#000;stroke-opacity:.45;stroke-width:.8;fill:none"
HEADS = {"edge": "head", "skip": "skiphead"}
"""The look of the arrowhead at the end of a line."""


def svg_text(scene: Scene, identity: str = "cnncalc") -> str:
    """Write a scene as an `<svg>` element; the last line has its end.

    `identity` is a name for the picture: letters, digits, hyphens; ValueError for another.
    """
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", identity):
        message = f"a picture is called by letters, digits and hyphens, not {identity!r}"
        raise ValueError(message)
    drawn = list(marks(scene.shapes))
    used = {each.look for each in drawn}
    used |= {HEADS[each.look] for each in drawn if getattr(each, "arrow", False)}
    return "\n".join(_lines(scene, identity, used)) + "\n"


def _lines(scene: Scene, identity: str, used: set[str]) -> Iterator[str]:
    width, height = _number(scene.width), _number(scene.height)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{identity}" width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}" role="graphics-document document" '
        f'aria-labelledby="{identity}-title {identity}-description" font-family="{FONTS}">'
    )
    yield f'<title id="{identity}-title">{_escaped(scene.title)}</title>'
    yield f'<desc id="{identity}-description">{_escaped(scene.description)}</desc>'
    yield from _style(identity, used)
    yield from _definitions(identity, used)
    for shape in scene.shapes:
        yield from _elements(shape, identity)
    yield "</svg>"


def _style(identity: str, used: set[str]) -> Iterator[str]:
    """The looks that occur, each as a class; those of a dark screen after them."""
    yield "<style>"
    for look in sorted(used):
        if look in FAMILY_PAINTS:
            paint = FAMILY_PAINTS[look]
            yield f".{identity}-{look}{{fill:{paint.light}}}"
            if paint.hatching:
                fill = f"fill:url(#{identity}-{look});pointer-events:none"
                yield f".{identity}-{look}-hatching{{{fill}}}"
        else:
            yield f".{identity}-{look}{{{INKS[look].light}}}"
    yield "@media screen and (prefers-color-scheme:dark){"
    for look in sorted(used):
        if look in FAMILY_PAINTS:
            yield f".{identity}-{look}{{fill:{FAMILY_PAINTS[look].dark}}}"
        else:
            yield f".{identity}-{look}{{{INKS[look].dark}}}"
    yield "}"
    yield "</style>"


def _definitions(identity: str, used: set[str]) -> Iterator[str]:
    """The hatching of each family that occurs and has one."""
    hatched = sorted(each for each in used & set(FAMILY_PAINTS) if FAMILY_PAINTS[each].hatching)
    if not hatched:
        return
    yield "<defs>"
    for family in hatched:
        yield (
            f'<pattern id="{identity}-{family}" width="6" height="6" '
            f'patternUnits="userSpaceOnUse"><path d="{FAMILY_PAINTS[family].hatching}" '
            f'style="{MONOCHROME_STROKE}"/></pattern>'
        )
    yield "</defs>"


def _elements(shape: Shape, identity: str) -> Iterator[str]:
    """A shape as an element, one a line; those of a group within the group's."""
    if not isinstance(shape, Group):
        yield _element(shape, identity)
        paint = FAMILY_PAINTS.get(shape.look)
        if paint is not None and paint.hatching:
            # Over the colour rather than a tile with it: some readers show the seams of tiles.
            yield _element(replace(shape, look=f"{shape.look}-hatching", tip=""), identity)
        return
    yield f"<g><title>{_escaped(shape.tip)}</title>"
    for each in shape.shapes:
        yield from _elements(each, identity)
    yield "</g>"


def _element(shape: Mark, identity: str) -> str:
    """One shape as an element, its tip within it."""
    look = f'class="{identity}-{shape.look}"'
    tip = f"<title>{_escaped(shape.tip)}</title>" if shape.tip else ""
    match shape:
        case Rectangle():
            x, y, width, height = map(_number, (shape.x, shape.y, shape.width, shape.height))
            radius = f' rx="{_number(shape.radius)}"' if shape.radius else ""
            start = f'<rect x="{x}" y="{y}" width="{width}" height="{height}"{radius} {look}'
            return _closed("rect", start, tip)
        case Polygon():
            return _closed("polygon", f'<polygon points="{_points(shape.points)}" {look}', tip)
        case Text():
            weight = ' font-weight="bold"' if shape.bold else ""
            anchor = "" if shape.anchor == "start" else f" text-anchor={quoteattr(shape.anchor)}"
            x, y, size = _number(shape.x), _number(shape.y), _number(shape.size)
            start = f'<text x="{x}" y="{y}" font-size="{size}"{anchor}{weight} {look}>'
            return f"{start}{tip}{_escaped(shape.text)}</text>"
        case _:
            start = f'<path d="{_strokes(shape)}" {look}'
            return _closed("path", start, tip) + _head(shape, identity)


def _closed(name: str, start: str, content: str) -> str:
    return f"{start}>{content}</{name}>" if content else f"{start}/>"


def _strokes(shape: Line | Curve) -> str:
    """The path of a line or a curve."""
    first, *others = shape.points
    sort = "L" if isinstance(shape, Line) else "C"
    return f"M{_points((first,))}{sort}{_points(tuple(others))}"


def _head(shape: Line | Curve, identity: str) -> str:
    """An arrowhead at the end; not an SVG marker, which a picture within a page may lose."""
    if not shape.arrow:
        return ""
    (tip_x, tip_y) = shape.points[-1]
    before = next((each for each in shape.points[-2::-1] if each != shape.points[-1]), None)
    along_x, along_y = (0.0, 1.0) if before is None else (tip_x - before[0], tip_y - before[1])
    length = (along_x**2 + along_y**2) ** 0.5
    along_x, along_y = along_x / length * HEAD_LENGTH, along_y / length * HEAD_LENGTH
    back_x, back_y = tip_x - along_x, tip_y - along_y
    points = (
        (tip_x, tip_y),
        (back_x - along_y * HEAD_BREADTH, back_y + along_x * HEAD_BREADTH),
        (back_x + along_y * HEAD_BREADTH, back_y - along_x * HEAD_BREADTH),
    )
    return f'<polygon points="{_points(points)}" class="{identity}-{HEADS[shape.look]}"/>'


HEAD_LENGTH = 6.0
HEAD_BREADTH = 0.4
"""Half the breadth of an arrowhead, in parts of its length."""


def _points(points: tuple[Point, ...]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _number(value: float) -> str:
    """A length with one decimal at most; the same on every machine."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _escaped(text: str) -> str:
    return escape(legible(text))
