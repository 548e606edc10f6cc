"""What torchinfo prints: `torchinfo.summary(model, input_size)`.

It multiplies the parameters of a module by the positions of its output if "Conv" is in the name of
its class, and else takes them once; what has no parameters has no work.
"""

from __future__ import annotations

from decimal import Decimal  # no amount is too large for it
from typing import TYPE_CHECKING

from cnncalc.analysis.peer.amount import (
    CONVOLUTIONS,
    EVERY,
    LEARNING,
    NORMALIZATIONS,
    bias_adds,
    frozen,
    laid_out,
    learns,
    minus,
    outputs,
    parameters,
    transposed_excess,
    untied,
)
from cnncalc.analysis.peer.rule import Figure, Peer, Rule

if TYPE_CHECKING:
    from cnncalc.analysis.figure import LayerFigures

__all__ = ["TORCHINFO"]

_MACS = "torchinfo/layer_info.py, calculate_macs"
_SIZES = "torchinfo/model_statistics.py, ModelStatistics.__init__"
_NESTED = frozenset({"subsample", "locally_connected"})
"""Written as modules with a module inside, and parameters beside it."""


def _unknown(figures: LayerFigures) -> bool:
    return figures.kind not in EVERY


def _bytes(values: int, figures: LayerFigures) -> int:
    return values * figures.bytes_per_value


def _kept(figures: LayerFigures) -> int:
    """The bytes of an output that counts: of a module with parameters and no module inside."""
    if not learns(figures) or figures.kind in _NESTED:
        return 0
    values = outputs(figures)
    if figures.kind == "conv_transpose":
        values = laid_out(figures) * figures.output_shape.channels
    return _bytes(values, figures)


def _without_parameters(figures: LayerFigures) -> int:
    return 0 if _kept(figures) else -int(figures.activation_bytes)


def _not_activations(figures: LayerFigures) -> int:
    """The bytes of outputs that are no activations for us: of an activation with parameters."""
    kept = _kept(figures)
    return kept - int(figures.activation_bytes) if kept else 0


def _untied(figures: LayerFigures) -> int:
    return 2 * _bytes(outputs(figures), figures) if untied(figures) else 0


def _parameter_bytes(figures: LayerFigures) -> int:
    return _bytes(parameters(figures), figures)


def _scaled(total: int) -> str:
    """Write a count as the tool does: (G) 4.09, whole ones without decimals."""
    for size, letter in ((10**12, "T"), (10**9, "G"), (10**6, "M")):
        if total >= size or letter == "M":
            break
    number = Decimal(total) / size
    digits = f"{total // size:,}" if total % size == 0 else f"{number:,.2f}"
    return f"({letter}): {digits}"


def _megabytes(total: int) -> str:
    return f"(MB): {Decimal(total) / 10**6:0.2f}"


TORCHINFO = Peer(
    "torchinfo",
    "1.8.0",
    "torchinfo.summary(model, input_size=(1, C, H, W))",
    (
        Figure("Total params", "parameters", unknown=_unknown),
        Figure(
            "Trainable params",
            "parameters",
            (Rule("frozen parameters", LEARNING, minus(frozen), _SIZES),),
            _unknown,
        ),
        Figure(
            "Non-trainable params",
            "",
            (Rule("frozen parameters", LEARNING, frozen, _SIZES),),
            _unknown,
        ),
        Figure(
            "Total mult-adds",
            "macs",
            (
                Rule("bias adds", CONVOLUTIONS - {"conv_transpose"}, bias_adds, _MACS),
                Rule("bias adds", frozenset({"dense"}), bias_adds, _MACS),
                Rule(
                    "taken over the output, not the input",
                    frozenset({"conv_transpose"}),
                    transposed_excess,
                    _MACS,
                ),
                Rule(
                    "bias adds",
                    frozenset({"conv_transpose"}),
                    bias_adds,
                    _MACS,
                ),
                Rule(
                    "gamma and beta once, whatever the size of a map",
                    NORMALIZATIONS,
                    parameters,
                    _MACS,
                ),
                Rule(
                    "parameters once, whatever the size of a map",
                    frozenset({"prelu", "scale"}),
                    parameters,
                    _MACS,
                ),
                Rule(
                    "not counted, having a module inside",
                    frozenset({"locally_connected"}),
                    minus(lambda each: int(each.macs)),
                    "torchinfo/model_statistics.py, is_leaf_layer",
                ),
            ),
            _unknown,
            _scaled,
        ),
        Figure(
            "Input size",
            "input_bytes",
            (),
            spelled=_megabytes,
        ),
        Figure(
            "Forward/backward pass size",
            "activation_bytes",
            (
                Rule(
                    "outputs, having no parameters",
                    EVERY,
                    _without_parameters,
                    _SIZES,
                ),
                Rule(
                    "outputs that are no activations elsewhere",
                    EVERY,
                    _not_activations,
                    _SIZES,
                ),
                Rule("outputs again, for gradients", EVERY, _kept, _SIZES),
                Rule(
                    "outputs of untied biases, twice",
                    frozenset({"conv"}),
                    _untied,
                    _SIZES,
                ),
            ),
            _unknown,
            _megabytes,
        ),
        Figure(
            "Params size",
            "parameter_bytes",
            (
                Rule(
                    "parameters beside a module inside",
                    _NESTED,
                    minus(_parameter_bytes),
                    _SIZES,
                ),
            ),
            _unknown,
            _megabytes,
        ),
        Figure(
            "Estimated Total Size",
            "",
            spelled=_megabytes,
            parts=("Input size", "Forward/backward pass size", "Params size"),
        ),
    ),
    ("Its MB are 10^6 bytes.",),
)
