"""How each kind of layer is built in PyTorch: one function a kind, families as in `cnncalc.layers`.

`BUILDERS["conv"](layer, inputs)` gives an `nn.Module` for a layer and the shapes that arrive at
it. Each is written from PyTorch's documentation. It names its biases `bias`, as PyTorch does;
every other parameter is a weight, and a buffer of floating-point numbers is a fixed value.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cnncalc.verify.builder.activation import (
    dropout,
    gelu,
    hardsigmoid,
    hardswish,
    log_softmax,
    mish,
    scaled_tanh,
    sigmoid,
    silu,
    softmax,
    softplus,
    tanh,
)
from cnncalc.verify.builder.adaptive import (
    adaptive_avgpool,
    adaptive_maxpool,
    global_avgpool,
    global_maxpool,
)
from cnncalc.verify.builder.convolution import (
    conv,
    depthwise_conv,
)
from cnncalc.verify.builder.dense import (
    dense,
    flatten,
    rbf,
)
from cnncalc.verify.builder.local import (
    locally_connected,
)
from cnncalc.verify.builder.merge import (
    add,
    concat,
    multiply,
)
from cnncalc.verify.builder.normalization import (
    batchnorm,
    groupnorm,
    instancenorm,
    layernorm,
    lrn,
    scale,
)
from cnncalc.verify.builder.pooling import (
    avgpool,
    l2pool,
    maxpool,
    subsample,
)
from cnncalc.verify.builder.rectifier import elu, leaky_relu, prelu, relu, relu6, selu
from cnncalc.verify.builder.resize import (
    channel_shuffle,
    crop,
    pad,
    pixel_shuffle,
    reshape,
    space_to_depth,
    split,
    upsample,
)
from cnncalc.verify.builder.transposed import (
    conv_transpose,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from torch import nn

    Builder = Callable[[Any, Any], nn.Module]  # a layer of its own kind, and the shapes it reads

__all__ = ["BUILDERS"]

BUILDERS: Mapping[str, Builder] = MappingProxyType(
    {
        "dropout": dropout,
        "elu": elu,
        "gelu": gelu,
        "hardsigmoid": hardsigmoid,
        "hardswish": hardswish,
        "leaky_relu": leaky_relu,
        "log_softmax": log_softmax,
        "mish": mish,
        "prelu": prelu,
        "relu": relu,
        "relu6": relu6,
        "scaled_tanh": scaled_tanh,
        "selu": selu,
        "sigmoid": sigmoid,
        "silu": silu,
        "softmax": softmax,
        "softplus": softplus,
        "tanh": tanh,
        "adaptive_avgpool": adaptive_avgpool,
        "adaptive_maxpool": adaptive_maxpool,
        "global_avgpool": global_avgpool,
        "global_maxpool": global_maxpool,
        "conv": conv,
        "depthwise_conv": depthwise_conv,
        "dense": dense,
        "flatten": flatten,
        "rbf": rbf,
        "locally_connected": locally_connected,
        "add": add,
        "concat": concat,
        "multiply": multiply,
        "batchnorm": batchnorm,
        "groupnorm": groupnorm,
        "instancenorm": instancenorm,
        "layernorm": layernorm,
        "lrn": lrn,
        "scale": scale,
        "avgpool": avgpool,
        "l2pool": l2pool,
        "maxpool": maxpool,
        "subsample": subsample,
        "channel_shuffle": channel_shuffle,
        "crop": crop,
        "pad": pad,
        "pixel_shuffle": pixel_shuffle,
        "reshape": reshape,
        "space_to_depth": space_to_depth,
        "split": split,
        "upsample": upsample,
        "conv_transpose": conv_transpose,
    }
)
"""Each builder by the kind's word in a spec; a kind that is not here is not checked."""
