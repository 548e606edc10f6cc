"""Does it fit? The largest batch under a bound on memory, and what would make it fit.

    >>> verdict = verdict_on(cnncalc.memory("vgg16", batch=64, optimizer="adam"), 6 * 2**30)
    >>> verdict.fits, verdict.largest_batch

The batch is guessed and then tried. A peak grows with the batch, since every tensor of a step does
or stays; what the last batch that fits and the next, which does not, need was computed of both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from cnncalc.analysis.memory.growth import FEW, MANY, Growth
from cnncalc.analysis.memory.remedy import remedies
from cnncalc.analysis.memory.step import Plan, Run

if TYPE_CHECKING:
    from cnncalc.analysis.memory.account import Account
    from cnncalc.analysis.memory.ledger import Ledger
    from cnncalc.analysis.memory.prediction import Peak
    from cnncalc.analysis.memory.remedy import Remedy

    Peaks = tuple[Peak, ...]

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
    """What an account needs at several batches."""

    def __init__(self, account: Account) -> None:
        self._plan = Plan.of(account.analysis)
        self._setup = account.setup
        self._training = account.training

    def bytes(self, batch: int) -> int:
        """Give the largest peak of the passes that have to fit."""
        if batch > 1:
            return self._growth.peak(batch)
        return max(each.bytes for each in self._at(batch)[1])

    def guess(self, budget: int) -> int:
        """Give the batch at which the first moment of a step would exceed a budget.

        What is held while a layer runs is a straight line over the batch, but for the rounding of
        tensors, which is small where every tensor is a multiple of 256 bytes.
        """
        (_, few), (_, many) = self._two
        moments = zip(_course(few), _course(many), strict=True)  # the same layers in both
        reached = [
            FEW + (budget - first) * (MANY - FEW) // (second - first)
            for first, second in moments
            if second > first
        ]
        return min(max(min(reached, default=MOST_EXAMPLES), 2), MOST_EXAMPLES)

    @cached_property
    def _growth(self) -> Growth:
        (few, _), (many, _) = self._two
        return Growth(few.noted, many.noted, few.block)

    @cached_property
    def _two(self) -> tuple[tuple[Ledger, Peaks], tuple[Ledger, Peaks]]:
        return self._at(FEW), self._at(MANY)

    def _at(self, batch: int) -> tuple[Ledger, Peaks]:
        """Go through the passes at a batch."""
        run = Run(self._plan, replace(self._setup, batch=batch))
        peaks = run.steps() if self._training else (run.inference(),)
        return run.ledger, peaks


def _course(peaks: Peaks) -> list[int]:
    """What is held while each layer runs, in every pass."""
    return [each.bytes for peak in peaks for each in peak.course]


def _largest(trials: _Trials, budget: int) -> int:
    """The largest batch: a guess, then away from it in steps that double, then halves."""
    if trials.bytes(2) > budget:
        return int(trials.bytes(1) <= budget)
    guess = trials.guess(budget)
    step = 1
    if trials.bytes(guess) <= budget:
        low, high = guess, guess + 1
        while trials.bytes(high) <= budget:
            if high >= MOST_EXAMPLES:
                return MOST_EXAMPLES
            step *= 2
            low, high = high, min(high + step, MOST_EXAMPLES)
    else:
        low, high = max(guess - 1, 2), guess
        while trials.bytes(low) > budget:
            step *= 2
            low, high = max(low - step, 2), low
    while high - low > 1:
        middle = (low + high) // 2
        if trials.bytes(middle) <= budget:
            low = middle
        else:
            high = middle
    return low
