"""The account of what is live."""

from __future__ import annotations

from cnncalc.analysis.memory.ledger import Ledger
from cnncalc.analysis.memory.prediction import Event, Place


def test_what_is_asked_for_is_rounded_up_to_whole_blocks() -> None:
    """1,000 bytes are two blocks of 512; 1,024 are too."""
    ledger = Ledger(block=512)
    ledger.allocated(1000, "activations")
    ledger.allocated(1024, "saved")
    assert (ledger.live, ledger.requested) == (2048, 2024)


def test_memory_goes_with_its_last_reference() -> None:
    """A view and what is saved refer to the same memory."""
    ledger = Ledger(block=1)
    storage = ledger.allocated(100, "activations")
    storage.references += 1
    ledger.release(storage)
    assert ledger.live == 100
    ledger.release(storage)
    assert ledger.live == 0


def test_a_peak_says_where_it_is_reached_first_and_of_what_it_consists() -> None:
    """What comes and goes later, and is no more, does not move it."""
    ledger = Ledger(block=1)
    ledger.allocated(10, "parameters")
    ledger.start()
    ledger.enter("conv1", "forward")
    ledger.release(ledger.allocated(5, "activations"))
    ledger.enter("conv1", "backward")
    ledger.release(ledger.allocated(5, "temporaries"))
    peak = ledger.peak()
    assert (peak.bytes, peak.at) == (15, Place("conv1", "forward"))
    assert {sort: size for sort, size in peak.by_sort.items() if size} == {
        "parameters": 10,
        "activations": 5,
    }
    assert peak.course == (
        Event("input", "forward", 10),
        Event("conv1", "forward", 15),
        Event("conv1", "backward", 15),
    )


def test_a_new_pass_begins_with_what_is_live() -> None:
    """The most of the pass before is forgotten."""
    ledger = Ledger(block=1)
    ledger.release(ledger.allocated(100, "activations"))
    ledger.start()
    assert ledger.peak().bytes == 0
