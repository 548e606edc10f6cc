"""The place of one layer, as a function that writes its kind in PyTorch sees it.

    def relu(layer: Relu, at: Site) -> Modules:
        return Modules((Call("nn.ReLU"),), at.channels)

A field of the layer is asked for by name: `at.value("filters")` is its value together with the
formula that stands in the spec, such as `$(mid*4)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cnncalc.export.code.call import Product
from cnncalc.export.code.term import Term
from cnncalc.layers.field import Pair
from cnncalc.shape import Image
from cnncalc.spec.node import Items

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cnncalc.export.code.call import Value
    from cnncalc.export.code.term import Plain
    from cnncalc.layers.layer import Layer
    from cnncalc.shape import Shape
    from cnncalc.spec.node import Entry, Node

__all__ = ["Site", "axes", "plain"]


@dataclass(frozen=True)
class Site:
    """Where a layer stands: what enters it, what it gives, and what its fields were written as."""

    layer: Layer
    fields: Mapping[str, Entry]
    read: Callable[[Node], Term]
    """What stands in the spec as a term: a number, `$name`, `$(mid*4)`."""
    channels: Term
    """The channels that enter, or the length of a vector."""
    input: Shape
    output: Shape

    def value(self, field: str) -> Value:
        """Give a field of the layer: a term, or two of a pair that is written out."""
        value = getattr(self.layer, field)
        node = self.node(field)
        if isinstance(node, Items) and isinstance(value, Pair):
            return tuple(self.same(*each) for each in zip(node.items, value, strict=True))
        return self.same(node, plain(value))

    def node(self, field: str) -> Node | None:
        """Give what stands in the spec for a field."""
        return self.fields[field].value if field in self.fields else None

    def same(self, node: Node | None, value: Plain) -> Term:
        """Give a value with the formula of what stands in the spec, if that is this value."""
        if node is None:
            return Term.of(value)
        term = self.read(node)
        return Term(value, term.formula if plain(term.value) == value else None)

    def term(self, field: str) -> Term:
        """Give a field that is one number or word."""
        value = self.value(field)
        return value if isinstance(value, Term) else Term(plain(getattr(self.layer, field)))

    @property
    def features(self) -> Term | Product:
        """All values that enter: the length of a vector, or channels * height * width."""
        if not isinstance(self.input, Image):
            return self.channels
        sides = (self.input.height, self.input.width)
        return Product((self.channels, *(Term.of(each) for each in sides)))


def plain(value: object) -> Plain:
    """Give a field as generated code has it: a pair of equal numbers is one number."""
    if isinstance(value, tuple):
        if any(isinstance(each, tuple) for each in value):
            return tuple(tuple(each) for each in value)  # a table
        alike = len(value) > 1 and len(set(value)) == 1
        return value[0] if alike else tuple(value)
    if value is None or isinstance(value, int | float | str):
        return value
    raise TypeError(value)


def axes(value: Value) -> tuple[Term, Term]:
    """Give the height and the width of a number or a pair."""
    if type(value) is tuple:
        height, width = (each for each in value if isinstance(each, Term))
        return height, width
    if not isinstance(value, Term):
        raise TypeError(value)
    if isinstance(value.value, tuple):
        high, wide = value.value
        return Term.of(high), Term.of(wide)
    return value, value
