"""The classes that a network becomes: one for each block, as far as its uses are alike.

The uses of a block are made one by one, each in its place. Those that differ in numbers alone share
a class, and what differs becomes an argument of it; where layers differ, there are two classes.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cnncalc.export.code.body import likeness
from cnncalc.export.code.formula import Formula, Symbol
from cnncalc.export.code.identifier import RESERVED, Names, class_name
from cnncalc.export.code.term import Term
from cnncalc.export.kind import MODULES
from cnncalc.export.kind.site import Site
from cnncalc.export.kind.supplement import SUPPLEMENTS
from cnncalc.export.structure.definition import Definition, Instance, definition_of
from cnncalc.export.structure.draft import ENTERING
from cnncalc.export.structure.meaning import Meaning, own_settings, spec_scope
from cnncalc.export.structure.survey import Survey
from cnncalc.export.structure.walk import Walk
from cnncalc.spec.block import read_blocks, required
from cnncalc.spec.graph import INPUT
from cnncalc.spec.node import Fields, Items
from cnncalc.spec.problem import Problems
from cnncalc.spec.setting import stands_for_another

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cnncalc.analysis.result import Analysis
    from cnncalc.export.code.call import Call
    from cnncalc.export.code.term import Plain
    from cnncalc.shape import Shape
    from cnncalc.spec.graph import Network
    from cnncalc.spec.node import Node
    from cnncalc.spec.outline import Part

__all__ = ["Plan", "written_shape"]


_TWICE = 2


class Plan:
    """Makes the classes of one network, inner ones first."""

    def __init__(self, network: Network, analysis: Analysis, free: Collection[str] = ()) -> None:
        """Look through a network and its figures; CannotRunError for a kind without code.

        `free` are the settings of the spec that become arguments of the network's class.
        """
        self.nodes = network.nodes
        self.figures = [analysis.layers[each.name] for each in network.nodes]
        self.survey = Survey(network, self._is_plain)
        self.definitions: list[Definition] = []
        """The classes so far, each after those that it uses."""
        self._network = network
        self._free = free
        self._classes = Names(RESERVED.union(SUPPLEMENTS))
        self._instances: dict[Part, tuple[Instance, Definition]] = {}
        self.network_class = self._classes.unique(class_name(network.name))
        self.network = self._of_network()

    def shape(self, layer: int) -> Shape:
        """Give what a layer gives, or the input."""
        if layer == INPUT:
            return self._network.input_shape
        return self.figures[layer].output_shape

    def written(self, layer: int) -> str:
        """Give what a layer gives as comments have it: channels first."""
        return written_shape(self.shape(layer))

    def function(self, part: Part) -> str:
        """Give the class of a part that is one layer without arguments."""
        return self._calls(part.parts[0].first)[0].function

    def instance(self, part: Part) -> tuple[Instance, Definition]:
        """Give what is known of a use, a round, or layers handed over, and the class of it."""
        if part not in self._instances:
            match part.sort:
                case "use" if part.inner is not None:
                    block = part.inner.block
                    self._define(block, f"The block {block}", self.survey.uses[block])
                case "round":
                    name = f"{part.scope.block or self._network.name} round"
                    self._define(name, "A round of a repeat", self.survey.rounds[id(part.node)])
                case _:
                    name = str(getattr(part.node, "value", ""))
                    self._define(name, "Layers that a block takes", [part])
        return self._instances[part]

    @cache  # noqa: B019  a plan lives as long as one export
    def defaults(self, block: str) -> Mapping[str, Node]:
        """Give the settings of a block with their defaults as they stand in the spec."""
        root = self._network.source.root
        entry = root.entries.get("blocks") if isinstance(root, Fields) else None
        node = entry.value if entry else None
        blocks = read_blocks(node, self._network.limits, Problems(self._network.source))
        found = blocks.get(block)
        return found.settings if found else {}

    def local_name(self, layer: int) -> str:
        """Give the name that a layer has in its own block."""
        return "inputs" if layer == INPUT else self.nodes[layer].name.rpartition("/")[2]

    def _of_network(self) -> Definition:
        """The class of the whole."""
        network = self._network
        own = own_settings(network.scope, "spec")
        meaning = Meaning()
        meaning.learn(network.scope, own, Term(None))
        channels = Term.of(network.input_shape.channels)
        node = _input_channels(network)
        if node is not None and meaning.read(node, network.scope).value == channels.value:
            channels = meaning.read(node, network.scope)
        walk = Walk(self, network.scope, meaning, INPUT, channels)
        walk.parts(network.outline, ENTERING)
        results = [walk.draft.value(each) for each in network.outputs]
        instance = Instance(network.scope, walk.draft, walk.draft.body(results))
        symbols = {name: Symbol("spec", name) for name in own}
        constants = {
            symbols[name]: Term.of(term.value)
            for name, term in own.items()
            if name not in self._free
        }
        defaults = {symbols[name]: own[name].value for name in self._free}
        given = " and ".join(map(self.written, network.outputs))
        about = f"From {written_shape(network.input_shape)} to {given}."
        return definition_of(self.network_class, about, [instance], defaults, constants)

    def _define(self, name: str, what: str, parts: Sequence[Part]) -> None:
        """Make the class, or classes, of some uses of one block, or of the rounds of one repeat."""
        alike: dict[object, list[tuple[Part, Instance]]] = {}
        for part in parts:
            instance = self._made(part)
            alike.setdefault(likeness(instance.body), []).append((part, instance))
        for group in alike.values():
            wanted = class_name(name, "Block")
            if wanted == self.network_class:
                wanted += "Block"
            wanted = self._classes.unique(wanted)
            about = what
            if len(alike) > 1:
                about += self._place(group[0][0])
            if len(group) > 1:
                times = "twice" if len(group) == _TWICE else f"{len(group)} times"
                about += f", used {times}; shapes of the first"
            instances = [each for _, each in group]
            defaults = self._defaults(instances[0].scope.block)
            definition = definition_of(wanted, f"{about}.", instances, defaults)
            self.definitions.append(definition)
            for each, instance in group:
                self._instances[each] = instance, definition

    def _place(self, part: Part) -> str:
        """Where a use or round stands, in the names of reports."""
        if part.inner is not None:
            return f" as in {'/'.join(part.inner.path)}"
        return f" from {self.nodes[part.first].name} on"

    def _defaults(self, block: str) -> dict[Symbol, Plain]:
        """The defaults of those settings of a block that are numbers or words."""
        found: dict[Symbol, Plain] = {}
        for name, node in self.defaults(block).items():
            if not required(node) and not stands_for_another(node):
                value = Meaning().read(node, self._network.scope).value
                if not isinstance(node, Items) or _is_pair(value):
                    found[Symbol("setting", name)] = value
        return found

    def _made(self, part: Part) -> Instance:
        """A use or a round in its place, with its settings as symbols."""
        scope = part.inner or (part.scope if part.sort == "round" else part.parts[0].scope)
        meaning, spec = Meaning(), spec_scope(scope)
        meaning.learn(spec, own_settings(spec, "spec"), Term(None))
        channels = Term(self.shape(part.entering).channels, Formula.symbol(Symbol("channels", "0")))
        if part.inner is not None:
            meaning.learn(scope, own_settings(scope, "setting"), channels)
        elif scope.block:
            entering = self.shape(scope.entering).channels
            around = Term(entering, Formula.symbol(Symbol("around")))
            meaning.learn(scope, own_settings(scope, "setting"), around)
        walk = Walk(self, scope, meaning, part.entering, channels)
        last = walk.parts(part.parts, ENTERING, part)
        return Instance(scope, walk.draft, walk.draft.body([last]))

    def _is_plain(self, part: Part) -> bool:
        """Whether a part is one layer that is made without arguments, such as relu."""
        if len(part.parts) != 1 or part.parts[0].sort != "layer":
            return False
        kind = self.nodes[part.parts[0].first].kind
        if kind not in MODULES or "from" in part.parts[0].fields:
            return False
        calls = self._calls(part.parts[0].first)
        return len(calls) == 1 and not calls[0].arguments

    def _calls(self, index: int) -> tuple[Call, ...]:
        """What a layer becomes by itself, without what stands in the spec for it."""
        figures = self.figures[index]
        shape = figures.input_shapes[0]
        site = Site(
            layer=figures.layer,
            fields={},
            read=lambda _: Term(None),
            channels=Term.of(shape.channels),
            input=shape,
            output=figures.output_shape,
        )
        return MODULES[figures.kind](figures.layer, site).calls


def _input_channels(network: Network) -> Node | None:
    """What stands in the spec for the channels of the input, where it is written as a mapping."""
    root = network.source.root
    entry = root.entries.get("input") if isinstance(root, Fields) else None
    shape = entry.value if entry else None
    channels = shape.entries.get("channels") if isinstance(shape, Fields) else None
    return channels.value if channels else None


def _is_pair(value: Plain) -> bool:
    return isinstance(value, tuple) and bool(value) and all(type(each) is int for each in value)


def written_shape(shape: Shape) -> str:
    """Write a shape channels first, as PyTorch has it."""
    return " x ".join(map(str, shape.axes))
