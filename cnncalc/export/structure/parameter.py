"""The arguments of a class of generated code: what its body has to be told, and of what type."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.export.code.body import pieces
from cnncalc.export.code.call import REQUIRED, Call, Choice, Handed
from cnncalc.export.code.identifier import RESERVED, Names, identifier
from cnncalc.export.code.term import Code, Term
from cnncalc.export.kind.site import plain
from cnncalc.export.structure.meaning import setting_value, spec_scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cnncalc.export.code.body import Body
    from cnncalc.export.code.call import Required
    from cnncalc.export.code.formula import Symbol
    from cnncalc.export.code.term import Plain
    from cnncalc.export.structure.definition import Instance

__all__ = ["Parameter", "parameters_of"]


class Parameter(NamedTuple):
    """An argument of a class."""

    symbol: Symbol
    name: str
    type: str
    default: Plain | Required = REQUIRED


def parameters_of(
    body: Body, instances: Sequence[Instance], defaults: Mapping[Symbol, Plain]
) -> tuple[Parameter, ...]:
    """Give the arguments of a class: settings in the order of the spec, defaults last."""
    called = {each.function for each in pieces(body.steps) if isinstance(each, Call)}
    names, settings = Names(RESERVED | called), list(instances[0].scope.settings)

    def place(symbol: Symbol) -> tuple[int, int]:
        where = settings.index(symbol.name) if symbol.name in settings else 0
        return _ORDER.index(symbol.sort), where

    parameters = []
    optional = _symbols(body)
    nouns = Counter(_noun(each) for each in optional)
    for symbol in sorted(optional, key=place):
        default = None if optional[symbol] else defaults.get(symbol, REQUIRED)
        kind = "nn.Module | None" if optional[symbol] else _type_of(symbol, instances)
        wanted = _wanted_name(symbol, instances[0])
        if symbol.sort == "extra" and nouns[_noun(symbol)] == 1:
            wanted = _noun(symbol)
        name = names.unique(wanted)
        parameters.append(Parameter(symbol, name, kind, default))
    return tuple(sorted(parameters, key=lambda each: each.default is not REQUIRED))


_ORDER = ("channels", "around", "setting", "choice", "spec", "extra", "module")
"""Where symbols come from, in the order of arguments."""


def _symbols(body: Body) -> dict[Symbol, bool]:
    """What a body has to be told, and whether it can be nothing."""
    optional: dict[Symbol, bool] = {}
    for each in pieces(body.steps):
        if isinstance(each, Term) and each.formula is not None:
            told = (symbol for symbol in each.formula.symbols() if symbol.sort != "round")
            optional |= dict.fromkeys(told, False)
        elif isinstance(each, Handed):
            optional[each.symbol] = optional.get(each.symbol, False) or each.optional
        elif isinstance(each, Choice):
            optional[each.symbol] = False
    return optional


def _wanted_name(symbol: Symbol, first: Instance) -> str:
    match symbol.sort:
        case "channels":
            number = int(symbol.name)
            return identifier(f"{first.draft.called[number]}_channels") if number else "channels"
        case "around":
            return "block_channels"
        case "extra":
            return identifier(symbol.name.partition(" ")[2], "size")
    return identifier(symbol.name, "setting")


def _noun(symbol: Symbol) -> str:
    """The name of a setting; of what differs from place to place, that without the layer's."""
    return identifier(symbol.name.rpartition(" ")[2], "size")


def _type_of(symbol: Symbol, instances: Sequence[Instance]) -> str:
    """The type of what a symbol stands for in all places."""
    match symbol.sort:
        case "module":
            return "nn.Module"
        case "choice":
            return "type[nn.Module]"
        case "extra":
            return _type(each.extras[symbol].value for each in instances)
        case "setting":
            return _type(setting_value(each.scope, symbol.name) for each in instances)
        case "spec":
            return _type([setting_value(spec_scope(instances[0].scope), symbol.name)])
    return "int"


def _type(values: Iterable[Plain]) -> str:
    names = sorted({_type_name(plain(each)) for each in values})
    return " | ".join(each for each in names if not (each == "int" and "float" in names))


def _type_name(value: Plain) -> str:
    if isinstance(value, Code):
        return "type[nn.Module]"
    if isinstance(value, tuple):
        if value and isinstance(value[0], tuple):
            return "list[list[int]]"
        return f"tuple[{', '.join(map(_type_name, value))}]"
    return "None" if value is None else type(value).__name__
