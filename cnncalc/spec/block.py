"""Kinds of a spec's own: the blocks of its frame, as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.layers import KINDS
from cnncalc.spec.naming import expected_names, name_fault
from cnncalc.spec.problem import Fault, did_you_mean
from cnncalc.spec.source import Fields, Items, Scalar, plain
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.limit import Limits
    from cnncalc.spec.problem import Problems
    from cnncalc.spec.source import Entry, Node

__all__ = ["USE_FIELDS", "Block", "read_blocks", "required"]

USE_FIELDS = ("name", "from", "when", "repeat")
"""The fields that a use of a block may have, beside its settings."""


class Block(NamedTuple):
    """A kind of the spec's own, as it stands in the file."""

    name: str
    settings: Mapping[str, Node]
    """The default of each setting; an empty scalar where one is required."""
    layers: Items
    key: Scalar
    expected: Mapping[str, Scalar]
    """Where each name stands that a layer in it has."""


def read_blocks(node: Node | None, limits: Limits, problems: Problems) -> dict[str, Block | None]:
    """Give the blocks of a frame by name; None for one that cannot be used, which is a problem."""
    if not isinstance(node, Fields):
        return {}
    for name, entry in node.entries.items():
        fault = name_fault(name, limits.name)
        if name in KINDS or name == "repeat":
            fault = f"`{name}` is a kind already"
        if fault:
            remedy = "call it by a word of its own, such as `my_block`"
            message = f"a block needs another name: {fault}"
            problems.add(Fault("block-name", message, entry.key, (remedy,)))
    return {name: _block(name, entry, problems) for name, entry in node.entries.items()}


def required(default: Node) -> bool:
    """Say whether a setting has no default, so that each use gives it a value."""
    return isinstance(default, Scalar) and default.value is None


def _block(name: str, entry: Entry, problems: Problems) -> Block | None:
    node = entry.value
    if isinstance(node, Items):
        return Block(name, {}, node, entry.key, expected_names(node))
    if not isinstance(node, Fields):
        message = f"block {name} has no `layers`"
        remedy = "write `settings: {...}` and `layers: [...]` under it"
        problems.add(Fault("missing-field", message, entry.key, (remedy,)))
        return None
    for part, each in node.entries.items():
        if part not in _PARTS:
            meant = problems.meant(part, _PARTS)
            helps = did_you_mean(meant, f"it has {listed(_PARTS, 'and')}")
            message = f"block {name} has no field `{part}`"
            problems.add(Fault("unknown-field", message, each.key, helps))
    layers = node.entries.get("layers")
    if layers is None or not isinstance(layers.value, Items):
        message = f"block {name} has no list of `layers`"
        place = layers.value if layers else entry.key
        problems.add(Fault("missing-field", message, place, ("write `layers: [...]` in it",)))
        return None
    settings = _settings(node.entries.get("settings"), name, problems)
    if settings is None:
        return None
    return Block(name, settings, layers.value, entry.key, expected_names(layers.value))


_PARTS = ("settings", "layers")


def _settings(entry: Entry | None, block: str, problems: Problems) -> dict[str, Node] | None:
    """The settings of a block and their defaults; None where that is not what stands there."""
    node = entry.value if entry else None
    if node is None or (isinstance(node, Scalar) and node.value is None):
        return {}
    if not isinstance(node, Fields):
        message = f"block {block}: `settings` is a mapping of names and defaults"
        remedy = f"write `settings: {{{', '.join(f'{each}: ' for each in _words(node))}}}`"
        problems.add(Fault("wrong-value", message, node, (remedy,)))
        return None
    for name, each in node.entries.items():
        if name in USE_FIELDS:
            message = (
                f"block {block}: `{name}` is a field of every use, and cannot be a setting too"
            )
            problems.add(Fault("setting-name", message, each.key, (f"call it `{name}_`",)))
    return {name: each.value for name, each in node.entries.items()}


def _words(node: Node) -> list[str]:
    """The words of a list, as the names of settings that were probably meant."""
    values = plain(node)
    return [str(each)[:20] for each in values[:3]] if isinstance(values, list) else ["name"]
