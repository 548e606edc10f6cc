"""The types of the fields that layers have: counts, pairs, padding, fractions.

    class Pool(Layer):
        kernel: PairOfCounts        # `kernel: 3` and `kernel: [3, 3]` both become Pair(3, 3)

Each type checks what was written and says in a sentence what is wrong with it; each knows its JSON
Schema, so that editors offer and check the same. Values are frozen, as layers are.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Field

from cnncalc.layers.check import Check, fault
from cnncalc.suggestion import nearest

if TYPE_CHECKING:
    from pydantic_core import PydanticCustomError

__all__ = [
    "Amount",
    "Amounts",
    "ConnectionTable",
    "Count",
    "FourSides",
    "Fraction01",
    "Numeral",
    "Pad",
    "PadAmount",
    "Pair",
    "PairOfCounts",
    "Rounding",
    "Sides",
    "or_setting",
    "other_than",
    "shown",
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


def shown(value: object) -> str:
    """A value as it was written, cut where it is long."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple | dict):
        return "a list or mapping"
    if isinstance(value, int) and abs(value) >= _LONG_NUMBER:
        return "a number of many digits"
    text = str(value)
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "..."


def other_than(value: object, said: str, meant: str) -> PydanticCustomError:
    """The error for a value of another sort than is meant, or for none."""
    if value is None:
        return fault(f"nothing stands here, where {meant} is meant")
    return fault(f"{shown(value)} {said}")


_LONGEST_SHOWN = 40
_LONG_NUMBER = 10**_LONGEST_SHOWN
"""Python refuses to write out an int of thousands of digits."""


def _whole(value: object, least: int) -> int:
    if type(value) is int:
        if value >= least:
            return value
        raise fault(f"{shown(value)} is below {least}, the least that makes sense here")
    if isinstance(value, list | tuple | dict):
        raise fault(f"a whole number from {least} is meant here, not a list or mapping")
    raise other_than(
        value, "is not a whole number in plain decimals", f"a whole number from {least}"
    )


def _count(value: object) -> int:
    return _whole(value, 1)


def _amount(value: object) -> int:
    return _whole(value, 0)


def _numeral(value: object) -> float:
    if isinstance(value, float) and math.isfinite(value):
        return value
    if type(value) is int and abs(value) < _LONG_NUMBER:
        return float(value)
    raise other_than(value, "is not a number", "a number")


def _fraction(value: object) -> float:
    percent = _PERCENT.fullmatch(str(value)) if isinstance(value, int | float | str) else None
    if percent and not isinstance(value, bool) and (percent[2] or float(percent[1]) > 1):
        share = f"{percent[1]} % is {float(percent[1]) / 100:g}: write it so"
        raise fault(f"{shown(value)} is not between 0 and 1", share)
    number = _numeral(value)
    if 0 <= number <= 1:
        return number
    raise fault(f"{shown(value)} is not between 0 and 1")


_PERCENT = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,4})?) ?(%?)", re.ASCII)


def _list(value: object) -> list[object]:
    if isinstance(value, list | tuple):
        return list(value)
    raise fault(f"a list is meant here, not {shown(value)}")


_PAIR_LENGTH, _SIDES_LENGTH = 2, 4
_RULES: dict[str, PadAmount] = {"valid": "valid", "half": "half", "same": "same"}


def _pair(value: object) -> Pair:
    if isinstance(value, list | tuple):
        if len(value) != _PAIR_LENGTH:
            counted = f"{len(value)} value" + "s" * (len(value) != 1)
            raise fault(f"a pair is [height, width], not {counted}")
        return Pair(_count(value[0]), _count(value[1]))
    if remedy := _as_list(value):
        raise fault(f"{shown(value)} is not a size: a number, or [height, width]", remedy)
    number = _count(value)
    return Pair(number, number)


def _amounts(value: object) -> Pair:
    if isinstance(value, list | tuple):
        if len(value) != _PAIR_LENGTH:
            raise fault(f"a pair is [height, width], and {len(value)} values stand here")
        return Pair(_amount(value[0]), _amount(value[1]))
    number = _amount(value)
    return Pair(number, number)


def _sides(value: object) -> Sides:
    if isinstance(value, str):
        raise fault(f"{shown(value)} is not an amount: a number, [height, width] or four sides")
    sides = _padding(value)
    return sides if isinstance(sides, Sides) else Sides(0, 0, 0, 0)


def _as_list(value: object) -> str:
    """How a pair is written here that was written as `3x3` or `(3, 3)`; empty for anything else."""
    both = _CROSSED.fullmatch(value) if isinstance(value, str) else None
    if both is None:
        return ""
    pair = f"[{both[1]}, {both[2]}]"
    return f"write {both[1]} or {pair}" if both[1] == both[2] else f"write {pair}"


_CROSSED = re.compile(r"\(?([0-9]{1,7})(?: ?[xX×*] ?|, ?)([0-9]{1,7})\)?", re.ASCII)  # noqa: RUF001  as people type it


def _padding(value: object) -> PadAmount:
    if isinstance(value, str):
        if value in _RULES:
            return _RULES[value]
        meant = nearest(value, _RULES)
        remedy = f"did you mean `{meant}`?" if meant else _as_list(value)
        message = f"{shown(value)} is not a padding: a number, a list, valid, half or same"
        raise fault(message, remedy)
    if isinstance(value, list | tuple):
        each = [_amount(part) for part in value]
        if len(each) == _PAIR_LENGTH:
            return Sides(each[0], each[0], each[1], each[1])
        if len(each) == _SIDES_LENGTH:
            return Sides(*each)
        counted = f"{len(each)} value" + "s" * (len(each) != 1)
        raise fault(f"padding is [height, width] or [top, bottom, left, right], not {counted}")
    number = _amount(value)
    return Sides(number, number, number, number)


def or_setting(*schemas: dict[str, Any]) -> dict[str, Any]:
    """A schema that also admits `$name` and `$(arithmetic)`."""
    return {"anyOf": [*schemas, {"type": "string", "pattern": r"^\$"}]}


def _several(schema: dict[str, Any], length: int) -> dict[str, Any]:
    return {
        "type": "array",
        "items": or_setting(schema),
        "minItems": length,
        "maxItems": length,
    }


_COUNT: dict[str, Any] = {"type": "integer", "minimum": 1, "maximum": 1_000_000}
_AMOUNT: dict[str, Any] = {"type": "integer", "minimum": 0, "maximum": 1_000_000}
_SHARE: dict[str, Any] = {"type": "number", "minimum": 0, "maximum": 1}
_PAIR = or_setting(_COUNT, _several(_COUNT, _PAIR_LENGTH))
_PADDING = or_setting(
    _AMOUNT,
    _several(_AMOUNT, _PAIR_LENGTH),
    _several(_AMOUNT, _SIDES_LENGTH),
    {"enum": [*_RULES]},
)

Count = Annotated[int, Check(_count, or_setting(_COUNT))]
"""A whole number from 1."""
Amount = Annotated[int, Check(_amount, or_setting(_AMOUNT))]
"""A whole number from 0."""
Numeral = Annotated[float, Check(_numeral, or_setting({"type": "number"}))]
"""Any finite number."""
Fraction01 = Annotated[float, Check(_fraction, or_setting(_SHARE))]
"""A number from 0 to 1."""
PairOfCounts = Annotated[Pair, Check(_pair, _PAIR)]
"""A number for both axes, or [height, width]."""
Amounts = Annotated[
    Pair,
    Check(_amounts, or_setting(_AMOUNT, _several(_AMOUNT, _PAIR_LENGTH))),
]
"""A number from 0 for both axes, or [height, width]."""
FourSides = Annotated[
    Sides,
    Check(
        _sides,
        or_setting(_AMOUNT, _several(_AMOUNT, _PAIR_LENGTH), _several(_AMOUNT, _SIDES_LENGTH)),
    ),
]
"""A number from 0 for each side, [height, width], or [top, bottom, left, right]."""
Pad = Annotated[PadAmount, Check(_padding, _PADDING)]
"""Padding: a number for each side, [height, width], four sides, valid, half or same."""
ConnectionTable = Annotated[
    tuple[
        Annotated[tuple[Amount, ...], BeforeValidator(_list)],
        ...,
    ],
    BeforeValidator(_list),
    Field(min_length=1),
]
"""A list for each filter: the maps that it reads, counted from 0."""
