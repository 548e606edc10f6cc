"""Which columns are shown, and how wide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.report.layout import Measure, across, fitted

NAME, MACS, FIELD = Measure(5), Measure(11, rank=1), Measure(7, rank=2)

measures = st.lists(
    st.builds(Measure, st.integers(1, 40), st.none() | st.integers(1, 40), rank=st.integers(0, 3)),
    min_size=1,
    max_size=8,
)


def test_a_pipe_shows_every_column_at_its_width() -> None:
    assert fitted([NAME, MACS, FIELD], None) == {0: 5, 1: 11, 2: 7}


@pytest.mark.parametrize(
    ("room", "widths"),
    [
        (27, {0: 5, 1: 11, 2: 7}),  # 5 + 2 + 11 + 2 + 7
        (26, {0: 5, 1: 11}),
        (17, {0: 5}),
        (5, {0: 5}),
        (4, None),
    ],
)
def test_the_highest_rank_makes_room_first(room: int, widths: dict[int, int] | None) -> None:
    assert fitted([NAME, MACS, FIELD], room) == widths


def test_of_equal_ranks_the_last_makes_room_first() -> None:
    assert fitted([NAME, Measure(7, rank=1), Measure(7, rank=1)], 15) == {0: 5, 1: 7}


def test_prose_gives_way_before_a_column_does() -> None:
    prose = Measure(100, least=24)
    assert fitted([NAME, prose, MACS], 60) == {0: 5, 1: 40, 2: 11}
    assert fitted([NAME, prose, MACS], 42) == {0: 5, 1: 35}  # beside MACs it would have 22


def test_prose_shares_what_is_left_by_how_much_it_gives_way() -> None:
    """Of the 40 columns that both lack together 20 are there: half of what each lacks."""
    assert fitted([Measure(34, least=24), Measure(54, least=24)], 70) == {0: 29, 1: 39}


@given(measures, st.integers(1, 200))
def test_no_column_is_narrower_than_it_needs_and_the_line_fits(
    columns: list[Measure], room: int
) -> None:
    widths = fitted(columns, room)
    lowest = [each for each in columns if each.rank == 0]
    if widths is None:
        assert across([each.needed for each in lowest]) > room
        return
    assert across(widths.values()) <= room
    assert all(widths[index] >= columns[index].needed for index in widths)
    assert all(widths[index] <= columns[index].width for index in widths)
    assert {index for index, each in enumerate(columns) if each.rank == 0} <= set(widths)


@given(measures)
def test_a_terminal_that_is_wide_enough_shows_what_a_pipe_does(columns: list[Measure]) -> None:
    everything = fitted(columns, None)
    assert everything is not None
    assert fitted(columns, across(everything.values())) == everything
