"""Where names mean something: the spec, and within it each use of a block.

A name of a layer is looked up in its own scope first, then outward; a `$setting` in the settings of the
block, then in the spec's. What a use passes to a block keeps the scope it was written in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.spec.source import Node, Scalar

__all__ = ["Passed", "Scope", "Standing"]


class Passed(NamedTuple):
    """The value of a setting, and the scope in which its own names are meant."""

    node: Node
    scope: Scope


@dataclass(slots=True)
class Scope:
    """The names of one use of a block, or of the spec itself."""

    path: tuple[str, ...] = ()
    """The block uses down to here."""
    outer: Scope | None = None
    block: str = ""
    """The block that is used; empty for the spec."""
    use: Node | None = None
    """Where it is used."""
    written_in: Scope | None = None
    """The scope that the use was written in, which is another where layers were passed on."""
    entering: int = -1
    """The index of the layer that enters the block."""
    settings: dict[str, Passed] = field(default_factory=dict)
    layers: dict[str, int] = field(default_factory=dict)
    """The index of each layer by its name here; the last one where a repeat wrote several."""
    given: dict[str, Scalar] = field(default_factory=dict)
    """Where each name stands that was given."""
    expected: dict[str, Scalar] = field(default_factory=dict)
    """Names that are given anywhere in this scope, later ones too."""
    counts: dict[str, int] = field(default_factory=dict)
    """How many layers of each kind have no name."""

    def outward(self) -> Iterator[Scope]:
        """This scope, then those around it."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.outer

    @property
    def spec(self) -> Scope:
        """The outermost scope."""
        *_, last = self.outward()
        return last

    def uses(self) -> tuple[Node, ...]:
        """The block uses that led to what is written in this scope, innermost first."""
        found: list[Node] = []
        scope: Scope | None = self
        while scope is not None and scope.use is not None:
            found.append(scope.use)
            scope = scope.written_in
        return tuple(found)

    def blocks(self) -> tuple[str, ...]:
        """The blocks whose text what is written in this scope is part of, innermost first."""
        found: list[str] = []
        scope: Scope | None = self
        while scope is not None and scope.block:
            found.append(scope.block)
            scope = scope.written_in
        return tuple(found)

    def unnamed(self, kind: str) -> str:
        """Name a layer that has no name: by kind and number, skipping names that are taken."""
        while True:
            self.counts[kind] = self.counts.get(kind, 0) + 1
            name = f"{kind}{self.counts[kind]}"
            if name not in self.layers and name not in self.expected:
                return name


class Standing(NamedTuple):
    """Where a list of layers is written out."""

    naming: Scope
    """Where its layers get their names."""
    lookup: Scope
    """Where the names that it uses are meant; another scope than `naming` for passed layers."""
    rounds: tuple[int, ...] = ()
    """Which round of each repeat around it, within the scope."""
    depth: int = 0
