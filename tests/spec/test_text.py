"""Texts of a frame: one line each, whatever YAML makes of them."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from cnncalc.spec.text import SomeText, Text

TEXT: TypeAdapter[str] = TypeAdapter(Text)
SOME_TEXT: TypeAdapter[str] = TypeAdapter(SomeText)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a title", "a title"),
        (2012, "2012"),
        (0.5, "0.5"),
        (" two\n  lines ", "two lines"),
        ("", ""),
    ],
)
def test_a_text_is_one_line(value: object, text: str) -> None:
    assert TEXT.validate_python(value) == text


@pytest.mark.parametrize("value", [True, [], {}])
def test_what_is_no_text_is_refused(value: object) -> None:
    with pytest.raises(ValidationError) as refused:
        TEXT.validate_python(value)
    assert refused.value.errors()[0]["msg"] == "a text is meant here"


def test_nothing_is_no_text_either() -> None:
    with pytest.raises(ValidationError) as refused:
        TEXT.validate_python(None)
    assert refused.value.errors()[0]["msg"] == "nothing stands here, where a text is meant"


@pytest.mark.parametrize("value", ["", " \n "])
def test_some_text_says_something(value: str) -> None:
    with pytest.raises(ValidationError) as refused:
        SOME_TEXT.validate_python(value)
    assert refused.value.errors()[0]["msg"] == "a text of at least one character is meant here"
