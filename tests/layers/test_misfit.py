"""What is said of a window that does not fit; every remedy is put in, and it fits."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.diagnostic import LayerError
from cnncalc.layers import KINDS
from cnncalc.layers.convolution import Conv
from cnncalc.shape import Image
from tests.law import untimed


def refusal(kind: str, image: Image, **fields: object) -> LayerError:
    """Give the error of a layer of one filter that does not fit."""
    filters = {"filters": 1} if kind == "conv" else {}
    with pytest.raises(LayerError) as caught:
        KINDS[kind](**filters, **fields).output((image,))
    return caught.value


def test_the_misfit_of_the_lecture_teaches() -> None:
    """CS231n: W=10, P=0, F=3 and S=2 is an invalid setting, (10 - 3 + 0)/2 + 1 = 4.5."""
    error = refusal("conv", Image(3, 10, 10), kernel=3, stride=2)
    assert (error.code, error.field) == ("stride-does-not-fit", "stride")
    assert error.message == "a window of 3 moving by 2 over 10 leaves 1 over"
    assert error.working == ("(W - F + 2*P)/S + 1 = (10 - 3 + 2*0)/2 + 1 = 4.5, not a whole number")
    assert error.helps == (
        "input 9 or 11 fits, and so does stride 1",
        "`rounding: floor` (as PyTorch does) gives 4",
    )


def test_the_misfit_of_the_alexnet_paper_finds_the_input_that_fits() -> None:
    """CS231n: the paper says 224, and (224 - 11)/4 + 1 is not an integer; 227 is what fits."""
    error = refusal("conv", Image(3, 224, 224), kernel=11, stride=4)
    assert error.message == "a window of 11 moving by 4 over 224 leaves 1 over"
    assert error.working.endswith("= 54.25, not a whole number")
    assert error.helps == (
        "input 223 or 227 fits, and so does stride 3 or 1",
        "`rounding: floor` (as PyTorch does) gives 54",
    )


def test_a_misfit_of_one_axis_says_which() -> None:
    error = refusal("maxpool", Image(3, 9, 10), kernel=[3, 4], stride=3, padding=[0, 1])
    assert error.message == (
        "a window of 4 moving by 3 over a width of 12 (10 and padding 1 + 1) leaves 2 over"
    )
    assert error.helps == (
        "along the width, input 8 or 11 fits, and so does stride 2 or 4, or padding 0",
        "`rounding: floor` (as PyTorch does) gives 3",
    )


def test_a_window_that_is_too_large_is_told_its_room() -> None:
    error = refusal("conv", Image(3, 5, 5), kernel=7)
    assert (error.code, error.field) == ("window-too-large", "kernel")
    assert error.message == "a window of 7 is larger than the 5 that it slides over"
    assert error.helps == ("kernel 5 fits, and so does input 7, or padding 1",)


def test_a_dilated_window_is_told_its_span() -> None:
    error = refusal("conv", Image(3, 9, 5), kernel=3, dilation=3)
    assert error.message == (
        "a window of 7 (3 values, 3 apart) is larger than the width of 5 that it slides over"
    )
    assert error.helps == ("along the width, kernel 2 fits, and so does input 7, or padding 1",)


def test_padding_of_unequal_sides_is_left_alone() -> None:
    error = refusal("conv", Image(3, 5, 5), kernel=3, stride=2, padding=[0, 1, 0, 1])
    assert error.message == (
        "a window of 3 moving by 2 over a height of 6 (5 and padding 0 + 1) leaves 1 over"
    )
    assert error.helps[0] == "along the height, input 4 or 6 fits, and so does stride 1 or 3"


def test_padding_is_offered_up_to_half_of_the_kernel() -> None:
    """More is refused for pooling, and puts a window over zeros mostly."""
    half = refusal("maxpool", Image(1, 3, 3), kernel=2, stride=3)
    assert half.helps[0] == "input 2 or 5 fits, and so does stride 1, or padding 1"
    beyond = refusal("maxpool", Image(1, 6, 6), kernel=3, stride=7)  # padding 2 would fit
    assert beyond.helps[0] == "input 3 or 10 fits, and so does stride 3 or 1"


def test_what_fits_is_looked_for_near_what_was_written() -> None:
    error = refusal("conv", Image(1, 1_000_000, 1_000_000), kernel=3, stride=999)
    assert error.helps == (
        "input 1000002 fits, and so does padding 1",
        "`rounding: floor` (as PyTorch does) gives 1001",
    )


sizes = st.integers(1, 7)
pairs = sizes | st.lists(sizes, min_size=2, max_size=2)
amounts = st.integers(0, 4)
paddings = amounts | st.lists(amounts, min_size=2, max_size=2) | st.sampled_from(["half", "valid"])
OFFER = re.compile(r"(input|stride|padding|kernel) ([0-9]+(?:(?:, | or )[0-9]+)*)")


@untimed
@given(
    st.sampled_from(["conv", "maxpool"]),
    st.integers(1, 30),
    st.integers(1, 30) | st.none(),
    st.fixed_dictionaries(
        {"kernel": pairs, "stride": pairs},
        optional={
            "padding": paddings | st.lists(amounts, min_size=4, max_size=4),
            "dilation": pairs,
            "rounding": st.sampled_from(["exact", "floor", "ceil"]),
        },
    ),
)
def test_every_remedy_put_in_fits(
    kind: str, height: int, width: int | None, fields: dict[str, Any]
) -> None:
    """A remedy along one axis cures that axis; the other may have a fault of its own."""
    image = Image(1, height, width or height)
    required = {"filters": 1} if kind == "conv" else {}
    error = fault(kind, image, required | fields)
    if error is None or error.code not in {"stride-does-not-fit", "window-too-large"}:
        return
    offers = list(remedies(error))
    assert len(error.helps) <= 3
    for name, axis, value in offers:
        mended, changed = with_value(image, fields, name, axis, value)
        left = fault(kind, mended, required | changed)
        assert left is None or (axis and f"the {axis} of" not in left.message), (name, value)
        assert left is None or f"a {axis} of" not in left.message
    for each in error.helps:
        if given_size := re.search(r"`rounding: floor` \(as PyTorch does\) gives (\d+)", each):
            shape = rounded(kind, image, required | fields | {"rounding": "floor"})
            assert int(given_size[1]) in shape


def fault(kind: str, image: Image, fields: dict[str, Any]) -> LayerError | None:
    try:
        KINDS[kind](**fields).output((image,))
    except LayerError as error:
        return error
    return None


def rounded(kind: str, image: Image, fields: dict[str, Any]) -> tuple[int, ...]:
    try:
        return KINDS[kind](**fields).output((image,)).shape.axes
    except LayerError:  # the other axis may be too small for its window
        return (*range(100),)


def remedies(error: LayerError) -> list[tuple[str, str | None, int]]:
    """Read the remedies out of the sentences: what, along which axis, and the number."""
    found = []
    for sentence in error.helps:
        axis = re.match(r"along the (height|width), ", sentence)
        for name, values in OFFER.findall(sentence):
            found += [
                (name, axis[1] if axis else None, int(each))
                for each in re.findall(r"[0-9]+", values)
            ]
    return found


def with_value(
    image: Image, fields: dict[str, Any], name: str, axis: str | None, value: int
) -> tuple[Image, dict[str, Any]]:
    """Put a remedy in: along one axis, or along both."""
    axes = [axis] if axis else ["height", "width"]
    if name == "input":
        return image._replace(**dict.fromkeys(axes, value)), fields
    if name == "padding":
        before = fields.get("padding", 0)
        window = Conv(filters=1, **fields).window((image,))  # the numbers of a rule
        top, bottom, left, right = window.padding
        assert before == [top, bottom, left, right] or top == bottom or left == right
        if "height" in axes:
            top = bottom = value
        if "width" in axes:
            left = right = value
        return image, fields | {"padding": [top, bottom, left, right]}
    written = fields[name]
    high, wide = written if isinstance(written, list) else (written, written)
    pair = [value if "height" in axes else high, value if "width" in axes else wide]
    return image, fields | {name: pair}
