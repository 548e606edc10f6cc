"""The receptive field: the recurrence against following pixels back one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.analysis.receptive import (
    AxisField,
    ReceptiveField,
    field_of_input,
    grown,
    united,
    whole_field,
)
from cnncalc.layers.field import Pair, Sides
from cnncalc.layers.layer import Window
from cnncalc.notation import equation
from cnncalc.shape import Image
from tests.analysis.seen import Taps, Trail, extent, pixel, through_merge, through_window
from tests.law import untimed

POSITIONS = range(6)


def window(kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> Window:
    """Give a square window."""
    sides = Sides(padding, padding, padding, padding)
    return Window(Pair(kernel, kernel), Pair(stride, stride), sides, Pair(dilation, dilation))


def after(*windows: Window) -> ReceptiveField:
    """Give the field after windows one after another."""
    field = field_of_input()
    for each in windows:
        field = grown(field, each)
    return field


def numbers(axis: AxisField) -> tuple[int, int | None, int]:
    return int(axis.size), None if axis.jump is None else int(axis.jump), int(axis.start)


def test_three_layers_of_three_see_seven() -> None:
    """CS231n: a stack of three 3x3 layers sees 7x7; Simonyan & Zisserman 2015 say so too."""
    sizes = [numbers(after(*[window(3)] * layers).height)[0] for layers in (1, 2, 3)]
    assert sizes == [3, 5, 7]


def test_the_working_cites_the_layer_before() -> None:
    """LeNet-5: S2 sees 6x6 of the input and moves by 2; C3 of 5x5 sees 14 (golden table)."""
    width = after(window(5), window(2, 2), window(5)).width
    assert equation(width.size) == "r + (F - 1)*j = 6 + (5 - 1)*2 = 14"
    assert width.jump is not None
    assert equation(width.jump) == "j*S = 2*1 = 2"
    assert equation(width.start) == "s - P*j = 0 - 0*2 = 0"


def test_padding_starts_before_the_image_and_dilation_widens() -> None:
    """Araujo, Norris & Sim 2019: the start moves by -P*j; a kernel reaches (F - 1)*d further."""
    width = after(window(7, 2, 3), window(3, 1, 2, 2)).width
    assert numbers(width) == (15, 2, -7)
    assert equation(width.size) == "r + (F - 1)*d*j = 7 + (3 - 1)*2*2 = 15"
    assert equation(width.start) == "s - P*j = -3 - 2*2 = -7"


def test_a_window_of_one_changes_nothing_and_keeps_the_working() -> None:
    before = after(window(3))
    assert grown(before, window(1)) == before
    assert numbers(grown(before, window(1, 2)).height) == (3, 2, 0)


def test_axes_that_are_alike_share_one_derivation() -> None:
    field = after(window(3), window(2, 2))
    assert field.width is field.height
    uneven = Window(Pair(1, 7), Pair(1, 1), Sides(0, 0, 3, 3), Pair(1, 1))
    found = grown(field, uneven)
    assert (int(found.height.size), int(found.width.size)) == (4, 16)


def test_letters_say_which_axis_they_belong_to_where_the_axes_differ() -> None:
    """As in the output size of the same window."""
    uneven = Window(Pair(1, 7), Pair(2, 1), Sides(0, 0, 3, 3), Pair(1, 2))
    field = grown(field_of_input(), uneven)
    assert equation(field.width.size) == "r + (F_w - 1)*d_w*j = 1 + (7 - 1)*2*1 = 13"
    assert equation(field.width.start) == "s - P_w*j = 0 - 3*1 = -3"
    assert field.height.jump is not None
    assert equation(field.height.jump) == "j*S_h = 1*2 = 2"
    one_sided = grown(field_of_input(), window(3)._replace(padding=Sides(1, 0, 2, 0)))
    assert equation(one_sided.height.start) == "s - P_top*j = 0 - 1*1 = -1"
    assert equation(one_sided.width.start) == "s - P_left*j = 0 - 2*1 = -2"


def test_a_dense_layer_sees_everything_and_has_no_jump() -> None:
    field = whole_field(Image(3, 32, 28))
    assert [numbers(each) for each in field[:2]] == [(32, None, 0), (28, None, 0)]
    assert grown(field, window(3)).height == field.height


def test_several_paths_see_the_union() -> None:
    """Szegedy et al. 2014: an inception module joins 1x1, 3x3 and 5x5 over the same input."""
    before = after(window(2, 2))
    paths = tuple(grown(before, window(size, 1, size // 2)) for size in (1, 3, 5))
    field = united(paths)
    assert numbers(field.width) == (10, 2, -4)
    assert equation(field.width.size) == (
        "max(s_1 + r_1, s_2 + r_2, s_3 + r_3) - min(s_1, s_2, s_3) = "
        "max(0 + 2, -2 + 6, -4 + 10) - min(0, -2, -4) = 10"
    )
    assert field.exact
    assert field.width is field.height


def test_equal_paths_are_one_path() -> None:
    first, second = after(window(3), window(3)), after(window(5))
    assert united((first, second)) == first
    assert united((first,)) is first


def test_paths_that_move_differently_are_not_exact() -> None:
    field = united((after(window(2, 2)), after(window(3, 1))))
    assert not field.exact
    assert not grown(field, window(3)).exact
    assert not united((field, field, after(window(9)))).exact
    assert not united((field._replace(exact=True), field)).exact


def test_a_union_with_the_whole_input_has_no_jump() -> None:
    """A squeeze-and-excitation branch sees everything (Hu et al. 2018)."""
    field = united((after(window(3, 1, 1)), whole_field(Image(3, 32, 32))))
    assert numbers(field.height) == (33, None, -1)
    assert not field.exact


def test_behind_such_a_union_positions_still_differ() -> None:
    """At the border a position sees the pixel of padding too, and one in the middle does not."""
    field = united((after(window(3, 1, 1)), whole_field(Image(3, 32, 32))))
    behind = grown(field, window(3, 2, 1))
    assert numbers(behind.height) == (33, None, -1)
    assert not behind.exact
    assert grown(whole_field(Image(3, 32, 32)), window(3)).exact


taps = st.builds(Taps, st.integers(1, 5), st.integers(1, 3), st.integers(0, 3), st.integers(1, 3))


def of_taps(rows: Taps, columns: Taps) -> Window:
    """Give the window of two axes; what is padded after has no part in a field."""
    pairs = [Pair(*each) for each in zip(rows, columns, strict=True)]
    kernel, stride, before, dilation = pairs
    return Window(kernel, stride, Sides(before.height, 7, before.width, 0), dilation)


def agree(field: AxisField, trail: Trail, *, exact: bool) -> None:
    """Check a field against the pixels that the first positions see."""
    seen = [extent(trail(position)) for position in POSITIONS]
    start, size = seen[0]
    assert (int(field.size), int(field.start)) == (size, start)
    if exact:
        assert field.jump is not None
        jump = int(field.jump)
        assert seen == [(start + jump * position, size) for position in POSITIONS]


@untimed
@given(st.lists(st.tuples(taps, taps), max_size=5))
def test_a_chain_sees_what_following_its_pixels_back_finds(chain: list[tuple[Taps, Taps]]) -> None:
    field = field_of_input()
    trails: list[Trail] = [pixel, pixel]
    for rows, columns in chain:
        field = grown(field, of_taps(rows, columns))
        trails = [
            through_window(trail, each) for trail, each in zip(trails, (rows, columns), strict=True)
        ]
    agree(field.height, trails[0], exact=True)
    agree(field.width, trails[1], exact=True)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[ReceptiveField, Trail]:
    """Draw a small graph of windows and merges: its field as computed, and one axis of pixels."""
    nodes: list[tuple[ReceptiveField, Trail]] = [(field_of_input(), pixel)]
    for _ in range(draw(st.integers(1, 7))):
        if draw(st.booleans()):
            inputs = draw(st.lists(st.sampled_from(nodes), min_size=1, max_size=3))
            fields, trails = zip(*inputs, strict=True)
            nodes.append((united(fields), through_merge(*trails)))
        else:
            field, trail = draw(st.sampled_from(nodes[-3:]))
            one = draw(taps)
            nodes.append((grown(field, of_taps(one, one)), through_window(trail, one)))
    return nodes[-1]


@untimed
@given(graphs())
def test_a_graph_sees_what_following_its_pixels_back_finds(
    drawn: tuple[ReceptiveField, Trail],
) -> None:
    """Where paths move differently (`exact` is false), no one size is true of all positions."""
    field, trail = drawn
    if not field.exact:
        return
    agree(field.height, trail, exact=True)


def test_a_graph_that_is_not_exact_really_has_fields_of_different_sizes() -> None:
    field = united((after(window(2, 2)), after(window(1))))
    trail = through_merge(through_window(pixel, Taps(2, 2, 0, 1)), pixel)
    sizes = {extent(trail(position))[1] for position in POSITIONS}
    assert not field.exact
    assert len(sizes) > 1
    with pytest.raises(AssertionError):
        agree(field.width, trail, exact=True)
