"""How a field reads what is written: a function, and the JSON Schema of what it takes.

    Even = Annotated[int, Check(_even, {"type": "integer", "multipleOf": 2})]

Pydantic's own PlainValidator would have it work out what the type admits, and then not use it: half
of the time that a command takes to start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError, core_schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic_core import CoreSchema

__all__ = ["Check", "fault"]


class Check:
    """Reads a field with a function, which gives the value to keep, or raises a `fault`."""

    __slots__ = ("_read", "_schema")

    def __init__(self, read: Callable[[object], object], schema: dict[str, Any]) -> None:
        """Take the function, and the JSON Schema that editors check by."""
        self._read = read
        self._schema = schema

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        """Have pydantic call the function, and nothing else."""
        return core_schema.no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: object) -> dict[str, Any]:
        """Give the JSON Schema of what is taken."""
        return dict(self._schema)  # pydantic adds a default to it


def fault(text: str, remedy: str = "") -> PydanticCustomError:
    """Make the error that pydantic passes on, with a sentence of ours and what to write instead."""
    return PydanticCustomError("field", "{text}", {"text": text, "remedy": remedy})
