"""The function that writes each kind of layer in PyTorch: one row a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc.diagnostic import CannotRunError
from cnncalc.export import activation, convolution, dense, merge, normalization, pooling
from cnncalc.plain import inert

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cnncalc.export.call import Call, Modules
    from cnncalc.export.merge import Merge
    from cnncalc.export.site import Site

__all__ = ["MERGES", "MODULES", "learns", "module_writer"]

MODULES: Mapping[str, Callable[[Any, Site], Modules]] = {
    "conv": convolution.conv,
    "maxpool": pooling.maxpool,
    "avgpool": pooling.avgpool,
    "l2pool": pooling.l2pool,
    "subsample": pooling.subsample,
    "lrn": normalization.lrn,
    "batchnorm": normalization.batchnorm,
    "relu": activation.relu,
    "sigmoid": activation.sigmoid,
    "tanh": activation.tanh,
    "scaled_tanh": activation.scaled_tanh,
    "softmax": activation.softmax,
    "dropout": activation.dropout,
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


def learns(call: Call) -> bool:
    """Say whether the module that a call makes has parameters."""
    return call.function in _LEARNING


_LEARNING = frozenset(
    {
        "nn.Conv2d",
        "nn.Linear",
        "nn.BatchNorm1d",
        "nn.BatchNorm2d",
        "TableConv2d",
        "UntiedBias",
        "Subsample",
        "without",
    }
)
