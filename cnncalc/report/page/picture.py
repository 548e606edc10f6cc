"""The pictures of a network that a page shows, each as an image of its own.

    pictures(tally.analysis, look)

An image cannot reach the page that it stands in, nor the page it: names in it are text twice over.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cnncalc.diagnostic import CannotRunError
from cnncalc.report.element import Html, element
from cnncalc.report.page.frame import frame

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cnncalc.analysis.result import Analysis
    from cnncalc.diagram import Style
    from cnncalc.report.look import Look

__all__ = ["Picture", "picture_html", "pictures"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of a network, or why there is none."""

    title: str
    svg: str = ""
    meaning: str = ""
    """What it shows, for who cannot see it; without a drawing, what is missing."""


def pictures(analysis: Analysis, look: Look) -> tuple[Picture, ...]:
    """Draw a network in every style."""
    return tuple(_drawn(analysis, look))


def picture_html(picture: Picture) -> Html:
    """Give a figure with its caption, as wide as its place, or in its full size where asked for."""
    title = element("figcaption", picture.title)
    if not picture.svg:
        return element("figure", title, element("p", picture.meaning, class_="faint"))
    source = f"data:image/svg+xml;base64,{b64encode(picture.svg.encode()).decode()}"
    image = element("img", src=source, alt=picture.meaning)
    size = element("label", element("input", type="checkbox"), " full size", class_="size")
    return element("figure", title, size, frame(image, picture.title))


_TITLES: Mapping[Style, str] = {
    "volumes": "Volumes: the maps of each layer, in proportion",
    "graph": "Graph: which layer reads which",
    "bars": "Bars: parameters, work and activations of each layer",
    "receptive-field": "Receptive field: what part of the input a value sees",
}


def _drawn(analysis: Analysis, look: Look) -> Iterator[Picture]:
    from cnncalc.diagram.canvas.svg import svg_text
    from cnncalc.diagram.picture import scene_of

    for style, title in _TITLES.items():
        try:
            scene = scene_of(analysis, style, order=look.order)
        except CannotRunError as error:
            yield Picture(title, meaning=str(error))
        else:
            yield Picture(title, svg_text(scene), scene.description)
