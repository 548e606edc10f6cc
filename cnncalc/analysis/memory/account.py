"""The memory of a network under a setup: the lecture's estimate, and what PyTorch would allocate.

    >>> alexnet = cnncalc.memory("alexnet-torchvision", batch=8, optimizer="adam")
    >>> print(alexnet.textbook.total.value, alexnet.needed.bytes)

Both are computed when they are asked for, and once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cnncalc.analysis.memory.freezing import frozen, frozen_layers
from cnncalc.analysis.memory.setup import BYTES, OPTIMIZERS
from cnncalc.analysis.memory.step import predicted
from cnncalc.analysis.memory.textbook import textbook
from cnncalc.analysis.walk import walk
from cnncalc.diagnostic import CannotRunError
from cnncalc.plain import inert
from cnncalc.spec.graph import Reading
from cnncalc.spec.problem import Problems
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from cnncalc.analysis.memory.budget import Verdict
    from cnncalc.analysis.memory.prediction import Peak, Prediction
    from cnncalc.analysis.memory.setup import Setup
    from cnncalc.analysis.memory.split import Split
    from cnncalc.analysis.memory.textbook import Textbook
    from cnncalc.analysis.result import Analysis
    from cnncalc.spec.graph import Network

__all__ = ["Account", "check_freeze", "check_setup"]


@dataclass(frozen=True)
class Account:
    """What memory a network takes, for training it or for inference alone."""

    network: Network
    setup: Setup
    training: bool = True
    freeze: tuple[str, ...] = ()
    """Layers to freeze beside those that the spec freezes, as `frozen` reads them."""

    def __repr__(self) -> str:
        doing = "training" if self.training else "inference"
        return f"<Account {self.network.name}: {doing} with a batch of {self.setup.batch:,}>"

    @cached_property
    def analysis(self) -> Analysis:
        """The network's figures, with the frozen layers marked; raises CannotRunError as `frozen`.

        SpecError where the network has a problem.
        """
        found = walk(Reading(self.network, Problems(self.network.source)))
        return frozen(found, self.freeze)

    def runnable(self) -> Account:
        """Give the account as it can be run: of a network without parameters, that of inference.

        Raises CannotRunError where all that there is to train is frozen: PyTorch's optimizers take
        no empty list, and a loss that nothing is trained for has no gradient.
        """
        if not self.training or any(
            each.trainable and int(each.parameters) for each in self.analysis.layers.values()
        ):
            return self
        if frozen_layers(self.analysis):
            text = (
                f"nothing of {self.analysis.name} is left to train: every layer with parameters is "
                "frozen; inference (--inference, training=False) shows what running it takes"
            )
            raise CannotRunError(inert(text))
        return replace(self, training=False)

    @cached_property
    def textbook(self) -> Textbook:
        """The lecture's estimate."""
        return textbook(self.analysis, self.setup, training=self.training)

    @cached_property
    def prediction(self) -> Prediction:
        """What PyTorch would allocate, in a forward pass and in two steps of training."""
        return predicted(self.analysis, self.setup)

    @property
    def needed(self) -> Peak:
        """The peak that has to fit: that of inference, or of the larger of both steps."""
        found = self.prediction
        if not self.training:
            return found.inference
        return max(found.second_step, found.first_step, key=lambda each: each.bytes)

    def under(self, **changes: Any) -> Account:  # noqa: ANN401  the fields of a Setup
        """Give the account of the same network under another setup: `under(batch=64)`."""
        other = Account(self.network, replace(self.setup, **changes), self.training, self.freeze)
        if "analysis" in self.__dict__:  # which the setup does not change
            other.__dict__["analysis"] = self.analysis
        return other

    def held_against(self, budget: int) -> Verdict:
        """Say whether it fits into so many bytes, the largest batch that does, and what helps.

        ValueError for what is no whole number of bytes.
        """
        from cnncalc.analysis.memory.budget import verdict_on

        if type(budget) is not int or budget < 0:
            message = f"{inert(repr(budget)[:64])} is no budget; it is a whole number of bytes"
            raise ValueError(message)
        return verdict_on(self, budget)

    def over(self, devices: int) -> Split:
        """Split the network over some devices; raises CannotRunError where it does not divide.

        ValueError for what is no whole number from 2.
        """
        from cnncalc.analysis.memory.split import split

        if type(devices) is not int or devices < _FEWEST:
            message = f"{inert(repr(devices)[:64])} is no number of devices; it is whole, from 2"
            raise ValueError(message)
        return split(self.analysis, devices)

    def as_json(self) -> dict[str, Any]:
        """Give everything as plain data, ready for `json.dumps`; bytes are exact ints."""
        from cnncalc.analysis.memory.data import account_data

        return account_data(self)


def check_freeze(words: object) -> tuple[str, ...]:
    """Give names of layers as a tuple; raises ValueError for what is no text and no list of it."""
    found = (words,) if isinstance(words, str) else words
    if not isinstance(found, list | tuple) or not all(isinstance(each, str) for each in found):
        message = f"freeze takes names of layers, not {inert(repr(words)[:64])}"
        raise ValueError(message)
    return tuple(found)


_FEWEST = 2
_MOST_EXAMPLES = 10**9
"""As of `--batch`."""


def check_setup(setup: Setup, *, training: object = True) -> None:
    """Raise ValueError for what is no batch, no type, no optimizer, no rules or no yes or no."""
    if type(setup.batch) is not int or not 1 <= setup.batch <= _MOST_EXAMPLES:
        message = (
            f"{inert(repr(setup.batch)[:64])} is no batch; it is a whole number from 1 to "
            f"{_MOST_EXAMPLES:,}"
        )
        raise ValueError(message)
    flags = {"training": training}
    flags |= {name: getattr(setup, name) for name in ("in_place", "weight_decay")}
    for name, flag in flags.items():
        if type(flag) is not bool:
            message = f"{name} is True or False, not {inert(repr(flag)[:64])}"
            raise ValueError(message)
    known = {"dtype": tuple(BYTES), "optimizer": OPTIMIZERS, "rules": ("cuda", "cpu")}
    for name, options in known.items():
        value = getattr(setup, name)
        if value not in options:
            message = f"{inert(repr(value)[:64])} is no {name}; there are {listed(options, 'and')}"
            raise ValueError(message)
