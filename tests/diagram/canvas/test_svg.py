"""Scenes as SVG."""

from __future__ import annotations

import pytest

from cnncalc.diagram.canvas.scene import Curve, Group, Line, Polygon, Rectangle, Scene, Text, moved
from cnncalc.diagram.canvas.svg import svg_text
from tests.diagram.reading import parsed

SVG = "{http://www.w3.org/2000/svg}"


def scene(*shapes: Rectangle | Polygon | Line | Curve | Text | Group) -> Scene:
    """A small scene."""
    return Scene(100, 50.25, "a title", "a description", shapes)


def drawn(*shapes: Rectangle | Polygon | Line | Curve | Text | Group) -> str:
    """The last lines of its SVG: the shapes."""
    return svg_text(scene(*shapes)).partition("</style>\n")[2]


def test_a_rectangle_has_one_decimal_and_no_minus_zero() -> None:
    assert drawn(Rectangle(1 / 3, -0.01, 10, 2.25, "edge", radius=3)) == (
        '<rect x="0.3" y="0" width="10" height="2.2" rx="3" class="cnncalc-edge"/>\n</svg>\n'
    )


def test_a_family_has_its_pattern() -> None:
    svg = svg_text(scene(Rectangle(0, 0, 5, 5, "pooling")))
    root = parsed(svg)
    (pattern,) = root.iter(f"{SVG}pattern")
    assert pattern.get("id") == "cnncalc-pooling"
    assert ".cnncalc-pooling-hatching{fill:url(#cnncalc-pooling);pointer-events:none}" in svg
    assert [each.get("class") for each in root.iter(f"{SVG}rect")] == [
        "cnncalc-pooling",
        "cnncalc-pooling-hatching",
    ]


def test_a_family_without_strokes_is_a_plain_colour() -> None:
    """A tile of one colour would show its seams in some readers of PDF."""
    svg = svg_text(scene(Rectangle(0, 0, 5, 5, "convolution")))
    assert "pattern" not in svg
    assert ".cnncalc-convolution{fill:#0072b2}" in svg


def test_a_dark_screen_has_its_own_colours_and_paper_has_not() -> None:
    svg = svg_text(scene(Text(0, 10, "a")))
    assert "@media screen and (prefers-color-scheme:dark){\n.cnncalc-text{fill:#ececec}" in svg


def test_text_is_escaped_and_legible() -> None:
    svg = drawn(Text(0, 10, "<b>&\x1b[2J\x00\ud800", tip="a < b"))
    assert svg == (
        '<text x="0" y="10" font-size="12" class="cnncalc-text"><title>a &lt; b</title>'
        "&lt;b&gt;&amp;\\x1b[2J\\x00\\ud800</text>\n</svg>\n"
    )


def test_an_arrow_points_where_the_line_goes() -> None:
    """Down, from (5, 0) to (5, 20): the head ends there and is 6 long."""
    svg = drawn(Line(((5, 0), (5, 20)), "edge", arrow=True))
    assert '<path d="M5,0L5,20" class="cnncalc-edge"/>' in svg
    assert '<polygon points="5,20 2.6,14 7.4,14" class="cnncalc-head"/>' in svg


def test_an_arrow_without_a_direction_is_drawn_all_the_same() -> None:
    assert "<polygon" in drawn(Line(((5, 5), (5, 5)), "edge", arrow=True))


def test_a_curve_is_written_as_cubic_strokes() -> None:
    points = ((0.0, 0.0), (1.0, 1.0), (2.0, 2.0), (3.0, 3.0))
    assert 'd="M0,0C1,1 2,2 3,3"' in drawn(Curve(points, "edge"))


def test_a_group_shares_its_tip() -> None:
    group = Group((Rectangle(0, 0, 5, 5, "edge"), Polygon(((0, 0), (1, 1)), "edge")), "two & one")
    lines = drawn(group).splitlines()
    assert lines[0] == "<g><title>two &amp; one</title>"
    assert lines[3] == "</g>"


def test_a_group_moves_as_one() -> None:
    group = Group((Rectangle(0, 0, 5, 5, "edge"), Line(((0, 0), (1, 1)), "edge")), "")
    assert moved(group, 10, 20) == Group(
        (Rectangle(10, 20, 5, 5, "edge"), Line(((10, 20), (11, 21)), "edge")), ""
    )


@pytest.mark.parametrize("identity", ["", "1st", "a b", 'a"b', "a<b", "a_b"])
def test_a_picture_is_called_by_letters_digits_and_hyphens(identity: str) -> None:
    with pytest.raises(ValueError, match="letters, digits and hyphens"):
        svg_text(scene(), identity)
