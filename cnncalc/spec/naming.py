"""Names of layers: giving them, and finding the layer that a name means.

A layer without a name is called by kind and number, counting all of its kind in its scope and
skipping names that are taken. Under a repeat NAME becomes NAME_1, NAME_2, ..., and NAME itself
means the last.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.spec.graph import INPUT
from cnncalc.spec.problem import Fault, UnresolvedError, did_you_mean
from cnncalc.spec.source import Fields, Items, Scalar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.spec.scope import Scope, Standing
    from cnncalc.spec.setting import SettingReader
    from cnncalc.spec.source import Entry, Node

__all__ = ["Called", "Naming", "expected_names", "name_fault"]


class Called(NamedTuple):
    """What a layer or a use is called."""

    name: str
    also: tuple[str, ...] = ()
    """The names without rounds of a repeat, which mean this layer until the next round."""
    given: bool = False
    """Whether a person chose the name."""


class Naming:
    """Gives and finds names, and adds a problem where that fails."""

    def __init__(self, reader: SettingReader) -> None:
        """Names may be settings, which the reader resolves."""
        self._reader = reader
        self._problems = reader.problems
        self._longest = reader.limits.name

    def called(
        self, kind: str, fields: Mapping[str, Entry], key: Node, standing: Standing
    ) -> Called:
        """Give the name of a layer or use: its own, with its rounds; or by kind and number."""
        scope = standing.naming
        name = self._given(fields["name"].value, standing.lookup) if "name" in fields else None
        if name is None:
            name = scope.unnamed(kind)
            scope.taken[name] = key
            return Called(name)
        names = [name]
        for each in standing.rounds:
            names.append(f"{names[-1]}_{each}")
        called = Called(names.pop(), tuple(names), given=True)
        self._take(called, fields["name"].value, standing)
        return called

    def register(self, called: Called, index: int, standing: Standing) -> None:
        """Make a layer known by its names; a passed layer also where it was written."""
        names = (called.name, *called.also)
        for each in names:
            standing.naming.layers[each] = index
        if called.given and standing.lookup is not standing.naming:
            for each in names:
                standing.lookup.layers[each] = index

    def enter(self, called: Called, inner: Scope, standing: Standing) -> None:
        """Make the scope of a use known by the use's names, so that paths lead into it."""
        for each in (called.name, *called.also):
            standing.naming.inner[each] = inner

    def look_up(self, name: str, scope: Scope) -> int | None:
        """Give the index of a layer by its name, in its own scope first, then outward."""
        if name == "input":
            return INPUT
        for each in scope.outward():
            index = each.find(name)
            if index is not None:
                return index
        return None

    def reference(self, node: Node, scope: Scope, own: Entry | None = None) -> int:
        """Give the index of the layer that a value names; UnresolvedError where there is none.

        `own` is where the layer that reads it has its own name.
        """
        passed = self._reader.passed(node, scope)
        value = passed.node.value if isinstance(passed.node, Scalar) else None
        if isinstance(value, str | int):
            index = self.look_up(str(value), passed.scope)
            if index is not None:
                return index
            self._problems.add(self._unknown(str(value), node, passed.scope, own), scope.uses)
        else:
            message = "the name of an earlier layer, or `input`, is meant here"
            self._problems.add(Fault("unknown-layer", message, node), scope.uses)
        raise UnresolvedError

    def _given(self, node: Node, scope: Scope) -> str | None:
        """The name that a person chose; None where it is none, or is not known."""
        try:
            value = self._reader.plain(node, scope)
        except UnresolvedError:
            return None
        if isinstance(value, bool) or not isinstance(value, str | int):
            fault = "a name is a text"
        else:
            fault = name_fault(str(value), self._longest)
        if not fault:
            return str(value)
        self._problems.add(Fault("name", fault, node, (_NAME_HELP,)), scope.uses)
        return None

    def _take(self, called: Called, place: Node, standing: Standing) -> None:
        """Note that names are taken, each by what stands at a place; a problem where one was."""
        scope, lookup = standing.naming, standing.lookup
        names = (called.name, *called.also)
        first = scope.taken.get(called.name)
        for each in names if first is None else ():
            for other in (scope, lookup):
                if other.taken.get(each, place) is not place:
                    first, called = other.taken[each], called._replace(name=each)
        if first is not None:
            where = f"; the first stands in {_at(first, place)}" if first is not place else ""
            message = f"two layers are called `{called.name}`{where}"
            remedy = "give one of them another name"
            self._problems.add(Fault("name-taken", message, place, (remedy,)), lookup.uses)
        scope.taken |= dict.fromkeys(names, place)
        if lookup is not scope:
            lookup.taken |= dict.fromkeys(names, place)

    def _unknown(self, name: str, node: Node, scope: Scope, own: Entry | None) -> Fault:
        shown = name[: self._longest]
        for each in scope.outward():
            there = each.expected.get(name)
            if there is None:
                continue
            if own is not None and there is own.value:
                return Fault("unknown-layer", f"`{shown}` would read from itself", node)
            if (there.line, there.column) > (node.line, node.column):
                message = f"`{shown}` stands later, in {_at(there, node)}"
                remedy = "a layer reads what stands before it: move one of them"
            else:
                message = f"`{shown}`, in {_at(there, node)}, is not written out before this"
                remedy = "see what `when` and `repeat` say there, and which merge it stands in"
            return Fault("unknown-layer", message, node, (remedy,))
        known = (each for outer in scope.outward() for each in reversed(outer.layers))
        meant = self._problems.meant(name, [*islice(known, _MOST_COMPARED), "input"])
        helps = did_you_mean(meant, "name an earlier layer, or `input`")
        return Fault("unknown-layer", f"there is no layer `{shown}` before this one", node, helps)


_MOST_COMPARED = 500
"""Names that a misspelt one is compared to, the last first; comparing takes time."""
_NAME_HELP = "a name is any visible text without / and $, such as conv1 or block 2"


def _at(there: Node, here: Node) -> str:
    same_line = there.line == here.line
    return f"column {there.column}" if same_line else f"line {there.line}"


def name_fault(name: str, longest: int) -> str:
    """Say why a text cannot be the name of a layer or a block; empty where it can."""
    if not name:
        return "the name is empty"
    if len(name) > longest:
        return f"a name of {len(name):,} characters is longer than {longest}"
    if name in {"input", "none"}:
        return f"`{name}` is reserved"
    bad = next((each for each in name if each in "/$" or not each.isprintable()), None)
    if bad is not None:
        return f"a name has no {bad!r}"
    return "a name has no space before or after it" if name != name.strip() else ""


def expected_names(node: Node) -> dict[str, Scalar]:
    """Give the names that layers in a list have, however deep, so that none is handed out twice."""
    found: dict[str, Scalar] = {}
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Items):
            waiting += each.items
        elif isinstance(each, Fields):
            for key, entry in each.entries.items():
                name = entry.value
                if not isinstance(name, Scalar):
                    waiting.append(name)
                elif key == "name" and isinstance(name.value, str):
                    found.setdefault(name.value, name)
    return found
