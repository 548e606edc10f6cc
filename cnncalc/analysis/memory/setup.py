"""How a network is run and trained: all that its memory depends on beside its layers.

>>> Setup(batch=64, optimizer="adam").bytes_per_value
4
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BYTES", "OPTIMIZERS", "Accumulation", "Dtype", "Optimizer", "Rules", "Setup"]

Dtype = Literal["float64", "float32", "float16", "bfloat16"]
Optimizer = Literal["none", "sgd", "momentum", "rmsprop", "adagrad", "adam", "adamw"]
Rules = Literal["cuda", "cpu"]
Accumulation = Literal["in_place", "out_of_place"]

BYTES: Mapping[str, int] = MappingProxyType(
    {"float64": 8, "float32": 4, "float16": 2, "bfloat16": 2}
)
"""Bytes of a value of each type."""

OPTIMIZERS: tuple[str, ...] = get_args(Optimizer)


@dataclass(frozen=True, slots=True)
class Setup:
    """A step of training, and an inference, as they are to be predicted.

    Training is one forward pass, the cross-entropy of the output against a class for each example
    (of an image, for each position), the backward pass, and a step of the optimizer with
    PyTorch's defaults; gradients are set to None before the next step.
    """

    batch: int = 1
    """Examples in a batch."""
    dtype: Dtype = "float32"
    """The type of parameters, input and activations."""
    optimizer: Optimizer = "sgd"
    """none: forward and backward pass alone. sgd has no momentum; momentum is SGD with it."""
    rules: Rules = "cuda"
    """Whose rules hold: a GPU's (blocks of 512 bytes, masks of a byte, the optimizer over all
    tensors at once) or the CPU's (no rounding, one tensor after another)."""
    in_place: bool = False
    """Whether activations that can be are done in place, as `nn.ReLU(inplace=True)`."""
    accumulation: Accumulation = "in_place"
    """How gradients of a value that is read twice are added: PyTorch adds in place where it can;
    under a dispatch mode, as its MemTracker is one, it never does."""
    weight_decay: bool = False
    """Whether the optimizer has a weight decay (AdamW has one of its own that costs nothing)."""

    @property
    def bytes_per_value(self) -> int:
        """The size of a value."""
        return BYTES[self.dtype]

    @property
    def in_cudnn(self) -> bool:
        """Whether cuDNN normalizes a batch: on a GPU, and no values of two bytes."""
        return self.rules == "cuda" and self.bytes_per_value != 2  # noqa: PLR2004  half
