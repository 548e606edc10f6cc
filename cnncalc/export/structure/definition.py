"""One class of generated code: the body that all its places have in common, and its arguments."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cnncalc.export.code.body import joined
from cnncalc.export.code.formula import Formula, Symbol
from cnncalc.export.code.term import Term
from cnncalc.export.structure.parameter import parameters_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cnncalc.export.code.body import Body
    from cnncalc.export.code.term import Plain
    from cnncalc.export.structure.draft import Draft
    from cnncalc.export.structure.parameter import Parameter
    from cnncalc.spec.scope import Scope

__all__ = ["Definition", "Instance", "definition_of"]


@dataclass(frozen=True)
class Definition:
    """A class of generated code."""

    name: str
    about: str
    """Its docstring."""
    parameters: tuple[Parameter, ...]
    body: Body
    entering: tuple[str, ...]
    """What the values that enter it could be called."""


@dataclass
class Instance:
    """One place where a class is used."""

    scope: Scope
    """Where the names of its text are meant."""
    draft: Draft
    body: Body
    extras: dict[Symbol, Term] = field(default_factory=dict)
    """What differs from place to place though no setting says it."""


def definition_of(
    name: str,
    about: str,
    instances: Sequence[Instance],
    defaults: Mapping[Symbol, Plain],
    constants: Mapping[Symbol, Term] | None = None,
) -> Definition:
    """Make the class of places that are alike; what differs becomes an argument of it.

    `constants` are symbols that are no arguments, and what is written in their place.
    """
    weaver = _Joiner(instances, constants or {})
    body = joined([each.body for each in instances], weaver.term)
    parameters = parameters_of(body, instances, defaults)
    return Definition(name, about, parameters, body, tuple(instances[0].draft.called))


class _Joiner:
    """Makes one term of those of several places; notes in the places what has to be told there."""

    def __init__(self, instances: Sequence[Instance], constants: Mapping[Symbol, Term]) -> None:
        self._instances = instances
        self._constants = {symbol: each.formula for symbol, each in constants.items()}
        self._extras: dict[tuple[Plain, ...], Symbol] = {}

    def term(self, wanted: str, several: Sequence[Term]) -> Term:
        """The formula that all have, or the value that all have, or else an argument."""
        formulas = {each.formula for each in several}
        if len(formulas) == 1 and None not in formulas:
            return self._settled(several[0])
        values = tuple(each.value for each in several)
        if len({(type(each), each) for each in values}) == 1:
            return Term.of(values[0])
        symbol = Symbol("extra", f"{len(self._extras)} {wanted}")
        symbol = self._extras.setdefault(values, symbol)
        for instance, term in zip(self._instances, several, strict=True):
            instance.extras[symbol] = Term(term.value)
        return Term(values[0], Formula.symbol(symbol))

    def _settled(self, term: Term) -> Term:
        """A term without the symbols that are no arguments."""
        if term.formula is None or self._constants.keys().isdisjoint(term.formula.symbols()):
            return term
        formula = term.formula.substituted(self._constants)
        return Term.of(term.value) if formula is None else Term(term.value, formula)
