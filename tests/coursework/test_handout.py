"""Sheets as text: whatever stands in one, YAML reads it back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.coursework.handout import handout_text, mapping, word
from cnncalc.spec.node import Items
from cnncalc.spec.source import parse_source, plain

TEXT = st.text(st.characters(codec="utf-8"), max_size=40)


def read_back(text: str) -> object:
    """What a handout holds, as plain data."""
    return plain(parse_source(text, "sheet.yaml").root)


@given(TEXT)
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    root = mapping({"student": word(text), "layers": Items([word(text)], 1, 1)})
    written = handout_text(root, (), {})
    assert read_back(written) == {"student": text, "layers": [text]}


@given(TEXT, TEXT)
def test_no_text_of_a_comment_becomes_a_part_of_the_sheet(head: str, comment: str) -> None:
    root = mapping({"answers": mapping({"conv1": mapping({"output": word(None)})})})
    written = handout_text(root, [head], {("conv1", "output"): [comment]})
    assert read_back(written) == {"answers": {"conv1": {"output": None}}}
    assert written.replace("\n", "").isprintable()


def test_answers_stand_in_block_style_since_braces_would_cut_numbers() -> None:
    root = mapping(
        {"worksheet": word("w"), "answers": mapping({"c": mapping({"macs": word("34,848")})})}
    )
    assert handout_text(root, ["Sheet"], {("c", "macs"): ["1a"]}) == (
        "# Sheet\n\nworksheet: w\n\nanswers:\n  c:\n    # 1a\n    macs: 34,848\n"
    )


@pytest.mark.parametrize("text", ["010", "1:30", "yes", "null", "1e3", "- a", "a: b", "# a", "*a"])
def test_text_that_yaml_takes_for_something_else_stands_in_quotes(text: str) -> None:
    assert f'"{text}"' in handout_text(mapping({"title": word(text)}), (), {})


def test_a_layer_stands_on_one_line() -> None:
    fields = mapping({"filters": word(96), "kernel": Items([word(3), word(5)], 1, 1)})
    layers = Items([mapping({"conv": fields}), word("relu")], 1, 1)
    written = handout_text(mapping({"layers": layers}), (), {})
    assert written.splitlines()[-2:] == ["  - conv: {filters: 96, kernel: [3, 5]}", "  - relu"]
