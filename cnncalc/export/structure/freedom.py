"""The settings of a spec that its class can take as arguments: `AlphaGo(k=128)`.

A setting is free where the code would be the same under another value: then all that depends on it
is written as a formula of it. Where a size of the image depends on it, or which layers there are,
it is not, and the code has its value.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cnncalc.analysis.walk import walk
from cnncalc.diagnostic import CannotRunError, SpecError
from cnncalc.export.code.body import likeness, pieces
from cnncalc.export.code.term import Term
from cnncalc.export.structure.meaning import setting_value
from cnncalc.export.structure.plan import Plan
from cnncalc.spec.read import read_network

if TYPE_CHECKING:
    from cnncalc.analysis.result import Analysis
    from cnncalc.export.structure.definition import Definition
    from cnncalc.spec.graph import Network

__all__ = ["free_settings"]

MOST_SETTINGS = 10
MOST_LAYERS = 2_000
"""Beyond these the network would be read again too often, and the code has the values."""
MOST_TIMES = 4
"""Of layers under another value: rounds within rounds within rounds multiply."""


def free_settings(network: Network, analysis: Analysis) -> frozenset[str]:
    """Give the settings that can be arguments; none where the spec itself was overridden."""
    settings = [name for name in network.scope.settings if _number(network, name)]
    many = len(settings) > MOST_SETTINGS or len(network.nodes) > MOST_LAYERS
    if network.overridden or many or not settings:
        return frozenset()
    here = _essence(Plan(network, analysis, settings))
    return frozenset(each for each in settings if _with_another(network, each, settings) == here)


def _number(network: Network, name: str) -> int:
    """The value of a setting that is a number from 1; 0 for any other."""
    value = setting_value(network.scope, name)
    return value if type(value) is int and value > 0 else 0


def _with_another(network: Network, name: str, settings: list[str]) -> object:
    """What the code would consist of under another value of a setting; None if it cannot be."""
    try:
        another = {name: 2 * _number(network, name)}
        most = min(network.limits.layers, MOST_TIMES * len(network.nodes) + 100)
        limits = replace(network.limits, layers=most)
        reading = read_network(network.source, settings=another, limits=limits)
        return _essence(Plan(reading.network, walk(reading), settings))
    except (SpecError, CannotRunError):
        return None


def _essence(plan: Plan) -> object:
    """The code without the shapes in its comments and the values behind its formulas."""
    return [
        (each.name, [one[:3] for one in each.parameters], likeness(each.body), _terms(each))
        for each in (*plan.definitions, plan.network)
    ]


def _terms(definition: Definition) -> list[object]:
    """The formulas of a class, or values where there are none."""
    terms = (each for each in pieces(definition.body.steps) if isinstance(each, Term))
    return [each.value if each.formula is None else each.formula for each in terms]
