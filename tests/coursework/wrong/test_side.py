"""One side of an output, and the slips along it. The sizes are those of CS231n's formula."""

from fractions import Fraction

import pytest

from cnncalc.coursework.misconception import MISCONCEPTIONS
from cnncalc.coursework.wrong.side import Side, side
from cnncalc.derivation import constant
from cnncalc.layers.convolution import Conv
from cnncalc.layers.field import Pair, Rounding
from cnncalc.layers.pooling import MaxPool
from cnncalc.notation import equation
from cnncalc.shape import Image


def of(
    size: int, kernel: int, stride: int = 1, padding: int | str = 0, rounding: Rounding = "floor"
) -> Side:
    """A side of a convolution."""
    conv = Conv(filters=4, kernel=kernel, stride=stride, padding=padding, rounding=rounding)
    made = side(conv, (Image(3, size, size),), "height")
    assert made is not None
    return made


def wrong(made: Side, *ids: str) -> object:
    """The size with the first row of some misconceptions."""
    size = made.size(*(MISCONCEPTIONS[each].rows[0] for each in ids))
    return None if size is None else size.value


def test_a_slip_leaves_out_a_constant() -> None:
    """Q118: 28 and a kernel of 4 give 25; the asker had 24."""
    size = of(28, 4).size(MISCONCEPTIONS["S-NO-PLUS-ONE"].rows[0])
    assert size is not None
    assert equation(size) == "floor((W - F + 2*P)/S) = floor((28 - 4 + 2*0)/1) = 24"


def test_two_slips_are_made_one_after_the_other() -> None:
    """Q025 and Q091: 130 for 128, and 60 for 32."""
    assert wrong(of(128, 5, padding=2), "S-KERNEL-IGNORED", "S-PAD-ONCE") == 130
    assert wrong(of(64, 5, 2, "same"), "S-VALID-FOR-SAME", "S-STRIDE-IGNORED") == 60


def test_what_does_not_come_out_even_is_rounded_as_the_layer_rounds() -> None:
    """(112 - 3)/2 + 1 is 55.5: 55 in PyTorch, 56 in Caffe (issue 4781)."""
    down, up = (of(112, 3, 2, rounding=each) for each in ("floor", "ceil"))
    assert (wrong(down, "S-PAD-SIGN"), down.settled.value, up.settled.value) == (None, 55, 56)
    assert (wrong(down, "S-CEIL-FOR-FLOOR"), wrong(up, "S-CEIL-FOR-FLOOR")) == (56, None)
    assert (wrong(down, "S-NO-PLUS-ONE"), wrong(up, "S-NO-PLUS-ONE")) == (54, 55)


def test_same_padding_is_no_reason_to_round_up() -> None:
    """Q091: "valid" gives (64 - 5)/2 + 1 = 30.5, and so 30."""
    assert wrong(of(64, 5, 2, "same"), "S-VALID-FOR-SAME") == 30


def test_a_slip_that_leaves_no_column_is_none() -> None:
    """Nobody writes a size of 0."""
    assert wrong(of(5, 5), "S-NO-PLUS-ONE") is None


def test_a_fraction_may_be_left_in_a_size() -> None:
    """AlexNet with 224 gives 54.25, as stats.SE 132897 discusses."""
    assert wrong(of(224, 11, 4), "S-FRACTION-KEPT") == Fraction("54.25")


@pytest.mark.parametrize(("size", "expected"), [(25, 12), (24, 12), (11, 5)])
def test_a_side_can_be_worked_out_from_another_size(size: int, expected: int) -> None:
    """2x2 pooling of what an earlier slip left over."""
    pool = side(MaxPool(kernel=Pair(2, 2), rounding="floor"), (Image(6, 28, 28),), "width")
    assert pool is not None
    assert pool.of(size).settled.value == expected


def test_each_axis_has_its_own_window() -> None:
    """Q035: kernel 2x3, strides 1x2 over 28x28 give 27x13; without strides 27x26."""
    conv = Conv(filters=64, kernel=Pair(2, 3), stride=Pair(1, 2), rounding="floor")
    height, width = (side(conv, (Image(4, 28, 28),), axis) for axis in ("height", "width"))
    assert height is not None
    assert width is not None
    assert (height.settled.value, width.settled.value) == (27, 13)
    assert (wrong(height, "S-STRIDE-IGNORED"), wrong(width, "S-STRIDE-IGNORED")) == (None, 26)


def test_a_side_that_no_input_enters_stays_as_it_is() -> None:
    """Global pooling gives 1x1 of any image."""
    single = Side(constant("one position", 1), {}, "global_avgpool")
    assert single.of(7) is single
