"""Shapes as people write them, and those that are none."""

from __future__ import annotations

import pytest

from cnncalc.layers.written_shape import written_shape
from cnncalc.shape import Image, Shape, Vector


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        ("227x227x3", Image(channels=3, height=227, width=227)),
        ("32 x 64 x 1", Image(channels=1, height=32, width=64)),
        ("7×5×3", Image(channels=3, height=7, width=5)),  # noqa: RUF001  as people type it
        ({"height": 3, "width": 8, "channels": 8}, Image(channels=8, height=3, width=8)),
        (4096, Vector(4096)),
        ("1x1x4096", Image(channels=4096, height=1, width=1)),
        ("3x3x64", Image(channels=64, height=3, width=3)),
        ("1x128x2", Image(channels=2, height=1, width=128)),
    ],
)
def test_a_shape_is_height_first(value: object, shape: Shape) -> None:
    assert written_shape(value) == shape


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (
            "3x227x227",
            (
                "3x227x227 looks like channels first, and shapes are height x width x channels: "
                "write 227x227x3, or if it is meant, {height: 3, width: 227, channels: 227}"
            ),
        ),
        (
            "1x28x28",
            (
                "1x28x28 looks like channels first, and shapes are height x width x channels: "
                "write 28x28x1, or if it is meant, {height: 1, width: 28, channels: 28}"
            ),
        ),
        (
            "32x32",
            "`32x32` is not a shape: height x width x channels, as 32x32x1 or 32x32x3, or a length",
        ),
        ("big", "`big` is not a shape: height x width x channels, as 227x227x3, or a length"),
        (None, "nothing stands here, where a shape as 227x227x3 is meant, or a length"),
        (True, "`true` is not a shape: height x width x channels, as 227x227x3, or a length"),
        ([3, 4, 5], "`[3, 4, 5]` is not a shape: height x width x channels, as 3x4x5"),
        (
            [3, 227, 227],
            "`[3, 227, 227]` is not a shape: height x width x channels, as 227x227x3",
        ),
        ("(28, 28, 1)", "`(28, 28, 1)` is not a shape: height x width x channels, as 28x28x1"),
        ("32*32*3", "`32*32*3` is not a shape: height x width x channels, as 32x32x3"),
        ("32X32X3", "`32X32X3` is not a shape: height x width x channels, as 32x32x3"),
        ("32 32 3", "`32 32 3` is not a shape: height x width x channels, as 32x32x3"),
        (
            [1, 3, 224, 224],
            (
                "`[1, 3, 224, 224]` is not a shape: "
                "height x width x channels, as 224x224x3, without the batch"
            ),
        ),
        (
            [784],
            (
                "`[784]` is not a shape: "
                "height x width x channels, as 227x227x3, or a length, as 784"
            ),
        ),
        (
            [1, 2, 3, 4, 5],
            (
                "`[1, 2, 3, 4, 5]` is not a shape: "
                "height x width x channels, as 227x227x3, or a length"
            ),
        ),
        (0, "a size of 0 has no pixels: write sizes from 1"),
        (-4, "a size of -4 has no pixels: write sizes from 1"),
        ("0x3x3", "a size of 0 has no pixels: write sizes from 1"),
        (
            {"height": 3, "width": 3},
            "a shape as a mapping has height, width and channels, and this one has no `channels`",
        ),
        (
            {"height": 3, "width": 3, "channels": 1, "depth": 3},
            "a shape as a mapping has height, width and channels, and this one has `depth` too",
        ),
        (
            {"height": 3, "width": "wide", "channels": 1},
            "width is wide, where a whole number in plain decimals is meant",
        ),
    ],
)
def test_what_is_no_shape_is_refused_in_a_sentence(value: object, sentence: str) -> None:
    with pytest.raises(ValueError) as refused:
        written_shape(value)
    assert str(refused.value) == sentence


def test_a_long_text_is_cut_in_the_sentence() -> None:
    with pytest.raises(ValueError) as refused:
        written_shape("9" * 10_000)
    assert len(str(refused.value)) < 200
