"""Where names mean something: the spec, and within it each use of a block.

A name of a layer is looked up in its own scope first, then outward; a `$setting` in the settings of
the block, then in the spec's. What a use passes to a block keeps the scope it was written in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.spec.graph import INPUT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cnncalc.spec.source import Node, Scalar

__all__ = ["Passed", "Scope", "Standing"]


class Passed(NamedTuple):
    """The value of a setting, and the scope in which its own names are meant."""

    node: Node
    scope: Scope


@dataclass(slots=True, eq=False)
class Scope:
    """The names of one use of a block, or of the spec itself."""

    path: tuple[str, ...] = ()
    """The block uses down to here."""
    kinds: tuple[str, ...] = ()
    """The blocks that these are uses of."""
    outer: Scope | None = None
    block: str = ""
    """The block that is used; empty for the spec."""
    uses: tuple[Node, ...] = ()
    """Where the blocks are used that led to what is written here, innermost first."""
    blocks: tuple[str, ...] = ()
    """The blocks whose text what is written here is part of, innermost first."""
    entering: int = INPUT
    """The index of the layer that enters the block."""
    expected: Mapping[str, Scalar] = field(default_factory=dict)
    """Where each name stands that is given anywhere in this scope, later ones too."""
    settings: dict[str, Passed | None] = field(default_factory=dict)
    """None for a setting whose value has a problem, so that its uses are not held against it."""
    complete: bool = True
    """Whether all settings are known, so that any other is a problem."""
    layers: dict[str, int] = field(default_factory=dict)
    """The index of each layer by its name here; the last one where a repeat wrote several."""
    inner: dict[str, Scope] = field(default_factory=dict)
    """The scope of each block use by its name here."""
    taken: dict[str, Node] = field(default_factory=dict)
    """Where each name stands, or the layer that it was made up for."""
    counts: dict[str, int] = field(default_factory=dict)
    """How many layers of each kind have no name."""

    def outward(self) -> Iterator[Scope]:
        """Give this scope, then those around it."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.outer

    def find(self, name: str) -> int | None:
        """Give the index of the layer of this scope with a name, or a path such as block1/conv2."""
        *path, last = name.split("/")
        scope: Scope | None = self
        for each in path:
            scope = scope.inner.get(each) if scope else None
        return scope.layers.get(last) if scope else None

    def setting(self, name: str) -> tuple[bool, Passed | None]:
        """Say whether there is a setting of this block, or of the spec, and give its value."""
        if name in self.settings:
            return True, self.settings[name]
        *_, spec = self.outward()
        return name in spec.settings or not spec.complete, spec.settings.get(name)

    def unnamed(self, kind: str) -> str:
        """Name a layer that has no name: by kind and number, skipping names that are taken."""
        while True:
            self.counts[kind] = self.counts.get(kind, 0) + 1
            name = f"{kind}{self.counts[kind]}"
            if name not in self.taken and name not in self.expected:
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
