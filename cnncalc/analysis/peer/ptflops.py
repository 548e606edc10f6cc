"""What ptflops prints: `get_model_complexity_info(model, input_res)`, macs and params.

It counts modules by their type, and beside them functions of torch.nn.functional and of tensors by
their name: a module that calls such a function is counted twice (sovrasov/flops-counter.pytorch).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.analysis.peer.amount import (
    CONVOLUTIONS,
    EVERY,
    LEARNING,
    POOLINGS,
    bias_adds,
    frozen,
    inputs,
    learns,
    minus,
    outputs,
    padded_apart,
    padded_inputs,
    times,
    untied,
)
from cnncalc.analysis.peer.rule import Figure, Peer, Rule

if TYPE_CHECKING:
    from cnncalc.analysis.figure import LayerFigures

__all__ = ["PTFLOPS"]

_OPS = "ptflops/pytorch_ops.py"
_BOTH = f"{_OPS}, MODULES_MAPPING and FUNCTIONAL_MAPPING"
_FUNCTIONS = f"{_OPS}, FUNCTIONAL_MAPPING"


def _unknown(figures: LayerFigures) -> bool:
    """Where windows round up over an uneven padding, what is read depends on both."""
    if figures.kind not in EVERY:
        return True
    if figures.kind not in {*POOLINGS, "l2pool", "subsample"}:
        return False
    uncounted = getattr(figures.layer, "count_include_pad", True) is False
    up = getattr(figures.layer, "rounding", "exact") == "ceil"
    apart = padded_apart(figures) or figures.kind in {"l2pool", "subsample"}
    return (apart and up) or (uncounted and padded_apart(figures))


def _tied(figures: LayerFigures) -> int:
    return 0 if untied(figures) else bias_adds(figures)


def _batchnorm(figures: LayerFigures) -> int:
    return (1 + learns(figures)) * inputs(figures)


def _lrn(figures: LayerFigures) -> int:
    """Two products and a sum a value; and the mean over maps, with those of its padding."""
    (shape,) = figures.input_shapes
    around = getattr(figures.layer, "size", 1) - 1
    return 3 * shape.values + (shape.channels + around) * (shape.values // shape.channels)


def _l2pool(figures: LayerFigures) -> int:
    return padded_inputs(figures) + 2 * outputs(figures)


PTFLOPS = Peer(
    "ptflops",
    "0.7.5",
    'ptflops.get_model_complexity_info(model, (C, H, W), backend="pytorch")',
    (
        Figure(
            "params",
            "parameters",
            (
                Rule(
                    "frozen parameters",
                    LEARNING,
                    minus(frozen),
                    "ptflops/pytorch_engine.py, get_model_parameters_number",
                ),
            ),
            lambda each: each.kind not in EVERY,
        ),
        Figure(
            "macs",
            "macs",
            (
                Rule(
                    "bias adds",
                    CONVOLUTIONS,
                    _tied,
                    f"{_OPS}, conv_flops_counter_hook",
                ),
                Rule(
                    "bias adds",
                    frozenset({"dense"}),
                    bias_adds,
                    f"{_OPS}, linear_flops_counter_hook",
                ),
                Rule(
                    "2 a value (1 without gamma and beta)",
                    frozenset({"batchnorm", "groupnorm", "instancenorm"}),
                    _batchnorm,
                    f"{_OPS}, bn_flops_counter_hook",
                ),
                Rule(
                    "1 a value",
                    frozenset({"layernorm"}),
                    inputs,
                    f"{_OPS}, bn_flops_counter_hook",
                ),
                Rule(
                    "1 a value, counted twice",
                    frozenset({"relu", "prelu", "elu", "gelu"}),
                    times(2, inputs),
                    _BOTH,
                ),
                Rule(
                    "1 a value",
                    frozenset({"relu6", "leaky_relu"}),
                    inputs,
                    f"{_OPS}, relu_flops_counter_hook",
                ),
                Rule("1 a value", frozenset({"silu", "softmax"}), inputs, _FUNCTIONS),
                Rule(
                    "1 a value that comes in, counted twice",
                    POOLINGS,
                    times(2, padded_inputs),
                    _BOTH,
                ),
                Rule(
                    "1 a value that comes in, counted twice",
                    frozenset({"subsample"}),
                    times(2, padded_inputs),
                    _BOTH,
                ),
                Rule(
                    "1 a value that comes in, 2 a value that goes out",
                    frozenset({"l2pool"}),
                    _l2pool,
                    _FUNCTIONS,
                ),
                Rule(
                    "2 products and a sum a value, and the mean over maps",
                    frozenset({"lrn"}),
                    _lrn,
                    f"{_OPS}, FUNCTIONAL_MAPPING and TENSOR_OPS_MAPPING",
                ),
                Rule(
                    "1 a value that goes out, counted twice",
                    frozenset({"upsample"}),
                    times(2, outputs),
                    _BOTH,
                ),
            ),
            _unknown,
        ),
    ),
)
