"""Kinds of a spec's own: the blocks of its frame, as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.layers import KINDS
from cnncalc.spec.source import Fields, Items, Scalar, plain
from cnncalc.suggestion import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.spec.problem import Problems
    from cnncalc.spec.source import Node

__all__ = ["Block", "read_blocks"]


class Block(NamedTuple):
    """A kind of the spec's own, as it stands in the file."""

    name: str
    settings: Mapping[str, Node]
    """The default of each setting; an empty scalar where one is required."""
    layers: Items
    key: Scalar


def read_blocks(node: Node, problems: Problems) -> dict[str, Block]:
    """Give the blocks of a frame by name; one with a problem is left out."""
    blocks: dict[str, Block] = {}
    if not isinstance(node, Fields):
        return blocks
    for name, entry in node.entries.items():
        if name in KINDS or name in {"repeat", "none", "input"} or "/" in name or "$" in name:
            problems.add(
                "block-name",
                f"a block cannot be called `{name}`: the word has a meaning already",
                entry.key,
                helps=(f"call it `my_{name.replace('/', '_').replace('$', '')}`",),
            )
        elif block := _block(name, entry.key, entry.value, problems):
            blocks[name] = block
    return blocks


def _block(name: str, key: Scalar, node: Node, problems: Problems) -> Block | None:
    if isinstance(node, Items):
        return Block(name, {}, node, key)
    if not isinstance(node, Fields):
        problems.add(
            "wrong-value", f"block {name}: a mapping with `settings` and `layers` stands here", key
        )
        return None
    for part, entry in node.entries.items():
        if part not in {"settings", "layers"}:
            meant = nearest(part, ["settings", "layers"])
            helps = (f"did you mean `{meant}`?",) if meant else ("it has `settings` and `layers`",)
            problems.add("unknown-field", f"block {name} has no field `{part}`", entry.key, helps=helps)
    layers = node.entries.get("layers")
    if layers is None or not isinstance(layers.value, Items):
        problems.add(
            "missing-field",
            f"block {name} has no list of layers",
            layers.value if layers else key,
            helps=("write `layers: [...]` in it",),
        )
        return None
    settings = node.entries.get("settings")
    return Block(name, _settings(settings.value if settings else None, name, problems), layers.value, key)


def _settings(node: Node | None, block: str, problems: Problems) -> dict[str, Node]:
    if node is None or (isinstance(node, Scalar) and node.value is None):
        return {}
    if isinstance(node, Items):
        return {str(plain(each)): _required(each) for each in node.items}
    if not isinstance(node, Fields):
        problems.add("wrong-value", f"block {block}: `settings` is a mapping of names and defaults", node)
        return {}
    return {name: entry.value for name, entry in node.entries.items()}


def _required(node: Node) -> Scalar:
    """The default of a setting that has none."""
    return Scalar(None, "", False, node.line, node.column, 1)
