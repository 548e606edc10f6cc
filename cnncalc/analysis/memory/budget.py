"""Does it fit? The largest batch under a bound on memory, and what would make it fit.

    >>> verdict = verdict_on(cnncalc.memory("vgg16", batch=64, optimizer="adam"), 6 * 2**30)
    >>> verdict.fits, verdict.largest_batch

The batch is found by trying predictions. A peak grows with the batch, since every tensor of a step
does or stays; the last batch that fits and the next, which does not, were both predicted.
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
    largest = largest_batch(account, budget)
    needed = account.needed.bytes
    reliefs = []
    for remedy in remedies(account):
        other = remedy.account
        peak = other.needed.bytes
        if peak < needed:
            most = largest_batch(other, budget)
            reliefs.append(Relief(remedy, peak, peak <= budget, most))
    return Verdict(
        budget,
        needed,
        needed <= budget,
        largest,
        _needed(account, max(largest, 1)),
        _needed(account, largest + 1),
        tuple(reliefs),
    )


def largest_batch(account: Account, budget: int) -> int:
    """Give the most examples whose peak is within a budget of bytes; 0 where not even one is.

    Each guess lies on the line through the nearest batches known to fit and not to fit; where the
    peak is no straight line, halves are tried in turn with it.
    """
    low, least = 1, _needed(account, 1)
    if least > budget:
        return 0
    high, most = 2, _needed(account, 2)
    while most <= budget:
        if high >= MOST_EXAMPLES:
            return MOST_EXAMPLES
        rise = most - least
        reached = high + (budget - most) * (high - low) // rise + 1 if rise else 64 * high
        if low > 1:  # the line fell short before
            reached = max(reached, 2 * high)
        low, least = high, most
        high = min(reached, MOST_EXAMPLES)
        most = _needed(account, high)
    halving = False
    while high - low > 1:
        guess = low + (budget - least) * (high - low) // (most - least)
        middle = (low + high) // 2 if halving else min(max(guess, low + 1), high - 1)
        halving = not halving
        found = _needed(account, middle)
        if found <= budget:
            low, least = middle, found
        else:
            high, most = middle, found
    return low


def _needed(account: Account, batch: int) -> int:
    return account.under(batch=batch).needed.bytes
