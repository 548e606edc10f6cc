"""What fvcore prints: `FlopCountAnalysis(model, inputs).total()`, which calls a MAC a flop.

It counts the operations of a traced module by their names; one without a handle adds nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.analysis.peer.amount import EVERY, MEANS, inputs, outputs, padded_by_name
from cnncalc.analysis.peer.rule import Figure, Peer, Rule

if TYPE_CHECKING:
    from cnncalc.analysis.figure import LayerFigures

__all__ = ["FVCORE"]

_HANDLES = "fvcore/nn/jit_handles.py"
_TABLE = "fvcore/nn/flop_count.py, _DEFAULT_SUPPORTED_OPS"


def _unknown(figures: LayerFigures) -> bool:
    return figures.kind not in EVERY


def _padded_by_name(figures: LayerFigures) -> int:
    return -int(figures.macs) if padded_by_name(figures) else 0


def _batchnorm(figures: LayerFigures) -> int:
    """Two a value with a gamma, one without."""
    return (1 + bool(int(figures.weights))) * inputs(figures)


def _normalization(figures: LayerFigures) -> int:
    """Five a value with a gamma, four without."""
    return (4 + bool(int(figures.weights))) * inputs(figures)


def _upsampled(figures: LayerFigures) -> int:
    """One a value for the nearest, four for bilinear ones."""
    per_value = {"nearest": 1, "bilinear": 4}.get(getattr(figures.layer, "mode", ""), 0)
    return per_value * outputs(figures)


FVCORE = Peer(
    "fvcore",
    "0.1.5.post20221221",
    "fvcore.nn.FlopCountAnalysis(model, inputs).total()",
    (
        Figure("parameters", "parameters", unknown=_unknown),
        Figure(
            "flops",
            "macs",
            (
                Rule(
                    'not counted with padding="same", an operation of another name',
                    frozenset({"conv", "depthwise_conv"}),
                    _padded_by_name,
                    f"{_TABLE}, no _convolution_mode",
                ),
                Rule(
                    "2 a value (1 without a gamma)",
                    frozenset({"batchnorm"}),
                    _batchnorm,
                    f"{_HANDLES}, batchnorm_flop_jit",
                ),
                Rule(
                    "5 a value (4 without a gamma)",
                    frozenset({"layernorm", "groupnorm", "instancenorm"}),
                    _normalization,
                    f"{_HANDLES}, norm_flop_counter",
                ),
                Rule(
                    "1 a value that comes in",
                    MEANS,
                    inputs,
                    f"{_TABLE}, adaptive_avg_pool2d",
                ),
                Rule(
                    "1 a value that goes out (4 if bilinear)",
                    frozenset({"upsample"}),
                    _upsampled,
                    f"{_TABLE}, upsample_nearest2d",
                ),
            ),
            _unknown,
        ),
    ),
    ("What it calls a flop is a MAC.",),
)
