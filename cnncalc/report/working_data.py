"""Working as data: a table for CSV, and dicts for JSON, with every figure by its dotted name.

>>> data = explanation_data(cnncalc.analyze("alexnet"), "conv1", "parameters")
>>> data["explain"]["quantities"]["parameters"]["substituted"]
'(11*11*3 + 1)*96'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc.analysis.data import SCHEMA, derivation_data
from cnncalc.analysis.result import COUNTED
from cnncalc.analysis.tally import tally_of
from cnncalc.notation import formula, numbers
from cnncalc.report.explanation import layers_table
from cnncalc.report.index import chosen, figures_of
from cnncalc.report.name import layer_of
from cnncalc.report.table import Column, Table
from cnncalc.report.working import Line, given_in
from cnncalc.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.analysis.result import Analysis
    from cnncalc.analysis.tally import Tally
    from cnncalc.report.table import Row

__all__ = ["explanation_data", "explanation_table"]


def explanation_table(
    analysis: Analysis | Tally, layer: str | None = None, wanted: str | None = None
) -> Table:
    """Give the working as a table: a row for each figure of a layer, or for each layer.

    Without a layer, `wanted` is the name of a total.
    """
    tally = tally_of(analysis)
    if layer is None:
        return layers_table(tally, wanted)
    layer = layer_of(tally.analysis, layer).name
    lines = figures_of(tally, layer)
    if wanted is not None:
        lines = chosen(lines, wanted, layer)
    columns = (
        Column("layer", "layer"),
        Column("quantity", "quantity"),
        Column("value", "value", numeric=True),
        *(Column(each, each) for each in ("unit", "formula", "numbers", "source")),
    )
    return Table("", columns, tuple(_row(layer, key, line) for key, line in lines.items()))


def _row(layer: str, key: str, line: Line) -> Row:
    each = line.quantity
    written = (formula(each.derivation), numbers(each.derivation))
    return (layer, key, each, each.unit, *written, each.source)


def explanation_data(
    found: Analysis | Tally, layer: str | None = None, wanted: str | None = None
) -> dict[str, Any]:
    """Give the working as plain data: every figure by its dotted name, those that are 0 too.

    The figures are facts; under another convention than cnncalc's, `counted.parameters` and the
    like are what this counts.
    """
    tally = tally_of(found)
    analysis = tally.analysis
    network = {"name": analysis.name, "input": list(analysis.input_shape.axes)}
    head: dict[str, Any] = {
        "schema": SCHEMA,
        "cnncalc": __version__,
        "network": network,
        "convention": tally.convention.as_json(),
    }
    facts = tally_of(analysis)
    if layer is None:
        names = COUNTED if wanted is None else [wanted]
        totals = {name: Line((), facts.totals[name]) for name in names}
        if tally.departs:
            totals |= {f"counted.{name}": Line((), tally.totals[name]) for name in names}
        shown = ("parameters", "macs") if wanted is None else (wanted,)
        rows = [
            {"name": each.name, **{name: int(getattr(each, name)) for name in shown}}
            for each in analysis.layers.values()
        ]
        return {**head, "explain": {"layer": None, "layers": rows, "quantities": _data(totals)}}
    figures = layer_of(analysis, layer)
    lines = figures_of(facts, figures.name)
    if wanted is not None:
        lines = chosen(lines, wanted, figures.name)
    if tally.departs:
        counted = figures_of(tally, figures.name)
        lines |= {f"counted.{key}": counted[key] for key in lines if key in COUNTED}
    return {
        **head,
        "explain": {"layer": figures.name, "kind": figures.kind, "quantities": _data(lines)},
    }


def _data(lines: Mapping[str, Line]) -> dict[str, Any]:
    return {
        key: {
            **derivation_data(line.quantity),
            "unit": line.quantity.unit,
            "source": line.quantity.source,
            "given": [
                {
                    "symbol": each.symbol,
                    "name": each.name,
                    "value": each.value if each.whole else float(each.value),
                }
                for each in given_in(line.quantity.derivation)
            ],
            "remarks": list(line.remarks),
        }
        for key, line in lines.items()
    }
