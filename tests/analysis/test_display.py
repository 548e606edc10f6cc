"""How an analysis shows itself in a notebook, which asks for `_repr_html_`."""

from __future__ import annotations

from base64 import b64decode

import pytest

import cnncalc
from cnncalc.analysis.display import Svg
from cnncalc.analysis.result import Analysis
from cnncalc.diagnostic import CannotRunError


def test_a_drawing_shows_itself_as_an_image() -> None:
    drawing = Svg("<svg>\N{MULTIPLICATION SIGN}</svg>")
    html = drawing._repr_html_()
    source = html.partition("base64,")[2].partition('"')[0]
    assert b64decode(source).decode() == drawing
    assert "color-scheme:light;background:#fff" in html


def test_an_analysis_draws_itself() -> None:
    drawing = cnncalc.analyze("lenet5").draw("bars")
    assert isinstance(drawing, Svg)
    assert drawing.startswith("<svg ")
    logarithmic = cnncalc.analyze("lenet5").draw("bars", log=True)
    assert logarithmic != drawing


def test_two_drawings_on_one_page_share_no_names() -> None:
    one, other = (cnncalc.analyze(each).draw("bars") for each in ("lenet5", "alexnet"))
    assert one.partition('id="')[2][:16] != other.partition('id="')[2][:16]


def test_without_the_library_around_it_an_analysis_is_shown_as_a_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    analysis = cnncalc.analyze("lenet5")
    monkeypatch.setattr(Analysis, "display", None)
    assert analysis._repr_html_() is None
    with pytest.raises(CannotRunError, match=r"import cnncalc\.api"):
        analysis.draw()
