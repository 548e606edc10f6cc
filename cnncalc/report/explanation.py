"""What there is to explain about a layer, one of its figures, or the totals of a network.

>>> explanation = layer_explanation(cnncalc.analyze("alexnet"), "conv1", "parameters")
>>> [str(line.quantity) for section in explanation.sections for line in section.lines]
['parameters = (F*F*D + 1)*K = (11*11*3 + 1)*96 = 34,944']
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cnncalc.analysis.data import SCHEMA, derivation_data
from cnncalc.analysis.result import COUNTED
from cnncalc.notation import formula, numbers
from cnncalc.report.cell import part_text
from cnncalc.report.index import PLAIN, SECTIONS, chosen, figures_of, label, layer_of, within
from cnncalc.report.table import Column, Table
from cnncalc.report.working import Explanation, Line, Section, arranged, given_in
from cnncalc.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.analysis.result import Analysis, LayerFigures
    from cnncalc.quantity import Quantity
    from cnncalc.report.look import Look
    from cnncalc.report.table import Row

__all__ = ["explanation_data", "explanation_table", "layer_explanation", "network_explanation"]


def layer_explanation(
    analysis: Analysis, layer: str, wanted: str | None = None, look: Look = PLAIN
) -> Explanation:
    """Explain a layer, or one figure of it; CannotRunError for a name that there is not.

    `wanted` is a dotted name of a figure, the start of one, or a synonym.
    """
    figures = layer_of(analysis, layer)
    lines = figures_of(analysis, layer, look)
    if wanted is not None:
        lines = chosen(lines, wanted, layer)
    zero = [key for key, line in lines.items() if wanted is None and _says_nothing(key, line)]
    shown = {key: line for key, line in lines.items() if key not in zero}
    if wanted is None:
        shown = {key: line for key, line in shown.items() if not _repeats(key, figures)}
    explanation = arranged(
        [
            Section.of(title, found)
            for title, names in SECTIONS.items()
            if (found := [line for key, line in shown.items() if within(key, names)])
        ]
    )
    shapes = ", ".join(part_text(each, look) for each in figures.input_shapes)
    output = part_text(figures.output_shape, look)
    return replace(
        explanation,
        title=f"{layer} ({figures.kind}) of {analysis.name}: {shapes} to {output}",
        about=((type(figures.layer).__doc__ or "").strip().split("\n", maxsplit=1)[0],),
        zero=tuple(dict.fromkeys(each for key in zero for each in lines[key].labels)),
    )


def network_explanation(analysis: Analysis, look: Look = PLAIN) -> Explanation:
    """Explain the totals of a network: each layer on a line, and how they add up."""
    totals = {name: getattr(analysis.totals, name) for name in COUNTED}
    lines = [Line((label(name),), each) for name, each in totals.items() if each.value]
    count, weighted = analysis.totals.layer_count, analysis.totals.weight_layers
    size = part_text(analysis.input_shape, look)
    return Explanation(
        (Section("Layers", (), table=_layers_table(analysis)), Section.of("Totals", lines)),
        title=f"{analysis.name}: {analysis.title}" if analysis.title else analysis.name,
        about=(
            f"input {size}, {count} layer{'s' * (count != 1)}, {weighted} of them with weights",
        ),
        zero=tuple(label(name) for name, each in totals.items() if not each.value),
    )


def _layers_table(analysis: Analysis) -> Table:
    """Each layer on a row, its parameters and MACs with the numbers that they come from."""
    columns = (
        Column("layer", "layer"),
        Column("output", "output"),
        Column("parameters", "parameters", numeric=True),
        Column("parameters_working", "parameters from", rank=WIDEST - 1),
        Column("macs", "MACs", numeric=True, rank=1),
        Column("macs_working", "MACs from", rank=WIDEST),
    )
    rows = tuple(
        (each.name, each.output_shape, *_worked(each.parameters), *_worked(each.macs))
        for each in analysis.layers.values()
    )
    totals = analysis.totals
    return Table("", columns, rows, ("total", None, totals.parameters, None, totals.macs, None))


WIDEST = 101
"""The rank of a column that a page of LaTeX has no room for; it keeps those up to one below."""


def _worked(quantity: Quantity) -> tuple[Quantity | None, str | None]:
    """A figure and the numbers that it comes from; nothing for a 0."""
    if not quantity.value:
        return None, None
    return quantity, numbers(quantity.derivation)


def explanation_table(
    analysis: Analysis, layer: str | None = None, wanted: str | None = None
) -> Table:
    """Give the working as a table: a row for each figure of a layer, or for each layer."""
    if layer is None:
        return _layers_table(analysis)
    lines = figures_of(analysis, layer)
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
    analysis: Analysis, layer: str | None = None, wanted: str | None = None
) -> dict[str, Any]:
    """Give the working as plain data: every figure by its dotted name, those that are 0 too."""
    network = {"name": analysis.name, "input": list(analysis.input_shape.axes)}
    head: dict[str, Any] = {"schema": SCHEMA, "cnncalc": __version__, "network": network}
    if layer is None:
        totals = {name: Line((), getattr(analysis.totals, name)) for name in COUNTED}
        rows = [
            {"name": each.name, "parameters": int(each.parameters), "macs": int(each.macs)}
            for each in analysis.layers.values()
        ]
        return {**head, "explain": {"layer": None, "layers": rows, "quantities": _data(totals)}}
    figures = layer_of(analysis, layer)
    lines = figures_of(analysis, layer)
    if wanted is not None:
        lines = chosen(lines, wanted, layer)
    return {**head, "explain": {"layer": layer, "kind": figures.kind, "quantities": _data(lines)}}


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


def _says_nothing(key: str, line: Line) -> bool:
    """Whether a count is 0; a 0 in a receptive field is a coordinate, and says something."""
    return not line.quantity.value and not within(key, ("receptive_field.", "output."))


def _repeats(key: str, figures: LayerFigures) -> bool:
    """Whether work of a sort is what MACs or bias adds count already."""
    return key == "work.bias_add" or (key == "work.multiply_add" and figures.layer.weighted)
