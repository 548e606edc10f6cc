"""How each kind of layer is written in PyTorch: one function a kind.

>>> MODULES["relu"](layer, at)
Modules((Call("nn.ReLU"),), at.channels)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc.diagnostic import CannotRunError
from cnncalc.export.kind import (
    convolution,
    dense,
    merge,
    normalization,
    pooling,
    resize,
    transposed,
)
from cnncalc.export.kind.activation import (
    changing_values,
    dropout,
    leaky_relu,
    log_softmax,
    prelu,
    softmax,
)
from cnncalc.plain import inert

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cnncalc.export.code.call import Modules
    from cnncalc.export.kind.merge import Merge
    from cnncalc.export.kind.site import Site

__all__ = ["MERGES", "MODULES", "module_writer"]

MODULES: Mapping[str, Callable[[Any, Site], Modules]] = {
    "conv": convolution.conv,
    "depthwise_conv": convolution.depthwise_conv,
    "conv_transpose": transposed.conv_transpose,
    "locally_connected": transposed.locally_connected,
    "maxpool": pooling.maxpool,
    "avgpool": pooling.avgpool,
    "l2pool": pooling.l2pool,
    "subsample": pooling.subsample,
    "adaptive_avgpool": pooling.covering("nn.AdaptiveAvgPool2d"),
    "adaptive_maxpool": pooling.covering("nn.AdaptiveMaxPool2d"),
    "global_avgpool": pooling.covering("nn.AdaptiveAvgPool2d"),
    "global_maxpool": pooling.covering("nn.AdaptiveMaxPool2d"),
    "lrn": normalization.lrn,
    "batchnorm": normalization.batchnorm,
    "layernorm": normalization.layernorm,
    "groupnorm": normalization.groupnorm,
    "instancenorm": normalization.instancenorm,
    "scale": normalization.scale,
    "relu": changing_values("nn.ReLU"),
    "relu6": changing_values("nn.ReLU6"),
    "leaky_relu": leaky_relu,
    "prelu": prelu,
    "elu": changing_values("nn.ELU"),
    "selu": changing_values("nn.SELU"),
    "gelu": changing_values("nn.GELU"),
    "silu": changing_values("nn.SiLU"),
    "mish": changing_values("nn.Mish"),
    "hardswish": changing_values("nn.Hardswish"),
    "hardsigmoid": changing_values("nn.Hardsigmoid"),
    "softplus": changing_values("nn.Softplus"),
    "sigmoid": changing_values("nn.Sigmoid"),
    "tanh": changing_values("nn.Tanh"),
    "scaled_tanh": changing_values("ScaledTanh"),
    "softmax": softmax,
    "log_softmax": log_softmax,
    "dropout": dropout,
    "dense": dense.dense,
    "rbf": dense.rbf,
    "flatten": dense.flatten,
    "reshape": resize.reshape,
    "upsample": resize.upsample,
    "pad": resize.pad,
    "crop": resize.crop,
    "pixel_shuffle": resize.pixel_shuffle,
    "space_to_depth": resize.space_to_depth,
    "channel_shuffle": resize.channel_shuffle,
    "split": resize.split,
}
"""Kinds that become modules."""

MERGES: Mapping[str, Merge] = {
    "add": merge.add,
    "multiply": merge.multiply,
    "concat": merge.concat,
}
"""Kinds that become expressions of the forward pass."""


def module_writer(kind: str, name: str) -> Callable[[Any, Site], Modules]:
    """Give the function of a kind; CannotRunError where PyTorch code for it is not written yet."""
    if kind not in MODULES:
        message = (
            f"{inert(name)}: there is no PyTorch code for `{kind}` yet, so it cannot be exported"
        )
        raise CannotRunError(message)
    return MODULES[kind]
