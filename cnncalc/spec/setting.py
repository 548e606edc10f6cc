"""Putting settings into values: `$name`, and `$(mid*4)`, wherever a value may stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.spec.arithmetic import ExpressionError, computed
from cnncalc.spec.scope import Passed
from cnncalc.spec.source import Items, Scalar
from cnncalc.suggestion import nearest

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.limit import Limits
    from cnncalc.spec.problem import Problems
    from cnncalc.spec.scope import Scope
    from cnncalc.spec.source import Node

__all__ = ["SettingReader", "UnresolvedError"]


class UnresolvedError(Exception):
    """A value could not be found; its problem has been added already."""


class SettingReader:
    """Resolves values in their scope, and adds a problem where that fails."""

    def __init__(
        self, problems: Problems, limits: Limits, channels: Callable[[Scope], int | None]
    ) -> None:
        """`channels` gives the number of channels entering a block, None where it is not known."""
        self._problems = problems
        self._limits = limits
        self._channels = channels

    def plain(self, node: Node, scope: Scope, depth: int = 0) -> object:
        """Give a node as plain data, settings replaced; UnresolvedError where one is not there."""
        if depth > self._limits.depth:
            self._problems.add(
                "too-deep", f"values are nested deeper than {self._limits.depth}", node, uses=scope.uses()
            )
            raise UnresolvedError
        if isinstance(node, Scalar):
            value = node.value
            if isinstance(value, str) and value.startswith("$"):
                passed = self.passed(node, scope)
                if passed.node is node:
                    return value
                return self.plain(passed.node, passed.scope, depth + 1)
            if type(value) is int and abs(value) > self._limits.size:
                raise self._too_large(node, value, scope)
            return value
        if isinstance(node, Items):
            return [self.plain(each, scope, depth + 1) for each in node.items]
        return {key: self.plain(entry.value, scope, depth + 1) for key, entry in node.entries.items()}

    def passed(self, node: Node, scope: Scope) -> Passed:
        """Give what a value stands for: itself, a setting's value, or the result of arithmetic."""
        if not isinstance(node, Scalar) or not isinstance(node.value, str):
            return Passed(node, scope)
        text = node.value
        if not text.startswith("$"):
            return Passed(node, scope)
        if text.startswith("$(") and text.endswith(")"):
            return Passed(self._computed(node, text[2:-1], scope), scope)
        found = self._look_up(text[1:], node, scope)
        if found is None:
            raise self._unknown(text[1:], node, scope)
        return found

    def _look_up(self, name: str, node: Scalar, scope: Scope) -> Passed | None:
        if name == "channels" and scope.block and name not in scope.settings:
            channels = self._channels(scope)
            if channels is None:
                raise UnresolvedError
            return Passed(_number(channels, node), scope)
        for each in (scope, scope.spec):
            if name in each.settings:
                return each.settings[name]
        return None

    def _computed(self, node: Scalar, text: str, scope: Scope) -> Scalar:
        def value_of(name: str) -> int | None:
            found = self._look_up(name, node, scope)
            if found is None:
                raise self._unknown(name, node, scope)
            value = self.plain(found.node, found.scope)
            return value if type(value) is int else None

        try:
            value = computed(text, value_of)
        except ExpressionError as error:
            self._problems.add(
                "arithmetic",
                f"`{node.text[:60]}`: {error}",
                node,
                helps=("integer arithmetic is numbers, settings, + - * // and parentheses",),
                uses=scope.uses(),
            )
            raise UnresolvedError from None
        if abs(value) > self._limits.size:
            raise self._too_large(node, value, scope)
        return _number(value, node)

    def _unknown(self, name: str, node: Scalar, scope: Scope) -> UnresolvedError:
        known = {*scope.settings, *scope.spec.settings, *(["channels"] if scope.block else [])}
        meant = nearest(name, known)
        here = f"block {scope.block}" if scope.block else "the spec"
        if meant:
            helps = f"did you mean `${meant}`?"
        elif known:
            helps = f"its settings are {', '.join(sorted(known)[:10])}"
        else:
            helps = f"add it to the settings of {here}: `settings: {{{name[:40]}: ...}}`"
        self._problems.add(
            "unknown-setting",
            f"there is no setting `${name[:64]}` in {here}",
            node,
            helps=(helps,),
            uses=scope.uses(),
        )
        return UnresolvedError()

    def _too_large(self, node: Scalar, value: int, scope: Scope) -> UnresolvedError:
        text = node.text if len(node.text) <= _LONGEST else node.text[:_LONGEST] + "..."
        result = f" = {value:,}" if node.text.startswith("$") else ""
        bound = self._limits.size
        self._problems.add(
            "number-too-large",
            f"{text}{result} is beyond {bound:,}, the bound on numbers in a spec",
            node,
            helps=(f"`--limit size={abs(value)}` raises the bound",) if abs(value) < _SAYABLE else (),
            uses=scope.uses(),
        )
        return UnresolvedError()


_LONGEST = 40
_SAYABLE = 10**18


def _number(value: int, node: Node) -> Scalar:
    """A number as a node, at the place that it was computed for."""
    return Scalar(value, str(value), quoted=False, line=node.line, column=node.column, length=node.length)
