"""The sentences under the fields of a class, as the descriptions of its JSON Schema.

Pydantic can take them itself (`use_attribute_docstrings`), and then reads the source code whenever
the class is imported: a fifth of the time that a command takes to start. Here they are read when
they are asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    import ast

    from pydantic import GetJsonSchemaHandler
    from pydantic_core import CoreSchema

__all__ = ["Documented", "field_documentation"]


class Documented(BaseModel):
    """A class whose JSON Schema describes each field by the sentence that stands under it.

    Validators are built when they are used: a command needs a few.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Add the descriptions to the schema that pydantic makes."""
        schema = handler.resolve_ref_schema(handler(core_schema))
        sentences = field_documentation(cls)
        for name, field in cls.model_fields.items():
            properties = schema.get("properties", {})
            if name in sentences:
                properties[field.alias or name]["description"] = sentences[name]
        return schema


def field_documentation(model: type[BaseModel]) -> dict[str, str]:
    """Give the sentence under each field of a class and of those it is made from."""
    import ast
    from inspect import getsource
    from textwrap import dedent

    sentences: dict[str, str] = {}
    for each in reversed(model.__mro__):
        if issubclass(each, Documented) and each is not Documented:
            (body,) = ast.parse(dedent(getsource(each))).body
            if isinstance(body, ast.ClassDef):
                sentences |= _sentences(body.body)
    return sentences


def _sentences(statements: list[ast.stmt]) -> dict[str, str]:
    """The text below each annotated name of a class body."""
    import ast
    from inspect import cleandoc
    from itertools import pairwise

    return {
        field.target.id: cleandoc(below.value.value)
        for field, below in pairwise(statements)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }
