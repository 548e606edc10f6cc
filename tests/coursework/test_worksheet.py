"""Blank sheets: what is written reads back, stands alone, and gives nothing away."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import cnncalc
from cnncalc.analysis.convention import Convention
from cnncalc.analysis.preset import PRESETS, convention
from cnncalc.coursework.quantity import QUANTITIES
from cnncalc.coursework.question import question
from cnncalc.coursework.selection import chosen_layers, questions
from cnncalc.coursework.sheet import Sheet, sheet_of
from cnncalc.coursework.worksheet import Handed, worksheet_text
from cnncalc.spec.catalog import shipped, spec_path
from cnncalc.spec.source import parse_source
from tests.networks import Drawn, networks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc import Network
    from tests.conftest import Golden

ALL = tuple(QUANTITIES)
LARGEST_GIVEN = 5_000
"""Smaller numbers are filters and units, which a sheet has to say."""


def blank(
    network: Network,
    words: tuple[str, ...] = ALL,
    *,
    model: str = "",
    style: Convention | None = None,
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A blank sheet of a network, its layers all, and what it asks."""
    analysis = cnncalc.analyze(network)
    asked = questions(analysis, tuple(analysis.layers), words, total=True)
    handed = Handed(analysis, style or Convention(), model, network.source)
    return worksheet_text(handed, asked), asked


def read(text: str) -> Sheet:
    """A sheet as `check` reads it."""
    return sheet_of(parse_source(text, "sheet.yaml"))


def assert_reads_back(network: Network, text: str, asked: tuple[tuple[str, str], ...]) -> Sheet:
    """Fail unless the sheet asks just this, of the same network, and answers nothing."""
    sheet = read(text)
    assert [(each.layer, each.asked) for each in sheet.cells] == list(asked)
    assert {each.answer_text for each in sheet.cells} <= {None}
    theirs, ours = sheet.analysis.layers, cnncalc.analyze(network).layers
    assert list(theirs) == list(ours)
    for name, figures in ours.items():
        assert theirs[name].output_shape == figures.output_shape
        assert theirs[name].parameters == figures.parameters
        assert theirs[name].inputs == figures.inputs
    return sheet


@pytest.mark.parametrize("name", shipped())
def test_the_sheet_of_a_shipped_network_reads_back(name: str) -> None:
    network = cnncalc.load(name)
    text, asked = blank(network, model=name)
    assert assert_reads_back(network, text, asked).model == name
    text, asked = blank(network, ("params",))
    assert assert_reads_back(network, text, asked).model == ""


@pytest.mark.parametrize("preset", PRESETS)
def test_the_sheet_says_which_conventions_count(preset: str) -> None:
    style = convention(preset)
    text, asked = blank(cnncalc.load("vgg16"), model="vgg16", style=style)
    assert read(text).convention == style
    changed = style.choosing(biases="conv_only", memory="forward_backward", input="counted")
    text, asked = blank(cnncalc.load("vgg16"), model="vgg16", style=changed)
    assert read(text).convention == changed
    by_hand = replace(style, name="", rounding=style.rounding)
    text, asked = blank(cnncalc.load("vgg16"), ALL, model="vgg16", style=by_hand)
    assert asked


@given(networks())
def test_the_sheet_of_a_random_network_reads_back(drawn: Drawn) -> None:
    network = cnncalc.load_text(yaml.safe_dump(drawn.spec, allow_unicode=True))
    text, asked = blank(network, ("output", "params"))
    assert_reads_back(network, text, asked)


NAMES = st.lists(
    st.text(
        st.characters(exclude_characters="/$", exclude_categories=["Cs", "Cc", "Cn", "Co"]),
        min_size=1,
        max_size=8,
    ).filter(lambda each: each.isprintable() and each not in {"input", "none"} and each.strip())
    | st.sampled_from(
        ["yes", "null", "~", "1", "010", "- a", "a: b", "#", "'", '"', "{", "*a", "é"]
    ),
    min_size=1,
    max_size=5,
    unique=True,
)


@given(NAMES, st.text(max_size=20))
def test_a_name_is_a_name_whatever_yaml_would_make_of_it(names: list[str], title: str) -> None:
    names = [each for each in names if each.strip().lower() not in {"total", "totals", "all"}]
    layers = [{"dense": {"name": each, "units": 3}} for each in names or ["a"]]
    spec = {"name": names[0] if names else "a", "title": title, "input": 5, "layers": layers}
    try:
        network = cnncalc.load_text(yaml.safe_dump(spec, allow_unicode=True))
    except cnncalc.SpecError:
        return
    text, asked = blank(network, ("output",))
    assert assert_reads_back(network, text, asked).network.name == network.name
    assert all(each.isprintable() for each in text.split("\n"))


@pytest.mark.parametrize("name", ["alexnet", "lenet5", "vgg16", "alphago"])
def test_no_count_that_is_asked_for_stands_on_the_sheet(name: str) -> None:
    """Neither plain nor with commas, nor among the figures that a spec says were published."""
    text = spec_path(name).read_text(encoding="utf-8")
    network = cnncalc.load_text(text)
    sheet, asked = blank(network)
    analysis = cnncalc.analyze(network)
    given_away = []
    for layer, quantity in asked:
        right = question(analysis, layer, quantity, Convention()).right
        if isinstance(right, tuple) or int(right) <= LARGEST_GIVEN:
            continue
        if re.search(rf"\b({int(right)}|{int(right):,})\b", sheet):
            given_away.append((layer, quantity))
    assert given_away == []
    assert "published" not in sheet


def test_what_is_said_beside_a_spec_stands_on_the_sheet() -> None:
    """Silver et al. 2016: 192 filters unless `k` says otherwise."""
    settings = {"k": "128"}
    analysis = cnncalc.analyze("alphago", input="13x13x48", settings=settings)
    overrides: Mapping[str, str | Mapping[str, str]] = {
        "input": "13x13x48",
        "settings": settings,
        "rounding": "floor",
    }
    handed = Handed(analysis, model="alphago", overrides=overrides, title="Go, small")
    sheet = read(worksheet_text(handed, (("conv1", "output"),)))
    assert str(sheet.analysis.layers["conv1"].output_shape) == "13x13x128"
    assert sheet.title == "Go, small"
    source = cnncalc.load("alphago").source
    sheet = read(worksheet_text(replace(handed, model="", source=source), (("conv1", "output"),)))
    assert str(sheet.analysis.layers["conv1"].output_shape) == "13x13x128"


def test_a_sheet_is_good_to_look_at(golden: Golden) -> None:
    network = cnncalc.load("lenet5-modern")
    analysis = cnncalc.analyze(network)
    asked = questions(
        analysis, chosen_layers(network, analysis, None), ("output", "parameters"), total=True
    )
    style = convention("cs231n")
    golden("worksheet-lenet5.yaml", worksheet_text(Handed(analysis, style, "lenet5-modern"), asked))
    text = "name: Mine\ninput: 32x32x3\nlayers:\n  - conv: {filters: 8, kernel: 5, padding: same}\n"
    mine = cnncalc.load_text(text + "  - batchnorm\n  - relu\n  - dense: 10\n")
    handed = Handed(cnncalc.analyze(mine), source=mine.source)
    golden("worksheet-mine.yaml", worksheet_text(handed, (("conv1", "size"), ("dense1", "rf"))))
