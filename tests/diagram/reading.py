"""Reading a picture back, with a parser that is not ours."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.diagram.canvas.lettering import width_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

__all__ = ["Line", "lines_of", "overlapping", "parsed", "protruding", "texts_of"]

SVG = "{http://www.w3.org/2000/svg}"


class Line(NamedTuple):
    """A line of text, and the box that it fills."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def parsed(svg: str) -> Element:
    """Give the root of a picture; ParseError where it is no XML."""
    return ET.fromstring(svg)  # noqa: S314  text of our own


def lines_of(svg: str) -> list[Line]:
    """Give every line of text."""
    return list(_lines(parsed(svg)))


def texts_of(svg: str) -> list[str]:
    """Give the words of every line of text."""
    return [each.text for each in lines_of(svg)]


def protruding(svg: str) -> list[str]:
    """Give the lines that do not stand wholly inside the picture."""
    root = parsed(svg)
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    return [
        each.text
        for each in _lines(root)
        if each.left < 0 or each.right > width + 0.1 or each.top < 0 or each.bottom > height
    ]


def overlapping(svg: str) -> list[tuple[str, str]]:
    """Give the pairs of lines of which one stands on the other."""
    lines = sorted(lines_of(svg), key=lambda each: each.left)
    found = []
    for index, one in enumerate(lines):
        for other in lines[index + 1 :]:
            if other.left > one.right - 2:
                break
            if min(one.bottom, other.bottom) - max(one.top, other.top) > 1:
                found.append((one.text, other.text))
    return found


def _lines(root: Element) -> Iterator[Line]:
    for each in root.iter(f"{SVG}text"):
        title = each.find(f"{SVG}title")
        text = (each.text if title is None else title.tail) or ""
        size = float(each.get("font-size", 0))
        width = width_of(text, size) * (1.1 if each.get("font-weight") else 1)
        x, y = float(each.get("x", 0)), float(each.get("y", 0))
        left = x - {"end": width, "middle": width / 2}.get(each.get("text-anchor", ""), 0)
        yield Line(text, left, y - 0.75 * size, left + width, y)
