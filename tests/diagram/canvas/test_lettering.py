"""The width of text, and text made to fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.diagram.canvas.lettering import legible, shortened, width_of
from tests.diagram.reading import parsed

WIDTHS = {"conv1": 36.3, "parameters": 69.6, "WWWW": 47.5, "55,296": 42.0, "illicit": 28.0}
WIDTHS |= {"maxpool 3\N{MULTIPLICATION SIGN}3": 80.9, "conv2/bottleneck1": 111.6}
"""In 12 pixels of DejaVu Sans 2.37, from the advances in its table `hmtx`."""


@pytest.mark.parametrize("text", WIDTHS)
def test_text_is_about_as_wide_as_in_dejavu_sans(text: str) -> None:
    assert width_of(text, 12) == pytest.approx(WIDTHS[text], rel=0.08)


def test_a_wide_character_takes_a_whole_em() -> None:
    assert width_of("\N{CJK UNIFIED IDEOGRAPH-6F22}" * 4, 10) >= 40


def test_an_accent_takes_no_room() -> None:
    assert width_of("e\N{COMBINING ACUTE ACCENT}", 12) == width_of("e", 12)


@given(st.text(), st.floats(20, 300))
def test_shortened_text_fits_and_begins_and_ends_as_it_did(text: str, room: float) -> None:
    short = shortened(text, room, 12)
    assert width_of(short, 12) <= room
    if short != legible(text):
        before, _, after = short.partition("\N{HORIZONTAL ELLIPSIS}")
        assert legible(text).startswith(before)
        assert legible(text).endswith(after)


@given(st.text(st.characters()))
def test_legible_text_may_stand_in_xml(text: str) -> None:
    escaped = legible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parsed(f"<a>{escaped}</a>").tag == "a"
