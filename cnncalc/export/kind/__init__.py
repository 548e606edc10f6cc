"""How each kind of layer is written in PyTorch: one function a kind.

>>> MODULES["relu"](layer, at)
Modules((Call("nn.ReLU"),), at.channels)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc.diagnostic import CannotRunError
from cnncalc.export.kind import convolution, dense, merge, normalization, pooling
from cnncalc.export.kind.activation import changing_values, dropout, softmax
from cnncalc.plain import inert

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cnncalc.export.code.call import Modules
    from cnncalc.export.kind.merge import Merge
    from cnncalc.export.kind.site import Site

__all__ = ["MERGES", "MODULES", "module_writer"]

MODULES: Mapping[str, Callable[[Any, Site], Modules]] = {
    "conv": convolution.conv,
    "maxpool": pooling.maxpool,
    "avgpool": pooling.avgpool,
    "l2pool": pooling.l2pool,
    "subsample": pooling.subsample,
    "lrn": normalization.lrn,
    "batchnorm": normalization.batchnorm,
    "relu": changing_values("nn.ReLU"),
    "sigmoid": changing_values("nn.Sigmoid"),
    "tanh": changing_values("nn.Tanh"),
    "scaled_tanh": changing_values("ScaledTanh"),
    "softmax": softmax,
    "dropout": dropout,
    "dense": dense.dense,
    "rbf": dense.rbf,
    "flatten": dense.flatten,
}
"""Kinds that become modules."""

MERGES: Mapping[str, Merge] = {"add": merge.add, "concat": merge.concat}
"""Kinds that become expressions of the forward pass."""


def module_writer(kind: str, name: str) -> Callable[[Any, Site], Modules]:
    """Give the function of a kind; CannotRunError where PyTorch code for it is not written yet."""
    if kind not in MODULES:
        message = (
            f"{inert(name)}: there is no PyTorch code for `{kind}` yet, so it cannot be exported"
        )
        raise CannotRunError(message)
    return MODULES[kind]
