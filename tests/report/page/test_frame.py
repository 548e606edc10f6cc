"""The frame of what is wider than its place."""

from __future__ import annotations

from cnncalc.report.element import Html
from cnncalc.report.page.frame import frame


def test_a_frame_has_a_name_and_is_reached_with_the_keyboard() -> None:
    expected = (
        '<div class="scroll" role="group" aria-label="&lt;Net&gt;" tabindex="0"><p></p></div>'
    )
    assert frame(Html("<p></p>"), "<Net>") == expected


def test_only_what_is_long_is_shown_in_part() -> None:
    assert 'class="scroll"' in frame(Html(""), "layers", 60)
    assert 'class="scroll long"' in frame(Html(""), "layers", 61)
