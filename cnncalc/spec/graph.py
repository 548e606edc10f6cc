"""A network read from a spec: its layers in order, each with its inputs and place in the file."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.diagnostic import LayerError
from cnncalc.limit import DEFAULT_LIMITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.diagnostic import Diagnostic
    from cnncalc.layers.field import Rounding
    from cnncalc.layers.layer import Layer
    from cnncalc.limit import Limits
    from cnncalc.shape import Shape
    from cnncalc.spec.outline import Part
    from cnncalc.spec.problem import Problems
    from cnncalc.spec.published import Published
    from cnncalc.spec.scope import Scope
    from cnncalc.spec.source import Entry, Node, Source

__all__ = ["INPUT", "NO_OVERRIDES", "GraphNode", "Network", "Overrides", "Reading"]

INPUT = -1
"""The index that stands for the network's input."""


@dataclass(frozen=True, slots=True)
class GraphNode:
    """One layer of the written-out network."""

    name: str
    """With the path of block uses before it."""
    path: tuple[str, ...]
    kind: str
    layer: Layer | None
    """None where the layer itself has a problem."""
    inputs: tuple[int, ...]
    """Indices of the layers it reads, all smaller than its own, or INPUT."""
    trainable: bool
    key: Node
    """Where the layer stands in the file."""
    fields: Mapping[str, Entry]
    """Where its fields stand."""
    uses: tuple[Node, ...]
    """The block uses that led there, innermost first."""
    like: int | None = None
    """The index of the layer whose height and width it takes, where it takes another's."""
    blocks: tuple[str, ...] = ()
    """The blocks that the uses of its path are uses of, outermost first."""

    def add_error(self, error: LayerError, problems: Problems, note: str = "") -> None:
        """Join a rule that does not hold to the place of the field that it names."""
        field = error.field or ""
        if field == "stride" and field not in self.fields:
            field = "kernel"  # a pooling without a stride moves by its kernel
        place = self.fields[field].value if field in self.fields else self.key
        if error.code == "image-expected" and self.inputs == (INPUT,):
            remedy = "give the network an image: `input: 28x28x1`"
            error = LayerError(error.code, error.message, field=error.field, helps=(remedy,))
        problems.add_layer_error(error, self.name, place, note, self.uses)


class Overrides(NamedTuple):
    """What is said beside a spec, in place of what it says itself."""

    input: str | None = None
    settings: Mapping[str, object] = MappingProxyType({})
    rounding: Rounding | None = None

    def with_more(
        self,
        input: str | None,  # noqa: A002  the word of the language
        settings: Mapping[str, object] | None,
        rounding: Rounding | None,
    ) -> Overrides:
        """Give these and others, which count where both say something."""
        return Overrides(
            input or self.input,
            {**self.settings, **(settings or {})},
            rounding or self.rounding,
        )


NO_OVERRIDES = Overrides()


@dataclass(frozen=True, slots=True)
class Network:
    """A network as a spec says it, its layers written out and connected."""

    name: str
    title: str
    year: int | None
    origin: Mapping[str, str]
    input_shape: Shape
    nodes: tuple[GraphNode, ...]
    outputs: tuple[int, ...]
    published: tuple[tuple[Published, Node], ...]
    source: Source
    scope: Scope
    """The names of its layers and block uses."""
    overrides: Overrides = NO_OVERRIDES
    """What was said beside the spec."""
    limits: Limits = DEFAULT_LIMITS
    """The bounds that it was read under."""
    outline: tuple[Part, ...] = ()
    """How its layers are put together of blocks, repeats and branches."""

    @property
    def overridden(self) -> bool:
        """Whether --input or the like changed it, so that its published figures are not its own."""
        return any(self.overrides)

    def __repr__(self) -> str:
        count = len(self.nodes)
        layers = "layer" if count == 1 else "layers"
        return f"<Network {self.name}: {count:,} {layers} over {self.input_shape}>"

    def named(self, name: str) -> str | None:
        """Give the full name of the layer that a name means: a use means its last layer."""
        index = self.scope.find(name)
        return None if index is None or index == INPUT else self.nodes[index].name


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a spec: the network as far as it could be read, and the problems."""

    network: Network
    problems: Problems

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Give the problems found so far, in the order of the file."""
        return self.problems.found()
