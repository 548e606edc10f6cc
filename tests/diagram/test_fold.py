"""What repeats in a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.diagram.fold import folds


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("", []),
        ("a", [("a", 1)]),
        ("abbbc", [("a", 1), ("b", 3), ("c", 1)]),
        ("abababc", [("ab", 3), ("c", 1)]),
        ("aabaab", [("aab", 2)]),
        ("abcdeabcde", [(each, 1) for each in "abcdeabcde"]),
    ],
)
def test_the_most_that_repeats_is_one(row: str, expected: list[tuple[str, int]]) -> None:
    """Five things that repeat together are too many to be seen as one."""
    assert [("".join(each.items), each.times) for each in folds(row, str)] == expected


@given(st.text("abc"), st.integers(1, 4))
def test_unfolded_it_is_the_row(row: str, longest: int) -> None:
    found = folds(row, str, longest)
    assert "".join("".join(each.items) * each.times for each in found) == row
    assert "".join("".join(each.total) for each in found) == row
    assert all(len(each.items) <= longest for each in found)
