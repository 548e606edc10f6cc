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
    relu,
    scaled_tanh,
    sigmoid,
    softmax,
    tanh,
)
from cnncalc.verify.builder.convolution import conv
from cnncalc.verify.builder.dense import dense, flatten, rbf
from cnncalc.verify.builder.merge import add, concat
from cnncalc.verify.builder.normalization import batchnorm, lrn
from cnncalc.verify.builder.pooling import avgpool, l2pool, maxpool, subsample

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from torch import nn

    Builder = Callable[[Any, Any], nn.Module]  # a layer of its own kind, and the shapes it reads

__all__ = ["BUILDERS"]

BUILDERS: Mapping[str, Builder] = MappingProxyType(
    {
        "conv": conv,
        "maxpool": maxpool,
        "avgpool": avgpool,
        "l2pool": l2pool,
        "subsample": subsample,
        "lrn": lrn,
        "batchnorm": batchnorm,
        "relu": relu,
        "sigmoid": sigmoid,
        "tanh": tanh,
        "scaled_tanh": scaled_tanh,
        "softmax": softmax,
        "dropout": dropout,
        "dense": dense,
        "rbf": rbf,
        "flatten": flatten,
        "add": add,
        "concat": concat,
    }
)
"""Each builder by the kind's word in a spec; a kind that is not here is not checked."""
