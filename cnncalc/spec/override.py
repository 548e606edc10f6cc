"""What is said beside the spec itself: `--input 64x64x3`, `--set classes=10`, `--rounding floor`.

These come from a command line or a call, so what is wrong with them is no problem of the file: they
raise CannotRunError.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.diagnostic import CannotRunError
from cnncalc.layers.written_shape import written_shape
from cnncalc.spec.frame import ROUNDINGS
from cnncalc.spec.scalar import resolved
from cnncalc.spec.source import Fields, Scalar
from cnncalc.suggestion import listed, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.layers.field import Rounding
    from cnncalc.limit import Limits
    from cnncalc.shape import Shape
    from cnncalc.spec.source import Entry, Node

__all__ = ["overriding_rounding", "overriding_shape", "settings_of"]


def overriding_shape(text: str, limits: Limits) -> Shape:
    """Read another input shape, written as a spec writes it."""
    word = text.strip()
    try:
        shape = written_shape(resolved(word) if word else "")
    except ValueError as error:
        raise CannotRunError(f"--input: {error}") from None
    if max(shape.axes) > limits.size:
        largest = max(shape.axes)
        message = f"--input: {largest:,} is beyond {limits.size:,}, the bound on numbers"
        raise CannotRunError(f"{message}; `--limit size={largest}` raises it")
    return shape


def overriding_rounding(word: str) -> Rounding:
    """Read another default rounding."""
    if word not in ROUNDINGS:
        raise CannotRunError(f"--rounding: `{word[:_LONGEST]}` is none of exact, floor and ceil")
    return ROUNDINGS[word]


def settings_of(
    parts: Mapping[str, Entry], given: Mapping[str, object], file: str
) -> dict[str, Node]:
    """Give the settings of a spec, with those that are given in place of the file's."""
    written = parts["settings"].value if "settings" in parts else None
    settings = (
        {name: each.value for name, each in written.entries.items()}
        if isinstance(written, Fields)
        else {}
    )
    for name, value in given.items():
        if name not in settings:
            meant = nearest(name, settings)
            known = f"it has {listed(settings, 'and')}" if settings else "it has none"
            hint = f"did you mean `{meant}`?" if meant else known
            raise CannotRunError(f"{file} has no setting `{name[:_LONGEST]}`; {hint}")
        settings[name] = _given(name, value, settings[name])
    return settings


_LONGEST = 64


def _given(name: str, value: object, place: Node) -> Scalar:
    """A value as if it stood in the file in place of another."""
    if not isinstance(value, str | int | float):
        raise CannotRunError(f"the setting `{name[:_LONGEST]}` is given as a number or a word")
    text = str(value).lower() if isinstance(value, bool) else str(value)
    resolution = resolved(text) if text else ""
    return Scalar(resolution, text, False, place.line, place.column, place.length)  # noqa: FBT003  as Scalar says
