"""A window that slides over an image."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.diagnostic import LayerError
from cnncalc.layers.field import Pair, Sides
from cnncalc.layers.window import area, padded_window, slid
from cnncalc.notation import equation, formula
from cnncalc.shape import Image
from tests.law import untimed

if TYPE_CHECKING:
    from cnncalc.layers.field import PadAmount

ONE = Pair(1, 1)
NONE = Sides(0, 0, 0, 0)


def padding(image: Image, rule: PadAmount, kernel: Pair, stride: Pair = ONE) -> Sides:
    return padded_window(image, kernel, stride, rule, ONE).padding


def test_valid_is_no_padding() -> None:
    assert padding(Image(3, 32, 32), "valid", Pair(5, 5)) == NONE


def test_half_is_half_of_the_kernel_on_each_side() -> None:
    """CS231n: padding of (F - 1)/2 keeps the size at stride 1; PyTorch code writes k // 2."""
    image = Image(3, 32, 32)
    assert padding(image, "half", Pair(5, 5)) == Sides(2, 2, 2, 2)
    assert padding(image, "half", Pair(1, 7)) == Sides(0, 0, 3, 3)
    dilated = padded_window(image, Pair(3, 3), ONE, "half", Pair(2, 4))
    assert dilated.padding == Sides(2, 2, 4, 4)


def test_same_puts_the_odd_pixel_at_the_bottom_and_right() -> None:
    """TensorFlow: SAME of a 3x3 window by 2 over 224 pads 0 before and 1 after."""
    assert padding(Image(3, 224, 224), "same", Pair(3, 3), Pair(2, 2)) == Sides(0, 1, 0, 1)
    assert padding(Image(3, 10, 11), "same", Pair(2, 3), Pair(1, 2)) == Sides(0, 1, 1, 1)
    assert padding(Image(3, 4, 4), "same", Pair(1, 1), Pair(3, 3)) == NONE


@untimed
@given(
    st.builds(Image, st.just(1), st.integers(1, 60), st.integers(1, 60)),
    st.builds(Pair, st.integers(1, 7), st.integers(1, 7)),
    st.builds(Pair, st.integers(1, 5), st.integers(1, 5)),
    st.builds(Pair, st.integers(1, 3), st.integers(1, 3)),
)
def test_same_padding_is_the_least_that_gives_ceil_of_input_by_stride(
    image: Image, kernel: Pair, stride: Pair, dilation: Pair
) -> None:
    window = padded_window(image, kernel, stride, "same", dilation)
    height, width = slid(image, window, "exact", same=True)
    assert int(height) == -(-image.height // stride.height)
    assert int(width) == -(-image.width // stride.width)
    top, bottom, left, right = window.padding
    assert 0 <= bottom - top <= 1
    assert 0 <= right - left <= 1
    # the numbers that it stands for, written out, give the same size, and one less does not
    fitting = slid(image, window, "floor")
    assert [int(each) for each in fitting] == [int(height), int(width)]
    if bottom:
        span = dilation.height * (kernel.height - 1) + 1
        moves = (image.height + top + bottom - 1 - span) // stride.height
        assert moves + 1 == int(height) - 1


def test_axes_that_are_alike_share_one_derivation() -> None:
    """CS231n: width and height are computed equally by symmetry."""
    window = padded_window(Image(3, 227, 227), Pair(11, 11), Pair(4, 4), NONE, ONE)
    height, width = slid(Image(3, 227, 227), window, "exact")
    assert height is width
    assert equation(height) == "(W - F + 2*P)/S + 1 = (227 - 11 + 2*0)/4 + 1 = 55"


@pytest.mark.parametrize(
    ("image", "kernel", "stride", "sides", "high", "wide"),
    [
        # CS231n's output volume: 115x227 under 11x11 by 4 gives 27x55
        (
            Image(3, 115, 227),
            Pair(11, 11),
            Pair(4, 4),
            NONE,
            "(H - F + 2*P)/S + 1 = (115 - 11 + 2*0)/4 + 1 = 27",
            "(W - F + 2*P)/S + 1 = (227 - 11 + 2*0)/4 + 1 = 55",
        ),
        # Inception's 1x7 with padding (0, 3) keeps 17x17
        (
            Image(768, 17, 17),
            Pair(1, 7),
            ONE,
            Sides(0, 0, 3, 3),
            "(H - F_h + 2*P_h)/S + 1 = (17 - 1 + 2*0)/1 + 1 = 17",
            "(W - F_w + 2*P_w)/S + 1 = (17 - 7 + 2*3)/1 + 1 = 17",
        ),
        (
            Image(1, 8, 8),
            Pair(3, 3),
            ONE,
            Sides(0, 1, 0, 1),
            "(H - F + P_top + P_bottom)/S + 1 = (8 - 3 + 0 + 1)/1 + 1 = 7",
            "(W - F + P_left + P_right)/S + 1 = (8 - 3 + 0 + 1)/1 + 1 = 7",
        ),
        (
            Image(1, 9, 8),
            Pair(3, 3),
            Pair(3, 1),
            NONE,
            "(H - F + 2*P)/S_h + 1 = (9 - 3 + 2*0)/3 + 1 = 3",
            "(W - F + 2*P)/S_w + 1 = (8 - 3 + 2*0)/1 + 1 = 6",
        ),
    ],
)
def test_a_letter_is_marked_only_where_it_stands_for_two_numbers(
    image: Image, kernel: Pair, stride: Pair, sides: Sides, high: str, wide: str
) -> None:
    window = padded_window(image, kernel, stride, sides, ONE)
    assert [equation(each) for each in slid(image, window, "exact")] == [high, wide]


def test_an_axis_that_does_not_fit_is_named() -> None:
    """CS231n: W=10, F=3, S=2, P=0 gives 4.5."""
    window = padded_window(Image(1, 9, 10), Pair(3, 3), Pair(2, 2), NONE, ONE)
    with pytest.raises(LayerError, match="over a width of 10 leaves 1 over"):
        slid(Image(1, 9, 10), window, "exact")


def test_the_area_of_a_window_has_one_letter_where_it_is_square() -> None:
    assert equation(area(Pair(11, 11))) == "F*F = 11*11 = 121"
    assert formula(area(Pair(1, 7))) == "F_h*F_w"
