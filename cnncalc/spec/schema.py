"""The JSON Schema of the language, made from the classes that read it, for use in editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc.layers import KINDS
from cnncalc.limit import DEFAULT_LIMITS
from cnncalc.spec.frame import FrameFields

if TYPE_CHECKING:
    from cnncalc.layers.layer import Layer

__all__ = ["language_schema"]


def language_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a spec file, as plain data."""
    schema = FrameFields.model_json_schema()
    definitions = schema.pop("$defs", {})
    properties = schema["properties"]
    properties["layers"] = _described(_LAYERS, "The layers, in order.")
    properties["blocks"] = {
        "description": "Kinds of the network's own.",
        "type": "object",
        "additionalProperties": {"anyOf": [_BLOCK, _LAYERS]},
    }
    definitions |= {
        "layers": {"type": "array", "items": {"$ref": "#/$defs/item"}},
        "item": {"anyOf": [_WORD, _entries()]},
        "branch": {"anyOf": [_WORD, {"$ref": "#/$defs/layers"}, _entries()]},
        "name": {"type": "string", "minLength": 1, "maxLength": DEFAULT_LIMITS.name},
        **{kind: _kind(each) for kind, each in KINDS.items()},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "cnncalc network",
        **schema,
        "$defs": definitions,
    }


_LAYERS = {"$ref": "#/$defs/layers"}
_WORD = {"type": "string", "description": "A kind that needs no field, a name, or $setting."}
_SWITCH = {
    "anyOf": [{"type": "boolean"}, {"type": "integer"}, {"type": "string", "pattern": r"^\$"}]
}
_BLOCK = {
    "type": "object",
    "properties": {
        "settings": {
            "type": "object",
            "description": "Names and defaults; without a value a setting is required.",
        },
        "layers": _LAYERS,
    },
    "required": ["layers"],
    "additionalProperties": False,
}
_REPEAT = {
    "type": "object",
    "description": "The same layers several times.",
    "properties": {
        "times": {
            "anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^\$"}]
        },
        "layers": _LAYERS,
        "when": _SWITCH,
    },
    "required": ["times", "layers"],
    "additionalProperties": False,
}
_COMMON = {
    "name": {"$ref": "#/$defs/name", "description": "What the layer is called."},
    "from": {"type": "string", "description": "The earlier layer that it reads, or `input`."},
    "when": {**_SWITCH, "description": "Written only if true."},
    "trainable": {**_SWITCH, "description": "false freezes the layer."},
}
_BRANCHES = {
    "type": "array",
    "description": "Branches, names of earlier layers, or `none`.",
    "items": {"$ref": "#/$defs/branch"},
}


def _described(schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {**schema, "description": description}


def _entries() -> dict[str, Any]:
    """One item of a layer list in its long form: one key, a kind or a block, and its fields."""
    kinds = {
        kind: _described({"$ref": f"#/$defs/{kind}"}, _summary(each))
        for kind, each in KINDS.items()
    }
    return {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "properties": {**kinds, "repeat": _REPEAT},
    }


def _kind(kind: type[Layer]) -> dict[str, Any]:
    """The fields of a kind, or a plain value in place of the first."""
    schema = kind.model_json_schema()
    fields = schema.get("properties", {})
    first = _BRANCHES if kind.merges else next(iter(fields.values()), None)
    mapping = {
        "type": "object",
        "properties": {**_COMMON, **({"inputs": _BRANCHES} if kind.merges else {}), **fields},
        "required": schema.get("required", []),
        "additionalProperties": False,
    }
    forms = [mapping, {"type": "null"}] if not schema.get("required") else [mapping]
    return {"description": _summary(kind), "anyOf": forms + ([first] if first else [])}


def _summary(kind: type[Layer]) -> str:
    return (kind.__doc__ or "").splitlines()[0]
