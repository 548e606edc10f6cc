"""A figure as a convention counts it, with its derivation.

    >>> conv1 = cnncalc.analyze("alexnet-single").layers["conv1"]
    >>> equation(counted(conv1, "parameters", convention("cs231n")))
    'F*F*D*K = 11*11*3*96 = 34,848'

A figure that a convention does not touch is the layer's own.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cnncalc.analysis.figure import COUNTED
from cnncalc.derivation import Leaf, Operation, constant, total
from cnncalc.layers.dense import Dense
from cnncalc.layers.layer import NOTHING, inputs_read
from cnncalc.layers.normalization import BatchNorm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cnncalc.analysis.convention import Convention
    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.analysis.result import Totals
    from cnncalc.derivation import Expression
    from cnncalc.shape import Shape

__all__ = ["counted", "counted_input", "counted_total", "figure_named"]


def counted(figures: LayerFigures, name: str, convention: Convention) -> Expression:
    """Give a counted figure of a layer; LookupError for a name that is not in COUNTED.

    `memory` is activation_bytes, `values` outputs, and `operations` what the convention says.
    """
    name = figure_named(name, convention)
    rule = _RULES.get(name)
    return COUNTED[name].of(figures) if rule is None else rule(figures, convention)


def counted_total(totals: Totals, name: str, convention: Convention) -> Expression:
    """Give the sum of a figure over all layers, and over the input where it is counted."""
    name = figure_named(name, convention)
    counts = ((each.name, counted(each, name, convention).value) for each in totals.layers)
    width = next((each.bytes_per_value for each in totals.layers), 1)
    first = counted_input(totals.input_shape, name, convention, width).value
    return total(Leaf(each, value, each) for each, value in (("input", first), *counts) if value)


def counted_input(
    shape: Shape, name: str, convention: Convention, bytes_per_value: int
) -> Expression:
    """Give what the input itself adds to a figure: nothing, where it is not counted."""
    if convention.input == "not_counted" or name not in {"activations", "activation_bytes"}:
        return NOTHING
    values = inputs_read(shape)
    return values if name == "activations" else _in_bytes(values, bytes_per_value, convention)


def figure_named(name: str, convention: Convention) -> str:
    """Give the name in COUNTED for a word of a sheet; LookupError where there is none."""
    if name in COUNTED:
        return name
    meant = convention.operations if name == "operations" else _WORDS.get(name)
    if meant is None:
        raise LookupError(f"{name} is not counted")
    return meant


_WORDS = {"memory": "activation_bytes", "values": "outputs"}


def _parameters(figures: LayerFigures, convention: Convention) -> Expression:
    learned = figures.learned
    biased = _counts_biases(convention.biases, figures)
    trained = learned.parameters if biased else learned.weights
    if convention.batchnorm == "all" and isinstance(figures.layer, BatchNorm):
        return trained + learned.fixed
    return trained


def _counts_biases(option: str, figures: LayerFigures) -> bool:
    """Whether an option counts the biases of a layer: of all, of none, or of all but dense ones."""
    if option == "conv_only":
        return not isinstance(figures.layer, Dense)
    return option in {"counted", "with_biases"}


def _macs(figures: LayerFigures, convention: Convention) -> Expression:
    return _with_bias_adds(COUNTED["macs"].of(figures), figures, convention)


def _flops(figures: LayerFigures, convention: Convention) -> Expression:
    return _with_bias_adds(COUNTED["flops"].of(figures), figures, convention)


def _with_bias_adds(count: Expression, figures: LayerFigures, convention: Convention) -> Expression:
    added = COUNTED["bias_adds"].of(figures)
    return count + added if added.value and _counts_biases(convention.bias_adds, figures) else count


def _connections(figures: LayerFigures, convention: Convention) -> Expression:
    count = figures.connection_count
    biased = _counts_biases(convention.connections, figures)
    if biased or not (count.value and figures.learned.biases.value):
        return count
    macs = COUNTED["macs"].of(figures)
    return macs if macs.value else _without_bias(count)


def _without_bias(count: Expression) -> Expression:
    """Leave the 1 of the bias out of (what is read + 1) for each output value."""
    if not isinstance(count, Operation):
        return count
    first, second = count.operands
    if count.operator == "+" and isinstance(second, Leaf) and second.name.startswith("the bias of"):
        return first
    return _without_bias(first) * second if count.operator == "*" else count


def _activation_bytes(figures: LayerFigures, convention: Convention) -> Expression:
    values = COUNTED["activations"].of(figures)
    return _in_bytes(values, figures.bytes_per_value, convention) if values.value else NOTHING


def _in_bytes(values: Expression, bytes_per_value: int, convention: Convention) -> Expression:
    size = values * Leaf("bytes a value", bytes_per_value, "B")
    return size * BOTH_WAYS if convention.memory == "forward_backward" else size


BOTH_WAYS = constant("values and their gradients", 2)

_RULES: Mapping[str, Callable[[LayerFigures, Convention], Expression]] = MappingProxyType(
    {
        "parameters": _parameters,
        "macs": _macs,
        "flops": _flops,
        "connections": _connections,
        "activation_bytes": _activation_bytes,
    }
)
"""What a convention changes; every other figure is the same under all."""
