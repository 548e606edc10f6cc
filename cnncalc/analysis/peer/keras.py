"""What Keras prints: `model.summary()`, parameters and their memory; it counts no work.

A batch normalization has four parameters a map there, its mean and variance among them.
"""

from __future__ import annotations

from decimal import Decimal  # no amount is too large for it
from typing import TYPE_CHECKING

from cnncalc.analysis.peer.amount import EVERY, LEARNING, frozen, minus, untied
from cnncalc.analysis.peer.rule import Figure, Peer, Rule

if TYPE_CHECKING:
    from cnncalc.analysis.figure import LayerFigures

__all__ = ["KERAS"]

_SUMMARY = "keras/src/utils/summary_utils.py, print_summary"
_STATISTICS = (
    "keras/src/layers/normalization/batch_normalization.py, moving_mean and moving_variance"
)
_OWN = frozenset({"subsample", "scale", "rbf", "locally_connected"})
"""Kinds with values of their own that Keras has no layer for."""


def _unknown(figures: LayerFigures) -> bool:
    """Say whether Keras has no such layer, so that its count is that of whoever writes one."""
    table = getattr(figures.layer, "connections_", None) is not None
    return figures.kind not in EVERY - _OWN or table or untied(figures)


def _statistics(figures: LayerFigures) -> int:
    return int(figures.fixed)


def _printed(total: int) -> str:
    """Write a count and its memory as the tool does; its KB and MB are powers of 1024."""
    size, units = Decimal(4 * total), iter(("B", "KB", "MB", "GB", "TB"))
    unit = next(units)
    while size >= _STEP and unit != "PB":
        size, unit = size / _STEP, next(units, "PB")
    return f"{total:,} ({size:.2f} {unit})"


_STEP = 1024

KERAS = Peer(
    "keras",
    "3.15.1",
    "model.summary()",
    (
        Figure(
            "Total params",
            "parameters",
            (
                Rule(
                    "running means and variances",
                    frozenset({"batchnorm"}),
                    _statistics,
                    _STATISTICS,
                ),
            ),
            _unknown,
            _printed,
        ),
        Figure(
            "Trainable params",
            "parameters",
            (Rule("frozen parameters", LEARNING, minus(frozen), _SUMMARY),),
            _unknown,
            _printed,
        ),
        Figure(
            "Non-trainable params",
            "",
            (
                Rule(
                    "running means and variances",
                    frozenset({"batchnorm"}),
                    _statistics,
                    _STATISTICS,
                ),
                Rule("frozen parameters", LEARNING, frozen, _SUMMARY),
            ),
            _unknown,
            _printed,
        ),
    ),
    (
        "Keras counts no MACs and no FLOPs.",
        "Its KB and MB are 2^10 and 2^20 bytes.",
    ),
    "of a model of Keras's own layers",
)
