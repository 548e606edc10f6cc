"""What memory was predicted: a peak for each pass, what it consists of, and how it came about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.analysis.memory.setup import Setup

__all__ = ["SORTS", "Event", "Peak", "Phase", "Place", "Prediction", "Sort"]

Phase = Literal["forward", "backward", "optimizer"]
"""Which part of a step."""

Sort = Literal[
    "parameters",
    "gradients",
    "optimizer",
    "activations",
    "activation_gradients",
    "saved",
    "temporaries",
    "input",
]
"""What a piece of memory is for.

parameters are those with what is fixed (running means); gradients those of parameters;
saved is what an operation keeps beside its input and output: indices, masks, statistics;
temporaries live within one operation; input is the batch with its classes.
"""

SORTS: tuple[Sort, ...] = get_args(Sort)


class Place(NamedTuple):
    """Where in a step something happens."""

    layer: str
    """The name of a layer; or `loss`, or `optimizer`, or `input` before anything has run."""
    phase: Phase


class Event(NamedTuple):
    """The most that is held while one layer runs forward or backward, or the optimizer."""

    layer: str
    phase: Phase
    bytes: int


@dataclass(frozen=True, slots=True)
class Peak:
    """The most memory that is held at once during a pass, the parameters and input included."""

    bytes: int
    """As the allocator hands it out: on a GPU each tensor rounded up to 512 bytes."""
    requested: int
    """As it was asked for, without rounding."""
    at: Place
    """Where `bytes` is reached first."""
    by_sort: Mapping[Sort, int]
    """What it consists of, every sort of `SORTS`; the sum is `bytes`."""
    course: tuple[Event, ...]
    """How memory rises and falls over the pass, in order."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """The memory of a network under a setup, in bytes."""

    setup: Setup
    base: int
    """What is held before the first pass: parameters, fixed values, the batch and its classes."""
    base_requested: int
    """The same, without rounding."""
    inference: Peak
    """A forward pass without gradients."""
    first_step: Peak
    """The first step of training; the optimizer makes its state at the end of it."""
    second_step: Peak
    """The second step, and each after it."""
