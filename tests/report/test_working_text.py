"""Working as plain text."""

from __future__ import annotations

import re

import pytest

from cnncalc.api import analyze, load_text
from cnncalc.report.explanation import layer_explanation, network_explanation
from cnncalc.report.look import Look
from cnncalc.report.working_text import working_text


def numbers_of(text: str) -> set[str]:
    """Give the numbers that stand in a text."""
    return set(re.findall(r"\d[\d,]*", text))


@pytest.mark.parametrize("width", [80, 60, 40, 20])
@pytest.mark.parametrize("layer", ["conv1", "conv2", "pool1", "relu1", "fc6", "norm1", "prob"])
def test_no_width_breaks_a_number(layer: str, width: int) -> None:
    explanation = layer_explanation(analyze("alexnet"), layer)
    whole = working_text(explanation, Look(width=1000, ascii=True))
    text = working_text(explanation, Look(width=width, ascii=True))
    assert numbers_of(text) == numbers_of(whole)
    if width >= 60:
        assert max(len(each) for each in text.splitlines()) <= width


def test_a_short_working_is_one_line_and_a_long_one_a_line_a_step() -> None:
    """AlexNet's conv1, as CS231n has it."""
    explanation = layer_explanation(analyze("alexnet"), "conv1", "parameters")
    line = "  parameters = (F*F*D + 1)*K = (11*11*3 + 1)*96 = 34,944"
    assert line in working_text(explanation, Look(width=80)).splitlines()
    narrow = working_text(explanation, Look(width=40)).splitlines()
    start = narrow.index("  parameters = (F*F*D + 1)*K")
    assert narrow[start + 1 : start + 3] == [
        "             = (11*11*3 + 1)*96",
        "             = 34,944",
    ]


def test_memory_is_told_in_both_units() -> None:
    """By hand: 290,400 values of 4 bytes are 1,161,600, over 10^6 and over 2^20."""
    text = working_text(layer_explanation(analyze("alexnet"), "conv1", "memory"), Look())
    assert "= 1,161,600 B = 1.16 MB = 1.11 MiB" in text


def test_headings_are_bold_in_colour_alone() -> None:
    explanation = layer_explanation(analyze("alexnet"), "conv1", "parameters")
    assert "\x1b[1mParameters\x1b[0m" in working_text(explanation, Look(color=True))
    assert "\x1b" not in working_text(explanation, Look())


def test_sizes_follow_the_look() -> None:
    analysis = analyze("alexnet")
    ascii_only = Look(ascii=True)
    assert working_text(layer_explanation(analysis, "fc6", look=ascii_only), ascii_only).isascii()
    title = network_explanation(analysis, Look(order="chw", ascii=True)).about[0]
    assert title.startswith("input 3x227x227, ")


def test_a_layer_that_is_called_like_a_number_is_no_constant() -> None:
    """By hand: one unit and two units have 1 + 2 biases."""
    text = "name: n\ninput: 4\nlayers:\n  - dense: {name: '12', units: 1}\n  - dense: {units: 2}\n"
    written = working_text(network_explanation(analyze(load_text(text))), Look())
    assert "= 12 + dense1 = 1 + 2 = 3\n" in written
    assert "12: 12" not in written


def test_what_a_name_holds_does_nothing() -> None:
    text = 'name: "\\e[2J [/] \\u202e"\ninput: 4\nlayers: [{dense: {name: d, units: 1}}]\n'
    analysis = analyze(load_text(text))
    for explanation in (network_explanation(analysis), layer_explanation(analysis, "d")):
        written = working_text(explanation, Look())
        assert r"\x1b[2J [/] \u202e" in written
        assert "\x1b" not in written
