"""Putting settings into values: `$name`, and `$(mid*4)`, wherever a value may stand."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from cnncalc.spec.arithmetic import ExpressionError, computed, written_out
from cnncalc.spec.problem import Fault, UnresolvedError, did_you_mean
from cnncalc.spec.scope import Passed
from cnncalc.spec.source import Items, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from cnncalc.limit import Limits
    from cnncalc.spec.effort import Effort
    from cnncalc.spec.problem import Problems
    from cnncalc.spec.scope import Scope
    from cnncalc.spec.source import Node

__all__ = ["SettingReader", "stands_for_another"]


def stands_for_another(node: Node) -> bool:
    """Say whether a value is a `$name` or `$(arithmetic)`."""
    return isinstance(node, Scalar) and isinstance(node.value, str) and node.value[:1] == "$"


class SettingReader:
    """Resolves values in their scope, and adds a problem where that fails."""

    def __init__(self, problems: Problems, limits: Limits, effort: Effort) -> None:
        """Count what is read in `effort`, and keep within `limits`."""
        self.problems = problems
        self.limits = limits
        self.effort = effort
        self.channels_entering: Callable[[Scope], int | None] = lambda _: None
        """What `$channels` is in a block; whoever knows the shapes of layers puts it here."""

    def plain(self, node: Node, scope: Scope, depth: int = 0) -> object:
        """Give a node as plain data, settings replaced; UnresolvedError where one is not there."""
        if isinstance(node, Scalar):
            value = node.value
            if type(value) is int and abs(value) > self.limits.size:
                raise self._too_large(node, value, scope)
            if not stands_for_another(node):
                return value
            passed = self.passed(node, scope)
            return self.plain(passed.node, passed.scope, depth + 1)
        if depth > self.limits.depth:
            message = f"values are nested deeper than {self.limits.depth}"
            self.problems.add(Fault("too-deep", message, node), scope.uses)
            raise UnresolvedError
        if isinstance(node, Items):
            self.effort.steps(1 + len(node.items), node, scope.uses)
            return [self.plain(each, scope, depth + 1) for each in node.items]
        self.effort.steps(1 + len(node.entries), node, scope.uses)
        return {
            key: self.plain(entry.value, scope, depth + 1) for key, entry in node.entries.items()
        }

    def passed(self, node: Node, scope: Scope) -> Passed:
        """Give what a value stands for: itself, a setting's value, or the result of arithmetic."""
        if not stands_for_another(node) or not isinstance(node, Scalar):
            return Passed(node, scope)
        text = str(node.value)
        if text.startswith("$(") and text.endswith(")"):
            return Passed(self._computed(node, text[2:-1], scope), scope)
        return self._look_up(text[1:], node, scope)

    def working(self, node: Node | None, scope: Scope) -> str:
        """Write how `$(channels//r)` came to its value; empty for what is no arithmetic."""
        text = str(node.value) if isinstance(node, Scalar) else ""
        arithmetic = text.startswith("$(") and text.endswith(")")
        if not isinstance(node, Scalar) or not arithmetic or len(text) > _LONGEST_WORKING:
            return ""
        with suppress(ExpressionError, UnresolvedError):
            return written_out(text[2:-1], lambda name: self._whole(name, node, scope))
        return ""

    def _look_up(self, name: str, node: Scalar, scope: Scope) -> Passed:
        if name == "channels" and scope.block and name not in scope.settings:
            channels = self.channels_entering(scope)
            if channels is None:
                raise UnresolvedError
            return Passed(_number(channels, node), scope)
        there, found = scope.setting(name)
        if not there:
            self.problems.add(self._unknown(name, node, scope), scope.uses)
        if found is None:
            raise UnresolvedError
        return found

    def _computed(self, node: Scalar, text: str, scope: Scope) -> Scalar:
        try:
            value = computed(text, lambda name: self._whole(name, node, scope))
        except ExpressionError as error:
            message = f"`{_cut(node.text)}`: {error}"
            meant = _arithmetic_meant(str(node.value), self._names(scope))
            otherwise = "integer arithmetic is numbers, settings, + - * // and parentheses"
            helps = did_you_mean(meant, otherwise)
            self.problems.add(Fault("arithmetic", message, node, helps), scope.uses)
            raise UnresolvedError from None
        if abs(value) > self.limits.size:
            raise self._too_large(node, value, scope)
        return _number(value, node)

    def _whole(self, name: str, node: Scalar, scope: Scope) -> int | None:
        """The whole number that a setting holds; None where it holds something else."""
        found = self._look_up(name, node, scope)
        value = self.plain(found.node, found.scope)
        return value if type(value) is int else None

    def _unknown(self, name: str, node: Scalar, scope: Scope) -> Fault:
        known = self._names(scope)
        bare = name.strip(" {}")
        word = bare if bare in known else self.problems.meant(name, known)
        meant = _arithmetic_meant(f"${name}", known) or (f"${word}" if word else None)
        here = f"block {scope.block}" if scope.block else "the spec"
        if name == "channels":
            return Fault(
                "unknown-setting",
                "there is no setting `$channels` outside of a block: it is what enters one",
                node,
                ("write the number of channels",),
            )
        otherwise = (
            f"its settings are {', '.join(sorted(known)[:_MOST_NAMED])}"
            if known
            else f"add it to the settings of {here}: `settings: {{{_cut(name)}: ...}}`"
        )
        helps = did_you_mean(meant, otherwise)
        return Fault(
            "unknown-setting", f"there is no setting `${_cut(name)}` in {here}", node, helps
        )

    def _names(self, scope: Scope) -> set[str]:
        """The settings that have a name here."""
        *_, spec = scope.outward()
        return {*scope.settings, *spec.settings, *(["channels"] if scope.block else [])}

    def _too_large(self, node: Scalar, value: int, scope: Scope) -> UnresolvedError:
        result = f" = {value:,}" if stands_for_another(node) else ""
        message = f"{_cut(node.text)}{result} is beyond {self.limits.size:,}, the bound on numbers"
        sayable = abs(value) < _SAYABLE
        helps = (f"`--limit size={abs(value)}` raises the bound",) if sayable else ()
        self.problems.add(Fault("number-too-large", message, node, helps), scope.uses)
        return UnresolvedError()


_LONGEST = 40
_LONGEST_WORKING = 100
"""A longer expression is not written out."""
_MOST_NAMED = 10
_SAYABLE = 10**18


def _arithmetic_meant(text: str, known: Container[str]) -> str | None:
    """Give `$(n*2)` for `$n*2`, `$(n*2` or `2*$n`, and `$(n//2)` for `$(n/2)`; None where unclear.

    What is offered can be computed: it is arithmetic over settings that are known.
    """
    if len(text) > _LONGEST or not _OPERATOR.search(text):
        return None
    inside = _SLASH.sub("//", text.replace("$", ""))
    for each in (inside[1:-1] if text.startswith("$(") else inside, inside, inside[1:]):
        with suppress(ExpressionError):
            computed(each, lambda name: 1 if name in known else None)
            return None if text == f"$({each})" else f"$({each})"
    return None


_OPERATOR = re.compile("[-+*/(]")
_SLASH = re.compile("(?<!/)/(?!/)")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "..."


def _number(value: int, node: Node) -> Scalar:
    """A number as a node, at the place that it was computed for."""
    return Scalar(value, str(value), False, node.line, node.column, node.length)  # noqa: FBT003  as Scalar says
