"""What a notebook shows of an analysis: its picture and its table, in frames that scroll.

    Analysis.display = DISPLAY

It is a fragment of HTML, and inert: the picture is an image, and every name is text. What it takes
is loaded when a notebook first asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from cnncalc.analysis.display import Display, Svg

if TYPE_CHECKING:
    from cnncalc.analysis.result import Analysis
    from cnncalc.diagram import Style
    from cnncalc.report.element import Html

__all__ = ["DISPLAY"]


def _html(analysis: Analysis) -> str:
    """Write the picture of the volumes, where it can be drawn, and the table of the layers."""
    from cnncalc.report.element import Html, element
    from cnncalc.report.html import write
    from cnncalc.report.look import Look
    from cnncalc.report.view import analysis_table

    table = Html(write(analysis_table(analysis), Look()))
    return element("div", _picture(analysis), element("div", table, style=_FRAME))


_FRAME = "max-height:40em;overflow:auto"


def _picture(analysis: Analysis) -> Html | None:
    from cnncalc.diagnostic import CannotRunError
    from cnncalc.diagram.canvas.svg import svg_text
    from cnncalc.diagram.picture import scene_of
    from cnncalc.report.element import Html, element, text

    try:
        scene = scene_of(analysis, "volumes")
    except CannotRunError:  # what draws is not installed: the table says it all
        return None
    image = Html(Svg(svg_text(scene)).as_image(text(scene.description)))
    return element("div", image, style=_FRAME)


def _drawing(analysis: Analysis, style: str, *, depth: int | None, log: bool) -> str:
    """Draw an analysis under a name of its own, so that a notebook can show several at once."""
    from zlib import crc32

    from cnncalc.diagram import drawing

    said = repr((analysis.name, style, depth, log)).encode()
    identity = f"drawing-{crc32(said):08x}"
    return drawing(analysis, cast("Style", style), identity=identity, depth=depth, log=log)


DISPLAY = Display(_html, _drawing)
"""What shows an analysis in a notebook, and draws it."""
