"""How often a window fits along one axis: the formula against counting, one position at a time."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.derivation import leaves
from cnncalc.layers.axis import Axis, positions
from cnncalc.notation import equation, formula

if TYPE_CHECKING:
    from cnncalc.layers.field import Rounding

from tests.law import untimed


def axis(
    size: int,
    kernel: int,
    stride: int = 1,
    before: int = 0,
    after: int | None = None,
    dilation: int = 1,
    rounding: Rounding = "exact",
) -> Axis:
    """Give one axis; the padding after is that before unless said."""
    after = before if after is None else after
    return Axis(size, kernel, stride, before, after, dilation, rounding, same=False, name="")


@pytest.mark.parametrize(
    ("found", "written"),
    [
        # CS231n, Convolutional Networks: AlexNet's first layer, and the 7x7 example of the lecture
        (axis(227, 11, 4), "(W - F + 2*P)/S + 1 = (227 - 11 + 2*0)/4 + 1 = 55"),
        (axis(7, 3, 1), "(W - F + 2*P)/S + 1 = (7 - 3 + 2*0)/1 + 1 = 5"),
        (axis(7, 3, 2), "(W - F + 2*P)/S + 1 = (7 - 3 + 2*0)/2 + 1 = 3"),
        (axis(7, 3, 3), "(W - F + 2*P)/S + 1 = (7 - 3 + 2*0)/3 + 1 = 2.333..."),
        (axis(7, 3, 1, 1), "(W - F + 2*P)/S + 1 = (7 - 3 + 2*1)/1 + 1 = 7"),
        (axis(32, 5, 1, 2), "(W - F + 2*P)/S + 1 = (32 - 5 + 2*2)/1 + 1 = 32"),
        (axis(10, 3, 2), "(W - F + 2*P)/S + 1 = (10 - 3 + 2*0)/2 + 1 = 4.5"),
        (
            axis(10, 3, 2, rounding="floor"),
            "floor((W - F + 2*P)/S) + 1 = floor((10 - 3 + 2*0)/2) + 1 = 4",
        ),
        # Dumoulin & Visin 2016, relationship 6, rounds down: i=6, k=3, s=2, p=1 gives 3
        (
            axis(6, 3, 2, 1, rounding="floor"),
            "floor((W - F + 2*P)/S) + 1 = floor((6 - 3 + 2*1)/2) + 1 = 3",
        ),
        # and relationship 15: i=7, k=3, d=2, s=1, p=0 gives 3
        (
            axis(7, 3, dilation=2),
            "(W - (d*(F - 1) + 1) + 2*P)/S + 1 = (7 - (2*(3 - 1) + 1) + 2*0)/1 + 1 = 3",
        ),
        (
            axis(6, 3, 1, 1, 2),
            "(W - F + P_left + P_right)/S + 1 = (6 - 3 + 1 + 2)/1 + 1 = 7",
        ),
    ],
)
def test_the_formula_is_the_lectures(found: Axis, written: str) -> None:
    assert equation(positions(found)) == written


def test_ceil_drops_a_last_window_that_would_start_in_the_padding() -> None:
    """Caffe, and torch.nn.MaxPool2d: windows that would start in the right padded region are out.

    A window of 2 by 2 over 3 and padding 1 starts at -1, 1 and 3, which is the first padded value.
    """
    assert equation(positions(axis(2, 2, 2, 1, rounding="ceil"))) == (
        "ceil((W - F + 2*P)/S) + 1 = ceil((2 - 2 + 2*1)/2) + 1 = 2"
    )
    assert equation(positions(axis(3, 2, 3, 1, rounding="ceil"))) == (
        "ceil((W - F + 2*P)/S) + 1 = ceil((3 - 2 + 2*1)/3) + 1 = 2"
    )
    assert equation(positions(axis(3, 2, 2, 1, rounding="ceil"))) == (
        "ceil((W - F + 2*P)/S) + 1 - 1 = ceil((3 - 2 + 2*1)/2) + 1 - 1 = 2"
    )
    assert equation(positions(axis(1, 2, 3, 1, rounding="ceil"))) == (
        "ceil((W - F + 2*P)/S) + 1 - 1 = ceil((1 - 2 + 2*1)/3) + 1 - 1 = 1"
    )


def test_letters_say_which_axis_they_belong_to_where_the_axes_differ() -> None:
    height = axis(10, 1)._replace(name="height", unlike="FP")
    width = axis(10, 7, 1, 3)._replace(name="width", unlike="FP")
    assert formula(positions(height)) == "(H - F_h + 2*P_h)/S + 1"
    assert formula(positions(width)) == "(W - F_w + 2*P_w)/S + 1"
    uneven = axis(10, 3, 1, 0, 1)._replace(name="height", unlike="P")
    assert formula(positions(uneven)) == "(H - F + P_top + P_bottom)/S + 1"


def test_a_number_says_what_it_is_along_which_axis() -> None:
    height = axis(10, 3, 2, 1, dilation=2)._replace(name="height", unlike="FSPd")
    assert [each.name for each in leaves(positions(height))] == [
        "input height",
        "dilation along the height",
        "kernel height",
        "the window's first value",
        "the window's first value",
        "the two padded sides",
        "padding along the height",
        "stride along the height",
        "the first position",
    ]
    alike = axis(10, 3, 2, 1, dilation=2)._replace(name="height")
    assert [each.name for each in leaves(positions(alike)) if not each.symbol.isdigit()] == [
        "input height",
        "dilation",
        "kernel size",
        "padding",
        "stride",
    ]
    assert [each.name for each in axis(10, 3, 1, 0, 1).sides] == [
        "padding at the left",
        "padding at the right",
    ]


def test_same_gives_an_output_for_every_stride_of_the_input() -> None:
    """TensorFlow: the output of SAME is ceil(W/S)."""
    same = axis(7, 3, 2)._replace(same=True)
    assert equation(positions(same)) == "ceil(W/S) = ceil(7/2) = 4"


def counted(given_axis: Axis) -> int:
    """Count the windows one by one, each from where it starts to where its last value lies.

    A window counts while it lies within the padded axis. Under `ceil` one more counts if values are
    left that no window reached, unless it starts behind the last value of the input itself.
    """
    first, end = -given_axis.before, given_axis.size + given_axis.after
    reach = given_axis.dilation * (given_axis.kernel - 1)
    found = 0
    for number in count():
        start = first + number * given_axis.stride
        if start + reach < end:
            found += 1
            continue
        if given_axis.rounding == "ceil":
            before = start - given_axis.stride
            left_over = before + reach < end - 1
            found += left_over and start < given_axis.size
        return found
    raise AssertionError


axes = st.builds(
    Axis,
    size=st.integers(1, 40),
    kernel=st.integers(1, 9),
    stride=st.integers(1, 7),
    before=st.integers(0, 5),
    after=st.integers(0, 5),
    dilation=st.integers(1, 3),
    rounding=st.sampled_from(["exact", "floor", "ceil"]),
    same=st.just(False),  # noqa: FBT003  what hypothesis is to give
    name=st.just(""),
)


@untimed
@given(axes)
def test_counting_positions_one_by_one_gives_the_formula(drawn: Axis) -> None:
    """With dilation and with padding that differs from side to side."""
    found = positions(drawn)
    if drawn.rounding == "exact" and not found.whole:
        assert counted(drawn._replace(rounding="floor")) == max(found.value.__floor__(), 0)
    else:
        assert counted(drawn) == max(found.value, 0)
