"""The types of the fields that layers have: counts, pairs, padding, fractions.

Each type checks what was written and says in a sentence what is wrong with it; each knows its JSON
Schema, so that editors offer and check the same.
"""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

__all__ = [
    "Amount",
    "Count",
    "Fraction01",
    "Numeral",
    "Pad",
    "PadAmount",
    "Pair",
    "PairOfCounts",
    "Rounding",
    "Sides",
    "Switch",
]

Rounding = Literal["exact", "floor", "ceil"]
"""What a window that does not fit is: a problem, or rounded down, or up."""


class Pair(NamedTuple):
    """Two numbers of a window, height first."""

    height: int
    width: int


class Sides(NamedTuple):
    """Rows and columns of zeros around an image."""

    top: int
    bottom: int
    left: int
    right: int


PadAmount = Sides | Literal["valid", "half", "same"]
"""Padding as a layer has it: numbers, or a rule that gives them."""


def fault(text: str) -> PydanticCustomError:
    """Make the error that pydantic passes on, with a sentence of ours."""
    return PydanticCustomError("field", "{text}", {"text": text})


def _shown(value: object) -> str:
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    text = "nothing" if value is None else text
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "..."


_LONGEST_SHOWN = 40


def _whole(value: object, least: int) -> int:
    if type(value) is int:
        if value >= least:
            return value
        raise fault(f"{_shown(value)} is below {least}, the least that makes sense here")
    if isinstance(value, list | dict):
        raise fault(f"a whole number from {least} stands here, not a list or mapping")
    raise fault(f"{_shown(value)} is not a whole number in plain decimals")


def _count(value: object) -> int:
    return _whole(value, 1)


def _amount(value: object) -> int:
    return _whole(value, 0)


def _switch(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise fault(f"{_shown(value)} is neither true nor false")


def _numeral(value: object) -> float:
    if type(value) in {int, float} and math.isfinite(value):  # type: ignore[arg-type]
        return float(value)  # type: ignore[arg-type]
    raise fault(f"{_shown(value)} is not a number")


def _fraction(value: object) -> float:
    number = _numeral(value)
    if 0 <= number <= 1:
        return number
    raise fault(f"{_shown(value)} is not between 0 and 1")


_PAIR_LENGTH, _SIDES_LENGTH = 2, 4
_RULES: dict[str, PadAmount] = {"valid": "valid", "half": "half", "same": "same"}


def _pair(value: object) -> Pair:
    if isinstance(value, list | tuple):
        if len(value) != _PAIR_LENGTH:
            raise fault(f"a pair is [height, width], and {len(value)} values stand here")
        return Pair(_count(value[0]), _count(value[1]))
    number = _count(value)
    return Pair(number, number)


def _padding(value: object) -> PadAmount:
    if isinstance(value, str):
        if value in _RULES:
            return _RULES[value]
        raise fault(f"{_shown(value)} is not a padding: a number, a list, valid, half or same")
    if isinstance(value, list | tuple):
        each = [_amount(part) for part in value]
        if len(each) == _PAIR_LENGTH:
            return Sides(each[0], each[0], each[1], each[1])
        if len(each) == _SIDES_LENGTH:
            return Sides(*each)
        message = f"padding is [height, width] or [top, bottom, left, right], not {len(each)} values"
        raise fault(message)
    number = _amount(value)
    return Sides(number, number, number, number)


_COUNT_SCHEMA: dict[str, Any] = {"type": "integer", "minimum": 1, "maximum": 1_000_000}
_AMOUNT_SCHEMA: dict[str, Any] = {"type": "integer", "minimum": 0, "maximum": 1_000_000}
_SETTING_SCHEMA: dict[str, Any] = {"type": "string", "pattern": r"^\$"}


def _or_setting(*schemas: dict[str, Any]) -> WithJsonSchema:
    """A schema that also admits `$name` and `$(arithmetic)`."""
    return WithJsonSchema({"anyOf": [*schemas, _SETTING_SCHEMA]})


def _several(schema: dict[str, Any], length: int) -> dict[str, Any]:
    return {"type": "array", "items": schema, "minItems": length, "maxItems": length}


Count = Annotated[int, PlainValidator(_count), _or_setting(_COUNT_SCHEMA)]
"""A whole number from 1."""
Amount = Annotated[int, PlainValidator(_amount), _or_setting(_AMOUNT_SCHEMA)]
"""A whole number from 0."""
Switch = Annotated[bool, PlainValidator(_switch), _or_setting({"type": "boolean"})]
"""True or false, written so."""
Numeral = Annotated[float, PlainValidator(_numeral), _or_setting({"type": "number"})]
"""Any finite number."""
Fraction01 = Annotated[
    float, PlainValidator(_fraction), _or_setting({"type": "number", "minimum": 0, "maximum": 1})
]
"""A number from 0 to 1."""
PairOfCounts = Annotated[
    Pair, PlainValidator(_pair), _or_setting(_COUNT_SCHEMA, _several(_COUNT_SCHEMA, _PAIR_LENGTH))
]
"""A number for both axes, or [height, width]."""
Pad = Annotated[
    PadAmount,
    PlainValidator(_padding),
    _or_setting(
        _AMOUNT_SCHEMA,
        _several(_AMOUNT_SCHEMA, _PAIR_LENGTH),
        _several(_AMOUNT_SCHEMA, _SIDES_LENGTH),
        {"enum": ["valid", "half", "same"]},
    ),
]
"""Padding as LANGUAGE says: a number, two, four, valid, half or same."""
