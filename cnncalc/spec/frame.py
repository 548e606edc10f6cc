"""The frame of a spec: everything but its layers, validated; blocks and layers as they stand.

name: AlexNet
input: 227x227x3
rounding: {maxpool: ceil}
layers: [...]
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, ValidationError

from cnncalc.layers import KINDS
from cnncalc.layers.check import Check, fault
from cnncalc.layers.documentation import Documented
from cnncalc.layers.field import Rounding
from cnncalc.layers.written_shape import WrittenShape
from cnncalc.spec.block import read_blocks
from cnncalc.spec.dialect import PART_SYNONYMS
from cnncalc.spec.problem import Fault, UnresolvedError
from cnncalc.spec.published import Published
from cnncalc.spec.source import Fields, Items, Scalar, plain
from cnncalc.spec.spelling import Vocabulary, corrected, guesses
from cnncalc.spec.text import SomeText, Text
from cnncalc.spec.validation import faulty_fields, field_names, validation_faults
from cnncalc.suggestion import listed, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.limit import Limits
    from cnncalc.shape import Shape
    from cnncalc.spec.block import Block
    from cnncalc.spec.problem import Problems
    from cnncalc.spec.scope import Scope
    from cnncalc.spec.setting import SettingReader
    from cnncalc.spec.source import Entry, Node

__all__ = ["ROUNDINGS", "Frame", "FrameFields", "known_parts", "read_frame"]


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of a spec; a part with a problem has what lets reading go on."""

    name: str
    title: str
    year: int | None
    origin: Mapping[str, str]
    """Where the network comes from: paper, url and so on."""
    input_shape: Shape | None
    rounding: Rounding
    rounding_by_kind: Mapping[str, Rounding]
    blocks: Mapping[str, Block | None]
    """None for a block that cannot be used."""
    layers: Items | None
    outputs: tuple[tuple[str, Node], ...]
    """Names of the results, each with its place; empty for the default."""
    published: tuple[tuple[Published, Node], ...]
    bad: frozenset[str]
    """The parts that have a problem of their own, so that nothing else is held against them."""


ROUNDINGS: dict[str, Rounding] = {"exact": "exact", "floor": "floor", "ceil": "ceil"}
"""Each rounding by its word."""
_LONGEST = 60


def _rounding(value: object) -> dict[str, Rounding]:
    """The rounding by kind; the empty name stands for every other kind."""
    by_kind: dict[str, Rounding] = {}
    for kind, rounding in (value if isinstance(value, dict) else {"": value}).items():
        if not isinstance(rounding, str) or rounding not in ROUNDINGS:
            meant = nearest(str(rounding), ROUNDINGS)
            hint = f"; did you mean `{meant}`?" if meant else ""
            raise fault(f"`{str(rounding)[:_LONGEST]}` is none of exact, floor, ceil{hint}")
        by_kind[str(kind)] = ROUNDINGS[rounding]
        if kind and "rounding" not in getattr(KINDS.get(str(kind)), "model_fields", {}):
            slides = [name for name, each in KINDS.items() if "rounding" in each.model_fields]
            meant = nearest(str(kind), slides)
            hint = f"did you mean `{meant}`?" if meant else f"those are {listed(slides, 'and')}"
            raise fault(f"`{str(kind)[:_LONGEST]}` is not a kind with a window; {hint}")
    return by_kind


_EACH_ROUNDING = {"enum": [*ROUNDINGS]}
_ROUNDING_SCHEMA: dict[str, Any] = {
    "anyOf": [
        _EACH_ROUNDING,
        {"type": "object", "additionalProperties": _EACH_ROUNDING},
        {"type": "string", "pattern": r"^\$"},
    ]
}


class FrameFields(Documented):
    """A network: its frame and its layers."""

    name: SomeText
    """What the network is called."""
    title: Text = ""
    """One line about it."""
    year: Annotated[int, Field(strict=True)] | None = None
    """When it was published."""
    source: dict[str, Text] = {}
    """Where it comes from: paper, url and so on."""
    input: WrittenShape
    """height x width x channels, such as 227x227x3; or the length of a vector."""
    rounding: Annotated[dict[str, Rounding], Check(_rounding, _ROUNDING_SCHEMA)] = Field(
        {}, json_schema_extra={"default": "exact"}
    )
    """What a window that does not fit is: exact (a problem), floor or ceil; or by kind."""
    settings: dict[str, Any] = {}
    """Names that any value may use as $name; --set NAME=VALUE overrides one."""
    blocks: dict[str, Any] = {}
    """Kinds of the network's own."""
    layers: list[Any]
    """The layers, in order."""
    outputs: list[SomeText] = []
    """Names of the results; the last layer where nothing is said."""
    published: list[Published] = []
    """Figures from a paper or a lecture, which are checked."""


def known_parts(root: Fields, problems: Problems) -> Mapping[str, Entry]:
    """Give the parts of a frame; a misspelt one is a problem, and is read as what was meant."""
    return corrected(root.entries, Vocabulary.of_frame(field_names(FrameFields)), problems)


def read_frame(
    parts: Mapping[str, Entry],
    root: Fields,
    reader: SettingReader,
    scope: Scope,
    usual: Rounding = "exact",
) -> Frame:
    """Validate the frame; the scope has the spec's settings, `usual` is the default rounding."""
    problems, limits = reader.problems, reader.limits
    data: dict[str, object] = {}
    bad: set[str] = set()
    for key, entry in parts.items():
        try:
            data[key] = _read(key, entry.value, reader, scope)
        except UnresolvedError:
            bad.add(key)
    fields, faulty = _validated(parts, root, problems, data, bad)
    bad |= faulty
    bad |= _out_of_bounds(fields, parts, problems, limits)
    rounding = fields.rounding
    layers = parts["layers"].value if "layers" in parts else None
    return Frame(
        name=fields.name,
        title=fields.title,
        year=fields.year,
        origin=fields.source,
        input_shape=None if "input" in bad else fields.input,
        # Sizes rounded down are refused nowhere, so that a misspelt word is the only problem.
        rounding="floor" if "rounding" in bad else rounding.get("", usual),
        rounding_by_kind={kind: each for kind, each in rounding.items() if kind},
        blocks=read_blocks(parts["blocks"].value, limits, problems) if "blocks" in parts else {},
        layers=layers if isinstance(layers, Items) else None,
        outputs=tuple(zip(fields.outputs, _nodes(parts, "outputs"), strict=False)),
        published=tuple(zip(fields.published, _nodes(parts, "published"), strict=False)),
        bad=frozenset(bad),
    )


def _validated(
    parts: Mapping[str, Entry],
    root: Fields,
    problems: Problems,
    data: dict[str, object],
    bad: set[str],
) -> tuple[FrameFields, frozenset[str]]:
    """The frame as its class, with something in place of each part that has a problem."""
    try:
        return FrameFields.model_validate({**_STAND_INS, **data} if bad else data), frozenset()
    except ValidationError as error:
        doubtful = guesses(parts, PART_SYNONYMS)
        for each in validation_faults(error, "the spec", parts, root, doubtful):
            problems.add(each)
        faulty = faulty_fields(error)
        fine = {name: value for name, value in data.items() if name not in faulty}
        return FrameFields.model_validate({**_STAND_INS, **fine}), faulty


_STAND_INS = {"name": "unnamed", "input": 1, "layers": []}
"""What a frame needs, for one that lacks it: reading goes on, to find the other problems."""


def _out_of_bounds(
    fields: FrameFields, parts: Mapping[str, Entry], problems: Problems, limits: Limits
) -> set[str]:
    """The parts that are longer or larger than the bounds, each of which is a problem."""
    found: set[str] = set()
    if len(fields.name) > limits.name:
        message = f"a name of {len(fields.name):,} characters is longer than {limits.name}"
        remedy = ("what it is in a sentence can be its `title`",)
        problems.add(Fault("name", message, parts["name"].value, remedy))
        found.add("name")
    largest = max(fields.input.axes)
    if largest > limits.size:
        message = f"{largest:,} is beyond {limits.size:,}, the bound on numbers"
        remedy = (f"`--limit size={largest}` raises the bound",)
        problems.add(Fault("number-too-large", message, parts["input"].value, remedy))
        found.add("input")
    return found


def _read(key: str, node: Node, reader: SettingReader, scope: Scope) -> object:
    """A part of the frame as plain data, as far as the frame looks into it."""
    if key in {"input", "rounding", "year"}:
        return reader.plain(node, scope)
    if key in {"layers", "blocks", "settings"}:
        empty: object = [] if isinstance(node, Items) else {}
        return node.value if isinstance(node, Scalar) else empty
    if key in {"name", "title"} and isinstance(node, Scalar) and node.value is not None:
        return node.text
    if key == "published" and isinstance(node, Items):
        return [_figures(each, reader.problems) for each in node.items]
    return plain(node)


def _figures(node: Node, problems: Problems) -> object:
    """One entry of the published figures as plain data."""
    if not isinstance(node, Fields):
        return plain(node)
    vocabulary = Vocabulary(field_names(Published), "a published figure")
    entries = corrected(node.entries, vocabulary, problems)
    return {name: plain(entry.value) for name, entry in entries.items()}


def _nodes(parts: Mapping[str, Entry], key: str) -> list[Node]:
    entry = parts.get(key)
    return entry.value.items if entry and isinstance(entry.value, Items) else []
