"""The border around an image, in the numbers that TensorFlow, PyTorch and Caffe give."""

from __future__ import annotations

import pytest

from cnncalc.layers.convolution import Conv
from cnncalc.layers.pooling import MaxPool
from cnncalc.shape import Image

pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

from cnncalc.verify.builder.border import Border, border, covering

IMAGE = Image(1, 5, 5)


def test_same_is_tensorflows() -> None:
    """The example of its documentation: the odd row and column come last."""
    layer = Conv(filters=1, kernel=3, stride=2, padding="same")
    assert border(layer, Image(1, 224, 224)) == Border(0, 1, 0, 1)
    assert border(layer, Image(1, 5, 5)) == Border(1, 1, 1, 1)


def test_half_is_what_pytorch_code_writes() -> None:
    """Dilation times the kernel less one, halved and rounded down."""
    layer = Conv(filters=1, kernel=[3, 4], dilation=2, padding="half")
    assert border(layer, IMAGE) == Border(2, 2, 3, 3)


def test_rounding_up_covers_the_last_rows() -> None:
    """Caffe's pooling of 3 by 2 over 32 rows: 16 positions, so that one row is missing."""
    layer = MaxPool(kernel=3, stride=2, rounding="ceil")
    assert covering(layer, Image(1, 32, 32)) == Border(0, 1, 0, 1)


def test_a_window_that_would_start_in_the_padding_is_left_out() -> None:
    """torch.nn.MaxPool2d, ceil_mode: the third window over 4 rows, from row 4 on, is padding."""
    layer = MaxPool(kernel=2, stride=2, padding=[0, 1, 0, 1], rounding="ceil")
    assert covering(layer, Image(1, 4, 4)) == Border(0, 0, 0, 0)


def test_a_window_that_ends_before_the_image_cuts_nothing_off() -> None:
    """Of 2 rows of padding and 1 of the image the window of 1 row by 3 sees the first alone."""
    layer = Conv(filters=1, kernel=1, stride=3, padding=[2, 0, 0, 0], rounding="ceil")
    assert covering(layer, Image(1, 1, 1)) == Border(2, 0, 0, 0)
