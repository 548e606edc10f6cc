"""Names of layers: giving them, and finding the layer that a name means.

A layer without a name is called by kind and number, counting all of its kind in its scope and skipping
names that are taken. Under a repeat NAME becomes NAME_1, NAME_2, ..., and NAME itself means the last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.spec.graph import INPUT
from cnncalc.spec.setting import UnresolvedError
from cnncalc.spec.source import Fields, Items, Scalar
from cnncalc.suggestion import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.limit import Limits
    from cnncalc.spec.problem import Problems
    from cnncalc.spec.scope import Scope, Standing
    from cnncalc.spec.setting import SettingReader
    from cnncalc.spec.source import Entry, Node

__all__ = ["Naming", "expect_names"]


class Naming:
    """Gives and finds names, and adds a problem where that fails."""

    def __init__(self, problems: Problems, reader: SettingReader, limits: Limits) -> None:
        """Names may be settings, which the reader resolves."""
        self._problems = problems
        self._reader = reader
        self._limits = limits

    def named(
        self, kind: str, fields: Mapping[str, Entry], key: Scalar, standing: Standing
    ) -> str:
        """The name of a layer or use: given, with the rounds it stands in; or by kind and number."""
        entry = fields.get("name")
        scope = standing.naming
        if entry is None:
            return scope.unnamed(kind)
        value = self._reader.plain(entry.value, standing.lookup)
        fault = self._name_fault(value)
        if fault:
            self._problems.add(
                "name", fault, entry.value, helps=(_NAME_HELP,), uses=standing.lookup.uses()
            )
            return scope.unnamed(kind)
        name = "_".join(str(each) for each in (value, *standing.rounds))
        place = entry.value if isinstance(entry.value, Scalar) else key
        if name in scope.given or name in scope.layers:
            first = self._problems.source.place(scope.given.get(name, place))
            self._problems.add(
                "name-taken",
                f"two layers are called `{name}`; the first stands at line {first.line}",
                place,
                helps=("give one of them another name",),
                uses=standing.lookup.uses(),
            )
        scope.given[name] = place
        return name

    def register(self, name: str, index: int, standing: Standing) -> None:
        """Make a layer known by its name, and by the name without rounds as the last one so far."""
        scope = standing.naming
        scope.layers[name] = index
        base = name
        for each in reversed(standing.rounds):
            base = base.removesuffix(f"_{each}")
            scope.layers[base] = index
        if standing.lookup is not scope:
            standing.lookup.layers.setdefault(name, index)
        for outer in scope.outward():
            if outer is not scope:
                inner = scope.path[len(outer.path) :]
                outer.layers["/".join((*inner, name))] = index

    def look_up(self, name: str, scope: Scope) -> int | None:
        """Give the index of a layer by its name, in its own scope first, then outward."""
        if name == "input":
            return INPUT
        for each in scope.outward():
            if name in each.layers:
                return each.layers[name]
        return None

    def start_of(self, fields: Mapping[str, Entry], current: int, scope: Scope) -> int:
        entry = fields.get("from")
        return current if entry is None else self.reference(entry.value, scope)

    def reference(self, node: Node, scope: Scope) -> int:
        """The index of the layer that a value names; UnresolvedError where there is none."""
        passed = self._reader.passed(node, scope)
        value = passed.node.value if isinstance(passed.node, Scalar) else None
        index = self.look_up(str(value), passed.scope) if isinstance(value, str | int) else None
        if index is None:
            self._problems.add(*self._unknown_layer(str(value), node, passed.scope), uses=scope.uses())
            raise UnresolvedError
        return index

    def _unknown_layer(self, name: str, node: Node, scope: Scope) -> tuple[str, str, Node, tuple[str, ...]]:
        shown = name[: self._limits.name]
        for each in scope.outward():
            if name in each.expected:
                line = each.expected[name].line
                if line == node.line:
                    return "unknown-layer", f"`{shown}` would read from itself", node, ()
                message = f"`{shown}` stands later, at line {line}: a layer reads what stands before it"
                return "unknown-layer", message, node, ("move it up, or read from an earlier layer",)
        known = [each for outer in scope.outward() for each in outer.layers if "/" not in each]
        meant = nearest(name, [*known, "input"])
        helps = (f"did you mean `{meant}`?",) if meant else ("name an earlier layer, or `input`",)
        return "unknown-layer", f"there is no layer `{shown}` before this one", node, helps

    def _name_fault(self, value: object) -> str:
        if isinstance(value, bool) or not isinstance(value, str | int):
            return "a name is a text"
        text = str(value)
        if len(text) > self._limits.name:
            return f"a name of {len(text)} characters is longer than {self._limits.name}"
        if text in {"input", "none", ""}:
            return f"`{text}` is reserved" if text else "the name is empty"
        bad = next((each for each in text if each in "/$" or not each.isprintable()), None)
        return f"a name has no {bad!r}" if bad else ""


def expect_names(node: Node, scope: Scope) -> None:
    """Note the names that are given anywhere in a scope, so that none is handed out twice."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Items):
            waiting.extend(each.items)
        elif isinstance(each, Fields):
            for key, entry in each.entries.items():
                name = entry.value
                if key == "name" and isinstance(name, Scalar) and isinstance(name.value, str):
                    scope.expected.setdefault(name.value, name)
                elif not isinstance(name, Scalar):
                    waiting.append(name)


_NAME_HELP = "a name is letters, digits, - and _, such as conv1"
