"""How long a bar is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.diagram.scale import Scale, scale_of


def test_a_bar_is_in_proportion_to_its_count() -> None:
    scale = scale_of([50, 200], log=False)
    assert [scale.part(each) for each in (0, 50, 100, 200)] == [0, 0.25, 0.5, 1]
    assert list(scale.powers) == []


def test_a_logarithmic_scale_begins_below_the_smallest_count() -> None:
    scale = scale_of([0, 100, 10_000], log=True)
    assert list(scale.powers) == [1, 2, 3, 4]
    assert [scale.part(each) for each in (0, 100, 1000, 10_000)] == pytest.approx(
        [0, 1 / 3, 2 / 3, 1]
    )


def test_no_count_at_all_has_a_scale() -> None:
    assert scale_of([0, 0], log=True) == Scale(1, None)


@given(counts=st.lists(st.integers(1, 10**40), min_size=1), log=st.booleans())
def test_every_count_that_is_there_has_a_bar_and_none_is_too_long(
    *, counts: list[int], log: bool
) -> None:
    scale = scale_of(counts, log=log)
    assert all(0 < scale.part(each) <= 1 for each in counts)
    assert scale.part(max(counts)) == 1
