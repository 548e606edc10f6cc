"""What the names of the catalogue's formulas stand for at a layer, and at a whole network.

    >>> conv1 = layer_terms(question(alexnet, "conv1", "parameters", Convention()))
    >>> conv1["area"].value, conv1["weights"].value, "same" in conv1
    (121, 34848, False)

A name that means nothing at a layer is absent, and a row that needs it does not apply there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.analysis.figure import BYTES_PER_VALUE, COUNTED
from cnncalc.coursework.given import given_numbers
from cnncalc.coursework.wrong.formula import ONE
from cnncalc.derivation import FIRST, Leaf, constant
from cnncalc.layers.axis import BOTH_SIDES
from cnncalc.layers.window import area

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.convention import Convention
    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.analysis.result import Analysis
    from cnncalc.coursework.wrong.formula import Given
    from cnncalc.derivation import Expression
    from cnncalc.shape import Shape

__all__ = ["CONSTANTS", "layer_terms", "total_terms"]


def layer_terms(figures: LayerFigures, network_input: Shape, convention: Convention) -> Given:
    """Give what the names of formulas stand for at a layer."""
    given = given_numbers(figures, network_input)
    terms: dict[str, Expression] = {**CONSTANTS, **given, **dict(_flags(figures, convention))}
    terms |= {name: count.of(figures) for name, count in COUNTED.items()}
    terms["values"] = terms["outputs"]
    terms["B"] = Leaf("bytes a value", figures.bytes_per_value, "B")
    terms["megabyte"] = Leaf("bytes of a MB", convention.megabyte, "MB")
    if "U" in given:
        terms["K"] = given["U"]
    kernel = getattr(figures.layer, "kernel", None)
    if kernel is not None:
        terms["area"] = area(kernel)
    if "D" in given:
        groups = given.get("g", ONE)
        terms["depth"] = given["D"] if groups.value == 1 else given["D"] / groups
    return terms


def total_terms(analysis: Analysis, convention: Convention) -> Given:
    """Give what the names of formulas stand for at a whole network: its totals, and its input."""
    totals = analysis.totals
    terms: dict[str, Expression] = {
        name: Leaf(f"{name} of the network", getattr(totals, name).value, name) for name in COUNTED
    }
    terms["N_0"] = Leaf("values of the network's input", analysis.input_shape.values, "N_0")
    width = next((each.bytes_per_value for each in totals.layers), BYTES_PER_VALUE)
    terms["B"] = Leaf("bytes a value", width, "B")
    terms["megabyte"] = Leaf("bytes of a MB", convention.megabyte, "MB")
    if convention.input == "counted":
        terms["input_counted"] = ONE
    return terms


_BIAS = constant("the bias of each filter or unit", 1)
CONSTANTS: Given = {"bias": _BIAS, "first": FIRST, "sides": BOTH_SIDES}
"""The constants of formulas, which have no letter."""


def _flags(figures: LayerFigures, convention: Convention) -> Iterator[tuple[str, Expression]]:
    """What holds of a layer, as names that are given."""
    if getattr(figures.layer, "padding", None) == "same":
        yield "same", ONE
    if getattr(figures.layer, "connections_", None) is not None:
        yield "table", ONE
    if figures.inputs == ("input",):
        yield "reads_input", ONE
    if convention.memory == "forward":
        yield "forward", ONE
