"""Printed sheets as Markdown, read back by a parser of CommonMark."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from cnncalc.report.handout import handout
from cnncalc.report.handout_markdown import handout_markdown
from tests.coursework.made import CS231N, copied
from tests.report.specimen import HOSTILE

markdown_it = pytest.importorskip("markdown_it")

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = CS231N.replace("title: The example of the lecture\n", "title: A sheet\ntext: Good luck!\n")


def blocks(markdown: str) -> list[tuple[str, str]]:
    """The kinds of the blocks of a document, and their text."""
    tokens = markdown_it.MarkdownIt().parse(markdown)
    found = []
    for opening, token in itertools.pairwise(tokens):
        if token.type == "inline":
            text = "".join(each.content for each in token.children if each.type != "html_inline")
            found.append((opening.tag, text))
    return found


def test_a_key_as_it_is_written(golden: Callable[[str, str], None]) -> None:
    """CS231n 2017, lecture 5: 32x32x10 and 760."""
    golden("handout-key.md", handout_markdown(handout(copied(GOLDEN), key=True)))


def test_a_sheet_as_it_is_written(golden: Callable[[str, str], None]) -> None:
    golden("handout.md", handout_markdown(handout(copied(GOLDEN, student="Ada"), key=False)))


def test_a_parser_finds_the_questions_and_room_for_answers() -> None:
    found = blocks(handout_markdown(handout(copied(CS231N), key=False)))
    assert ("h1", "The example of the lecture") in found
    assert ("p", "1a (1 point) Ten 5x5 filters with stride 1, pad 2. Output volume size?") in found
    assert [text for _, text in found].count(f"Answer: {'_' * 24}") == 2


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_stays_text(name: str) -> None:
    """Whatever it looks like: it is on one line, visible, and makes no block of its own."""
    plain = handout_markdown(handout(copied(CS231N, student="Ada"), key=False))
    hostile = handout_markdown(handout(copied(CS231N, student=f"A {name}"), key=False))
    assert [tag for tag, _ in blocks(hostile)] == [tag for tag, _ in blocks(plain)]
    assert hostile.replace("\n", "").isprintable()
    tokens = markdown_it.MarkdownIt().parse(hostile)
    kinds = {each.type for token in tokens for each in token.children or ()}
    assert kinds <= {"text", "strong_open", "strong_close", "text_special", "softbreak"}


@pytest.mark.parametrize(
    "text", ["# a", "- a", "+ a", "> a", "1. a", "12) a", "---", "===", "    a"]
)
def test_a_text_that_begins_like_a_block_is_none(text: str) -> None:
    template = CS231N.replace("title: The", f'text: "{text}"\ntitle: The')
    found = blocks(handout_markdown(handout(copied(template), key=False)))
    assert ("p", text.strip()) in found
