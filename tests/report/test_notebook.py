"""What a notebook shows of an analysis."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import cnncalc
from cnncalc.diagnostic import CannotRunError
from cnncalc.diagram import picture
from tests.cli.process import surroundings
from tests.report.page.read import HOSTILE, read

if TYPE_CHECKING:
    import pytest


def shown(analysis: cnncalc.Analysis) -> str:
    html = analysis._repr_html_()
    assert html is not None
    return html


def test_an_analysis_is_a_picture_and_a_table() -> None:
    """AlexNet's total is that of the Caffe model bvlc_alexnet."""
    seen = read(shown(cnncalc.analyze("alexnet")))
    assert seen.elements["img"] == seen.elements["table"] == 1
    assert "60,965,224" in seen.text
    assert all(seen.values("alt"))


def test_what_draws_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> object:
        raise CannotRunError("there is no library")

    monkeypatch.setattr(picture, "scene_of", missing)
    seen = read(shown(cnncalc.analyze("lenet5")))
    assert (seen.elements["img"], seen.elements["table"]) == (0, 1)


def test_no_name_becomes_markup() -> None:
    seen = read(shown(cnncalc.analyze(cnncalc.load_text(HOSTILE))))
    assert set(seen.elements) <= {
        *("div", "img", "table", "caption", "thead", "tbody", "tfoot"),
        *("tr", "th", "td", "ul", "li"),
    }
    assert seen.elements["img"] == 1
    assert not any(name.startswith("on") for _, name, _ in seen.attributes)


def test_it_costs_nothing_where_no_notebook_asks() -> None:
    lines = (
        "import sys; before = set(sys.modules); import cnncalc; cnncalc.analyze('lenet5'); "
        "costly = ('cnncalc.report.html', 'cnncalc.report.view', 'cnncalc.diagram', 'html'); "
        "print([each for each in set(sys.modules) - before if each.startswith(costly)])"
    )
    process = subprocess.run(
        [sys.executable, "-c", lines],
        env=surroundings(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert process.stdout == "[]\n"
