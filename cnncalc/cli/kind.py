"""A layer kind as its own class describes it: summary, rules, and what each field takes.

    >>> described("maxpool").rules["parameters"]
    'none'
    >>> [each.name for each in described("dense").fields]
    ['units', 'bias']

Nothing is written down a second time: summary and rules are the docstring of the class, the fields
come from its JSON Schema.
"""

from __future__ import annotations

from inspect import cleandoc
from typing import TYPE_CHECKING, Any, NamedTuple

from cnncalc.layers import FAMILIES, KINDS
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FieldDescription", "KindDescription", "described"]

RULES = ("output", "parameters", "work", "source")
"""The lines that the docstring of every kind has."""


class FieldDescription(NamedTuple):
    """One field of a kind: its name in a spec, what it takes, what it is without being written."""

    name: str
    takes: str
    default: str | None
    """None where the field is required; empty where leaving it out is a value of its own."""
    meaning: str


class KindDescription(NamedTuple):
    """All that a person needs to know to use a kind."""

    kind: str
    family: str
    summary: str
    rules: Mapping[str, str]
    fields: tuple[FieldDescription, ...]

    def data(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            "kind": self.kind,
            "family": self.family,
            "summary": self.summary,
            **self.rules,
            "fields": [each._asdict() for each in self.fields],
        }


def described(kind: str) -> KindDescription:
    """Describe a kind by its word in a spec; KeyError where there is none."""
    lines = cleandoc(KINDS[kind].__doc__ or "").splitlines()
    rules = dict(each.split(": ", 1) for each in lines if each.partition(": ")[0] in RULES)
    schema = KINDS[kind].model_json_schema()
    fields = tuple(
        FieldDescription(
            name,
            _takes(each),
            None if name in schema.get("required", ()) else _written(each.get("default")),
            each.get("description", ""),
        )
        for name, each in schema["properties"].items()
    )
    family = next(name for name, kinds in FAMILIES.items() if KINDS[kind] in kinds)
    return KindDescription(kind, family, lines[0], rules, fields)


def _takes(schema: Mapping[str, Any]) -> str:
    """What a field takes, in words; that every field takes a $setting goes without saying."""
    choices = [_choice(each) for each in schema.get("anyOf", [schema])]
    return listed(filter(None, choices))


def _choice(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return listed(_written(each) for each in schema["enum"])
    if schema.get("type") == "array":
        if schema["items"].get("type") == "array":
            return "a list of lists"
        return {2: "[height, width]", 4: "[top, bottom, left, right]"}[schema["maxItems"]]
    if schema.get("type") in {"integer", "number"}:
        noun = "a whole number" if schema["type"] == "integer" else "a number"
        least, most = schema.get("minimum"), schema.get("maximum")
        bounded = schema["type"] == "number" and most is not None
        return f"{noun} from {least} to {most}" if bounded else noun + _from(least)
    if schema.get("type") == "boolean":
        return "true or false"
    title: str = schema.get("title", "")
    return title if title[:1].islower() else ""


def _from(least: int | None) -> str:
    return "" if least is None else f" from {least}"


def _written(value: object) -> str:
    """A value as a spec has it; equal numbers of a pair or of four sides are one number."""
    if isinstance(value, list):
        return str(value[0]) if len(set(value)) == 1 else str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
