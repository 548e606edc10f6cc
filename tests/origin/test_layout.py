"""Axes split, joined and moved: what came of it is read off their digits."""

from __future__ import annotations

from itertools import product
from math import prod

from hypothesis import given, strategies

from cnncalc.origin.layout import Layout, straight
from cnncalc.shape import Image, Vector

IMAGE = Image(12, 4, 6)


def test_a_shuffle_of_channels_is_two_digits_that_changed_places() -> None:
    """Zhang et al. 2017: reshape to (g, n), transpose, flatten."""
    split = straight(IMAGE).reshaped((1, 3, 4, 4, 6))
    assert split
    shuffled = split.permuted((0, 2, 1, 3, 4)).reshaped((1, 12, 4, 6))
    assert shuffled
    assert [(each.size, each.stride) for each in shuffled.axes[1]] == [(4, 1), (3, 4)]
    assert shuffled.axes[2:] == straight(IMAGE).axes[2:]


def test_what_is_split_and_joined_again_is_as_before() -> None:
    split = straight(IMAGE).reshaped((1, 2, 6, 2, 2, 3, 2))
    assert split
    assert split.reshaped((1, 12, 4, 6)) == straight(IMAGE)


def test_sizes_that_cut_through_a_digit_are_no_layout() -> None:
    assert straight(Vector(12)).reshaped((1, 5, 2)) is None
    assert straight(Vector(12)).reshaped((1, 8, 1)) is None
    assert straight(IMAGE).permuted((0, 2, 1, 3)).reshaped((1, 6, 8, 6)) is None


def positions(layout: Layout) -> list[tuple[int, ...]]:
    """For each value of the tensor in order, where it lies: channel, row, column."""
    found: list[tuple[int, ...]] = []
    digits = [digit for axis in layout.axes for digit in axis]
    for each in product(*(range(digit.size) for digit in digits)):
        place = dict.fromkeys("nchw", 0)
        for digit, value in zip(digits, each, strict=True):
            place[digit.axis] += value * digit.stride
        found.append((place["c"], place["h"], place["w"]))
    return found


@given(strategies.permutations(range(5)), strategies.sampled_from([(6, 2), (3, 4), (2, 6), (4, 3)]))
def test_values_lie_where_moving_them_one_by_one_puts_them(
    order: list[int], parts: tuple[int, int]
) -> None:
    """Reshape and transpose as they are defined, on a list of all positions."""
    sizes = (1, *parts, 4, 6)
    split = straight(IMAGE).reshaped(sizes)
    assert split
    moved = split.permuted(tuple(order))
    before = list(product(range(12), range(4), range(6)))
    strides = [prod(sizes[at + 1 :]) for at in range(5)]
    expected = [
        before[sum(each[order.index(axis)] * strides[axis] for axis in range(5))]
        for each in product(*(range(sizes[axis]) for axis in order))
    ]
    assert positions(moved) == expected
