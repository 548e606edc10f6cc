"""One window on one axis: what fits."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnncalc.analysis.placement import MOST, Given, Padding, Placement, fitting, nearest_fits

SMALL = st.integers(1, 12)
PADDINGS = st.integers(0, 5)
RULES: tuple[Padding, ...] = ("valid", "half", "same")


def test_the_first_layer_of_alexnet_fits_227() -> None:
    """CS231n: (227 - 11)/4 + 1 = 55."""
    placement = Placement(227, 11, 4)
    assert placement.fits
    assert placement.output == 55
    assert placement.fault is None


def test_the_224_of_the_paper_does_not_fit() -> None:
    """CS231n: (224 - 11)/4 + 1 is clearly not an integer."""
    placement = Placement(224, 11, 4)
    assert not placement.fits
    assert placement.positions.value == Fraction("54.25")


def test_the_lecture_s_impossible_stride_gives_four_and_a_half() -> None:
    """CS231n: W=10, P=0, F=3 and S=2 give (10 - 3 + 0)/2 + 1 = 4.5."""
    placement = Placement(10, 3, 2)
    assert placement.positions.value == Fraction("4.5")
    assert placement.fault is not None
    assert placement.fault.code == "stride-does-not-fit"
    with pytest.raises(ValueError, match="9/2 is not a whole number"):
        _ = placement.output


@pytest.mark.parametrize(("stride", "output"), [(1, 5), (2, 3), (3, None)])
def test_a_window_of_three_over_seven(stride: int, output: int | None) -> None:
    """CS231n: a 3x3 filter over 7x7 gives 5x5 by 1 and 3x3 by 2; stride 3 does not fit."""
    placement = Placement(7, 3, stride)
    assert placement.fits == (output is not None)
    if output is not None:
        assert placement.output == output


def test_a_window_larger_than_its_input_has_no_position() -> None:
    assert not Placement(5, 11, 1).fits
    assert not Placement(5, 11, 4).fits


def test_rounding_down_is_how_pytorch_reads_224() -> None:
    """The AlexNet of torchvision: 224, kernel 11, stride 4, padding 2 give 55."""
    assert Placement(224, 11, 4, 2).rounded("floor") == 55


@pytest.mark.parametrize(
    ("placement", "sides", "output"),
    [
        pytest.param(Placement(224, 7, 2, "same"), (2, 3), 112, id="TensorFlow, ResNet's conv1"),
        pytest.param(Placement(5, 3, 1, "same"), (1, 1), 5, id="Dumoulin & Visin 2016, figure 2.3"),
        pytest.param(Placement(5, 3, 1, "half"), (1, 1), 5, id="Dumoulin & Visin 2016, half"),
        pytest.param(Placement(5, 3, 1, "half", 2), (2, 2), 5, id="half of a dilated window"),
        pytest.param(
            Placement(4, 3, 1, "valid"), (0, 0), 2, id="Dumoulin & Visin 2016, figure 2.1"
        ),
        pytest.param(Placement(7, 3, 1, 0, 2), (0, 0), 3, id="Dumoulin & Visin 2016, figure 5.1"),
    ],
)
def test_padding_by_a_rule(placement: Placement, sides: tuple[int, int], output: int) -> None:
    assert placement.sides == sides
    assert placement.output == output


@given(SMALL, SMALL, SMALL, PADDINGS, st.integers(1, 3))
def test_a_window_fits_where_its_last_position_ends_at_the_edge(
    size: int, kernel: int, stride: int, padding: int, dilation: int
) -> None:
    """Counting the positions one by one."""
    placement = Placement(size, kernel, stride, padding, dilation)
    starts = range(-padding, size + padding - placement.span + 1, stride)
    assert placement.fits == (bool(starts) and starts[-1] + placement.span == size + padding)
    if placement.fits:
        assert placement.output == len(starts)


@pytest.mark.parametrize(("kernel", "padding"), [(1, 0), (3, 1), (5, 2), (7, 3)])
def test_the_padding_that_keeps_the_size(kernel: int, padding: int) -> None:
    """CS231n: at stride 1, P = (F - 1)/2 keeps the size."""
    found = fitting(Given(input=32, kernel=kernel, stride=1, output=32))
    assert found.follows == "padding"
    assert [each.padding for each in found.placements] == [padding]


def test_the_input_that_gives_alexnet_its_55_positions() -> None:
    """CS231n: 227, and not the 224 of the paper."""
    found = fitting(Given(kernel=11, stride=4, padding=0, output=55))
    assert [each.input for each in found.placements] == [227]


def test_strides_and_paddings_of_the_lecture_s_impossible_window() -> None:
    """CS231n, W=10 and F=3: stride 2 fits with no padding at all, as 7 + 2P is odd."""
    found = fitting(Given(input=10, kernel=3))
    assert list(found.tried) == ["stride", "padding"]
    assert found.follows == "output"
    fits = {(each.stride, each.padding): each.output for each in found.placements}
    assert fits == {(1, 0): 8, (1, 1): 10, (1, 2): 12, (3, 1): 4}


@given(
    st.sampled_from(["input", "kernel", "stride", "padding"]), SMALL, SMALL, SMALL, PADDINGS, SMALL
)
def test_a_size_that_is_sought_is_found_where_trying_every_value_finds_it(
    sought: str, size: int, kernel: int, stride: int, padding: int, output: int
) -> None:
    sizes: dict[str, Any] = {
        "input": size, "kernel": kernel, "stride": stride, "padding": padding,
    }  # fmt: skip
    sizes[sought] = None
    found = fitting(Given(**sizes, output=output))
    assert found.tried == {}
    least = 0 if sought == "padding" else 1
    fits = []
    for value in range(least, least + 300):
        placement = Placement(**(sizes | {sought: value}))
        if placement.fits and placement.output == output:
            fits.append(value)
    values = [getattr(each, sought) for each in found.placements]
    assert values == [each for each in fits if each in found.searched]


@given(SMALL, SMALL, st.sampled_from(RULES), SMALL)
def test_with_padding_by_a_rule_a_kernel_is_found_too(
    size: int, stride: int, padding: Padding, output: int
) -> None:
    given_sizes = Given(input=size, stride=stride, padding=padding, output=output)
    found = fitting(given_sizes)
    expected = [
        kernel
        for kernel in found.searched
        if (placement := Placement(size, kernel, stride, padding)).fits
        and placement.output == output
    ]
    assert [each.kernel for each in found.placements] == expected


@settings(deadline=None)  # some leave out so much that there is a lot to try
@given(st.data())
def test_whatever_is_left_out_only_what_fits_is_found(data: st.DataObject) -> None:
    values: dict[str, Any] = {
        "input": data.draw(SMALL), "kernel": data.draw(SMALL), "stride": data.draw(SMALL),
        "padding": data.draw(PADDINGS), "output": data.draw(SMALL),
    }  # fmt: skip
    names = data.draw(st.sets(st.sampled_from(sorted(values)), min_size=1, max_size=3))
    known = values | dict.fromkeys(names)
    found = fitting(Given(**known))
    for each in found.placements:
        assert each.fits
        for name, value in known.items():
            assert value in {None, getattr(each, name)}
    placed = [(each.input, each.kernel, each.stride, each.padding) for each in found.placements]
    assert len(set(placed)) == len(placed)


def test_of_many_values_the_first_hundred_are_listed() -> None:
    """TensorFlow's `same`: any input from 1001 to 2000 gives 2 positions by 1000."""
    found = fitting(Given(kernel=3, stride=1000, padding="same", output=2))
    assert [each.input for each in found.placements] == list(range(1001, 1001 + MOST))
    assert found.more == 1000 - MOST


def test_a_long_axis_is_tried_no_further_than_a_person_reads() -> None:
    found = fitting(Given(kernel=3, stride=1_000_000))
    assert len(found.tried["input"]) <= 256


@pytest.mark.parametrize("sizes", [{}, {"input": 3}])
def test_with_less_than_two_sizes_there_is_nothing_to_follow(sizes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="sizes are sought"):
        fitting(Given(**sizes))


def test_with_nothing_left_out_nothing_is_sought() -> None:
    with pytest.raises(ValueError, match="0 sizes are sought"):
        fitting(Given(10, 3, 2, 0, 4))


def test_what_would_fit_in_place_of_each_size() -> None:
    """By hand, for the lecture's 10, 3, 2: 9 and 11 are odd as 3 is; 2 and 4 even as 10 is."""
    changes = nearest_fits(Placement(10, 3, 2), None)
    values = {
        size: [(getattr(each, size), each.output) for each in found]
        for size, found in changes.items()
    }
    assert values == {"input": [(9, 4), (11, 5)], "kernel": [(2, 5), (4, 4)], "stride": [(1, 8)]}


def test_what_would_give_another_output() -> None:
    """By hand, for AlexNet's first layer with 54 positions: (223 - 11)/4 + 1, (227 - 15)/4 + 1."""
    changes = nearest_fits(Placement(227, 11, 4), 54)
    values = {size: [getattr(each, size) for each in found] for size, found in changes.items()}
    assert values == {"input": [223], "kernel": [15]}


def test_padding_by_a_rule_is_not_changed() -> None:
    assert "padding" not in nearest_fits(Placement(10, 3, 2, "valid"), None)


@given(SMALL, SMALL, SMALL, PADDINGS, st.one_of(st.none(), SMALL))
def test_every_change_fits(
    size: int, kernel: int, stride: int, padding: int, output: int | None
) -> None:
    changes = nearest_fits(Placement(size, kernel, stride, padding), output)
    for each in (each for found in changes.values() for each in found):
        assert each.fits
        assert output in {None, each.output}


def test_no_range_is_empty() -> None:
    """Whatever is given and left out, something is tried for each size that is left out."""
    options: tuple[int | None, ...] = (None, 1)
    for size, kernel, stride, padding, output in product(options, repeat=5):
        sizes = Given(size, kernel, stride, padding, output)
        if 1 <= len(sizes.sought) <= 3:
            assert all(fitting(sizes).tried.values())
