"""Writing out a spec: branches, blocks and repeats become one list of layers with their inputs.

Layers may read only what stands before them, so the list is in order and has no cycle. A layer with
a problem of its own stays in the list, so that what follows is still looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.layers import KINDS
from cnncalc.spec.branch import BranchReader
from cnncalc.spec.effort import STEPS_OF_LIST
from cnncalc.spec.entry import EntryReader
from cnncalc.spec.graph import INPUT, GraphNode
from cnncalc.spec.item import Item, meant_kind, read_items
from cnncalc.spec.naming import Naming, expected_names
from cnncalc.spec.outline import Outline
from cnncalc.spec.possible import PossibleShapes
from cnncalc.spec.problem import Fault, UnresolvedError
from cnncalc.spec.scope import Scope, Standing
from cnncalc.spec.setting import stands_for_another
from cnncalc.spec.source import Fields, Items
from cnncalc.spec.use import Uses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.layers.layer import Layer
    from cnncalc.spec.block import Block
    from cnncalc.spec.frame import Frame
    from cnncalc.spec.outline import Part
    from cnncalc.spec.setting import SettingReader
    from cnncalc.spec.source import Entry, Node, Scalar

__all__ = ["Expansion"]


class Expansion:
    """The layers of one spec, written out."""

    def __init__(self, frame: Frame, scope: Scope, reader: SettingReader) -> None:
        """Prepare to write out a frame's layers; the scope has the spec's settings."""
        self.nodes: list[GraphNode] = []
        self.certain = True
        """Whether it is known for every layer what it reads."""
        self.outline: tuple[Part, ...] = ()
        """How the layers are put together."""
        self._frame = frame
        self._scope = scope
        self._reader = reader
        self._problems = reader.problems
        self._naming = Naming(reader)
        self._entries = EntryReader(reader, frame)
        self._branches = BranchReader(reader, self._naming, frame.blocks)
        self._outline = Outline(self.nodes)
        self._uses = Uses(self._naming, self._entries, reader, self._list, self._outline)
        self._shapes = PossibleShapes(frame.input_shape, self.nodes)

    def write(self) -> int:
        """Write everything out; give the index of the last layer."""
        layers = self._frame.layers
        if layers is None:
            self.certain = False
            return INPUT
        self._reader.channels_entering = self._channels_entering
        self._scope.expected = expected_names(layers)
        last = self._list(layers, INPUT, Standing(self._scope, self._scope))
        self.outline = tuple(self._outline.parts)
        return last

    def try_out(self) -> None:
        """Add the problems of blocks that were never used, as far as they show without a use."""
        self._reader.channels_entering = lambda _: None
        certain, written = self.certain, len(self.nodes)
        for block in self._frame.blocks.values():
            if block is not None and block.name not in self._uses.used:
                self._uses.try_out(block, self._unknown(block.key), self._scope)
        del self.nodes[written:]
        self.certain = certain

    def _list(self, items: Items, current: int, standing: Standing) -> int:
        """Write out a list of layers after a layer; give the index of its last one."""
        uses = standing.lookup.uses
        most = self._reader.limits.depth
        self._reader.effort.steps(STEPS_OF_LIST + len(items.items), items, uses)
        if standing.depth > most:
            message = f"blocks and branches are nested deeper than {most}"
            self._problems.add(Fault("too-deep", message, items), uses)
            return self._unknown(items)
        deeper = standing._replace(depth=standing.depth + 1)
        for item in items.items:
            current = self._item(item, current, deeper)
        return current

    def _item(self, node: Node, current: int, standing: Standing) -> int:
        if not stands_for_another(node):
            return self._written(node, current, standing)
        try:
            passed = self._reader.passed(node, standing.lookup)
        except UnresolvedError:
            return self._unknown(node)
        inside = standing._replace(lookup=passed.scope)
        with self._outline.within("passed", node, standing.lookup, {}, current) as part:
            if isinstance(passed.node, Items):
                part.last = self._list(passed.node, current, inside)
            else:
                part.last = self._written(passed.node, current, inside)
        return part.last

    def _written(self, node: Node, current: int, standing: Standing) -> int:
        items, fault = read_items(node, self._frame.blocks)
        if fault is not None:
            self._problems.add(fault, standing.lookup.uses)
            if isinstance(node, Items):
                return self._list(node, current, standing)
        for item in items:
            current = self._kind(item, current, standing)
        return current if items else self._unknown(node)

    def _kind(self, item: Item, current: int, standing: Standing) -> int:
        if item.value is not None and stands_for_another(item.value):
            try:
                passed = self._reader.passed(item.value, standing.lookup)
            except UnresolvedError:
                return self._unknown(item.key)
            if isinstance(passed.node, Fields):
                item = item._replace(value=passed.node)
                standing = standing._replace(lookup=passed.scope)
        kind = self._known(item, standing)
        if kind in KINDS and kind not in self._frame.blocks:
            return self._layer(KINDS[kind], item, current, standing)
        try:
            if kind == "repeat":
                return self._uses.repeat(item, current, standing)
            return self._use(self._frame.blocks.get(kind), item, current, standing)
        except UnresolvedError:
            return self._unknown(item.key)

    def _known(self, item: Item, standing: Standing) -> str:
        """The kind of an item, or what was probably meant by it; empty where that is not known."""
        blocks = self._frame.blocks
        if item.kind in KINDS or item.kind in blocks or item.kind == "repeat":
            return item.kind
        if "blocks" in self._frame.bad:
            return ""
        fault, meant = meant_kind(item, blocks, self._problems)
        self._problems.add(fault, standing.lookup.uses)
        return meant or ""

    def _use(self, block: Block | None, item: Item, current: int, standing: Standing) -> int:
        """Write out a use of a block; of what is none, note only its name."""
        scope = standing.lookup
        if block is not None:
            fields = self._entries.use_fields(block, item, scope)
        else:
            fields = item.value.entries if isinstance(item.value, Fields) else {}
        if not self._entries.wanted(fields, scope):
            return current
        start = self._start(fields, current, standing)
        if block is not None:
            return self._uses.use(block, item, fields, start, standing)
        called = self._naming.called("layer", fields, item.key, standing)
        unknown = self._unknown(item.key)
        self._naming.register(called, unknown, standing)
        return unknown

    def _layer(self, kind: type[Layer], item: Item, current: int, standing: Standing) -> int:
        scope, key = standing.lookup, item.key
        fields = self._entries.fields(kind, item, scope)
        if not self._entries.wanted(fields, scope):
            return current
        self._reader.effort.layer(key, scope.uses)
        start = self._start(fields, current, standing)
        if not kind.merges:
            self._outline.layer(key, scope, fields, start)
            return self._node(kind, fields, key, (start,), standing)
        with self._outline.within("merge", key, scope, fields, start) as part:
            inputs = self._merged(kind.kind, fields, key, start, standing)
            part.last = self._node(kind, fields, key, inputs, standing)
        return part.last

    def _node(
        self,
        kind: type[Layer],
        fields: Mapping[str, Entry],
        key: Scalar,
        inputs: tuple[int, ...],
        standing: Standing,
    ) -> int:
        """Add a layer with its inputs; a merge of one thing is that thing."""
        scope = standing.lookup
        layer = self._entries.layer(kind, fields, key, scope)
        trainable = self._entries.switch(fields, "trainable", scope)
        if kind.merges and len(inputs) == 1:
            if "name" in fields:
                called = self._naming.called(kind.kind, fields, key, standing)
                self._naming.register(called, inputs[0], standing)
            return inputs[0]
        like = self._reference(fields["like"].value, scope) if "like" in fields else None
        called = self._naming.called(kind.kind, fields, key, standing)
        path = standing.naming.path
        name = "/".join((*path, called.name)) if path else called.name
        index = len(self.nodes)
        self.nodes.append(
            GraphNode(
                name,
                path,
                kind.kind,
                layer,
                inputs,
                trainable,
                key,
                fields,
                scope.uses,
                like,
                standing.naming.kinds,
            )
        )
        self._naming.register(called, index, standing)
        return index

    def _start(self, fields: Mapping[str, Entry], current: int, standing: Standing) -> int:
        """The index of the layer that a layer or use reads."""
        if "from" not in fields:
            return current
        return self._reference(fields["from"].value, standing.lookup, fields.get("name"))

    def _reference(self, node: Node, scope: Scope, own: Entry | None = None) -> int:
        """The index of the layer that a name means; `own` is the name of what names it."""
        try:
            return self._naming.reference(node, scope, own)
        except UnresolvedError:
            return self._unknown(node)

    def _unknown(self, node: Node) -> int:
        """Something in place of a layer that is not known; nothing is held against what follows."""
        self.certain = False
        nobody = GraphNode("", (), "", None, (), trainable=True, key=node, fields={}, uses=())
        self.nodes.append(nobody)
        return len(self.nodes) - 1

    def _merged(
        self,
        kind: str,
        fields: Mapping[str, Entry],
        key: Scalar,
        start: int,
        standing: Standing,
    ) -> tuple[int, ...]:
        """The indices of what a merge merges, its branches written out."""
        inputs: list[int] = []
        for branch in self._branches.branches(kind, fields, key, standing.lookup):
            with self._outline.within("branch", branch.node, branch.scope, {}, start) as part:
                given = branch.given
                if isinstance(given, int):
                    part.last = given
                elif given is None or not isinstance(given.node, Items):
                    part.last = self._unknown(key)
                else:
                    inside = standing._replace(lookup=given.scope)
                    part.last = self._list(given.node, start, inside)
            inputs.append(part.last)
        return tuple(inputs)

    def _channels_entering(self, scope: Scope) -> int | None:
        """The channels entering a block, where they are known."""
        channels = {each.channels for each in self._shapes.of(scope.entering)}
        return channels.pop() if len(channels) == 1 else None
