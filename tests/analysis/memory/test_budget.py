"""Whether a network fits, and the largest batch that does, against trying every batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cnncalc
from cnncalc.analysis.memory import account as account_module
from cnncalc.analysis.memory.budget import MOST_EXAMPLES, largest_batch
from cnncalc.analysis.memory.prediction import SORTS, Event, Peak, Place, Prediction
from tests.law import untimed

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.analysis.memory.setup import Setup

LENET = cnncalc.memory("lenet5-modern", optimizer="adam")


def peak(count: int) -> Peak:
    """A peak of some bytes, all of them parameters."""
    by_sort = dict.fromkeys(SORTS, 0) | {"parameters": count}
    place = Place("conv1", "forward")
    return Peak(count, count, place, by_sort, (Event(*place, count),))


@pytest.fixture
def predicting(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[int], int]], list[int]]:
    """Put a function of the batch in the place of PyTorch's peak; give the batches tried."""

    def replace(bytes_of: Callable[[int], int]) -> list[int]:
        tried: list[int] = []

        def predicted(_: object, setup: Setup) -> Prediction:
            tried.append(setup.batch)
            found = peak(bytes_of(setup.batch))
            return Prediction(setup, 0, 0, found, found, found)

        monkeypatch.setattr(account_module, "predicted", predicted)
        return tried

    return replace


def test_the_largest_batch_is_that_of_a_straight_line(
    predicting: Callable[[Callable[[int], int]], list[int]],
) -> None:
    """1,000 bytes, and 7 for each example: 1,000 + 7*142 = 1,994 fits into 2,000."""
    tried = predicting(lambda batch: 1_000 + 7 * batch)
    assert largest_batch(LENET.under(batch=1), 2_000) == 142
    assert len(tried) < 10


@untimed
@given(
    st.lists(st.integers(0, 50), min_size=2, max_size=60),
    st.integers(0, 3_000),
)
def test_the_largest_batch_is_found_however_a_peak_grows(rises: list[int], budget: int) -> None:
    """Against trying every batch; a peak may stay for a while, and jump."""
    peaks = [sum(rises[: each + 1]) for each in range(len(rises))]

    def bytes_of(batch: int) -> int:
        return peaks[batch - 1] if batch <= len(peaks) else peaks[-1] + 100 * (batch - len(peaks))

    every = range(1, len(peaks) + 60)
    expected = max((each for each in every if bytes_of(each) <= budget), default=0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            account_module,
            "predicted",
            lambda _, setup: Prediction(setup, 0, 0, *[peak(bytes_of(setup.batch))] * 3),
        )
        assert largest_batch(LENET.under(batch=1), budget) == expected


def test_a_peak_that_never_grows_ends_at_a_bound(
    predicting: Callable[[Callable[[int], int]], list[int]],
) -> None:
    tried = predicting(lambda _: 5)
    assert largest_batch(LENET.under(batch=1), 10) == MOST_EXAMPLES
    assert len(tried) < 20


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
