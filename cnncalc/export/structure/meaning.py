"""What `$names` mean in one place of a network: their values, and the formulas of these.

In a class that is generated for a block, `$filters` is its argument `filters`; where the block is
written out in another class, `$filters` is whatever the use says, in the words of that class.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from cnncalc.export.code.formula import Formula, Symbol
from cnncalc.export.code.term import Plain, Term
from cnncalc.spec.arithmetic import computed
from cnncalc.spec.node import Items, Scalar
from cnncalc.spec.setting import stands_for_another

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cnncalc.spec.node import Node
    from cnncalc.spec.outline import Part
    from cnncalc.spec.scope import Scope

__all__ = ["Meaning", "own_settings", "setting_value", "spec_scope"]


class Meaning:
    """The settings and entering channels of the scopes that one class deals with."""

    def __init__(self) -> None:
        """Start with nothing known."""
        self._settings: dict[Scope, Mapping[str, Term]] = {}
        self._entering: dict[Scope, Term] = {}

    def learn(self, scope: Scope, settings: Mapping[str, Term], entering: Term) -> None:
        """Know a scope: the terms of its settings, and of the channels that enter it."""
        self._settings[scope] = settings
        self._entering[scope] = entering

    def learn_use(self, use: Part, entering: Term, defaults: Mapping[str, Node]) -> None:
        """Know the scope of a use of a block by what the use says, in the words known here."""
        scope = use.inner
        if scope is None:
            return
        settings: dict[str, Term] = {}
        self.learn(scope, settings, entering)
        for name in scope.settings:
            if name in use.fields:
                term = self.read(use.fields[name].value, use.scope)
            else:
                term = self.read(defaults[name], scope)
            value = setting_value(scope, name)
            settings[name] = Term(value, term.formula if term.value == value else None)

    def entering(self, scope: Scope) -> Term:
        """Give the channels that enter the block of a scope."""
        return self._entering.get(scope, Term(None))

    def read(self, node: Node, scope: Scope) -> Term:
        """Give what stands somewhere in the spec: a number or word, `$name`, `$(mid*4)`, a list."""
        if isinstance(node, Items):
            return Term(tuple(self.read(each, scope).value for each in node.items))
        if not isinstance(node, Scalar):
            return Term(None)
        if not stands_for_another(node):
            return Term.of(node.value)
        text = str(node.value)
        if not (text.startswith("$(") and text.endswith(")")):
            return self.setting(text[1:], scope)
        # The arithmetic of specs computes with anything that adds and multiplies, as terms do.
        compute: Callable[[str, Callable[[str], Term]], Term | int] = cast("Any", computed)
        try:
            result = compute(text[2:-1], lambda name: self.setting(name, scope))
        except TypeError:  # a part of it is not known here
            return Term(None)
        return result if isinstance(result, Term) else Term.of(result)

    def setting(self, name: str, scope: Scope) -> Term:
        """Give a setting by its name: of the scope, or else of the spec."""
        if name == "channels" and scope.block and name not in scope.settings:
            return self.entering(scope)
        holder = scope if name in scope.settings else spec_scope(scope)
        known = self._settings.get(holder)
        if known is not None and name in known:
            return known[name]
        return Term(setting_value(holder, name))


def spec_scope(scope: Scope) -> Scope:
    """Give the scope of the spec itself."""
    *_, spec = scope.outward()
    return spec


def setting_value(scope: Scope, name: str) -> Plain:
    """Give the value of a setting: a number, a word, or a pair; None of layers."""
    passed = scope.settings.get(name)
    if passed is None:
        return None
    if isinstance(passed.node, Scalar):
        return passed.node.value
    if isinstance(passed.node, Items) and passed.node.items:
        values = tuple(
            each.value if isinstance(each, Scalar) else None for each in passed.node.items
        )
        if all(type(each) is int for each in values):
            return values
    return None


def own_settings(scope: Scope, sort: str) -> dict[str, Term]:
    """Give the settings of a scope, each with its own name as its formula."""
    return {
        name: Term(setting_value(scope, name), Formula.symbol(Symbol(sort, name)))
        for name in scope.settings
    }
