"""The JSON Schema of the language, made from the classes that read it, for use in editors.

An editor that knows it completes kinds and fields, says what each is, and underlines what is none.
A name that is no kind is left alone, since it may be a block.
"""

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
    frame = FrameFields.model_json_schema()
    frame["properties"]["layers"] = _described(_LAYERS, "The layers, in order.")
    frame["properties"]["blocks"] = {
        "description": "Kinds of the network's own.",
        "type": "object",
        "additionalProperties": {"anyOf": [_BLOCK, _LAYERS]},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "cnncalc network",
        **frame,
        "$defs": {
            **frame.get("$defs", {}),
            "layers": {"type": "array", "items": {"$ref": "#/$defs/item"}},
            "item": {"anyOf": [_word(), _OTHER_WORD, _entry()]},
            "branch": {"anyOf": [_NAME_OF_LAYER, _LAYERS]},
            "name": _NAME,
            **{kind: _kind(each) for kind, each in KINDS.items()},
        },
    }


_SETTING = {"type": "string", "pattern": r"^\$"}
_LAYERS = {"$ref": "#/$defs/layers"}
_NAME = {
    "anyOf": [
        {"type": "string", "minLength": 1, "maxLength": DEFAULT_LIMITS.name},
        {"type": "integer"},
    ]
}
_NAME_OF_LAYER = {**_NAME, "description": "The name of an earlier layer, or `none`."}
_OTHER_WORD = {"type": "string", "description": "A block, or $setting."}
_SWITCH = {"anyOf": [{"type": "boolean"}, {"type": "integer"}, _SETTING]}
_BLOCK = {
    "type": "object",
    "properties": {
        "settings": {
            "type": ["object", "null"],
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
        "times": {"anyOf": [{"type": "integer", "minimum": 0}, _SETTING]},
        "layers": _LAYERS,
        "when": _SWITCH,
    },
    "required": ["times", "layers"],
    "additionalProperties": False,
}
_COMMON = {
    "name": {"$ref": "#/$defs/name", "description": "What the layer is called."},
    "from": {**_NAME, "description": "The earlier layer that it reads, or `input`."},
    "when": {**_SWITCH, "description": "Written only if true."},
    "trainable": {**_SWITCH, "description": "false freezes the layer."},
}
_BRANCHES = {
    "description": "Branches, names of earlier layers, or `none`.",
    "anyOf": [{"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/branch"}}, _SETTING],
}


def _described(schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {**schema, "description": description}


def _word() -> dict[str, Any]:
    """An item of a layer list in its short form: a kind that needs no field."""
    needless = [
        kind
        for kind, each in KINDS.items()
        if not each.merges and not each.model_json_schema().get("required")
    ]
    return {"enum": needless, "description": "A kind that needs no field."}


def _entry() -> dict[str, Any]:
    """An item of a layer list in its long form: one key, a kind or a block, and its fields."""
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
    own = {"inputs": _BRANCHES} if kind.merges else schema.get("properties", {})
    required = ["inputs"] if kind.merges else schema.get("required", [])
    forms: list[dict[str, Any]] = [
        {
            "type": "object",
            "properties": {**_COMMON, **own},
            "required": required,
            "additionalProperties": False,
        },
        {**_SETTING, "description": "A setting that holds the fields."},
    ]
    if not required:
        forms.append({"type": "null"})
    if own and set(required) <= {next(iter(own))}:
        forms.append(next(iter(own.values())))
    return {"description": _summary(kind), "anyOf": forms}


def _summary(kind: type[Layer]) -> str:
    return (kind.__doc__ or "").splitlines()[0]
