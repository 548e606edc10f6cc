"""One class of generated code: its arguments, and the body that all its places have in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.export.body import joined, pieces
from cnncalc.export.call import REQUIRED, Choice, Handed
from cnncalc.export.formula import Formula, Symbol
from cnncalc.export.identifier import RESERVED, Names, identifier
from cnncalc.export.meaning import setting_value, spec_scope
from cnncalc.export.term import Code, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cnncalc.export.body import Body
    from cnncalc.export.call import Required
    from cnncalc.export.plan import Plan
    from cnncalc.export.term import Plain
    from cnncalc.export.walk import Walk
    from cnncalc.spec.scope import Scope

__all__ = ["Definition", "Instance", "Parameter", "definition_of"]


class Parameter(NamedTuple):
    """An argument of a class."""

    symbol: Symbol
    name: str
    type: str
    default: Plain | Required = REQUIRED


NO_CONSTANTS: Mapping[Symbol, Term] = MappingProxyType({})


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
    walk: Walk
    body: Body
    extras: dict[Symbol, Term] = field(default_factory=dict)
    """What differs from place to place though no setting says it."""


def definition_of(
    plan: Plan,
    name: str,
    instances: Sequence[Instance],
    about: str,
    constants: Mapping[Symbol, Term] = NO_CONSTANTS,
) -> Definition:
    """Make the class of places that are alike; what differs becomes an argument of it.

    `constants` are the settings of the spec, where the class is the network itself: what is written
    for each, its value or an argument that has the value as its default.
    """
    extras: dict[tuple[Plain, ...], Symbol] = {}

    def leaf(wanted: str, several: Sequence[Term]) -> Term:
        formulas = {each.formula for each in several}
        if len(formulas) == 1 and None not in formulas:
            return _settled(several[0], constants)
        values = tuple(each.value for each in several)
        if len(set(values)) == 1:
            return Term.of(values[0])
        symbol = extras.setdefault(values, Symbol("extra", f"{len(extras)} {wanted}"))
        for instance, term in zip(instances, several, strict=True):
            instance.extras[symbol] = Term(term.value)
        return Term(values[0], Formula.symbol(symbol))

    body = joined([each.body for each in instances], leaf)
    first, names = instances[0], Names(RESERVED)
    parameters = [
        Parameter(symbol, names.unique(_wanted_name(symbol, first)), kind, default)
        for symbol, kind, default in _told(plan, body, instances, constants)
    ]
    parameters.sort(key=lambda each: each.default is not REQUIRED)
    return Definition(name, about, tuple(parameters), body, tuple(first.walk.called))


def _settled(term: Term, constants: Mapping[Symbol, Term]) -> Term:
    """A term with the values of symbols that are no arguments."""
    if term.formula is None or constants.keys().isdisjoint(term.formula.symbols()):
        return term
    formula = term.formula.substituted({name: each.formula for name, each in constants.items()})
    return Term.of(term.value) if formula is None else Term(term.value, formula)


class _Told(NamedTuple):
    """Something that a class has to be told."""

    symbol: Symbol
    type: str
    default: Plain | Required = REQUIRED


_ORDER = ("channels", "around", "setting", "choice", "spec", "extra", "module")


def _told(
    plan: Plan, body: Body, instances: Sequence[Instance], constants: Mapping[Symbol, Term]
) -> list[_Told]:
    """What a body has to be told, in the order of arguments: settings as in the spec."""
    optional: dict[Symbol, bool] = {}
    for each in pieces(body.steps):
        if isinstance(each, Term) and each.formula is not None:
            optional |= dict.fromkeys(each.formula.symbols(), False)
        elif isinstance(each, Handed | Choice):
            empty = isinstance(each, Handed) and each.optional
            optional[each.symbol] = optional.get(each.symbol, False) or empty
    settings = list(instances[0].scope.settings)
    told = []
    for symbol, empty in optional.items():
        match symbol.sort:
            case "round":
                continue
            case "channels" | "around":
                told.append(_Told(symbol, "int"))
            case "choice":
                told.append(_Told(symbol, "type[nn.Module]"))
            case "module" if empty:
                told.append(_Told(symbol, "nn.Module | None", None))
            case "module":
                told.append(_Told(symbol, "nn.Module"))
            case "extra":
                told.append(_Told(symbol, _type(each.extras[symbol].value for each in instances)))
            case "spec":
                value = setting_value(spec_scope(instances[0].scope), symbol.name)
                told.append(_Told(symbol, _type([value]), value if constants else REQUIRED))
            case _:
                values = [setting_value(each.scope, symbol.name) for each in instances]
                default = plan.default(instances[0].scope.block, symbol.name)
                told.append(_Told(symbol, _type(values), default))

    def place(each: _Told) -> tuple[int, int]:
        name = each.symbol.name
        return _ORDER.index(each.symbol.sort), settings.index(name) if name in settings else 0

    return sorted(told, key=place)


def _type(values: Iterable[Plain]) -> str:
    """The type of an argument with some values."""
    names = sorted({_type_of(each) for each in values})
    return " | ".join(each for each in names if not (each == "int" and "float" in names))


def _type_of(value: Plain) -> str:
    if isinstance(value, Code):
        return "type[nn.Module]"
    if isinstance(value, tuple):
        if value and isinstance(value[0], tuple):
            return "list[list[int]]"
        return f"tuple[{', '.join(map(_type_of, value))}]"
    return "None" if value is None else type(value).__name__


def _wanted_name(symbol: Symbol, first: Instance) -> str:
    match symbol.sort:
        case "channels":
            number = int(symbol.name)
            return identifier(f"{first.walk.called[number]}_channels") if number else "channels"
        case "around":
            return "block_channels"
        case "extra":
            return identifier(symbol.name.partition(" ")[2], "size")
    return identifier(symbol.name, "setting")
