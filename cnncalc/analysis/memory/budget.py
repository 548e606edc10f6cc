"""Does it fit? The largest batch under a bound on memory, and what would make it fit.

    >>> verdict = verdict_on(cnncalc.memory("vgg16", batch=64, optimizer="adam"), 6 * 2**30)
    >>> verdict.fits, verdict.largest_batch

The batch is guessed from two predictions and then tried. A peak grows with the batch, since every
tensor of a step does or stays; the last batch that fits and the next, which does not, were both
predicted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cnncalc.analysis.memory.remedy import remedies

if TYPE_CHECKING:
    from cnncalc.analysis.memory.account import Account
    from cnncalc.analysis.memory.remedy import Remedy

__all__ = ["MOST_EXAMPLES", "Relief", "Verdict", "largest_batch", "verdict_on"]

MOST_EXAMPLES = 10**9
"""No larger batch is looked for."""


@dataclass(frozen=True)
class Relief:
    """What a remedy gives: the memory that is then needed, and the batch that then fits."""

    remedy: Remedy
    needed: int
    """The bytes of the peak at the batch that was asked for."""
    fits: bool
    largest_batch: int
    """0 where not even one example fits."""


@dataclass(frozen=True)
class Verdict:
    """Whether a network fits into a budget under its setup."""

    budget: int
    """In bytes."""
    needed: int
    """The bytes of the peak."""
    fits: bool
    largest_batch: int
    """0 where not even one example fits."""
    largest_needed: int
    """The bytes of the peak at that batch; at one example where none fits."""
    next_needed: int
    """The bytes of the peak at one example more."""
    reliefs: tuple[Relief, ...]


def verdict_on(account: Account, budget: int) -> Verdict:
    """Hold an account against a budget of bytes, and try the lecture's remedies."""
    trials = _Trials(account)
    largest = _largest(trials, budget)
    needed = trials.bytes(account.setup.batch)
    reliefs = []
    for remedy in remedies(account):
        other = _Trials(remedy.account)
        peak = other.bytes(account.setup.batch)
        if peak < needed:
            reliefs.append(Relief(remedy, peak, peak <= budget, _largest(other, budget)))
    return Verdict(
        budget,
        needed,
        needed <= budget,
        largest,
        trials.bytes(max(largest, 1)),
        trials.bytes(largest + 1),
        tuple(reliefs),
    )


def largest_batch(account: Account, budget: int) -> int:
    """Give the most examples whose peak is within a budget of bytes; 0 where not even one is."""
    return _largest(_Trials(account), budget)


class _Trials:
    """The predictions of an account for several batches, each made once."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._found = {account.setup.batch: account}

    def at(self, batch: int) -> Account:
        """Give the account of a batch."""
        if batch not in self._found:
            self._found[batch] = self._account.under(batch=batch)
        return self._found[batch]

    def bytes(self, batch: int) -> int:
        """Give the peak of a batch."""
        return self.at(batch).needed.bytes


def _largest(trials: _Trials, budget: int) -> int:
    """The largest batch: a guess, then away from it in steps that double, then halves."""
    if trials.bytes(1) > budget:
        return 0
    guess = _guess(trials, budget)
    step = 1
    if trials.bytes(guess) <= budget:
        low, high = guess, guess + 1
        while trials.bytes(high) <= budget:
            if high >= MOST_EXAMPLES:
                return MOST_EXAMPLES
            step *= 2
            low, high = high, min(high + step, MOST_EXAMPLES)
    else:
        low, high = max(guess - 1, 1), guess
        while trials.bytes(low) > budget:
            step *= 2
            low, high = max(low - step, 1), low
    while high - low > 1:
        middle = (low + high) // 2
        if trials.bytes(middle) <= budget:
            low = middle
        else:
            high = middle
    return low


def _guess(trials: _Trials, budget: int) -> int:
    """The batch at which the first moment of a step would exceed the budget.

    What is held while a layer runs is a straight line over the batch, but for the rounding of
    tensors, which is small at these two batches.
    """
    few, many = (_course(trials.at(each)) for each in _ROUND)
    distance = _ROUND[1] - _ROUND[0]
    reached = [
        _ROUND[0] + (budget - first) * distance // (second - first)
        for first, second in zip(few, many, strict=False)  # the same layers in both
        if second > first
    ]
    return min(max(min(reached, default=MOST_EXAMPLES), 1), MOST_EXAMPLES)


_ROUND = (128, 256)
"""Batches of which every tensor, of 2, 4 or 8 bytes a value, is a multiple of 256 bytes."""


def _course(account: Account) -> list[int]:
    """What is held while each layer runs, in every pass that has to fit."""
    found = account.prediction
    peaks = (found.first_step, found.second_step) if account.training else (found.inference,)
    return [each.bytes for peak in peaks for each in peak.course]
