"""Texts of a spec in comments and docstrings: they stay texts."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.export.code.call import Note
from cnncalc.export.text.comment import comment, docstring, shown


def test_a_comment_says_a_name_and_a_shape() -> None:
    assert comment(Note(("conv1",), "96 x 55 x 55")) == ("conv1: 96 x 55 x 55", "")
    assert comment(Note(("conv1",), "96 x 55 x 55"), "conv1") == ("96 x 55 x 55", "")
    assert comment(Note(("b_1", "b_3"), "64")) == ("b_1 to b_3: 64", "")
    assert comment(Note((), "64", "the block b, written out")) == ("64", "the block b, written out")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("conv1", "conv1"),
        ("3x3.reduce-1", "3x3.reduce-1"),
        ("noqa", "'noqa'"),
        ("type: ignore", "'type: ignore'"),
        ("a\nb", "'a\\nb'"),
        ("\u202eb", "'\\\\u202eb'"),
    ],
)
def test_a_name_that_a_tool_could_obey_is_quoted(name: str, text: str) -> None:
    assert shown(name) == text


def test_a_docstring_is_wrapped_and_closed_where_it_fits() -> None:
    assert docstring(["A short one."], 4) == ['    """A short one."""']
    first, *_, last = docstring(["word " * 40, "Second."])
    assert first.startswith('"""word word')
    assert last == '"""'


@given(st.lists(st.text().map(lambda each: f"{each}."), min_size=1, max_size=3))
def test_a_docstring_is_one_text_whatever_is_in_it(paragraphs: list[str]) -> None:
    tree = ast.parse("\n".join(docstring(paragraphs)))
    (statement,) = tree.body
    assert isinstance(statement, ast.Expr)
    assert isinstance(statement.value, ast.Constant)
