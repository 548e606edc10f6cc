"""What thop prints: `thop.profile(model, inputs)`, macs and params.

It counts the modules whose exact type has a rule; one without adds nothing, its parameters neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.analysis.peer.amount import (
    EVERY,
    MEANS,
    inputs,
    learns,
    minus,
    outputs,
    padded_apart,
    parameters,
    transposed_excess,
    untied,
)
from cnncalc.analysis.peer.rule import Figure, Peer, Rule

if TYPE_CHECKING:
    from cnncalc.analysis.figure import LayerFigures

__all__ = ["THOP"]

_HOOKS = "thop/vision/basic_hooks.py"
_TABLE = "thop/profile.py, register_hooks"
_LOST = frozenset({"groupnorm", "instancenorm", "scale", "subsample", "locally_connected"})
"""Kinds that become modules without a rule."""


def _unknown(figures: LayerFigures) -> bool:
    return figures.kind not in EVERY


def _unknown_work(figures: LayerFigures) -> bool:
    """Where a mean leaves out an uneven padding, it is computed twice."""
    uncounted = getattr(figures.layer, "count_include_pad", True) is False
    return _unknown(figures) or (uncounted and padded_apart(figures))


def _normalized(figures: LayerFigures) -> int:
    """Four a value, or two where there is neither gamma nor beta."""
    return (4 if learns(figures) else 2) * inputs(figures)


def _both_ways(figures: LayerFigures) -> int:
    return inputs(figures) + outputs(figures)


def _softmax(figures: LayerFigures) -> int:
    """An exponential and a division a value, and an addition a value but the first."""
    shape = figures.output_shape
    return shape.values // shape.channels * (3 * shape.channels - 1)


def _upsampled(figures: LayerFigures) -> int:
    per_value = {"nearest": 1, "bilinear": 11}.get(getattr(figures.layer, "mode", ""), 0)
    return per_value * outputs(figures)


def _untied_biases(figures: LayerFigures) -> int:
    return int(figures.biases) if untied(figures) else 0


THOP = Peer(
    "thop",
    "0.1.1.post2209072238",
    "thop.profile(model, inputs=(images,))",
    (
        Figure(
            "params",
            "parameters",
            (
                Rule("parameters, having no rule", _LOST, minus(parameters), _TABLE),
                Rule("untied biases", frozenset({"conv"}), minus(_untied_biases), _TABLE),
            ),
            _unknown,
        ),
        Figure(
            "macs",
            "macs",
            (
                Rule(
                    "4 a value (2 without gamma and beta)",
                    frozenset({"batchnorm", "layernorm"}),
                    _normalized,
                    f"{_HOOKS}, count_normalization",
                ),
                Rule(
                    "1 a value that goes out",
                    frozenset({"avgpool", "subsample"}),
                    outputs,
                    f"{_HOOKS}, count_avgpool",
                ),
                Rule(
                    "1 a value that comes in or goes out",
                    MEANS,
                    _both_ways,
                    f"{_HOOKS}, count_adap_avgpool",
                ),
                Rule(
                    "3 a value, less 1 for each sum",
                    frozenset({"softmax"}),
                    _softmax,
                    f"{_HOOKS}, count_softmax",
                ),
                Rule(
                    "1 a value",
                    frozenset({"prelu"}),
                    inputs,
                    f"{_HOOKS}, count_prelu",
                ),
                Rule(
                    "1 a value that goes out (11 if bilinear)",
                    frozenset({"upsample"}),
                    _upsampled,
                    f"{_HOOKS}, count_upsample",
                ),
                Rule(
                    "taken over the output, not the input",
                    frozenset({"conv_transpose"}),
                    transposed_excess,
                    f"{_HOOKS}, count_convNd",
                ),
                Rule(
                    "not counted, having no rule",
                    frozenset({"locally_connected"}),
                    minus(lambda each: int(each.macs)),
                    _TABLE,
                ),
            ),
            _unknown_work,
        ),
    ),
)
