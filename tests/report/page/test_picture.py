"""The pictures of a page."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from cnncalc.diagnostic import CannotRunError
from cnncalc.diagram import STYLES, picture
from cnncalc.report.page.picture import Picture, picture_html, pictures
from tests.report.page.read import HOSTILE, read, subject

if TYPE_CHECKING:
    import pytest


def test_every_style_is_drawn_or_says_what_is_missing() -> None:
    found = subject("lenet5")
    assert found.tally
    drawn = pictures(found.tally.analysis, found.look)
    assert len(drawn) == len(STYLES)
    assert all(each.meaning for each in drawn)


def test_a_picture_is_an_image_with_words_for_who_cannot_see_it() -> None:
    seen = read(picture_html(Picture("Bars", "<svg/>", 'a "bar"')))
    (source,) = seen.values("src")
    assert b64decode(source.removeprefix("data:image/svg+xml;base64,")) == b"<svg/>"
    assert seen.values("alt") == ['a "bar"']
    assert seen.elements["figcaption"] == 1


def test_what_cannot_be_drawn_is_said_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> object:
        raise CannotRunError("this needs <Graphviz>")

    monkeypatch.setattr(picture, "scene_of", missing)
    found = subject("lenet5")
    assert found.tally
    (first, *_) = pictures(found.tally.analysis, found.look)
    assert "<p " in picture_html(first)
    assert "this needs &lt;Graphviz&gt;" in picture_html(first)


def test_a_hostile_name_is_text_within_a_picture() -> None:
    found = subject(HOSTILE)
    assert found.tally
    for each in pictures(found.tally.analysis, found.look):
        if each.svg:
            tags = {part.tag.rpartition("}")[2] for part in ET.fromstring(each.svg).iter()}  # noqa: S314  it is ours
            assert not tags & {"script", "img", "iframe", "foreignObject"}
