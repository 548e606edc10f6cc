"""Pictures as a whole: golden files, which were looked at, and what holds of every one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import cnncalc
from cnncalc.diagram import STYLES, drawing
from cnncalc.spec.catalog import shipped
from tests.diagram.reading import overlapping, parsed, protruding, texts_of

if TYPE_CHECKING:
    from cnncalc.diagram import Style
    from tests.conftest import Golden

INCEPTION = Path(__file__).with_name("inception3a.cnn.yaml")
NAMED = ("lenet5", "alexnet", "vgg16", "resnet18")

HOSTILE = r"""
name: "<script>alert(1)</script>\e[31m]]>&amp;"
input: 32x32x3
layers:
  - conv: {name: "WIDE", filters: 4, kernel: 3}
  - conv: {name: "<b onload=x>&'\"", filters: 4, kernel: 3}
  - add: {name: "]]>", inputs: [[{conv: {name: "-->", filters: 4, kernel: 1}}], []]}
  - dense: {name: "<svg>", units: 10}
"""


def hostile(wide: str = "\N{CJK UNIFIED IDEOGRAPH-6F22}" * 64) -> cnncalc.Analysis:
    """Give a network whose names would do harm, one of them 64 wide characters."""
    return cnncalc.analyze(cnncalc.load_text(HOSTILE.replace("WIDE", wide)))


@pytest.mark.parametrize("name", NAMED)
def test_volumes_are_as_they_were_when_they_were_looked_at(name: str, golden: Golden) -> None:
    golden(f"{name}-volumes.svg", cnncalc.draw(name))


@pytest.mark.parametrize("style", ["volumes", "graph"])
def test_the_first_inception_block_is_as_it_was(style: Style, golden: Golden) -> None:
    golden(f"inception3a-{style}.svg", cnncalc.draw(INCEPTION, style=style))


def test_a_residual_network_as_a_graph_is_as_it_was(golden: Golden) -> None:
    golden("resnet18-graph.svg", cnncalc.draw("resnet18", style="graph"))


def test_bars_and_fields_are_as_they_were(golden: Golden) -> None:
    golden("alexnet-bars.svg", cnncalc.draw("alexnet", style="bars"))
    golden("lenet5-receptive-field.svg", cnncalc.draw("lenet5", style="receptive-field"))


GRAPHS = (
    "alexnet",
    "googlenet",
    "resnet152",
    "densenet121",
    "unet",
    "inception-v3",
    "mobilenet-v2",
)
"""Networks whose graphs are laid out in every run; each takes dot a second or two."""


@pytest.mark.parametrize(
    ("name", "style"),
    [
        pytest.param(
            name, style, marks=[pytest.mark.thorough] * (style == "graph" and name not in GRAPHS)
        )
        for name in shipped()
        for style in STYLES
    ],
)
def test_no_text_stands_on_another_or_outside(name: str, style: Style) -> None:
    svg = drawing(cnncalc.analyze(name), style)
    assert protruding(svg) == []
    assert overlapping(svg) == []


@pytest.mark.parametrize("style", STYLES)
def test_names_stay_data_and_inside_the_picture(style: Style) -> None:
    svg = drawing(hostile(), style)
    root = parsed(svg)
    names = {each.tag.rpartition("}")[2] for each in root.iter()}
    drawn = {"rect", "polygon", "path", "text", "g"}
    assert names <= {"svg", "title", "desc", "style", "defs", "pattern"} | drawn
    assert not [each for each in root.iter() if each.get("onload")]
    assert "\x1b" not in svg
    assert protruding(svg) == []
    assert overlapping(svg) == []


def test_what_a_control_character_is_written_as_has_room() -> None:
    analysis = hostile("a" * 8)
    text = next(each for each in texts_of(drawing(analysis, "volumes")) if "script" in each)
    assert r"\x1b[31m" in text


@pytest.mark.parametrize("style", STYLES)
def test_the_same_network_gives_the_same_bytes(style: Style) -> None:
    analysis = cnncalc.analyze("resnet18")
    assert drawing(analysis, style) == drawing(analysis, style)


@pytest.mark.parametrize("style", STYLES)
def test_pictures_that_share_a_page_share_no_name(style: Style) -> None:
    """Ids and classes begin with what the picture is called."""
    svg = drawing(cnncalc.analyze("lenet5"), style, identity="left")
    root = parsed(svg)
    names = [each.get(key) for each in root.iter() for key in ("id", "class") if each.get(key)]
    assert names
    assert [each for each in names if each != "left" and not str(each).startswith("left-")] == []
    rules = re.findall(r"^\.([\w-]+)\{", svg, re.MULTILINE)
    assert [each for each in rules if not each.startswith("left-")] == []


@pytest.mark.parametrize("style", STYLES)
def test_a_picture_says_what_it_shows_to_who_cannot_see_it(style: Style) -> None:
    root = parsed(drawing(cnncalc.analyze("lenet5"), style))
    title, description = root[0], root[1]
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert "LeNet-5" in (title.text or "")
    assert len(description.text or "") > 60


def test_nothing_is_read_from_elsewhere() -> None:
    """One self-contained file: no link, no script, no font, no picture in it."""
    for style in STYLES:
        svg = drawing(cnncalc.analyze("lenet5"), style)
        outside = svg.replace("http://www.w3.org/2000/svg", "")
        assert "http" not in outside
        assert "href" not in outside
        assert "@import" not in outside


def test_a_style_that_there_is_not_is_refused() -> None:
    unknown: Style = "pie"  # type: ignore[assignment]  # which is the point
    with pytest.raises(ValueError, match="there is no style 'pie'"):
        drawing(cnncalc.analyze("lenet5"), unknown)
