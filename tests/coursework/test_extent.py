"""Shapes as people write them."""

from __future__ import annotations

import pytest

from cnncalc.coursework.doubt import AnswerError
from cnncalc.coursework.extent import is_extent, read_extent

CONV1 = (55, 55, 96)
"""AlexNet's first layer, CS231n."""


@pytest.mark.parametrize(
    "text",
    [
        "55x55x96",
        "55 x 55 x 96",
        "55X55X96",
        "55×55×96",  # noqa: RUF001  as people type it
        "55 by 55 by 96",
        "55*55*96",
        "55 · 55 · 96",
        "55,55,96",
        "55, 55, 96",
        "55; 55; 96",
        "55 55 96",
        "[55,55,96]",
        "[55, 55, 96,]",
        "(55, 55, 96)",
        "<55, 55, 96>",
        "[55 55 96]",
        "[55x55x96]",
        "(None, 55, 55, 96)",  # the summary of Keras
        "[-1, 55, 55, 96]",  # torchsummary
        "torch.Size([1, 55, 55, 96])",
        "1x55x55x96",
        "N x 55 x 55 x 96",
        "55 pixels x 55 pixels x 96 channels",
        "((227-11)/4+1) x 55 x 96",
        "[(227-11)/4+1, 55, 96]",
    ],
)
def test_a_shape_is_read_however_it_is_written(text: str) -> None:
    assert is_extent(text, shape=True)
    assert read_extent(text) == (CONV1, "")


@pytest.mark.parametrize("text", ["96@55x55", "96 @ 55×55", "6@28x28"])  # noqa: RUF001  as people type it
def test_maps_before_an_at_sign_come_first(text: str) -> None:
    """LeCun et al. 1998 write C1: feature maps 6@28x28."""
    extent = read_extent(text)
    assert extent.order == "chw"
    assert extent.sizes in {(96, 55, 55), (6, 28, 28)}


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("[4096]", (4096,)),
        ("(4096,)", (4096,)),
        ("11 x 11", (11, 11)),
        ("1x1x4,096", (1, 1, 4096)),
        ("112,112,128", (112, 112, 128)),
        ("112 112 128", (112, 112, 128)),
        ("(-1, 4096)", (4096,)),
    ],
)
def test_any_number_of_axes_is_read_up_to_three(text: str, sizes: tuple[int, ...]) -> None:
    assert is_extent(text, shape=True)
    assert read_extent(text).sizes == sizes


@pytest.mark.parametrize("text", ["25,088", "25 088", "1,000,000", "4096", "(227-11)/4+1", "2*3+1"])
def test_one_number_is_no_shape(text: str) -> None:
    """25,088 values are what VGG-16 flattens; CS231n."""
    assert not is_extent(text, shape=True)


def test_what_is_asked_decides_between_a_shape_and_a_product() -> None:
    assert [is_extent("6x7x8", shape=each) for each in (None, True, False)] == [True, True, False]
    assert [is_extent("6*7*8", shape=each) for each in (None, True, False)] == [False, True, False]
    assert [is_extent("[6, 7, 8]", shape=each) for each in (None, True, False)] == [True] * 3
    assert not is_extent("(5x5x3+1)x100", shape=None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "2x55x55x96",
            (
                "2x55x55x96 has 4 sizes; "
                "write height, width and channels of one example, without a batch"
            ),
        ),
        ("55 x x 96", "a size is missing; write every size of the shape"),
        ("[55,,96]", "a size is missing; write every size of the shape"),
        ("[25, 088]", "088 begins with a 0; inside brackets, write thousands without a comma"),
        ("55 x ? x 96", "`?` is no number, and no sign of arithmetic; write the numbers and the"),
        ("55 x 55 foo x 96", "`foo` after the number is no unit that is known here; write the"),
    ],
)
def test_what_is_no_shape_is_said_to_be_none(text: str, said: str) -> None:
    with pytest.raises(AnswerError) as caught:
        read_extent(text)
    assert str(caught.value).startswith(said)
