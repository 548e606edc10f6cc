"""Fields that a function reads: what it gives is kept, and the JSON Schema is what was said."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import BaseModel, ValidationError

from cnncalc.layers.check import Check, fault

SCHEMA = {"type": "integer", "multipleOf": 2}


def half(value: object) -> int:
    """Half of an even number."""
    if isinstance(value, int) and value % 2 == 0:
        return value // 2
    raise fault(f"{value} is odd", "write an even number")


class Fields(BaseModel):
    """Two fields of a type that a function reads."""

    one: Annotated[int, Check(half, SCHEMA)]
    two: Annotated[int, Check(half, SCHEMA)] = 5


def test_what_the_function_gives_is_kept_and_a_default_is_not_read() -> None:
    fields = Fields.model_validate({"one": 8})
    assert (fields.one, fields.two) == (4, 5)


def test_a_fault_has_its_sentence_and_its_remedy() -> None:
    with pytest.raises(ValidationError) as refused:
        Fields.model_validate({"one": 7})
    (error,) = refused.value.errors()
    assert error["ctx"] == {"text": "7 is odd", "remedy": "write an even number"}


def test_the_json_schema_is_what_was_said_and_stays_so() -> None:
    properties = Fields.model_json_schema()["properties"]
    assert properties["one"] == {**SCHEMA, "title": "One"}
    assert properties["two"] == {**SCHEMA, "title": "Two", "default": 5}
    assert SCHEMA == {"type": "integer", "multipleOf": 2}
