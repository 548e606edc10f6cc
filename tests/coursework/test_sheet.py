"""Reading a sheet whole: what it holds, all its problems together, and nothing that harms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.coursework.sheet import PARTS, SHEET_LIMITS, read_sheet, sheet_of
from cnncalc.diagnostic import SpecError
from cnncalc.spec.source import parse_source
from tests.coursework.fuzzing import one_sheet
from tests.hostile import AWKWARD, HOSTILE

if TYPE_CHECKING:
    from pathlib import Path

BY_HAND = """\
worksheet: alexnet-by-hand
title: "AlexNet, first layers, by hand"
student: Ada
model: alexnet-single

conventions:
  order: hwc
  rounding: floor
  biases: counted

answers:
  conv1:
    output: 55x55x96
    params: 34,848
  pool1:
    output: 27 x 27 x 96
  total:
    params: 62.4M
"""


def test_a_sheet_is_read_whole() -> None:
    sheet = sheet_of(parse_source(BY_HAND, "sheet.yaml"))
    assert (sheet.worksheet, sheet.student, sheet.path) == ("alexnet-by-hand", "Ada", "sheet.yaml")
    assert sheet.title == "AlexNet, first layers, by hand"
    assert (sheet.convention.order, sheet.convention.rounding) == ("hwc", "floor")
    assert [(each.layer, each.quantity, each.answer_text) for each in sheet.cells] == [
        ("conv1", "output", "55x55x96"),
        ("conv1", "parameters", "34,848"),
        ("pool1", "output", "27 x 27 x 96"),
        ("total", "parameters", "62.4M"),
    ]


def test_a_sheet_without_a_name_is_called_as_its_file(tmp_path: Path) -> None:
    path = tmp_path / "homework 3.yaml"
    path.write_text(BY_HAND.partition("\n")[2], encoding="utf-8")
    assert read_sheet(path).worksheet == "homework 3"


def said_of(text: str) -> list[str]:
    """What is said of a sheet that cannot be read, a line each."""
    with pytest.raises(SpecError) as caught:
        sheet_of(parse_source(text, "sheet.yaml"))
    return [each.concise().removeprefix("sheet.yaml:") for each in caught.value.diagnostics]


def test_all_problems_come_out_together_in_the_order_of_the_file() -> None:
    text = BY_HAND.replace("hwc", "hcw").replace("params: 34", "prams: 34").replace("pool1", "pol1")
    assert [each.split(" ")[0] for each in said_of(text + "    rf: 3\nremarks: none\n")] == [
        "7:10:",
        "14:5:",
        "15:3:",
        "19:5:",
        "20:1:",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "- conv1",
            (
                "1:1: not-a-sheet a sheet is a mapping with `model` and `answers`; "
                "help: start it with `worksheet: NAME`"
            ),
        ),
        (
            "questions: []",
            (
                "1:1: not-a-sheet this is a template, which has `questions`, and no sheet, which "
                "has `answers`; help: `cnncalc quiz` makes sheets of it"
            ),
        ),
        (
            "name: n\ninput: 8\nlayers: [dense: 3]",
            (
                "1:1: not-a-sheet this is a network, and no sheet: there are no `answers`; "
                "help: `cnncalc worksheet` makes a sheet of it"
            ),
        ),
        (
            "model: alexnet",
            (
                "1:1: missing-field the sheet has no `answers`; "
                "help: write `answers:`, and layers under it"
            ),
        ),
        (
            BY_HAND.replace("student: Ada", "student: [Ada, Alan]"),
            "3:10: wrong-value `student` of a sheet is a text",
        ),
        (
            BY_HAND.replace("Ada", "A" * 201),
            (
                "3:10: wrong-value `student` has more than 200 characters; "
                "help: write it in fewer words"
            ),
        ),
        (
            BY_HAND.replace("title:", "titel:"),
            "2:1: unknown-part a sheet has no part `titel`; help: did you mean `title`?",
        ),
    ],
)
def test_what_is_no_sheet_is_said_to_be_none(text: str, said: str) -> None:
    assert said_of(text) == [said]


WORDS = st.sampled_from(
    [
        *("worksheet:", "model:", "alexnet", "lenet5", "conventions:", "preset:", "cs231n"),
        *("order:", "biases:", "points:", "tolerance:", "partial:", "P-NO-BIAS:", "answers:"),
        *("conv1:", "total:", "output:", "params:", "rf:", "layers:", "input:", "8x8x3", "relu"),
        *("34,848", "55x55x96", "[55, 55, 96]", "(5*5*3+1)*100", "62.4M", "4,5", "1e999", "?"),
        *("0", "-1", "3 digits", "1%", "9" * 30, "010", "yes", "null", "~", ".nan", "*a", "&a "),
        *("[", "]", "{", "}", ",", "- ", "  ", "\n", "\n  ", "\n    ", ": ", "'", '"', "# "),
        *("!!int", "---", "...", "\t", "\0", "\x1b[2J", "\u202e", "\ufeff", "é", "٣", "[]", "{}"),
    ]
)


@given(st.lists(WORDS, max_size=60).map("".join))
def test_any_words_of_a_sheet_in_any_order_are_read_or_refused(text: str) -> None:
    one_sheet(text.encode())
    one_sheet(b"model: lenet5\nanswers: " + text.encode())


@given(st.data())
def test_a_sheet_of_which_one_piece_is_changed_is_read_or_refused(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(BY_HAND) - 1))
    end = data.draw(st.integers(start, min(len(BY_HAND), start + 30)))
    one_sheet((BY_HAND[:start] + data.draw(WORDS) + BY_HAND[end:]).encode())


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)
KEYS = st.sampled_from(["conv1", "total", "output", "parameters", "order", "preset", "P-NO-BIAS"])


@given(
    st.dictionaries(
        st.sampled_from([part for part in PARTS if part != "model"]),
        VALUES | st.dictionaries(KEYS, VALUES | st.dictionaries(KEYS, VALUES, max_size=3)),
        max_size=5,
    )
)
def test_any_values_in_the_parts_of_a_sheet_are_read_or_refused(parts: dict[str, object]) -> None:
    sheet = {"model": "lenet5", "answers": {"C1": {"output": None}}, **parts}
    one_sheet(yaml.safe_dump(sheet).encode())


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    one_sheet(data)


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_network_in_a_sheet_is_refused(name: str) -> None:
    """With the bounds of a sheet; what is no network is no sheet either."""
    content = HOSTILE[name].content
    with pytest.raises(SpecError):
        sheet_of(
            parse_source(content + b"\nanswers: {conv1: {output: }}", "sheet.yaml", SHEET_LIMITS)
        )


@pytest.mark.parametrize("name", sorted(AWKWARD))
def test_an_awkward_network_in_a_sheet_is_no_surprise(name: str) -> None:
    one_sheet(AWKWARD[name].content + b"\nanswers: {conv1: {output: }}")
