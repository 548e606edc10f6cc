"""How a peak grows with the batch: from the allocations at two batches, those at any other.

    >>> growth = Growth(few, many, block=512)
    >>> growth.peak(32)

A pass allocates and lets go in the same order whatever the batch is, from two examples on, and each
size is a straight line over the batch. So two passes that were gone through tell the sizes of every
other, and the peak is exact, its rounding to blocks included. One example is a pass of its own: an
axis of length 1 has no gaps, and views of it need no copy.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["FEW", "MANY", "Growth"]

FEW, MANY = 128, 256
"""The two batches."""


class Growth:
    """The peak at any batch from two on."""

    def __init__(self, few: Sequence[int], many: Sequence[int], block: int) -> None:
        """Take what a ledger noted at both batches, and the block that it rounds up to."""
        self._block = block
        self._sizes: dict[tuple[int, int], tuple[int, int]] = {}
        kept = self._sizes.setdefault
        self._course = [kept(each, each) for each in zip(few, many, strict=True)]

    def peak(self, batch: int) -> int:
        """Give the most bytes that are held at once."""
        sizes = {each: self._handed_out(*each, batch) for each in self._sizes}
        return max(accumulate(map(sizes.__getitem__, self._course)))

    def _handed_out(self, few: int, many: int, batch: int) -> int:
        """The bytes of an allocation at a batch, negative where they are let go."""
        requested = few + (many - few) // (MANY - FEW) * (batch - FEW)
        blocks = -(-abs(requested) // self._block) * self._block
        return blocks if requested > 0 else -blocks
