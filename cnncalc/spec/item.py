"""One item of a list of layers: a kind with its fields, or a word alone.

`- relu` is Item("relu", ...) without, and `- conv: {filters: 96, kernel: 11}` is Item("conv", ...)
with fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.layers import KINDS
from cnncalc.spec.problem import Fault, did_you_mean
from cnncalc.spec.source import Fields, Items, Scalar
from cnncalc.spec.spelling import KIND_SYNONYMS, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cnncalc.spec.problem import Problems
    from cnncalc.spec.source import Entry, Node

__all__ = ["Item", "meant_kind", "read_item"]


class Item(NamedTuple):
    """A kind, where it stands, and what stands beside it."""

    kind: str
    key: Scalar
    value: Node | None
    """None where nothing stands there."""


def read_item(node: Node) -> tuple[Item | None, Fault | None]:
    """Read an item of a list of layers, or what was probably meant; and say why it is none."""
    if isinstance(node, Scalar) and isinstance(node.value, str):
        return Item(node.value, node, None), None
    if isinstance(node, Fields) and node.entries:
        (kind, entry), *others = node.entries.items()
        nothing = isinstance(entry.value, Scalar) and entry.value.value is None
        item = Item(kind, entry.key, None if nothing else entry.value)
        if not others:
            return item, None
        own = Vocabulary.of_layer(KINDS[kind]).names if kind in KINDS else ()
        if not nothing or not any(name in own for name, _ in others):
            return item, _together(kind, *others[0])
        inside = Fields(dict(others), others[0][1].key.line, others[0][1].key.column)
        return item._replace(value=inside), _beside(kind, *others[0])
    return None, _not_a_layer(node)


def meant_kind(item: Item, blocks: Iterable[str], problems: Problems) -> tuple[Fault, str | None]:
    """Say that there is no such kind, and give the one that was probably meant."""
    shown = item.kind[:_LONGEST]
    others = _MADE_OF_OTHERS.get(item.kind, "`cnncalc layers` lists the kinds")
    meant = None
    if item.kind not in _MADE_OF_OTHERS:
        meant = problems.meant(item.kind, [*KINDS, *blocks, "repeat"], KIND_SYNONYMS)
    helps = did_you_mean(meant, others)
    return Fault("unknown-kind", f"there is no kind or block `{shown}`", item.key, helps), meant


_LONGEST = 40
_MADE_OF_OTHERS = {
    "separable_conv": (
        "write the two layers that make it: `- depthwise_conv: {kernel: 3, padding: 1}` "
        "and `- conv: {filters: 64, kernel: 1}`"
    )
}


def _together(kind: str, other: str, stray: Entry) -> Fault:
    message = f"`{kind[:_LONGEST]}` and `{other[:_LONGEST]}` stand together in one item"
    return Fault("not-a-layer", message, stray.key, ("start each layer with its own `-`",))


def _beside(kind: str, other: str, stray: Entry) -> Fault:
    message = f"`{other[:_LONGEST]}` stands beside `{kind[:_LONGEST]}`, not inside it"
    return Fault("not-a-layer", message, stray.key, ("indent it further",))


def _not_a_layer(node: Node) -> Fault:
    if isinstance(node, Items):
        message = "a list stands where one layer is meant"
        return Fault("not-a-layer", message, node, ("remove one `-`, or the brackets",))
    shown = "nothing"
    if isinstance(node, Scalar) and node.value is not None:
        shown = f"`{node.text[:_LONGEST]}`"
    remedy = "write a kind, such as `relu`, or a kind with its fields, such as `dense: 10`"
    return Fault("not-a-layer", f"a layer is a kind, and {shown} stands here", node, (remedy,))
