"""What pydantic finds wrong with the fields of a layer or a frame, in the words of a spec.

`conv: {kernel: 0}` gives two faults: 0 is below 1, and `conv` needs `filters`. Pydantic's own text
of an error is never used: on hostile input it takes minutes.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cnncalc.spec.habit import value_remedies
from cnncalc.spec.problem import Fault, did_you_mean
from cnncalc.spec.source import Fields, Items, Scalar
from cnncalc.suggestion import listed, nearest

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from pydantic import BaseModel, ValidationError

    from cnncalc.spec.source import Entry, Node

__all__ = ["faulty_fields", "field_names", "needed_fields", "validation_faults"]


@cache
def field_names(model: type[BaseModel]) -> tuple[str, ...]:
    """Give the fields of a class by the names that a spec uses."""
    return tuple(each.alias or name for name, each in model.model_fields.items())


@cache
def needed_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """Give the fields that a spec has to write, by the names that it uses."""
    fields = model.model_fields.items()
    return tuple(each.alias or name for name, each in fields if each.is_required())


def faulty_fields(error: ValidationError) -> frozenset[str]:
    """Give the names of the fields that are missing or hold something wrong."""
    found = error.errors(include_url=False, include_input=False)
    return frozenset(str(each["loc"][0]) for each in found if each["loc"])


def validation_faults(
    error: ValidationError,
    subject: str,
    fields: Mapping[str, Entry],
    whole: Node,
    unknown: Container[str] = (),
) -> Iterator[Fault]:
    """Reword what pydantic found; `subject` and `whole` are the thing that has the fields.

    Nothing is said of fields in `unknown`, whose values are not there to be validated.
    """
    for each in error.errors(include_url=False, include_input=False):
        sort, loc = each["type"], each["loc"]
        name = str(loc[0]) if loc else ""
        if name in unknown:
            continue
        node = _node_at(fields, loc) or whole
        if sort == "missing" and len(loc) == 1:
            message = f"{subject} needs `{name}`"
            yield Fault("missing-field", message, whole, (f"write `{name}: ...`",))
        elif sort == "missing":
            message = f"an entry of `{name}` of {subject} needs `{loc[-1]}`"
            yield Fault("missing-field", message, node, (f"write `{loc[-1]}: ...` in it",))
        else:
            context = each.get("ctx", {})
            message = f"`{name}` of {subject}: {_meaning(sort, context)}"
            yield Fault("wrong-value", message, node, _remedies(sort, context, node))


_MEANINGS = {
    "list_type": "a list is meant here",
    "dict_type": "a mapping is meant here",
    "model_type": "a mapping is meant here",
    "int_type": "a whole number in plain decimals is meant here",
    "too_short": "a list of at least one is meant here",
}


def _meaning(sort: str, context: Mapping[str, object]) -> str:
    """What would be right, in a few words."""
    if sort == "literal_error":
        return f"{listed(_words(context))} is meant here"
    return str(context.get("text") or _MEANINGS.get(sort, "something else is meant here"))


_LONGEST = 40


def _words(context: Mapping[str, object]) -> list[str]:
    """The words that a field takes."""
    words = str(context.get("expected", "")).replace(" or ", ", ").split(", ")
    return [each.strip("'").lower() for each in words]


def _remedies(sort: str, context: Mapping[str, object], node: Node) -> tuple[str, ...]:
    """What to write instead: as the field itself says, or as the text shows."""
    if context.get("remedy"):
        return (str(context["remedy"]),)
    if sort == "list_type":
        if isinstance(node, Scalar) and node.value is not None:
            return (f"write `[{node.text[:_LONGEST]}]`",)
        return ("start each item with its own `-`",)
    if sort in {"dict_type", "model_type"}:
        return ("write `{name: value}`, with a space after the colon",)
    if sort == "literal_error" and isinstance(node, Scalar):
        return did_you_mean(nearest(node.text, _words(context)))
    return value_remedies(node, _meaning(sort, context))


def _node_at(fields: Mapping[str, Entry], loc: tuple[int | str, ...]) -> Node | None:
    """Follow a path as pydantic gives it, as far as the source has it."""
    if not loc or str(loc[0]) not in fields:
        return None
    node = fields[str(loc[0])].value
    for part in loc[1:]:
        if isinstance(node, Fields) and str(part) in node.entries:
            node = node.entries[str(part)].value
        elif isinstance(node, Items) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
    return node
