"""A layer in the words of a sheet: what a student needs to know of it, and nothing that is asked.

>>> described(cnncalc.analyze("alexnet").layers["conv1"], Convention(), "input")
'conv: filters 96, kernel 11, stride 4'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.layers.field import Pair, Sides

if TYPE_CHECKING:
    from cnncalc.analysis.convention import Convention
    from cnncalc.analysis.figure import LayerFigures

__all__ = ["described"]

LONGEST = 60
"""Characters of a field's value; of a longer one is said that the spec has it."""


def described(figures: LayerFigures, convention: Convention, before: str | None = None) -> str:
    """Write the kind of a layer and its fields that are not as usual, as a convention has them.

    What it reads is said too, unless that is the layer `before` it alone.
    """
    layer = figures.layer
    words = []
    for name, field in type(layer).model_fields.items():
        value = getattr(layer, name)
        text = _text(_converted(name, value, convention))
        usual = (field.default, convention.rounding) if name == "rounding" else (field.default,)
        if value not in usual:
            word = field.alias or name
            words.append(f"{word} {text}" if 0 < len(text) <= LONGEST else f"{word} as in the spec")
    if figures.inputs != (before,):
        words.append(f"reads {', '.join(figures.inputs)}")
    return f"{figures.kind}: {', '.join(words)}" if words else figures.kind


def _converted(name: str, value: object, convention: Convention) -> object:
    """A value as the convention counts it: dilation from 0, padding of both sides together."""
    if name == "dilation" and convention.dilation == "zero" and isinstance(value, Pair):
        return Pair(value.height - 1, value.width - 1)
    if name == "padding" and convention.padding == "total" and isinstance(value, Sides):
        return Pair(value.top + value.bottom, value.left + value.right)
    return value


def _text(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float() | str():
            return str(value)
        case tuple() if value and all(isinstance(each, int) for each in value):
            return _numbers([int(each) for each in value])
    return ""


def _numbers(sizes: list[int]) -> str:
    """Sizes as a person says them: one if all are alike, height x width, or all sides of four."""
    if len(set(sizes)) == 1:
        return str(sizes[0])
    if len(sizes) == len(Sides._fields) and sizes[0] == sizes[1] and sizes[2] == sizes[3]:
        sizes = [sizes[0], sizes[2]]
    return "x".join(map(str, sizes)) if len(sizes) == len(Pair._fields) else str(sizes)
