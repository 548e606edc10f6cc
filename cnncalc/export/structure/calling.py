"""The call of a class, in the words of the class that calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.export.code.call import Argument, Call, Handed
from cnncalc.export.code.formula import Formula, Symbol
from cnncalc.export.code.term import Code, Term
from cnncalc.export.structure.meaning import spec_scope

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.export.code.call import Value
    from cnncalc.export.structure.definition import Definition, Instance
    from cnncalc.export.structure.plan import Plan
    from cnncalc.export.structure.walk import Walk
    from cnncalc.spec.node import Node
    from cnncalc.spec.scope import Scope

__all__ = ["Caller"]


class Caller:
    """Makes the call of a class in one place: what its arguments are there."""

    def __init__(
        self, plan: Plan, walk: Walk, instance: Instance, channels: Mapping[int, Term]
    ) -> None:
        """Call from a walk, with the channels of each value that enters."""
        self._plan = plan
        self._walk = walk
        self._instance = instance
        self._channels = channels

    def call(self, definition: Definition) -> Call:
        """Give the call."""
        arguments = []
        for each in definition.parameters:
            keyword = each.symbol.sort != "channels"
            value = self._value(each.symbol)
            arguments.append(Argument(each.name, value, each.default, keyword))
        return Call(definition.name, tuple(arguments))

    def said(self, formula: Formula | None) -> Formula | None:
        """Give a formula of the class in the words of the caller."""
        if formula is None:
            return None
        symbols = set(formula.symbols())
        return formula.substituted({each: self._term(each).formula for each in symbols})

    def _value(self, symbol: Symbol) -> Value:
        if symbol.sort == "module":
            return self._module(symbol.name)
        return self._choice(symbol.name) if symbol.sort == "choice" else self._term(symbol)

    def _term(self, symbol: Symbol) -> Term:
        """A number in the words of the caller."""
        scope, meaning = self._instance.scope, self._walk.meaning
        match symbol.sort:
            case "channels":
                return self._channels[int(symbol.name)]
            case "around":
                return meaning.entering(scope)
            case "setting":
                return meaning.setting(symbol.name, scope)
            case "spec":
                return meaning.setting(symbol.name, spec_scope(scope))
            case "extra":
                return self._instance.extras[symbol]
        return Term(None)

    def _outer(self, name: str) -> str | None:
        """The setting of the caller that a setting of the class is handed on from."""
        scope = self._instance.scope
        if scope is self._walk.scope:
            return name
        node, around = self._handing(name, scope)
        return None if node is None else self._walk.setting_of(node, around)

    def _handing(self, name: str, scope: Scope) -> tuple[Node | None, Scope]:
        """What stands in the use for a setting, and the scope in which that is meant."""
        use = self._plan.survey.use_of[scope]
        node = use.fields[name].value if name in use.fields else None
        return node, use.scope

    def _choice(self, name: str) -> Term:
        """The class that a setting stands for."""
        outer = self._outer(name)
        places = self._instance.draft.handed.get(name, {})
        formula = None
        if outer is not None:
            self._walk.draft.hand(outer, places)
            formula = Formula.symbol(Symbol("choice", outer))
        value = next((Code(self._plan.function(each)) for each in places), None)
        return Term(value, formula)

    def _module(self, name: str) -> Value:
        """The layers that a setting hands over, made where the class is called."""
        outer = self._outer(name)
        survey = self._plan.survey
        handed: Value = Term(None)
        for part, entering in self._instance.draft.handed.get(name, {}).items():
            channels = Term(entering.value, self.said(entering.formula))
            if outer is not None:
                self._walk.draft.hand(outer, {part: channels})
                handed = Handed(Symbol("module", outer), optional=not survey.wrote(part))
            elif survey.wrote(part):
                handed = self._walk.content(part, channels)
        return handed
