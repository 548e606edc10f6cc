"""One item of a list of layers: a kind with its fields, or a word alone.

`- relu` is Item("relu", ...) without, and `- conv: {filters: 96, kernel: 11}` is Item("conv", ...)
with fields. What is written in another way is a problem, and is read as what was probably meant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.layers import KINDS
from cnncalc.spec.block import USE_FIELDS
from cnncalc.spec.habit import kind_called
from cnncalc.spec.problem import Fault, did_you_mean
from cnncalc.spec.source import Entry, Fields, Items, Scalar
from cnncalc.spec.spelling import COMMON_FIELDS, Vocabulary
from cnncalc.spec.validation import needed_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.spec.block import Block
    from cnncalc.spec.problem import Problems
    from cnncalc.spec.source import Node

    Blocks = Mapping[str, Block | None]

__all__ = ["REPEAT_FIELDS", "Item", "example", "meant_kind", "read_items"]

REPEAT_FIELDS = ("times", "layers", "when")


class Item(NamedTuple):
    """A kind, where it stands, and what stands beside it."""

    kind: str
    key: Scalar
    value: Node | None
    """None where nothing stands there."""


def read_items(node: Node, blocks: Blocks) -> tuple[tuple[Item, ...], Fault | None]:
    """Read an item of a list of layers, which is one layer; and say why it is none, or several."""
    if isinstance(node, Scalar) and isinstance(node.value, str):
        return (Item(node.value, node, None),), None
    if isinstance(node, Fields) and node.entries:
        items = [_item(kind, entry) for kind, entry in node.entries.items()]
        alone = items[0].kind not in _WORDS_FOR_KIND and not _is_field_alone(items[0], blocks)
        if len(items) == 1 and (alone or _is_kind(items[0].kind, blocks)):
            return tuple(items), None
        return _of_several(node.entries, items, blocks)
    return (), _not_a_layer(node)


def meant_kind(item: Item, blocks: Blocks, problems: Problems) -> tuple[Fault, str | None]:
    """Say that there is no such kind, and give the one that was probably meant."""
    shown = item.kind[:_LONGEST]
    meant = kind_called(item.kind)
    call = _CALL.match(item.kind)
    if item.kind in _MADE_OF_OTHERS:
        helps: tuple[str, ...] = (_MADE_OF_OTHERS[item.kind],)
    elif ":" in item.kind and (called := _kind_of_word(item.kind.partition(":")[0], blocks)):
        meant, helps = None, (f"put a space after the colon: `{called}: {{`",)
    elif call is not None and (called := _kind_of_word(call[1], blocks)):
        meant, helps = None, (f"write its fields under their names: `- {example(called)}`",)
    elif item.kind in _OTHERS:
        helps = ("`cnncalc layers` lists the kinds",)
    else:
        meant = meant or problems.meant(item.kind, [*KINDS, *blocks, "repeat"])
        helps = did_you_mean(meant, "`cnncalc layers` lists the kinds")
    return Fault("unknown-kind", f"there is no kind or block `{shown}`", item.key, helps), meant


def example(kind: str, *more: str) -> str:
    """Give a kind with the fields that it needs, and others: conv: {filters: ..., kernel: ...}."""
    needed = needed_fields(KINDS[kind]) if kind in KINDS else ()
    names = dict.fromkeys([*needed, *more])
    return f"{kind}: {{{', '.join(f'{each}: ...' for each in names)}}}" if names else kind


_LONGEST = 40
_MADE_OF_OTHERS = {
    "separable_conv": (
        "write the two layers that make it: `- depthwise_conv: {kernel: 3, padding: 1}` "
        "and `- conv: {filters: 64, kernel: 1}`"
    ),
    "conv1d": "write the filter as one that is 1 high: `- conv: {filters: 8, kernel: [1, 3]}`",
}
"""Kinds that other tools have, as layers of these kinds."""
_OTHERS = frozenset(
    {
        *("conv3d", "maxpool3d", "avgpool3d", "celu", "crelu", "rrelu", "hardtanh", "tanhshrink"),
        *("softmin", "softsign"),
    }
)
"""Kinds that other tools have, and whose letters resemble another kind here."""

_CALL = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)(?:[ (-].*)", re.ASCII | re.DOTALL)
"""A kind with its numbers after it: `conv 3x3, 64`, `Conv2d(3, 64, 3)`, `CONV-9-32`."""


def _item(kind: str, entry: Entry) -> Item:
    nothing = isinstance(entry.value, Scalar) and entry.value.value is None
    return Item(kind, entry.key, None if nothing else entry.value)


def _is_kind(word: str, blocks: Blocks) -> bool:
    return word in KINDS or word in blocks or word == "repeat"


def _kind_of_word(word: str, blocks: Blocks) -> str | None:
    return word if _is_kind(word, blocks) else kind_called(word)


def _fields_of(kind: str, blocks: Blocks) -> tuple[str, ...]:
    """The fields that stand inside a kind, or a use of a block."""
    if kind in KINDS:
        return Vocabulary.of_layer(KINDS[kind]).names
    if kind == "repeat":
        return REPEAT_FIELDS
    block = blocks.get(kind)
    return (*block.settings, *USE_FIELDS) if block else USE_FIELDS


def _is_field_alone(item: Item, blocks: Blocks) -> bool:
    """Whether what stands as a kind is a field, which is to stand inside of a layer."""
    if _is_kind(item.kind, blocks) or kind_called(item.kind):
        return False
    fields = (Vocabulary.of_layer(each).names for each in KINDS.values())
    return any(item.kind in each for each in fields)


def _of_several(
    entries: Mapping[str, Entry], items: list[Item], blocks: Blocks
) -> tuple[tuple[Item, ...], Fault | None]:
    """What was meant by an item of several keys: fields beside a kind, or several layers."""
    for name in _WORDS_FOR_KIND:
        named = entries[name].value if name in entries else None
        if isinstance(named, Scalar) and (kind := _kind_of_word(named.text, blocks)):
            fields = {each: entry for each, entry in entries.items() if each != name}
            return (_with_fields(kind, named, fields, None),), _named_kind(name, kind, entries)
    kinds = [each for each in items if _is_kind(each.kind, blocks)]
    kinds = kinds or [each for each in items if not _is_field_alone(each, blocks)][:1]
    if not kinds:
        return (), _field_alone(items[0])
    first, others = kinds[0], [each for each in items if each is not kinds[0]]
    own = _fields_of(first.kind, blocks)
    if len(kinds) > 1 or not all(each.kind in own for each in others):
        stray = others[0] if kinds[0] is items[0] else first
        return tuple(kinds), _together(items[0].kind, stray)
    beside = {each.kind: entries[each.kind] for each in others}
    meant = _with_fields(first.kind, first.key, beside, first.value, own[0])
    return (meant,), _beside(first, others[0], own[0])


_WORDS_FOR_KIND = ("type", "kind", "layer", "op", "class_name")


def _with_fields(
    kind: str, key: Scalar, beside: Mapping[str, Entry], value: Node | None, first: str = ""
) -> Item:
    """A layer with the fields that stand beside it, as if they stood inside."""
    inside = dict(beside)
    if isinstance(value, Fields):
        inside = {**beside, **value.entries}
    elif value is not None:
        inside = {**beside, first: Entry(key, value)}
    return Item(kind, key, Fields(inside, key.line, key.column))


def _named_kind(name: str, kind: str, entries: Mapping[str, Entry]) -> Fault:
    message = f"a layer is written by its kind, and `{name}` stands here"
    inside = "" if len(entries) == 1 else ": {...}"
    remedy = f"write `- {kind}{inside}`" + (", its fields inside" if inside else "")
    return Fault("not-a-layer", message, entries[name].key, (remedy,))


def _field_alone(item: Item) -> Fault:
    message = f"`{item.kind[:_LONGEST]}` is a field, and no layer has it here"
    remedy = f"write it inside a layer: `- {example('conv', item.kind)}`"
    if item.kind in COMMON_FIELDS:
        remedy = f"write it inside a layer: `- relu: {{{item.kind}: ...}}`"
    return Fault("not-a-layer", message, item.key, (remedy,))


def _together(kind: str, stray: Item) -> Fault:
    message = f"`{kind[:_LONGEST]}` and `{stray.kind[:_LONGEST]}` stand together in one item"
    return Fault("not-a-layer", message, stray.key, ("start each layer with its own `-`",))


def _beside(layer: Item, stray: Item, first: str) -> Fault:
    """A field beside a kind; `first` is the kind's own first field."""
    name = stray.kind[:_LONGEST]
    message = f"`{name}` stands beside `{layer.kind[:_LONGEST]}`, not inside it"
    remedy = "indent it further"
    if layer.value is not None:
        own = "" if isinstance(layer.value, Fields) else f"{first}: ..., "
        remedy = f"write it inside: `- {layer.kind[:_LONGEST]}: {{{own}{name}: ...}}`"
    return Fault("not-a-layer", message, stray.key, (remedy,))


def _not_a_layer(node: Node) -> Fault:
    if isinstance(node, Items):
        message = "a list stands where one layer is meant"
        return Fault("not-a-layer", message, node, ("remove one `-`, or the brackets",))
    shown = "nothing"
    if isinstance(node, Scalar) and node.value is not None:
        shown = f"`{node.text[:_LONGEST]}`"
    remedy = "write a kind, such as `relu`, or a kind with its fields, such as `dense: 10`"
    return Fault("not-a-layer", f"a layer is a kind, and {shown} stands here", node, (remedy,))
