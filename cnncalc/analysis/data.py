"""An analysis as plain data: what `--format json` prints, documented in docs/json.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc.analysis.convention import Convention
from cnncalc.analysis.figure import COUNTED
from cnncalc.notation import formula, numbers
from cnncalc.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cnncalc.analysis.block import Group
    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.analysis.receptive import ReceptiveField
    from cnncalc.analysis.result import Analysis
    from cnncalc.analysis.tally import Counts, Tally
    from cnncalc.derivation import Expression, Number
    from cnncalc.layers.layer import Window
    from cnncalc.quantity import Quantity

__all__ = [
    "SCHEMA",
    "analysis_data",
    "derivation_data",
    "groups_data",
    "layer_data",
    "receptive_field_data",
    "tally_data",
]

SCHEMA = 1
"""The number of this form; a field may be added under it, none renamed or given a new meaning."""

_COUNTS = ("parameters", "weights", "biases", "fixed", "macs", "flops", "bias_adds", "connections")
_VALUES = ("neurons", "outputs")
_STORED = ("activations", "activation_bytes")
_CHANGED = ("parameters", "macs", "flops", "connections", "activations", "activation_bytes")
"""What conventions count differently."""
_TOTALS = tuple(each for each in _COUNTS if each != "bias_adds") + _VALUES + _STORED


def tally_data(tally: Tally, *, derivations: bool = False) -> dict[str, Any]:
    """Give an analysis as plain data; under another convention than cnncalc's, what this counts.

    The fields of the analysis itself are its facts, whatever the convention.
    """
    data = analysis_data(tally.analysis, derivations=derivations, convention=tally.convention)
    if tally.departs:
        for layer in data["layers"]:
            counts = tally.layers[layer["name"]]
            layer["counted"] = _counted(counts, _CHANGED)
            if derivations:
                layer["derivations"] |= {
                    f"counted.{name}": derivation_data(counts[name]) for name in _CHANGED
                }
        data["totals"]["counted"] = _counted(tally.totals, _CHANGED)
        data["network"]["counted"] = _counted(tally.input, _STORED)
    return data


def _counted(counts: Counts, names: tuple[str, ...]) -> dict[str, int]:
    return {name: int(counts[name]) for name in names}


def analysis_data(
    analysis: Analysis, *, derivations: bool = False, convention: Convention | None = None
) -> dict[str, Any]:
    """Give an analysis as dicts, lists, ints and strings; shapes are channels first."""
    totals = analysis.totals
    return {
        "schema": SCHEMA,
        "cnncalc": __version__,
        "network": {"name": analysis.name, "input": list(analysis.input_shape.axes)},
        "convention": (convention or Convention()).as_json(),
        "layers": [layer_data(each, derivations=derivations) for each in analysis.layers.values()],
        "totals": {
            **{name: int(getattr(totals, name)) for name in _TOTALS},
            "bias_adds": int(totals.bias_adds),
            "input_activations": int(totals.input_activations),
            "layers": totals.layer_count,
            "weight_layers": totals.weight_layers,
            "work": dict(totals.work),
        },
        "outputs": list(analysis.outputs),
        "warnings": list(analysis.warnings),
    }


def groups_data(tally: Tally, groups: Iterable[Group]) -> list[dict[str, Any]]:
    """Give groups of layers as plain data, each with the sums of its layers' figures."""
    return [_group(tally, each) for each in groups]


def _group(tally: Tally, group: Group) -> dict[str, Any]:
    data: dict[str, Any] = {
        "name": group.name,
        "block": group.block or None,
        "copies": group.copies,
        "made_of": [{"kind": kind, "count": count} for kind, count in group.contents],
        "layers": [each.name for each in group.layers],
        "output_shape": list(group.output_shape.axes),
        **{name: group.total(name) for name in (*_COUNTS, *_VALUES, *_STORED)},
        "receptive_field": receptive_field_data(group.receptive_field),
    }
    if tally.departs:
        counts = [tally.layers[each.name] for each in group.layers]
        data["counted"] = {name: sum(int(each[name]) for each in counts) for name in _CHANGED}
    return data


def derivation_data(quantity: Quantity) -> dict[str, Any]:
    """Give the working of a figure: formula, formula in numbers, LaTeX and value."""
    derivation = quantity.derivation
    return {
        "formula": formula(derivation),
        "substituted": numbers(derivation),
        "latex": formula(derivation, "latex"),
        "value": _plain(quantity.value),
    }


def layer_data(figures: LayerFigures, *, derivations: bool = False) -> dict[str, Any]:
    """Give a layer as plain data, with the working of its figures where that is asked for."""
    data: dict[str, Any] = {
        "name": figures.name,
        "kind": figures.kind,
        "inputs": list(figures.inputs),
        "path": list(figures.path),
        "input_shapes": [list(each.axes) for each in figures.input_shapes],
        "output_shape": list(figures.output_shape.axes),
        **_window(figures.window),
        **({"groups": figures.layer.groups} if hasattr(figures.layer, "groups") else {}),
        "trainable": figures.trainable,
        **_counts(figures, _COUNTS),
        "work": {sort: int(count) for sort, count in figures.work_by_sort.items()},
        **_counts(figures, _VALUES),
        "stored": figures.layer.stored,
        **_counts(figures, _STORED),
        "receptive_field": receptive_field_data(figures.receptive_field),
    }
    if derivations:
        data["derivations"] = {name: derivation_data(each) for name, each in figures.quantities()}
    return data


def _counts(figures: LayerFigures, names: tuple[str, ...]) -> dict[str, int]:
    return {name: int(COUNTED[name].of(figures)) for name in names}


def _window(window: Window | None) -> dict[str, Any]:
    """The window's numbers, or nothing for a layer without one."""
    if window is None:
        return {}
    return {name: list(value) for name, value in window._asdict().items()}


def receptive_field_data(field: ReceptiveField | None) -> dict[str, Any] | None:
    """Give a receptive field as plain data, height first; None of a vector."""
    if field is None:
        return None
    axes = (field.height, field.width)
    jumps = [_number(each.jump) for each in axes]
    return {
        "size": [_number(each.size) for each in axes],
        "jump": None if None in jumps else jumps,
        "start": [_number(each.start) for each in axes],
        "exact": field.exact,
    }


def _number(expression: Expression | None) -> int | float | None:
    return None if expression is None else _plain(expression.value)


def _plain(value: Number) -> int | float:
    """Give an int, or the nearest float of a fraction (a jump after upsampling)."""
    return int(value) if value.denominator == 1 else float(value)
