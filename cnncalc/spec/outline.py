"""How a network was written out: which layers came of which block, repeat, branch and setting.

The layers of a network stand in one list; the outline is the tree that they were written as:

    repeat                      - basic: {filters: 64, repeat: 2}
      round
        use                     basic: settings: {filters: , shortcut: []}
          merge                   - add:
            branch                  - [{conv: {filters: $filters, kernel: 3, padding: 1}}, relu]
              layer, layer
            branch                  - $shortcut
          layer                   - relu
      round
        ...

What computes does without it; what writes the network in another language keeps its structure.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sized

    from cnncalc.spec.node import Entry, Node
    from cnncalc.spec.scope import Scope

__all__ = ["Outline", "Part"]

Sort = Literal["layer", "merge", "branch", "use", "repeat", "round", "passed"]


@dataclass(slots=True, eq=False)
class Part:
    """A piece of a spec as it was written out in one place."""

    sort: Sort
    node: Node
    """Where it stands in the file: a layer's or use's kind, or a branch or setting itself."""
    scope: Scope
    """Where the names in its fields, or in itself, are meant."""
    fields: Mapping[str, Entry]
    """What stands beside it: the fields of a layer, use or repeat."""
    entering: int
    """The index of the layer that it starts after."""
    first: int
    """The index of its first layer, if it has any."""
    last: int | None = None
    """The index of the layer that it ends with; None for a branch that drops out."""
    inner: Scope | None = None
    """The scope of a use."""
    parts: list[Part] = field(default_factory=list)
    """What it consists of: a repeat of its rounds, a merge of its branches."""


class Outline:
    """Takes down parts while layers are written out; `parts` are those of the place reached."""

    def __init__(self, layers: Sized) -> None:
        """Start at the list of layers of the spec; `layers` are those written out so far."""
        self.parts: list[Part] = []
        self._layers = layers

    def layer(self, node: Node, scope: Scope, fields: Mapping[str, Entry], entering: int) -> None:
        """Take down the layer that is written next."""
        index = len(self._layers)
        self.parts.append(Part("layer", node, scope, fields, entering, index, index))

    @contextmanager
    def within(
        self, sort: Sort, node: Node, scope: Scope, fields: Mapping[str, Entry], entering: int
    ) -> Iterator[Part]:
        """Take down a part, whose `last` is still to be set; what comes meanwhile belongs to it."""
        part = Part(sort, node, scope, fields, entering, len(self._layers))
        around = self.parts
        around.append(part)
        self.parts = part.parts
        try:
            yield part
        finally:
            self.parts = around
