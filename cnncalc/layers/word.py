"""The types of the fields that are words: true and false, names, rules.

class Dense(Layer):
    bias: Switch = True         # `bias: yes` is refused, with what to write
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import WithJsonSchema

from cnncalc.layers.check import Check, fault
from cnncalc.layers.field import Rounding, or_setting, other_than, shown
from cnncalc.suggestion import listed, nearest

__all__ = ["AxesRule", "Bias", "Interpolation", "Name", "RoundingRule", "Switch"]


def _switch(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise other_than(value, "is neither true nor false", "true or false")


def _bias(value: object) -> bool | str:
    if isinstance(value, bool) or value == "untied":
        return value
    raise other_than(value, "is neither true, false nor untied", "true, false or untied")


def _one_of(*words: str) -> Check:
    """Make the check of a field that is one of some words."""

    def check(value: object) -> object:
        if value in words:
            return value
        if value is None:
            raise fault(f"nothing stands here, where {listed(words)} is meant")
        meant = nearest(value, words) if isinstance(value, str) else None
        remedy = f"did you mean `{meant}`?" if meant else ""
        raise fault(f"{shown(value)} is not one of {', '.join(words)}", remedy)

    return Check(check, or_setting({"enum": [*words]}))


def _name(value: object) -> str:
    if isinstance(value, str) and value:
        return value
    raise fault(f"the name of a layer stands here, not {shown(value)}")


Switch = Annotated[bool, Check(_switch, or_setting({"type": "boolean"}))]
"""True or false, written so."""
Bias = Annotated[
    Literal[True, False, "untied"],
    Check(_bias, or_setting({"enum": [True, False, "untied"]})),
]
"""One bias a filter, none, or one for each output value."""
AxesRule = Annotated[
    Literal["channels", "all"],
    _one_of("channels", "all"),
]
"""Over what statistics are taken."""
Interpolation = Annotated[
    Literal["nearest", "bilinear"],
    _one_of("nearest", "bilinear"),
]
"""How values between given ones are found."""
Name = Annotated[
    str,
    Check(_name, {"type": "string", "minLength": 1, "title": "the name of a layer"}),
]
"""The name of another layer."""
RoundingRule = Annotated[Rounding, WithJsonSchema(or_setting({"enum": ["exact", "floor", "ceil"]}))]
"""A rounding as a field."""
