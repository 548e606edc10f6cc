"""What a notebook shows of an analysis: its picture and its table, in a frame that scrolls.

    notebook_html(cnncalc.analyze("lenet5"))

It is a fragment of HTML, and inert: the picture is an image, and every name is text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.analysis.display import Svg
from cnncalc.diagnostic import CannotRunError
from cnncalc.report.element import Html, element, text
from cnncalc.report.html import write
from cnncalc.report.look import Look
from cnncalc.report.view import analysis_table

if TYPE_CHECKING:
    from cnncalc.analysis.result import Analysis

__all__ = ["notebook_html"]


def notebook_html(analysis: Analysis) -> str:
    """Write the picture of the volumes, where it can be drawn, and the table of the layers."""
    table = Html(write(analysis_table(analysis), Look()))
    frame = element("div", table, style="max-height:40em;overflow:auto")
    return element("div", _picture(analysis), frame)


def _picture(analysis: Analysis) -> Html | None:
    from cnncalc.diagram.picture import scene_of
    from cnncalc.diagram.svg import svg_text

    try:
        scene = scene_of(analysis, "volumes")
    except CannotRunError:  # what draws is not installed: the table says it all
        return None
    image = Html(Svg(svg_text(scene)).as_image(text(scene.description)))
    return element("div", image, style="max-height:40em;overflow:auto")
