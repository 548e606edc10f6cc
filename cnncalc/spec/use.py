"""Uses of blocks, and repeats: the same layers written out several times.

Each use of a block is a scope of its own, with the values of its settings; `repeat` writes a use so
many times, and `- repeat: {times: 2, layers: [...]}` a list of layers in the scope it stands in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.spec.effort import STEPS_OF_USE
from cnncalc.spec.item import REPEAT_FIELDS
from cnncalc.spec.problem import Fault, UnresolvedError
from cnncalc.spec.scope import Scope, Standing
from cnncalc.spec.source import Fields, Items
from cnncalc.spec.spelling import Vocabulary, corrected

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cnncalc.spec.block import Block
    from cnncalc.spec.entry import EntryReader
    from cnncalc.spec.item import Item
    from cnncalc.spec.naming import Naming
    from cnncalc.spec.outline import Outline
    from cnncalc.spec.setting import SettingReader
    from cnncalc.spec.source import Entry, Scalar

    WriteList = Callable[[Items, int, Standing], int]

__all__ = ["Uses"]


class Uses:
    """Writes out uses of blocks, and repeats."""

    def __init__(
        self,
        naming: Naming,
        entries: EntryReader,
        reader: SettingReader,
        write_list: WriteList,
        outline: Outline,
    ) -> None:
        """`write_list` writes out layers after the one with an index; it gives the last one's."""
        self.used: set[str] = set()
        """Blocks that were written out at least once."""
        self._naming = naming
        self._entries = entries
        self._problems = reader.problems
        self._effort = reader.effort
        self._write_list = write_list
        self._outline = outline

    def repeat(self, item: Item, current: int, standing: Standing) -> int:
        """Write a list of layers so many times; give the index of the last layer.

        UnresolvedError where there is no list.
        """
        scope = standing.lookup
        written = item.value.entries if isinstance(item.value, Fields) else {}
        parts = corrected(written, _REPEAT, self._problems, scope.uses)
        layers = parts["layers"].value if "layers" in parts else None
        if not isinstance(layers, Items) or "times" not in parts:
            message = "a repeat has `times` and a list of `layers`"
            remedy = "write `- repeat: {times: 2, layers: [...]}`"
            self._problems.add(Fault("repeat", message, item.key, (remedy,)), scope.uses)
        if not isinstance(layers, Items):
            raise UnresolvedError
        if not self._entries.wanted(parts, scope):
            return current
        times = self._entries.times(parts["times"], scope) if "times" in parts else 1
        with self._outline.within("repeat", item.key, scope, parts, current) as around:
            for number in self._effort.rounds(times):
                inside = standing._replace(rounds=(*standing.rounds, number))
                with self._outline.within("round", item.key, scope, parts, current) as part:
                    current = part.last = self._write_list(layers, current, inside)
            around.last = current
        return current

    def use(
        self,
        block: Block,
        item: Item,
        fields: Mapping[str, Entry],
        current: int,
        standing: Standing,
    ) -> int:
        """Write a block, once or as often as `repeat` says; give the index of the last layer.

        UnresolvedError where the block uses itself.
        """
        scope = standing.lookup
        self.used.add(block.name)
        if block.name in scope.blocks:
            path = " -> ".join([*reversed(scope.blocks), block.name])
            message = f"block {block.name} uses itself: {path}"
            remedy = "let it use other blocks, or `repeat` it where it is used"
            fault = Fault("block-uses-itself", message, item.key, (remedy,))
            self._problems.add(fault, scope.uses)
            raise UnresolvedError
        if "repeat" not in fields:
            return self._round(block, item.key, fields, current, standing)
        with self._outline.within("repeat", item.key, scope, fields, current) as around:
            for number in self._effort.rounds(self._entries.times(fields["repeat"], scope)):
                rounds = (*standing.rounds, number) if "name" in fields else standing.rounds
                inside = standing._replace(rounds=rounds)
                with self._outline.within("round", item.key, scope, fields, current) as part:
                    current = part.last = self._round(block, item.key, fields, current, inside)
            around.last = current
        return current

    def _round(
        self,
        block: Block,
        key: Scalar,
        fields: Mapping[str, Entry],
        current: int,
        standing: Standing,
    ) -> int:
        self._effort.steps(STEPS_OF_USE, key, standing.lookup.uses)
        called = self._naming.called(block.name, fields, key, standing)
        caller = standing.lookup
        scope = Scope(
            path=(*standing.naming.path, called.name),
            kinds=(*standing.naming.kinds, block.name),
            outer=standing.naming,
            block=block.name,
            uses=(key, *caller.uses),
            blocks=(block.name, *caller.blocks),
            entering=current,
            expected=block.expected,
        )
        for name in self._entries.settle(block, fields, scope, caller):
            message = f"block {block.name} needs `{name}`"
            fault = Fault("missing-setting", message, key, (f"write `{name}: ...`",))
            self._problems.add(fault, caller.uses)
        self._naming.enter(called, scope, standing)
        inside = Standing(scope, scope, (), standing.depth)
        with self._outline.within("use", key, caller, fields, current) as part:
            part.inner = scope
            last = part.last = self._write_list(block.layers, current, inside)
        self._naming.register(called, last, standing)
        return last

    def try_out(self, block: Block, entering: int, spec: Scope) -> None:
        """Write a block that is used nowhere, with defaults for settings, to see its problems."""
        self.used.add(block.name)
        scope = Scope(
            path=(block.name,),
            outer=spec,
            block=block.name,
            blocks=(block.name,),
            entering=entering,
            expected=block.expected,
        )
        self._entries.settle(block, {}, scope, spec)
        self._write_list(block.layers, entering, Standing(scope, scope))


_REPEAT = Vocabulary(REPEAT_FIELDS, "a repeat")
