"""What there is to explain about a layer, one of its figures, or the totals of a network.

    >>> explanation = layer_explanation(cnncalc.analyze("alexnet"), "conv1", "parameters")
    >>> [str(line.quantity) for section in explanation.sections for line in section.lines]
    ['parameters = (F*F*D + 1)*K = (11*11*3 + 1)*96 = 34,944']
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cnncalc.analysis.alternative import alternatives
from cnncalc.analysis.data import SCHEMA, derivation_data
from cnncalc.analysis.result import COUNTED
from cnncalc.derivation import Leaf
from cnncalc.diagnostic import CannotRunError
from cnncalc.notation import number, numbers
from cnncalc.plain import inert
from cnncalc.quantity import Quantity
from cnncalc.report.table import Column, Table
from cnncalc.report.working import Explanation, Line, Section, arranged, given_in
from cnncalc.shape import Image
from cnncalc.suggestion import nearest
from cnncalc.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cnncalc.analysis.alternative import Alternative
    from cnncalc.analysis.result import Analysis, LayerFigures
    from cnncalc.derivation import Expression, Number
    from cnncalc.shape import Order

__all__ = ["explanation_data", "layer_explanation", "network_explanation"]

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "Output size": ("output.",),
    "Parameters": ("parameters", "weights", "biases", "fixed"),
    "Work": ("macs", "flops", "bias_adds", "work."),
    "Connections": ("connections",),
    "Values and memory": ("outputs", "neurons", "activations", "activation_bytes"),
    "Receptive field": ("receptive_field.",),
    "Another way": ("alternative.",),
}
"""The sections of a layer and the dotted names in each; one that ends in a dot stands for all below it."""

SYNONYMS: Mapping[str, str] = {
    "params": "parameters",
    "param": "parameters",
    "bias": "biases",
    "weight": "weights",
    "mac": "macs",
    "madds": "macs",
    "flop": "flops",
    "rf": "receptive_field",
    "field": "receptive_field",
    "jump": "receptive_field.jump",
    "start": "receptive_field.start",
    "size": "output",
    "shape": "output",
    "output_size": "output",
    "output_shape": "output",
    "out": "output",
    "memory": "activation_bytes",
    "bytes": "activation_bytes",
    "locally_connected": "unshared",
    "without_sharing": "unshared",
    "dense": "fully_connected",
    "fc": "fully_connected",
    "conv": "as_convolution",
    "flatten": "flattened",
    "discards": "discarded",
}
"""Other words for figures."""


def layer_explanation(
    analysis: Analysis, layer: str, wanted: str | None = None, order: Order = "hwc"
) -> Explanation:
    """Explain a layer, or one figure of it; CannotRunError for a name that there is not.

    `wanted` is a dotted name of a figure, the start of one, or a synonym.
    """
    figures = _layer(analysis, layer)
    lines = _lines(figures, analysis)
    if wanted is not None:
        lines = _chosen(lines, wanted, layer)
    zero = [key for key, line in lines.items() if wanted is None and _says_nothing(key, line)]
    shown = {key: line for key, line in lines.items() if key not in zero}
    if wanted is None:
        shown = {key: line for key, line in shown.items() if not _repeats(key, figures)}
    explanation = arranged(
        [
            Section.of(title, found)
            for title, names in SECTIONS.items()
            if (found := [line for key, line in shown.items() if _in(key, names)])
        ]
    )
    shapes = ", ".join(each.written(order) for each in figures.input_shapes)
    return replace(
        explanation,
        title=f"{layer} ({figures.kind}) of {analysis.name}: "
        f"{shapes} to {figures.output_shape.written(order)}",
        about=((type(figures.layer).__doc__ or "").strip().split("\n", maxsplit=1)[0],),
        zero=tuple(dict.fromkeys(label for key in zero for label in lines[key].labels)),
    )


def network_explanation(analysis: Analysis, order: Order = "hwc") -> Explanation:
    """Explain the totals of a network: each layer on a line, and how they add up."""
    totals = {name: getattr(analysis.totals, name) for name in COUNTED}
    count = analysis.totals.layer_count
    return Explanation(
        (Section.of("Totals", [Line((_label(name),), each) for name, each in totals.items() if each.value]),),
        title=f"{analysis.name}: {analysis.title}" if analysis.title else analysis.name,
        about=(
            f"input {analysis.input_shape.written(order)}, {count} layer{'s' if count != 1 else ''}, "
            f"{analysis.totals.weight_layers} of them with weights",
        ),
        zero=tuple(_label(name) for name, each in totals.items() if not each.value),
        table=_layers_table(analysis),
    )


def _layers_table(analysis: Analysis) -> Table:
    """Each layer on a row, its parameters and MACs with the numbers that they come from."""
    columns = (
        Column("layer", "layer"),
        Column("output", "output"),
        Column("parameters", "parameters", numeric=True),
        Column("parameters_working", "how", rank=2),
        Column("macs", "MACs", numeric=True, rank=1),
        Column("macs_working", "how", rank=3),
    )
    rows = tuple(
        (each.name, each.output_shape, *_worked(each.parameters), *_worked(each.macs))
        for each in analysis.layers.values()
    )
    totals = analysis.totals
    return Table("", columns, rows, ("total", None, totals.parameters, None, totals.macs, None))


def _worked(quantity: Quantity) -> tuple[Quantity | None, str | None]:
    """A figure and the numbers that it comes from; nothing for a 0."""
    if not quantity.value:
        return None, None
    return quantity, numbers(quantity.derivation)


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
    figures = _layer(analysis, layer)
    lines = _lines(figures, analysis)
    chosen = lines if wanted is None else _chosen(lines, wanted, layer)
    return {**head, "explain": {"layer": layer, "kind": figures.kind, "quantities": _data(chosen)}}


def _data(lines: Mapping[str, Line]) -> dict[str, Any]:
    return {
        key: {
            **derivation_data(line.quantity),
            "unit": line.quantity.unit,
            "source": line.quantity.source,
            "given": [
                {"symbol": each.symbol, "name": each.name, "value": each.value if each.whole else float(each.value)}
                for each in given_in(line.quantity.derivation)
            ],
            "remarks": list(line.remarks),
        }
        for key, line in lines.items()
    }


def _layer(analysis: Analysis, name: str) -> LayerFigures:
    try:
        return analysis.layers[name]
    except KeyError:
        raise _unknown(f"{analysis.name} has no layer", name, analysis.layers, "its layers") from None


def _lines(figures: LayerFigures, analysis: Analysis) -> dict[str, Line]:
    """Every figure of a layer by its dotted name."""
    lines = {key: Line((_label(key),), each) for key, each in _quantities(figures, analysis)}
    for each in alternatives(figures):
        key = f"alternative.{each.quantity.name}"
        lines[key] = Line((_label(key),), each.quantity, _remarks(each))
    return lines


def _quantities(figures: LayerFigures, analysis: Analysis) -> Iterator[tuple[str, Quantity]]:
    """Every counted figure of a layer; what it passes on from its input cites the input."""
    yield from _passed_on(figures)
    inherited = _inherited(figures, analysis)
    for key, quantity in figures.quantities():
        if key.startswith("work."):
            yield key, replace(quantity, source=f"{quantity.source} ({figures.source})")
        elif key.startswith("receptive_field."):
            derivation = inherited.get(id(quantity.derivation), quantity.derivation)
            yield key, replace(quantity, derivation=derivation)
        else:
            yield key, quantity


def _passed_on(figures: LayerFigures) -> Iterator[tuple[str, Quantity]]:
    """The sizes of the output that the layer does not compute, since they are its input's."""
    shape = figures.output_shape
    axes: tuple[tuple[str, str, int], ...] = (("length", "N", shape.values),)
    if isinstance(shape, Image):
        axes = (("channels", "D", shape.channels), ("height", "H", shape.height), ("width", "W", shape.width))
    for axis, symbol, size in axes:
        if axis not in figures.sizes:
            leaf = Leaf(f"{axis} of the input, passed on", size, symbol)
            yield f"output.{axis}", Quantity(f"output {axis}", leaf, "", figures.source)


def _inherited(figures: LayerFigures, analysis: Analysis) -> dict[int, Expression]:
    """The parts of the inputs' receptive fields, so that a layer that leaves one as it is cites it."""
    found: dict[int, Expression] = {}
    for name in figures.inputs:
        before = analysis.layers.get(name)
        if before is None or before.receptive_field is None:
            continue
        for axis in (before.receptive_field.height, before.receptive_field.width):
            parts = (("field", axis.size, "r"), ("jump", axis.jump, "j"), ("start", axis.start, "s"))
            for part, expression, symbol in parts:
                if expression is not None and not isinstance(expression, Leaf):
                    leaf = Leaf(f"{part} of the input, passed on", expression.value, symbol)
                    found[id(expression)] = leaf
    return found


def _remarks(alternative: Alternative) -> tuple[str, ...]:
    value, factor = alternative.quantity.value, alternative.factor
    if factor is not None:
        own = number(next(each.value for each in given_in(factor.derivation) if each.symbol == "N_layer"))
        return (alternative.meaning, f"{_rounded(factor.value)} times the {own} of the layer as it is")
    if value < 1:
        return (f"{alternative.meaning}: {_rounded(value * 100)} %",)
    return (alternative.meaning,)


def _rounded(value: Number) -> str:
    """Write a number in full where it is whole, else with one decimal: 3,025; 30,907.7."""
    if value.denominator == 1:
        return number(value)
    whole, tenth = divmod(round(value * 10), 10)
    return f"{number(whole)}.{tenth}"


def _says_nothing(key: str, line: Line) -> bool:
    """Whether a count is 0; a 0 in a receptive field is a coordinate, and says something."""
    return not line.quantity.value and not _in(key, ("receptive_field.", "output."))


def _repeats(key: str, figures: LayerFigures) -> bool:
    """Whether work of a sort is what MACs or bias adds count already."""
    return key == "work.bias_add" or (key == "work.multiply_add" and figures.layer.weighted)


def _in(key: str, names: Iterable[str]) -> bool:
    return any(key.startswith(each) if each.endswith(".") else key == each for each in names)


LABELS: Mapping[str, str] = {
    "macs": "MACs",
    "flops": "FLOPs",
    "bias_adds": "bias adds",
    "fixed": "fixed values",
    "outputs": "output values",
    "activation_bytes": "memory",
    "alternative.unshared": "without sharing",
}


def _label(key: str) -> str:
    """What a figure is called within its section."""
    if key in LABELS:
        return LABELS[key]
    group, _, name = key.partition(".")
    if group == "work":
        return name.replace("_", " ") + "s"
    if group == "receptive_field":
        part, _, axis = name.partition(".")
        return f"{part} ({axis})"
    return (name or key).replace("_", " ")


def _chosen(lines: Mapping[str, Line], wanted: str, layer: str) -> dict[str, Line]:
    """The figures that a word means; CannotRunError where there is none."""
    word = wanted.strip().lower().replace(" ", "_").replace("-", "_")
    for each in dict.fromkeys((word, SYNONYMS.get(word, word))):
        group = SECTIONS.get(each.replace("_", " ").capitalize(), ())
        tests = (
            lambda key, each=each: key == each,
            lambda key, each=each: key.startswith(f"{each}."),
            lambda key, each=each: key.partition(".")[2] == each,
            lambda key, group=group: _in(key, group),
        )
        for test in tests:
            found = {key: line for key, line in lines.items() if test(key)}
            if found:
                return found
    raise _unknown(f"{layer} has no quantity", wanted, lines, "its quantities", [*SYNONYMS])


def _unknown(
    fact: str, word: str, known: Iterable[str], what: str, synonyms: Iterable[str] = ()
) -> CannotRunError:
    """The error for a name that there is not: the nearest, and the names that there are."""
    names = list(known)
    meant = nearest(word, [*names, *synonyms])
    offer = f"; did you mean {meant}?" if meant else ""
    rest = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    shown = word if len(word) <= LONGEST_WORD else word[:LONGEST_WORD] + "..."
    text = f"{fact} {shown}{offer}\n  {what}: {', '.join(names[:MOST_NAMED])}{rest}"
    return CannotRunError(inert(text))


MOST_NAMED = 60
LONGEST_WORD = 64
