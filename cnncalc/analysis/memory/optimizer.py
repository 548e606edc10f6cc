"""What PyTorch's optimizers hold: their state from step to step, and what a step needs meanwhile.

On a GPU they go over all tensors at once (`foreach`), and so do their temporaries; on the CPU one
tensor after another, where the last one's result is still in a variable when the next is made.
Read off torch/optim/*.py of PyTorch 2.13.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cnncalc.analysis.memory.ledger import Ledger, Storage
    from cnncalc.analysis.memory.setup import Setup

__all__ = ["STATES", "OptimizerState", "State"]


class State(NamedTuple):
    """What an optimizer holds and needs for each trained tensor."""

    copies: int = 0
    """Tensors of its size that are kept from step to step."""
    counts: bool = False
    """Whether it counts its steps in a tensor of one value, which stays on the CPU."""
    at_once: int = 0
    """Temporaries of its size of a step over all tensors at once."""
    in_turn: int = 0
    """Temporaries of its size of a step over one tensor after another."""
    lingers: bool = False
    """Whether the last tensor's temporary is still held meanwhile."""
    early: bool = False
    """Whether its state is made with it, and not in its first step."""
    decays_apart: bool = False
    """Whether its weight decay changes the parameters themselves, and needs no other gradient."""
    reuses: bool = False
    """Whether what weight decay makes takes the place of a temporary, over all at once."""


STATES: Mapping[str, State] = MappingProxyType(
    {
        "sgd": State(),
        "momentum": State(copies=1),
        "rmsprop": State(copies=1, counts=True, at_once=1, in_turn=1, lingers=True),
        "adagrad": State(
            copies=1, counts=True, at_once=2, in_turn=1, lingers=True, early=True, reuses=True
        ),
        "adam": State(copies=2, counts=True, at_once=1, in_turn=2, lingers=True),
        "adamw": State(
            copies=2, counts=True, at_once=1, in_turn=2, lingers=True, decays_apart=True
        ),
    }
)
"""Each optimizer with PyTorch's defaults; none is not here."""


class OptimizerState:
    """An optimizer over tensors of some sizes, in bytes."""

    def __init__(self, sizes: Sequence[int], setup: Setup, ledger: Ledger) -> None:
        """Make it, with its state where that comes early."""
        self._sizes, self._setup, self._ledger = sizes, setup, ledger
        self._state = STATES[setup.optimizer]
        self._made = False
        self._held: list[Storage] = []
        if self._state.early:
            self._make()

    def step(self) -> None:
        """Go through one step, which makes the state that is not yet there."""
        self._ledger.enter("optimizer", "optimizer")
        if self._setup.rules == "cuda":
            self._all_at_once()
        else:
            self._in_turn()

    def drop(self) -> None:
        """Let the state go."""
        for each in self._held:
            self._ledger.release(each)
        self._held = []

    def _all_at_once(self) -> None:
        state, decays = self._state, self._decays()
        copies = state.at_once + (decays and not state.reuses)
        if not self._made and self._setup.optimizer == "momentum":
            # The state is a copy of what the decay made.
            temporary = [self._temporary(size) for size in self._sizes if decays]
            self._make()
        else:
            self._make()
            temporary = [self._temporary(size) for _ in range(copies) for size in self._sizes]
        for each in temporary:
            self._ledger.release(each)

    def _in_turn(self) -> None:
        state, decays = self._state, self._decays()
        first = not self._made
        if self._setup.optimizer != "momentum":
            self._make()
        lingering: Storage | None = None
        for size in self._sizes:
            decayed = [self._temporary(size)] if decays else []
            if first and self._setup.optimizer == "momentum":
                self._held.append(self._ledger.allocated(size, "optimizer"))
            temporary = [self._temporary(size) for _ in range(state.in_turn)]
            for each in decayed:
                self._ledger.release(each)
            if state.lingers and temporary:
                if lingering:
                    self._ledger.release(lingering)
                lingering = temporary.pop()
            for each in temporary:
                self._ledger.release(each)
        if lingering:
            self._ledger.release(lingering)
        self._made = True

    def _decays(self) -> bool:
        return self._setup.weight_decay and not self._state.decays_apart

    def _make(self) -> None:
        """Allocate the state."""
        if self._made:
            return
        self._made = True
        for size in self._sizes:
            if self._state.counts and self._setup.rules == "cpu":
                self._held.append(self._ledger.allocated(_COUNT, "optimizer"))
            for _ in range(self._state.copies):
                self._held.append(self._ledger.allocated(size, "optimizer"))

    def _temporary(self, size: int) -> Storage:
        return self._ledger.allocated(size, "temporaries")


_COUNT = 4
"""Bytes of the number of steps, in single precision."""
