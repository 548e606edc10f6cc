"""A teacher's template: read with all its problems, each at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cnncalc.coursework.template import parse_template, read_if_template, read_template
from cnncalc.diagnostic import CannotRunError, SpecError

from .made import DRAWN, template

if TYPE_CHECKING:
    from pathlib import Path


def refused(text: str) -> list[str]:
    """What is said of a template that has problems: line and column, code, message."""
    with pytest.raises(SpecError) as caught:
        parse_template(text, "t.yaml")
    return [f"{each.place} {each.code} {each.message}" for each in caught.value.diagnostics]


def test_a_template_says_what_is_drawn_required_and_asked() -> None:
    found = template(DRAWN)
    assert found.worksheet == "drawn"
    assert [each.name for each in found.parameters] == ["W", "F", "S", "P", "K"]
    assert [each.subject for each in found.require] == ["whole", "parameters", "diagnostic"]
    assert [each.id for each in found.tasks] == ["1a", "1b"]


def test_all_problems_come_out_together_each_at_its_place() -> None:
    text = """\
worksheet: w
sead: 3
copies: 0
parameters:
  2W: [3]
  F: {choose: []}
require: [be nice]
questions:
  - {layer: {conv: {filters: 1, kernel: 3}}}
  - {ask: output, pionts: 2}
  - ask
"""
    assert refused(text) == [
        "t.yaml:2:1 unknown-part the template has no part `sead`",
        "t.yaml:3:9 wrong-value `copies` is a whole number from 1 to 10,000 in plain decimals",
        "t.yaml:5:3 parameter-name `2W` is no name of a parameter",
        "t.yaml:6:6 parameter-values what `F` may be is not said",
        "t.yaml:7:11 requirement `be nice` is nothing that can be required",
        "t.yaml:9:5 missing-field this question does not say what it asks",
        "t.yaml:10:19 unknown-field a question has no field `pionts`",
        "t.yaml:11:5 question a question is a mapping with `ask` in it",
    ]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("[]", "a template is a mapping with `worksheet`, `input` and `questions`"),
        ("worksheet: w", "`questions` lists what is asked: 1 to 500 questions"),
        ("questions: [{layer: relu, ask: output}]", "the template needs `worksheet`"),
        ("{worksheet: w, questions: []}", "`questions` lists what is asked"),
        ("{worksheet: w, questions: [{ask: output}]}", "does not say which layer it is about"),
        (
            "{worksheet: w, questions: [{id: a, layer: relu, ask: output}, {id: a, ask: macs}]}",
            "two questions are called `a`",
        ),
        (
            "{worksheet: w, model: ./mine.yaml, questions: [{layer: total, ask: macs}]}",
            "`./mine.yaml` is no shipped network, and sheets are handed out alone",
        ),
    ],
)
def test_what_is_missing_is_said(text: str, answer: str) -> None:
    assert any(answer in each for each in refused(text))


def test_a_file_with_questions_is_a_template_and_a_network_is_none(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(DRAWN)
    (tmp_path / "n.yaml").write_text("{name: n, input: 9, layers: [dense: 3]}")
    (tmp_path / "broken.yaml").write_text("[")
    assert read_if_template(str(tmp_path / "t.yaml")) is not None
    assert read_if_template(str(tmp_path / "n.yaml")) is None
    assert read_if_template(str(tmp_path / "broken.yaml")) is None
    assert read_if_template("alexnet") is None
    assert read_if_template("-") is None


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotRunError, match="there is no such file"):
        read_template(tmp_path / "nothing.yaml")


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (b"", "empty-file the file is empty; help: a template has a `worksheet` and `questions`"),
        (b"a: *b", "`*b` is an alias, and a template has none"),
        (b"\xff", "the byte 0xFF is not UTF-8"),
    ],
)
def test_what_is_said_of_specs_is_said_of_templates(
    tmp_path: Path, content: bytes, answer: str
) -> None:
    (tmp_path / "t.yaml").write_bytes(content)
    with pytest.raises(SpecError) as caught:
        read_template(tmp_path / "t.yaml")
    assert answer in str(caught.value)


def test_a_folder_is_no_template(tmp_path: Path) -> None:
    with pytest.raises(CannotRunError, match="this is a folder; name a file in it"):
        read_template(tmp_path)
