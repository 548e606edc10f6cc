"""The frame of a spec: everything but its layers, validated; blocks and layers as they stand.

    name: AlexNet
    input: 227x227x3
    rounding: {maxpool: ceil}
    layers: [...]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, ValidationError, WithJsonSchema

from cnncalc.layers import KINDS
from cnncalc.layers.field import Rounding, fault
from cnncalc.shape import Image, Shape, Vector
from cnncalc.spec.block import read_blocks
from cnncalc.spec.problem import validation_faults
from cnncalc.spec.published import Published
from cnncalc.spec.setting import UnresolvedError
from cnncalc.spec.source import Fields, Items, plain
from cnncalc.suggestion import listed, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cnncalc.spec.block import Block
    from cnncalc.spec.problem import Problems
    from cnncalc.spec.source import Node

__all__ = ["Frame", "FrameFields", "read_frame", "shape_written"]


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of a spec; a part with a problem has the default that lets reading go on."""

    name: str
    title: str
    year: int | None
    origin: Mapping[str, str]
    """Where the network comes from: paper, url and so on."""
    input_shape: Shape | None
    rounding: Rounding
    rounding_by_kind: Mapping[str, Rounding]
    blocks: Mapping[str, Block]
    layers: Items | None
    outputs: tuple[tuple[str, Node | None], ...]
    """Names of the results, each with its place; empty for the default."""
    published: tuple[tuple[Published, Node | None], ...]


def shape_written(value: object) -> Shape:
    """Read 227x227x3, {height:, width:, channels:} or a length; ValueError says what is wrong."""
    if isinstance(value, dict):
        return _shape_of_mapping(value)
    if type(value) is int:
        return Vector(_positive(value))
    text = str(value)
    match = _THREE.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        two = _TWO.fullmatch(text) if len(text) <= _LONGEST else None
        remedy = f"{two[1]}x{two[2]}x1 or {two[1]}x{two[2]}x3" if two else "227x227x3"
        message = (
            f"{text[:_LONGEST]} is not a shape: height x width x channels such as {remedy}, "
            "or a length"
        )
        raise ValueError(message)
    height, width, channels = (_positive(int(each)) for each in match.groups())
    if _channels_first(height, width, channels):
        message = (
            f"{text} looks like channels first, and shapes are height x width x channels: "
            f"write {width}x{channels}x{height}, or if it is meant, "
            f"{{height: {height}, width: {width}, channels: {channels}}}"
        )
        raise ValueError(message)
    return Image(channels, height, width)


_LONGEST = 60
_THREE = re.compile(r"([0-9]{1,18}) ?[x×] ?([0-9]{1,18}) ?[x×] ?([0-9]{1,18})", re.ASCII)  # noqa: RUF001
_TWO = re.compile(r"([0-9]{1,18}) ?[x×] ?([0-9]{1,18})", re.ASCII)  # noqa: RUF001
_FEW_CHANNELS = (1, 3, 4)
_SMALLEST_IMAGE = 8


def _channels_first(height: int, width: int, channels: int) -> bool:
    """Whether a shape has the channels of a picture where its height belongs."""
    if height not in _FEW_CHANNELS or min(width, channels) < _SMALLEST_IMAGE:
        return False
    return height > 1 or width == channels


def _positive(number: int) -> int:
    if number < 1:
        message = f"a size of {number} has no pixels: write sizes from 1"
        raise ValueError(message)
    return number


def _shape_of_mapping(value: dict[object, object]) -> Shape:
    axes = ("height", "width", "channels")
    unknown = [str(each) for each in value if each not in axes]
    missing = [each for each in axes if each not in value]
    if unknown or missing:
        found = f"has no `{missing[0]}`" if missing else f"has `{unknown[0][:_LONGEST]}` too"
        message = f"a shape as a mapping has height, width and channels, and this one {found}"
        raise ValueError(message)
    sizes = []
    for axis in axes:
        size = value[axis]
        if type(size) is not int:
            message = f"{axis} is {str(size)[:_LONGEST]}, and a whole number in plain decimals stands here"
            raise ValueError(message)
        sizes.append(_positive(size))
    return Image(sizes[2], sizes[0], sizes[1])


def _input(value: object) -> Shape:
    try:
        return shape_written(value)
    except ValueError as error:
        raise fault(str(error)) from None


_ROUNDINGS: dict[str, Rounding] = {"exact": "exact", "floor": "floor", "ceil": "ceil"}


def _rounding(value: object) -> dict[str, Rounding]:
    """Give the rounding by kind; the empty name stands for every other kind."""
    by_kind: dict[str, Rounding] = {}
    for kind, rounding in (value if isinstance(value, dict) else {"": value}).items():
        if not isinstance(rounding, str) or rounding not in _ROUNDINGS:
            raise fault(f"{str(rounding)[:_LONGEST]} is none of exact, floor, ceil")
        by_kind[str(kind)] = _ROUNDINGS[rounding]
        if kind and "rounding" not in getattr(KINDS.get(str(kind)), "model_fields", {}):
            with_window = [name for name, each in KINDS.items() if "rounding" in each.model_fields]
            meant = nearest(str(kind), with_window)
            hint = f"did you mean `{meant}`?" if meant else f"those are {listed(with_window, 'and')}"
            raise fault(f"`{str(kind)[:_LONGEST]}` is not a kind with a window; {hint}")
    return by_kind


def _text(value: object) -> str:
    if value is None or isinstance(value, list | dict | bool):
        raise fault("a text stands here")
    return str(value)


Text = Annotated[str, PlainValidator(_text), WithJsonSchema({"type": "string"})]
_SIZE = {"type": "integer", "minimum": 1}
_INPUT_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "pattern": "^[0-9]+ ?[x×] ?[0-9]+ ?[x×] ?[0-9]+$|^\\$"},  # noqa: RUF001
        {
            "type": "object",
            "properties": {axis: _SIZE for axis in ("height", "width", "channels")},
            "required": ["height", "width", "channels"],
            "additionalProperties": False,
        },
        _SIZE,
    ]
}
_EACH_ROUNDING = {"enum": ["exact", "floor", "ceil"]}
_ROUNDING_SCHEMA: dict[str, Any] = {
    "anyOf": [_EACH_ROUNDING, {"type": "object", "additionalProperties": _EACH_ROUNDING}]
}


class FrameFields(BaseModel):
    """A network: its frame and its layers."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, arbitrary_types_allowed=True
    )

    name: Text
    """What the network is called."""
    title: Text = ""
    """One line about it."""
    year: Annotated[int, Field(strict=True)] | None = None
    """When it was published."""
    source: dict[str, Text] = {}
    """Where it comes from: paper, url and so on."""
    input: Annotated[Shape, PlainValidator(_input), WithJsonSchema(_INPUT_SCHEMA)]
    """height x width x channels, such as 227x227x3; or the length of a vector."""
    rounding: Annotated[
        dict[str, Rounding], PlainValidator(_rounding), WithJsonSchema(_ROUNDING_SCHEMA)
    ] = {"": "exact"}
    """What a window that does not fit is: exact (a problem), floor or ceil; or by kind."""
    settings: dict[str, Any] = {}
    """Names that any value may use as $name; --set NAME=VALUE overrides one."""
    blocks: dict[str, Any] = {}
    """Kinds of the network's own."""
    layers: list[Any]
    """The layers, in order."""
    outputs: list[Text] = []
    """Names of the results; the last layer where nothing is said."""
    published: list[Published] = []
    """Figures from a paper or a lecture, which are checked."""


def read_frame(root: Fields, problems: Problems, resolve: Callable[[Node], object]) -> Frame:
    """Validate the frame; `resolve` gives a node as plain data, settings put in."""
    entries = root.entries
    data: dict[str, object] = {}
    bad: set[str] = set()
    for key, entry in entries.items():
        try:
            data[key] = _read(key, entry.value, resolve)
        except UnresolvedError:
            bad.add(key)
    try:
        fields = FrameFields.model_validate({**_STAND_INS, **data} if bad else data)
    except ValidationError as error:
        for code, message, node, helps in validation_faults(error, FrameFields, "the spec", root):
            problems.add(code, message, node or root, helps=helps)
        bad |= {str(each["loc"][0]) for each in error.errors(include_url=False, include_input=False)}
        known = data.keys() & FrameFields.model_fields.keys()
        fields = FrameFields.model_validate(
            {**_STAND_INS, **{key: data[key] for key in known - bad}}
        )
    rounding = fields.rounding
    layers = entries["layers"].value if "layers" in entries else None
    return Frame(
        name=fields.name,
        title=fields.title,
        year=fields.year,
        origin=fields.source,
        input_shape=None if "input" in bad or "input" not in entries else fields.input,
        rounding=rounding.get("", "exact"),
        rounding_by_kind={kind: each for kind, each in rounding.items() if kind},
        blocks=read_blocks(entries["blocks"].value, problems) if "blocks" in entries else {},
        layers=layers if isinstance(layers, Items) else None,
        outputs=tuple(zip(fields.outputs, _nodes(root, "outputs"), strict=False)),
        published=tuple(zip(fields.published, _nodes(root, "published"), strict=False)),
    )


_STAND_INS = {"name": "unnamed", "input": 1, "layers": []}
"""What a frame needs, for one that lacks it: reading goes on, to find the other problems."""


def _read(key: str, node: Node, resolve: Callable[[Node], object]) -> object:
    if key in {"input", "rounding", "year"}:
        return resolve(node)
    return _shallow(node) if key in {"layers", "blocks", "settings"} else plain(node)


def _nodes(root: Fields, key: str) -> list[Node]:
    entry = root.entries.get(key)
    return entry.value.items if entry and isinstance(entry.value, Items) else []


def _shallow(node: Node) -> object:
    """A node as an empty list or mapping: its contents are read later, in their own way."""
    if isinstance(node, Items):
        return []
    return {} if isinstance(node, Fields) else node.value
