"""Panels with the working of numbers."""

from __future__ import annotations

from cnncalc.report.element import Html
from cnncalc.report.page.panel import Panels

WORKING = Html("<p>1 + 1</p>")


def test_numbers_that_come_about_alike_share_a_panel_that_names_the_first() -> None:
    panels = Panels("a")
    written = [
        panels.button(Html("2"), "macs", each, WORKING) for each in ("conv1", "conv2", "conv3")
    ]
    assert set(written) == {'<button type="button" popovertarget="a-w1">2</button>'}
    assert panels.all().count("popover ") == 1
    assert "macs<small> of conv1, and alike of 2 others</small>" in panels.all()


def test_one_other_is_named() -> None:
    panels = Panels("a")
    for each in ("conv1", "conv2"):
        panels.button(Html("2"), "macs", each, WORKING)
    assert " of conv1, and alike of conv2<" in panels.all()


def test_a_number_that_stands_twice_is_no_other() -> None:
    panels = Panels("a")
    for _ in range(2):
        panels.button(Html("2"), "macs", "net", WORKING)
    assert "<small> of net</small>" in panels.all()


def test_numbers_of_another_kind_or_working_have_their_own() -> None:
    panels = Panels("a")
    panels.button(Html("2"), "macs", "conv1", WORKING)
    panels.button(Html("2"), "parameters", "conv1", WORKING)
    panels.button(Html("3"), "macs", "conv1", Html("<p>1 + 2</p>"))
    assert [f'id="a-w{n}"' in panels.all() for n in (1, 2, 3, 4)] == [True, True, True, False]


def test_the_name_of_a_layer_is_text() -> None:
    panels = Panels("a")
    panels.button(Html("2"), "macs", "<script>", WORKING)
    assert "<script>" not in panels.all()


def test_without_numbers_there_is_nothing() -> None:
    assert Panels("a").all() == ""
