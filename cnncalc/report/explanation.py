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
from cnncalc.report.index import (
    ANOTHER_WAY,
    PLAIN,
    SECTIONS,
    chosen,
    figures_of,
    label,
    within,
)
from cnncalc.report.name import layer_of
from cnncalc.report.table import Column, Table
from cnncalc.report.working import Explanation, Line, Section, arranged, given_in
from cnncalc.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cnncalc.analysis.result import Analysis, LayerFigures
    from cnncalc.derivation import Expression
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
        lines = chosen(lines, wanted, figures.name)
    zero = [key for key, line in lines.items() if wanted is None and _says_nothing(key, line)]
    shown = {key: line for key, line in lines.items() if key not in zero}
    if wanted is None:
        shown = {key: line for key, line in shown.items() if not _repeats(key, figures)}
    explanation = arranged(
        [
            Section.of(title, found)
            for title, names in SECTIONS.items()
            if (found := [shown[key] for key in _ordered(shown) if within(key, names)])
        ],
        apart=(ANOTHER_WAY,),
    )
    shapes = ", ".join(part_text(each, look) for each in figures.input_shapes)
    output = part_text(figures.output_shape, look)
    return replace(
        explanation,
        title=f"{figures.name} ({figures.kind}) of {analysis.name}: {shapes} to {output}",
        about=((type(figures.layer).__doc__ or "").strip().split("\n", maxsplit=1)[0],),
        zero=tuple(dict.fromkeys(each for key in zero for each in lines[key].labels)),
    )


def network_explanation(
    analysis: Analysis, look: Look = PLAIN, total: str | None = None
) -> Explanation:
    """Explain the totals of a network, or one: each layer on a line, and how they add up."""
    names = COUNTED if total is None else [total]
    totals = {name: getattr(analysis.totals, name) for name in names}
    lines = [Line((label(name),), each) for name, each in totals.items() if each.value]
    count, weighted = analysis.totals.layer_count, analysis.totals.weight_layers
    size = part_text(analysis.input_shape, look)
    return Explanation(
        (Section("Layers", (), table=_layers_table(analysis, total)), Section.of("Totals", lines)),
        title=f"{analysis.name}: {analysis.title}" if analysis.title else analysis.name,
        about=(
            f"input {size}, {count} layer{'s' * (count != 1)}, {weighted} of them with weights",
        ),
        zero=tuple(label(name) for name, each in totals.items() if not each.value),
    )


def _layers_table(analysis: Analysis, total: str | None = None) -> Table:
    """Each layer on a row, its parameters and MACs with the numbers that they come from.

    With a total, its figures stand in the place of both, and layers without any have no row.
    """
    if total is not None:
        return _addends_table(analysis, total)
    columns = (
        Column("layer", "layer"),
        Column("output", "output"),
        Column("parameters", "parameters", numeric=True),
        Column("parameters_working", "parameters from", rank=2),
        Column("macs", "MACs", numeric=True, rank=1),
        Column("macs_working", "MACs from", rank=3),
    )
    rows = tuple(
        (each.name, each.output_shape, *_worked(each.parameters), *_worked(each.macs))
        for each in analysis.layers.values()
    )
    totals = analysis.totals
    return Table("", columns, rows, ("total", None, totals.parameters, None, totals.macs, None))


def _addends_table(analysis: Analysis, total: str) -> Table:
    """Each layer that adds to a total on a row, with the numbers that its part comes from."""
    columns = (
        Column("layer", "layer"),
        Column("output", "output", rank=3),
        Column(total, label(total), numeric=True),
        Column(f"{total}_working", f"{label(total)} from", rank=2),
    )
    quantities = {each.name: getattr(each, total) for each in analysis.layers.values()}
    rows = tuple(
        (each.name, each.output_shape, *_worked(quantities[each.name]))
        for each in analysis.layers.values()
        if quantities[each.name].value
    )
    return Table("", columns, rows, ("total", None, getattr(analysis.totals, total), None))


def _worked(quantity: Quantity) -> tuple[Quantity | None, Expression | None]:
    """A figure and the numbers that it comes from; nothing for a 0."""
    if not quantity.value:
        return None, None
    return quantity, quantity.derivation


def explanation_table(
    analysis: Analysis, layer: str | None = None, wanted: str | None = None
) -> Table:
    """Give the working as a table: a row for each figure of a layer, or for each layer.

    Without a layer, `wanted` is the name of a total.
    """
    if layer is None:
        return _layers_table(analysis, wanted)
    layer = layer_of(analysis, layer).name
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
        names = COUNTED if wanted is None else [wanted]
        totals = {name: Line((), getattr(analysis.totals, name)) for name in names}
        shown = ("parameters", "macs") if wanted is None else (wanted,)
        rows = [
            {"name": each.name, **{name: int(getattr(each, name)) for name in shown}}
            for each in analysis.layers.values()
        ]
        return {**head, "explain": {"layer": None, "layers": rows, "quantities": _data(totals)}}
    figures = layer_of(analysis, layer)
    lines = figures_of(analysis, figures.name)
    if wanted is not None:
        lines = chosen(lines, wanted, figures.name)
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


def _ordered(keys: Iterable[str]) -> list[str]:
    """The names of figures with both axes of a part of the receptive field side by side."""
    parts = ("size", "jump", "start")

    def place(key: str) -> int:
        group, _, name = key.partition(".")
        part = name.partition(".")[0]
        return parts.index(part) if group == "receptive_field" and part in parts else 0

    return sorted(keys, key=place)


def _says_nothing(key: str, line: Line) -> bool:
    """Whether a count is 0; a 0 in a receptive field is a coordinate, and says something."""
    return not line.quantity.value and not within(key, ("receptive_field.", "output."))


def _repeats(key: str, figures: LayerFigures) -> bool:
    """Whether work of a sort is what MACs or bias adds count already."""
    return key == "work.bias_add" or (key == "work.multiply_add" and figures.layer.weighted)
