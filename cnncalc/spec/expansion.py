"""Writing out a spec: branches, blocks and repeats become one list of layers with their inputs.

Layers may read only what stands before them, so the list is in order and has no cycle. A layer with a
problem of its own stays in the list, without its class, so that what follows is still looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.diagnostic import LayerError
from cnncalc.layers import KINDS
from cnncalc.spec.entry import EntryReader
from cnncalc.spec.graph import INPUT, GraphNode
from cnncalc.spec.naming import Naming, expect_names
from cnncalc.spec.scope import Scope, Standing
from cnncalc.spec.setting import SettingReader, UnresolvedError
from cnncalc.spec.source import Fields, Items, Scalar
from cnncalc.suggestion import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.layers.layer import Layer
    from cnncalc.limit import Limits
    from cnncalc.shape import Shape
    from cnncalc.spec.block import Block
    from cnncalc.spec.frame import Frame
    from cnncalc.spec.problem import Problems
    from cnncalc.spec.source import Entry, Node

__all__ = ["Expansion", "TooManyError"]

KIND_SYNONYMS = {
    "fc": "dense",
    "linear": "dense",
    "fully_connected": "dense",
    "conv2d": "conv",
    "convolution": "conv",
    "max_pool": "maxpool",
    "maxpool2d": "maxpool",
    "pool": "maxpool",
    "avg_pool": "avgpool",
    "average_pool": "avgpool",
    "bn": "batchnorm",
    "batch_norm": "batchnorm",
    "norm": "lrn",
    "concatenate": "concat",
    "cat": "concat",
    "sum": "add",
    "residual": "add",
}
"""What other tools and people call a kind."""


class TooManyError(Exception):
    """The bound on layers is reached; the problem has been added, and writing out stops."""


class Expansion:
    """The layers of one spec, written out."""

    def __init__(
        self, frame: Frame, problems: Problems, limits: Limits, scope: Scope
    ) -> None:
        """Prepare to write out a frame's layers; the scope has the spec's settings."""
        self._frame = frame
        self._problems = problems
        self._limits = limits
        self._written = 0
        self._shapes: list[Shape | None] = []
        self.nodes: list[GraphNode] = []
        self.scope = scope
        self._reader = SettingReader(problems, limits, self._channels)
        self._naming = Naming(problems, self._reader, limits)
        self._entries = EntryReader(problems, self._reader, frame)

    def look_up(self, name: str) -> int | None:
        """Give the index of a layer by its name in the spec."""
        return self._naming.look_up(name, self.scope)

    def write(self) -> int:
        """Write everything out; give the index of the last layer."""
        layers = self._frame.layers
        if layers is None:
            return INPUT
        try:
            expect_names(layers, self.scope)
            return self._list(layers, INPUT, Standing(self.scope, self.scope))
        except TooManyError:
            return INPUT

    def _list(self, items: Items, current: int, standing: Standing) -> int:
        if standing.depth > self._limits.depth:
            self._problems.add(
                "too-deep",
                f"blocks and branches are nested deeper than {self._limits.depth}",
                items,
                uses=standing.lookup.uses(),
            )
            raise TooManyError
        deeper = standing._replace(depth=standing.depth + 1)
        for item in items.items:
            current = self._item(item, current, deeper)
        return current

    def _item(self, item: Node, current: int, standing: Standing) -> int:
        try:
            node, scope = self._reader.passed(item, standing.lookup)
        except UnresolvedError:
            return current
        if node is not item:
            standing = standing._replace(lookup=scope)
            if isinstance(node, Items):
                return self._list(node, current, standing)
        if isinstance(node, Scalar) and isinstance(node.value, str):
            return self._kind(node.value, node, None, current, standing)
        if isinstance(node, Fields) and len(node.entries) == 1:
            ((kind, entry),) = node.entries.items()
            return self._kind(kind, entry.key, entry.value, current, standing)
        self._problems.add(*_not_a_layer(node), uses=scope.uses())
        return current

    def _kind(
        self, kind: str, key: Scalar, value: Node | None, current: int, standing: Standing
    ) -> int:
        self._count(key, standing)
        if isinstance(value, Scalar) and value.value is None and not value.quoted:
            value = None
        try:
            if kind == "repeat":
                return self._repeat(key, value, current, standing)
            if kind in self._frame.blocks:
                return self._use(self._frame.blocks[kind], key, value, current, standing)
            if kind in KINDS:
                return self._layer(KINDS[kind], key, value, current, standing)
        except UnresolvedError:
            return self._broken(kind, key, current, standing)
        self._problems.add(*self._unknown_kind(kind, key), uses=standing.lookup.uses())
        return self._broken(kind, key, current, standing)

    def _count(self, key: Node, standing: Standing) -> None:
        """Count a layer, a use or a round of a repeat, and stop at the bound."""
        self._written += 1
        if self._written > self._limits.layers:
            self._problems.add(
                "too-many-layers",
                f"written out, the spec has more than {self._limits.layers:,} layers",
                key,
                helps=("`--limit layers=NUMBER` raises the bound",),
                uses=standing.lookup.uses(),
            )
            raise TooManyError

    def _layer(
        self, kind: type[Layer], key: Scalar, value: Node | None, current: int, standing: Standing
    ) -> int:
        scope = standing.lookup
        fields = self._entries.fields(kind, key, value, scope)
        if not self._entries.wanted(fields, scope):
            return current
        start = self._naming.start_of(fields, current, scope)
        name = self._naming.named(kind.kind, fields, key, standing)
        if kind.merges:
            inputs = self._merged(fields, key, start, standing)
            if not inputs:
                return self._broken(kind.kind, key, start, standing, name)
            if len(inputs) == 1:
                self._naming.register(name, inputs[0], standing)
                return inputs[0]
        else:
            inputs = (start,)
        layer = self._entries.layer(kind, fields, key, scope)
        trainable = self._entries.switch(fields, "trainable", scope)
        return self._add(kind.kind, layer, inputs, name, key, fields, standing, trainable=trainable)

    def _add(
        self,
        kind: str,
        layer: Layer | None,
        inputs: tuple[int, ...],
        name: str,
        key: Scalar,
        fields: Mapping[str, Entry],
        standing: Standing,
        *,
        trainable: bool = True,
    ) -> int:
        scope = standing.naming
        self.nodes.append(
            GraphNode(
                "/".join((*scope.path, name)),
                scope.path,
                kind,
                layer,
                inputs,
                trainable,
                key,
                fields,
                standing.lookup.uses(),
            )
        )
        index = len(self.nodes) - 1
        self._naming.register(name, index, standing)
        return index

    def _broken(
        self, kind: str, key: Scalar, current: int, standing: Standing, name: str = ""
    ) -> int:
        """A layer that cannot be known, so that those after it are not held against it."""
        return self._add(
            kind, None, (current,), name or standing.naming.unnamed(kind), key, {}, standing
        )

    def _merged(
        self, fields: Mapping[str, Entry], key: Scalar, start: int, standing: Standing
    ) -> tuple[int, ...]:
        """The indices of what a merge merges; empty where that cannot be known."""
        uses = standing.lookup.uses()
        entry = fields.get("inputs")
        if entry is None or not isinstance(entry.value, Items):
            self._problems.add(
                "merge-inputs",
                f"{key.text} merges a list of branches and names, and none stands here",
                entry.value if entry else key,
                helps=(f"write `- {key.text}: [[...], []]`, where [] is the identity",),
                uses=uses,
            )
            return ()
        inputs: list[int] = []
        complete = True
        for each in entry.value.items:
            try:
                index = self._branch(each, start, standing)
            except UnresolvedError:
                complete = False
                continue
            if index is not None:
                inputs.append(index)
        if complete and not inputs:
            self._problems.add("merge-inputs", f"{key.text} has nothing to merge", key, uses=uses)
        return tuple(inputs) if complete else ()

    def _branch(self, node: Node, start: int, standing: Standing) -> int | None:
        """The index that a branch ends at; None for `none`, which drops out."""
        passed = self._reader.passed(node, standing.lookup)
        if isinstance(passed.node, Items):
            return self._list(passed.node, start, standing._replace(lookup=passed.scope))
        if isinstance(passed.node, Fields):
            return self._item(passed.node, start, standing._replace(lookup=passed.scope))
        if passed.node.value == "none":
            return None
        kinds = KINDS.keys() | self._frame.blocks.keys()
        name = passed.node.value
        if isinstance(name, str) and name in kinds and self._naming.look_up(name, passed.scope) is None:
            return self._item(passed.node, start, standing._replace(lookup=passed.scope))
        return self._naming.reference(node, standing.lookup)

    def _repeat(self, key: Scalar, value: Node | None, current: int, standing: Standing) -> int:
        entries = value.entries if isinstance(value, Fields) else {}
        layers = entries.get("layers")
        unknown = next((each for each in entries if each not in {"times", "layers", "when"}), None)
        if unknown or "times" not in entries or layers is None or not isinstance(layers.value, Items):
            self._problems.add(
                "repeat",
                f"a repeat has `times` and a list of `layers`"
                f"{f', and no `{unknown}`' if unknown else ''}",
                entries[unknown].key if unknown else key,
                helps=("write `- repeat: {times: 2, layers: [...]}`",),
                uses=standing.lookup.uses(),
            )
            raise UnresolvedError
        if not self._entries.wanted(entries, standing.lookup):
            return current
        for number in range(1, self._entries.times(entries["times"], standing.lookup) + 1):
            self._count(key, standing)
            current = self._list(
                layers.value, current, standing._replace(rounds=(*standing.rounds, number))
            )
        return current

    def _use(
        self, block: Block, key: Scalar, value: Node | None, current: int, standing: Standing
    ) -> int:
        scope = standing.lookup
        if block.name in scope.blocks():
            path = " -> ".join([*reversed(scope.blocks()), block.name])
            self._problems.add(
                "block-uses-itself", f"block {block.name} uses itself: {path}", key, uses=scope.uses()
            )
            raise UnresolvedError
        fields = self._entries.use_fields(block, key, value)
        if not self._entries.wanted(fields, scope):
            return current
        current = self._naming.start_of(fields, current, scope)
        if "repeat" not in fields:
            return self._round(block, key, fields, current, standing)
        named = "name" in fields
        for number in range(1, self._entries.times(fields["repeat"], scope) + 1):
            self._count(key, standing)
            rounds = (*standing.rounds, number) if named else standing.rounds
            current = self._round(block, key, fields, current, standing._replace(rounds=rounds))
        return current

    def _round(
        self,
        block: Block,
        key: Scalar,
        fields: Mapping[str, Entry],
        current: int,
        standing: Standing,
    ) -> int:
        """One use of a block, written out; the index of its last layer."""
        name = self._naming.named(block.name, fields, key, standing)
        scope = Scope(
            path=(*standing.naming.path, name),
            outer=standing.naming,
            block=block.name,
            use=key,
            written_in=standing.lookup,
            entering=current,
        )
        self._entries.settle(block, fields, key, scope, standing.lookup)
        expect_names(block.layers, scope)
        last = self._list(block.layers, current, Standing(scope, scope, depth=standing.depth))
        self._naming.register(name, last, standing)
        return last

    def _channels(self, scope: Scope) -> int | None:
        """The channels entering a block, computed from the layers written so far."""
        if scope.entering == INPUT:
            shape = self._frame.input_shape
        else:
            while len(self._shapes) <= scope.entering:
                self._shapes.append(self._shape(self.nodes[len(self._shapes)]))
            shape = self._shapes[scope.entering]
        return shape.channels if shape else None

    def _shape(self, node: GraphNode) -> Shape | None:
        shapes = [
            self._frame.input_shape if each == INPUT else self._shapes[each] for each in node.inputs
        ]
        known = tuple(each for each in shapes if each is not None)
        if node.layer is None or len(known) < len(shapes):
            return None
        try:
            return node.layer.output(known).shape
        except LayerError:
            return None

    def _unknown_kind(self, kind: str, key: Node) -> tuple[str, str, Node, tuple[str, ...]]:
        shown = kind[: self._limits.name]
        if kind == "separable_conv":
            helps: tuple[str, ...] = (
                "write the two layers that make it: `- depthwise_conv: {kernel: 3, padding: 1}` "
                "and `- conv: {filters: 64, kernel: 1}`",
            )
        else:
            meant = nearest(kind, [*KINDS, *self._frame.blocks, "repeat"], KIND_SYNONYMS)
            helps = (f"did you mean `{meant}`?",) if meant else ("`cnncalc layers` lists the kinds",)
        return "unknown-kind", f"there is no kind or block `{shown}`", key, helps


def _not_a_layer(node: Node) -> tuple[str, str, Node, tuple[str, ...]]:
    if isinstance(node, Items):
        return "not-a-layer", "a list stands where one layer is meant", node, ("remove one `-`",)
    if isinstance(node, Fields) and node.entries:
        first, *others = node.entries
        kind = node.entries[first]
        if isinstance(kind.value, Scalar) and kind.value.value is None:
            message = f"`{others[0]}` stands beside `{first}`, where its fields belong inside"
            return "not-a-layer", message, node.entries[others[0]].key, ("indent it further",)
        message = f"one item is one layer, and `{first}` and `{others[0]}` stand together"
        return "not-a-layer", message, node.entries[others[0]].key, ("start it with its own `-`",)
    shown = str(getattr(node, "value", "nothing"))[:40]
    return "not-a-layer", f"a layer is a kind with its fields, and `{shown}` is not", node, ()
