"""What is allocated, while a pass is gone through: the account that the peaks are read off.

>>> ledger = Ledger(block=512)
>>> storage = ledger.allocated(1000, "activations")
>>> ledger.live, ledger.requested
(1024, 1000)
>>> ledger.release(storage)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.analysis.memory.prediction import SORTS, Event, Peak, Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cnncalc.analysis.memory.prediction import Phase, Sort

__all__ = ["Ledger", "Storage"]


class Storage:
    """A piece of memory, and how many tensors, saved ones among them, refer to it."""

    __slots__ = ("bytes", "references", "requested", "sort")

    def __init__(self, requested: int, block: int, sort: Sort) -> None:
        """Take the bytes asked for, and the block whose multiple is handed out."""
        self.requested = requested
        self.bytes = -(-requested // block) * block
        self.sort = sort
        self.references = 1


class Ledger:
    """All that is live, by sort, and the most there has been since the last `start`."""

    def __init__(self, block: int) -> None:
        """Take the block whose multiples are handed out, 1 for no rounding."""
        self.block = block
        self.noted: list[int] = []
        """The bytes asked for by each allocation, in order; negative where they are let go."""
        self.live = self.requested = 0
        self._by_sort: dict[Sort, int] = dict.fromkeys(SORTS, 0)
        self.start()

    def start(self) -> None:
        """Begin a new pass, with what is live."""
        self._course: list[Event] = []
        self._place = Place("input", "forward")
        self._here = self.live
        self._most, self._most_requested = self.live, self.requested
        self._at = self._place
        self._consists = dict(self._by_sort)

    def enter(self, layer: str, phase: Phase) -> None:
        """Say what runs from here on."""
        if (layer, phase) == self._place:
            return
        self._leave()
        self._place = Place(layer, phase)
        self._here = self.live

    def allocated(self, requested: int, sort: Sort) -> Storage:
        """Give new memory, which one tensor refers to."""
        storage = Storage(requested, self.block, sort)
        self.live += storage.bytes
        self.requested += requested
        self.noted.append(requested)
        self._by_sort[sort] += storage.bytes
        self._here = max(self._here, self.live)
        self._most_requested = max(self._most_requested, self.requested)
        if self.live > self._most:
            self._most, self._at = self.live, self._place
            self._consists = dict(self._by_sort)
        return storage

    def release(self, storage: Storage) -> None:
        """Drop one reference, and with the last one the memory."""
        storage.references -= 1
        if not storage.references:
            self.live -= storage.bytes
            self.requested -= storage.requested
            self.noted.append(-storage.requested)
            self._by_sort[storage.sort] -= storage.bytes

    def drop(self, storages: Iterable[Storage]) -> None:
        """Drop one reference to each."""
        for each in storages:
            self.release(each)

    def peak(self) -> Peak:
        """Give what was found since the start."""
        self._leave()
        return Peak(self._most, self._most_requested, self._at, self._consists, tuple(self._course))

    def _leave(self) -> None:
        self._course.append(Event(*self._place, self._here))
