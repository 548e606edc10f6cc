"""A shape as a person writes it: 227x227x3, `{height:, width:, channels:}`, or a length.

>>> written_shape("227x227x3")
Image(channels=3, height=227, width=227)
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from cnncalc.layers.check import Check, fault
from cnncalc.shape import Image, Shape, Vector

__all__ = ["WrittenShape", "written_shape"]


def written_shape(value: object) -> Shape:
    """Read a shape, height first; ValueError says in a sentence why it is none."""
    if isinstance(value, dict):
        return _of_mapping(value)
    if type(value) is int:
        return Vector(_positive(value))
    if value is None:
        raise ValueError("nothing stands here, where a shape as 227x227x3 is meant, or a length")
    text = str(value).lower() if isinstance(value, bool) else str(value)
    three = _THREE.fullmatch(text)
    if three is None:
        raise ValueError(
            f"`{_cut(text)}` is not a shape: height x width x channels, as {_meant(text)}"
        )
    height, width, channels = (_positive(int(each)) for each in three.groups())
    if _channels_first(height, width, channels):
        raise ValueError(
            f"{text} looks like channels first, and shapes are height x width x channels: "
            f"write {width}x{channels}x{height}, or if it is meant, "
            f"{{height: {height}, width: {width}, channels: {channels}}}"
        )
    return Image(channels, height, width)


def _field(value: object) -> Shape:
    try:
        return written_shape(value)
    except ValueError as error:
        raise fault(str(error)) from None


_SIZE_SCHEMA = {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": "^\\$"}]}
_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {
            "type": "string",
            "pattern": "^[0-9]+ ?[x×] ?[0-9]+ ?[x×] ?[0-9]+$|^\\$",  # noqa: RUF001  as people type it
            "title": "height x width x channels",
        },
        {
            "type": "object",
            "properties": dict.fromkeys(("height", "width", "channels"), _SIZE_SCHEMA),
            "required": ["height", "width", "channels"],
            "additionalProperties": False,
        },
        _SIZE_SCHEMA,
    ]
}
WrittenShape = Annotated[Shape, Check(_field, _SCHEMA)]
"""A shape as a field: the `input` of a frame, the `output` of a reshape."""


def _meant(text: str) -> str:
    """How sizes are written that stand in another notation; or an example, where none do."""
    sizes = re.findall("[0-9]+", text) if _SIZES.fullmatch(text) else []
    batch = ", without the batch" if len(sizes) == _AXES + 1 else ""
    match sizes[1:] if batch else sizes:
        case [height, width]:
            return f"{height}x{width}x1 or {height}x{width}x3, or a length"
        case [first, second, third]:
            if _channels_first(int(first), int(second), int(third)):
                return f"{second}x{third}x{first}{batch}"
            return f"{first}x{second}x{third}{batch}"
        case [length] if length != text:
            return f"227x227x3, or a length, as {length}"
    return "227x227x3, or a length"


_AXES = 3
_NUMBER, _CROSS = "([0-9]{1,18})", " ?[x×] ?"  # noqa: RUF001  as people type it
_THREE = re.compile(_NUMBER + _CROSS + _NUMBER + _CROSS + _NUMBER, re.ASCII)
_SIZES = re.compile(r"[\[(]? ?[0-9]{1,18}(?: ?[xX×*,; ] ?[0-9]{1,18}){0,3},? ?[\])]?", re.ASCII)  # noqa: RUF001  as above
"""Sizes in any notation: 227x227, [3, 227, 227], (1, 28, 28), 227*227*3."""
_LONGEST = 60
_FEW_CHANNELS = (1, 3, 4)
_SMALLEST_IMAGE = 8


def _channels_first(height: int, width: int, channels: int) -> bool:
    """Whether a shape has the channels of a picture where its height belongs."""
    if height not in _FEW_CHANNELS or min(width, channels) < _SMALLEST_IMAGE:
        return False
    return height > 1 or width == channels


def _positive(number: int) -> int:
    if number < 1:
        raise ValueError(f"a size of {number} has no pixels: write sizes from 1")
    return number


def _of_mapping(value: dict[object, object]) -> Shape:
    axes = ("height", "width", "channels")
    unknown = [str(each) for each in value if each not in axes]
    missing = [each for each in axes if each not in value]
    if unknown or missing:
        found = f"has no `{missing[0]}`" if missing else f"has `{_cut(unknown[0])}` too"
        raise ValueError(
            f"a shape as a mapping has height, width and channels, and this one {found}"
        )
    sizes = []
    for axis in axes:
        size = value[axis]
        if type(size) is not int:
            raise ValueError(
                f"{axis} is {_cut(str(size))}, where a whole number in plain decimals is meant"
            )
        sizes.append(_positive(size))
    return Image(sizes[2], sizes[0], sizes[1])


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "..."
