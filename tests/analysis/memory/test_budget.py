"""Whether a network fits, and the largest batch that does, against trying every batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cnncalc
from cnncalc.analysis.memory import budget as budget_module
from cnncalc.analysis.memory.budget import MOST_EXAMPLES, largest_batch
from tests.law import untimed

if TYPE_CHECKING:
    from collections.abc import Callable


LENET = cnncalc.memory("lenet5-modern", optimizer="adam")


class Trials:
    """A function of the batch in the place of PyTorch's peaks, and where the search begins."""

    def __init__(self, bytes_of: Callable[[int], int], guess: int) -> None:
        self._bytes_of = bytes_of
        self._guess = guess
        self.tried: list[int] = []

    def bytes(self, batch: int) -> int:
        self.tried.append(batch)
        return self._bytes_of(batch)

    def guess(self, _: int) -> int:
        return self._guess

    def largest(self, budget: int) -> int:
        """The largest batch that is found."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(budget_module, "_Trials", lambda _: self)
            return largest_batch(LENET, budget)


@pytest.mark.parametrize("guess", [142, 140, 150])
def test_the_largest_batch_is_that_of_a_straight_line(guess: int) -> None:
    """1,000 bytes, and 7 for each example: 1,000 + 7*142 = 1,994 fits into 2,000."""
    trials = Trials(lambda batch: 1_000 + 7 * batch, guess)
    assert trials.largest(2_000) == 142
    assert len(trials.tried) < 12


@untimed
@given(
    st.lists(st.integers(0, 50), min_size=2, max_size=60),
    st.integers(0, 3_000),
    st.integers(2, 100),
)
def test_the_largest_batch_is_found_however_a_peak_grows(
    rises: list[int], budget: int, guess: int
) -> None:
    """Against trying every batch; a peak may stay for a while, and jump."""
    peaks = [sum(rises[: each + 1]) for each in range(len(rises))]

    def bytes_of(batch: int) -> int:
        return peaks[batch - 1] if batch <= len(peaks) else peaks[-1] + 100 * (batch - len(peaks))

    every = range(1, len(peaks) + 60)
    expected = max((each for each in every if bytes_of(each) <= budget), default=0)
    assert Trials(bytes_of, guess).largest(budget) == expected


def test_a_peak_that_never_grows_ends_at_a_bound() -> None:
    trials = Trials(lambda _: 5, MOST_EXAMPLES)
    assert trials.largest(10) == MOST_EXAMPLES
    assert len(trials.tried) < 20


@pytest.mark.parametrize("name", ["alexnet-torchvision", "resnet18", "lenet5-modern"])
@pytest.mark.parametrize("training", [True, False])
def test_the_last_batch_that_fits_does_and_the_next_does_not(name: str, *, training: bool) -> None:
    """With the real prediction, and every batch around it."""
    account = cnncalc.memory(name, optimizer="adam", training=training)
    budget = 4 * account.under(batch=3).needed.bytes
    found = account.held_against(budget)
    around = range(max(found.largest_batch - 3, 1), found.largest_batch + 4)
    fits = [account.under(batch=each).needed.bytes <= budget for each in around]
    assert fits == [each <= found.largest_batch for each in around]
    assert found.largest_needed <= budget < found.next_needed


@untimed
@given(st.integers(1, 500))
def test_the_peak_grows_with_the_batch(batch: int) -> None:
    """On which the search relies."""
    assert LENET.under(batch=batch).needed.bytes <= LENET.under(batch=batch + 1).needed.bytes


def test_where_not_even_one_example_fits_the_largest_batch_is_0() -> None:
    """VGG-16's parameters alone are 138,357,544*4 bytes, 553 MB."""
    found = cnncalc.memory("vgg16").held_against(500_000_000)
    assert (found.fits, found.largest_batch) == (False, 0)
    assert found.largest_needed > 500_000_000


def test_a_remedy_is_shown_where_it_helps_alone() -> None:
    """SGD keeps nothing of a parameter: it has no lighter optimizer."""
    found = cnncalc.memory("lenet5-modern", optimizer="sgd").held_against(10**9)
    names = [each.remedy.name for each in found.reliefs]
    assert "half_precision" in names
    assert "sgd" not in names
    assert all(each.needed < found.needed for each in found.reliefs)
    assert all(each.largest_batch >= found.largest_batch for each in found.reliefs)
