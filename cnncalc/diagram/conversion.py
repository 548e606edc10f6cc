r"""An SVG as a PNG or a PDF, by libraries made for it.

    >>> png(svg_text(scene))[:4]
    b'\x89PNG'

Both render with resvg's engine (the packages resvg_py and svg2pdf-py), which draws text in the
fonts of the system, and leaves it out without a word where there are none: that is looked for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cnncalc.diagnostic import CannotRunError
from cnncalc.diagram.canvas.svg import FONTS

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["pdf", "png", "without_font"]

LARGEST_SIDE = 16_000
"""Pixels of a PNG; a larger one takes more memory than a picture is worth."""
USUAL_SCALE = 2.0
NO_FONT = (
    "this system has no font that text can be drawn in, and it would be left out: install one "
    "(on Debian `apt install fonts-dejavu-core`), or write an SVG"
)


def png(svg: str) -> bytes:
    """Give a picture on white, two pixels of a PNG for one of the SVG where that is not too many.

    CannotRunError where resvg_py is not installed, or no font.
    """
    try:
        import resvg_py
    except ImportError as error:
        message = "a PNG is made by resvg, which is not installed: pip install 'cnncalc[png]'"
        raise CannotRunError(message) from error

    def rendered(text: str) -> bytes:
        return bytes(resvg_py.svg_to_bytes(svg_string=text, background="white", zoom=zoom))

    zoom = 1.0
    _check_font(rendered)
    longest = max(_sides(svg))
    zoom = min(USUAL_SCALE, LARGEST_SIDE / longest)
    return rendered(svg)


def pdf(svg: str) -> bytes:
    """Give a picture as a PDF of one page of its size, with shapes and text as such.

    CannotRunError where svg2pdf-py is not installed, or no font.
    """
    try:
        import svg2pdf_py
    except ImportError as error:
        message = "a PDF is made by svg2pdf, which is not installed: pip install 'cnncalc[pdf]'"
        raise CannotRunError(message) from error
    fonts = svg2pdf_py.FontDatabase.system()
    options = svg2pdf_py.ConversionOptions(compress=False)

    def rendered(text: str) -> bytes:
        return bytes(svg2pdf_py.svg_to_pdf(text, fonts, options))

    _check_font(rendered)
    return bytes(svg2pdf_py.svg_to_pdf(svg, fonts))


def without_font(svg: str) -> str:
    """Give the characters of a picture that no font of this system has, each once.

    They are drawn as empty boxes. Where resvg_py is not installed, none is known.
    """
    try:
        import resvg_py
    except ImportError:
        return ""

    def drawn(character: str) -> bytes:
        return bytes(
            resvg_py.svg_to_bytes(svg_string=SPECIMEN.format(character), background="white")
        )

    texts = re.findall(r"<text[^>]*>(?:<title>[^<]*</title>)?([^<]*)</text>", svg)
    found = sorted({each for text in texts for each in text if ord(each) >= FIRST_TRIED})
    empty = drawn(NOBODYS)
    return "".join(each for each in found[:MOST_TRIED] if drawn(each) == empty)


FIRST_TRIED = 0xA0
"""Characters before have been drawn by every font that draws any."""
MOST_TRIED = 200
NOBODYS = "\ue000"
"""A character of private use, which has no glyph."""


def _check_font(rendered: Callable[[str], bytes]) -> None:
    """CannotRunError where a picture with a letter is the same as one without."""
    if rendered(SPECIMEN.format("A")) == rendered(SPECIMEN.format("")):
        raise CannotRunError(NO_FONT)


SPECIMEN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
    f'<text x="2" y="16" font-family="{FONTS}" font-size="16">{{}}</text></svg>'
)


def _sides(svg: str) -> tuple[float, float]:
    """The width and the height of a picture of ours."""
    found = re.match(r'<svg [^>]*width="([\d.]+)" height="([\d.]+)"', svg)
    return (float(found[1]), float(found[2])) if found else (1.0, 1.0)
