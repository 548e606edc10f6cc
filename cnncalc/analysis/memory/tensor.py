"""A tensor of a pass over a network: the memory it stands in, its size, and how it lies there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.analysis.memory.ledger import Storage
    from cnncalc.analysis.memory.setup import Setup
    from cnncalc.layers.layout import Layout
    from cnncalc.layers.operation import Each, Space

__all__ = ["Value", "alias", "sized"]


@dataclass(slots=True)
class Value:
    """A tensor of the forward pass, which holds one reference to its memory."""

    storage: Storage
    bytes: int
    """Its own size; that of a part is smaller than its memory."""
    entry: int | None = None
    """Where on the tape it was made; None where no gradient passes."""
    layout: Layout | None = None
    """How it lies in memory; None where it is no view, and lies without gaps."""
    own: bool = True
    """Whether an activation in place may write over it: it is no view, and not the batch, and what
    made it does not need it. In inference as in training, since a module is in place in both."""


def alias(value: Value) -> Value:
    """Give the same tensor once more, with a reference of its own."""
    value.storage.references += 1
    return Value(value.storage, value.bytes, value.entry, value.layout, own=False)


def sized(needed: Space, setup: Setup) -> int:
    """Give the bytes of a tensor under a setup."""
    items = needed.items * setup.batch if needed.per_example else needed.items
    return items * _item(needed.each, setup)


def _item(each: Each, setup: Setup) -> int:
    value = setup.bytes_per_value
    if each == "index":
        return 8
    if setup.rules == "cpu" or each == "value":
        return value
    return 1 if each == "mask" else max(value, 4)
