"""What there is to explain about a layer, one of its figures, or the totals of a network.

>>> explanation = layer_explanation(cnncalc.analyze("alexnet"), "conv1", "parameters")
>>> [str(line.quantity) for section in explanation.sections for line in section.lines]
['parameters = (F*F*D + 1)*K = (11*11*3 + 1)*96 = 34,944']
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cnncalc.analysis.result import COUNTED
from cnncalc.analysis.tally import tally_of
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
from cnncalc.report.working import Explanation, Line, Section, arranged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cnncalc.analysis.result import Analysis, LayerFigures
    from cnncalc.analysis.tally import Tally
    from cnncalc.derivation import Expression
    from cnncalc.quantity import Quantity
    from cnncalc.report.look import Look

__all__ = ["layer_explanation", "layers_table", "network_explanation"]


def layer_explanation(
    analysis: Analysis | Tally, layer: str, wanted: str | None = None, look: Look = PLAIN
) -> Explanation:
    """Explain a layer, or one figure of it; CannotRunError for a name that there is not.

    `wanted` is a dotted name of a figure, the start of one, or a synonym.
    """
    tally = tally_of(analysis)
    figures = layer_of(tally.analysis, layer)
    lines = figures_of(tally, layer, look)
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
        title=f"{figures.name} ({figures.kind}) of {tally.analysis.name}: {shapes} to {output}",
        about=(
            (type(figures.layer).__doc__ or "").strip().split("\n", maxsplit=1)[0],
            *_convention(tally, lines, figures.name),
        ),
        zero=tuple(dict.fromkeys(each for key in zero for each in lines[key].labels)),
    )


def network_explanation(
    analysis: Analysis | Tally, look: Look = PLAIN, total: str | None = None
) -> Explanation:
    """Explain the totals of a network, or one: each layer on a line, and how they add up."""
    tally = tally_of(analysis)
    analysis = tally.analysis
    names = COUNTED if total is None else [total]
    totals = {name: tally.totals[name] for name in names}
    lines = [Line((label(name),), each) for name, each in totals.items() if each.value]
    count, weighted = analysis.totals.layer_count, analysis.totals.weight_layers
    size = part_text(analysis.input_shape, look)
    return Explanation(
        (Section("Layers", (), table=layers_table(tally, total)), Section.of("Totals", lines)),
        title=f"{analysis.name}: {analysis.title}" if analysis.title else analysis.name,
        about=(
            f"input {size}, {count} layer{'s' * (count != 1)}, {weighted} of them with weights",
            *_convention(tally, names),
        ),
        zero=tuple(label(name) for name, each in totals.items() if not each.value),
    )


def _convention(tally: Tally, names: Iterable[str], layer: str | None = None) -> tuple[str, ...]:
    """What another convention than cnncalc's chooses, as far as it matters to some figures."""
    if not tally.departs:
        return ()
    said = tally.sentence(names, layer)
    return (f"{said[0].upper()}{said[1:]}.",)


def layers_table(tally: Tally, total: str | None = None) -> Table:
    """Each layer on a row, its parameters and MACs with the numbers that they come from.

    With a total, its figures stand in the place of both, and layers without any have no row.
    """
    if total is not None:
        return _addends_table(tally, total)
    columns = (
        Column("layer", "layer"),
        Column("output", "output"),
        Column("parameters", "parameters", numeric=True),
        Column("parameters_working", "parameters from", rank=2),
        Column("macs", "MACs", numeric=True, rank=1),
        Column("macs_working", "MACs from", rank=3),
    )
    layers = tally.layers
    rows = tuple(
        (name, each.output_shape, *_worked(layers[name].parameters), *_worked(layers[name].macs))
        for name, each in tally.analysis.layers.items()
    )
    totals = tally.totals
    return Table("", columns, rows, ("total", None, totals.parameters, None, totals.macs, None))


def _addends_table(tally: Tally, total: str) -> Table:
    """Each layer that adds to a total on a row, with the numbers that its part comes from.

    Where the input adds to it too, it is the first row.
    """
    columns = (
        Column("layer", "layer"),
        Column("output", "output", rank=3),
        Column(total, label(total), numeric=True),
        Column(f"{total}_working", f"{label(total)} from", rank=2),
    )
    parts = [("input", tally.analysis.input_shape, tally.input[total])]
    parts += [
        (name, each.output_shape, tally.layers[name][total])
        for name, each in tally.analysis.layers.items()
    ]
    rows = tuple((name, shape, *_worked(part)) for name, shape, part in parts if part.value)
    return Table("", columns, rows, ("total", None, tally.totals[total], None))


def _worked(quantity: Quantity) -> tuple[Quantity | None, Expression | None]:
    """A figure and the numbers that it comes from; nothing for a 0."""
    if not quantity.value:
        return None, None
    return quantity, quantity.derivation


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
