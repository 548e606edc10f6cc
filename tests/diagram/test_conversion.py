"""PNG and PDF: made by libraries, and refused where text would vanish."""

from __future__ import annotations

import re
import struct
import sys
import zlib

import pytest

import cnncalc
from cnncalc.diagnostic import CannotRunError
from cnncalc.diagram import conversion
from cnncalc.diagram.conversion import pdf, png, without_font

LENET = cnncalc.draw("lenet5")


def pixels(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG, out of its header (PNG specification, 11.2.2)."""
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def test_a_png_has_two_pixels_for_each_of_the_svg() -> None:
    found = re.search(r'width="([\d.]+)" height="([\d.]+)"', LENET)
    assert found
    width, height = pixels(png(LENET))
    assert (width, height) == pytest.approx((2 * float(found[1]), 2 * float(found[2])), abs=2)


def test_a_png_is_drawn_on_white() -> None:
    """Its first pixel is white: of colour type 6 or 2, behind the byte of the first filter."""
    content = png(LENET)
    start = content.index(b"IDAT")
    (length,) = struct.unpack(">I", content[start - 4 : start])
    data = zlib.decompressobj().decompress(content[start + 4 : start + 4 + length], 8)
    assert data[1:4] == b"\xff\xff\xff"


def test_a_png_is_the_same_each_time() -> None:
    assert png(LENET) == png(LENET)


def test_a_very_wide_picture_is_a_smaller_png() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40000" height="10"></svg>'
    assert pixels(png(svg))[0] <= 16_000


def test_a_pdf_is_one_page_of_its_size() -> None:
    content = pdf(LENET)
    assert content.startswith(b"%PDF-")
    found = re.search(r'width="([\d.]+)" height="([\d.]+)"', LENET)
    box = re.search(rb"/MediaBox *\[([^\]]+)\]", content)
    assert found
    assert box
    *_, width, height = map(float, box[1].split())
    # A pixel of CSS is three quarters of a point.
    assert (width / height) == pytest.approx(float(found[1]) / float(found[2]), rel=0.01)


@pytest.mark.parametrize(
    ("convert", "package", "line"),
    [
        (
            png,
            "resvg_py",
            "a PNG is made by resvg, which is not installed: pip install 'cnncalc[png]'",
        ),
        (
            pdf,
            "svg2pdf_py",
            "a PDF is made by svg2pdf, which is not installed: pip install 'cnncalc[pdf]'",
        ),
    ],
)
def test_without_the_library_one_line_says_what_to_install(
    convert: object, package: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(CannotRunError) as caught:
        convert(LENET)  # type: ignore[operator]  # one of the two functions
    assert str(caught.value) == line


@pytest.mark.parametrize("convert", [png, pdf])
def test_without_a_font_it_is_refused(convert: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine draws no text in a font that there is not, and says nothing of it."""
    nowhere = conversion.SPECIMEN.replace('font-family="', 'font-family="No Such Font" data-x="')
    monkeypatch.setattr(conversion, "SPECIMEN", nowhere)
    with pytest.raises(CannotRunError, match="no font that text can be drawn in"):
        convert(LENET)  # type: ignore[operator]  # one of the two functions


def test_characters_that_no_font_has_are_named_once() -> None:
    """U+0378 is assigned to no character (Unicode 16); a tip is not drawn."""
    row = "<text x='1'>{}</text>"
    svg = row.format("a\u0378\u0378") + row.format(
        "<title>\u0379</title>conv 3\N{MULTIPLICATION SIGN}3"
    )
    assert without_font(svg) == "\u0378"
