"""Parts of an output: spans of maps, counted one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cnncalc.analysis.memory.part import Part, parts_of
from cnncalc.shape import Image, Vector
from tests.law import untimed

maps = st.sets(st.integers(0, 30))


def part(numbers: set[int]) -> Part:
    """The part of some maps, joined one by one."""
    found = Part(())
    for each in sorted(numbers):
        found = found.joined(Part(((each, each + 1),)))
    return found


@untimed
@given(maps, maps)
def test_joining_and_taking_away_are_those_of_sets(some: set[int], others: set[int]) -> None:
    assert set(part(some).channels()) == some
    assert set(part(some).joined(part(others)).channels()) == some | others
    assert set(part(some).without(part(others)).channels()) == some - others
    assert part(some).size == len(some)


@untimed
@given(maps, maps)
def test_a_set_of_maps_is_written_in_one_way(some: set[int], others: set[int]) -> None:
    """So that two parts are equal where they hold the same maps."""
    assert part(some).joined(part(others)) == part(some | others)
    assert part(some).without(part(others)) == part(some - others)


def test_a_part_counts_the_values_of_its_maps() -> None:
    """Half of the 13x13x256 of AlexNet's pool2 is 13*13*128."""
    first, second = parts_of(Image(256, 13, 13), 2)
    assert first == Part(((0, 128),))
    assert second.values(Image(256, 13, 13)) == 13 * 13 * 128
    assert [each.values(Vector(1000)) for each in parts_of(Vector(1000), 4)] == [250] * 4


def test_flattened_maps_become_their_values() -> None:
    assert Part(((1, 3),)).moved(times=36) == Part(((36, 108),))
    assert Part(((1, 3),)).moved(by=10) == Part(((11, 13),))
