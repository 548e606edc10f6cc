"""What the builders of pooling give is what the definitions of the layers give."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from cnncalc.layers.pooling import AvgPool, L2Pool, MaxPool, Subsample
from cnncalc.shape import Image

if TYPE_CHECKING:
    from cnncalc.layers.pooling import Pool

torch = pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

from cnncalc.verify.builder import BUILDERS
from cnncalc.verify.builder.border import border, covering

IMAGE = Image(1, 5, 5)
COUNTING = torch.arange(1.0, 26.0).reshape(1, 1, 5, 5)
"""An image of 5 by 5 that counts from 1 to 25."""


def built(layer: Pool) -> list[float]:
    """The values of a layer, whose parameters are 1, over the image that counts."""
    module = BUILDERS[layer.kind](layer, (IMAGE,))
    for each in module.parameters():
        each.detach().fill_(1)
    found: list[float] = module(COUNTING).flatten().tolist()
    return found


def test_a_border_on_two_sides_counts_as_least_in_max_pooling() -> None:
    """Not as 0, which is more than any negative value."""
    layer = MaxPool(kernel=2, stride=2, padding=[1, 0, 1, 0])
    module = BUILDERS["maxpool"](layer, (IMAGE,))
    assert module(-COUNTING).flatten().tolist() == [-1, -2, -4, -6, -7, -9, -16, -17, -19]


def test_no_window_of_a_max_pooling_takes_a_value_beyond_the_image() -> None:
    """PyTorch 2.13 does where a dilated window steps over an image, and then writes there.

    The shapes are those of PyTorch's own pooling, which computes nothing on the meta device.
    """
    widths, kernels, strides, dilations = (1, 2, 3), (1, 2, 3, 4), (1, 2, 3), (1, 2, 3, 4)
    windows = itertools.product(widths, kernels, strides, dilations, (0, 1, 2), ("floor", "ceil"))
    for width, kernel, stride, dilation, padding, rounding in windows:
        ours = MaxPool(
            kernel=[1, kernel],
            stride=[1, stride],
            padding=[0, min(padding, kernel // 2)],
            dilation=[1, dilation],
            rounding=rounding,
        )
        own = torch.nn.MaxPool2d(
            (1, kernel),
            (1, stride),
            (0, min(padding, kernel // 2)),
            (1, dilation),
            return_indices=True,
            ceil_mode=rounding == "ceil",
        )
        try:
            values, _ = own(torch.empty(1, 1, 1, width, device="meta"))
        except RuntimeError:  # no window fits
            continue
        module = BUILDERS["maxpool"](ours, (Image(1, 1, width),))
        border, pool = module if isinstance(module, torch.nn.Sequential) else (_NOTHING, module)
        pool.return_indices = True
        padded = border(torch.ones(1, 1, 1, width))
        found, indices = pool(padded)
        assert found.shape == values.shape
        assert indices.min() >= 0
        assert indices.max() < padded.numel()


_NOTHING = torch.nn.Identity()


@pytest.mark.parametrize(
    ("counted", "corner"),
    [pytest.param(True, 1 / 4, id="counted"), pytest.param(False, 1, id="not counted")],
)
def test_a_border_on_two_sides_is_counted_in_a_mean_or_not(*, counted: bool, corner: float) -> None:
    """The first window holds the value 1 and three zeros of the border."""
    layer = AvgPool(kernel=2, padding=[1, 0, 1, 0], count_include_pad=counted)
    assert built(layer)[0] == corner


@pytest.mark.parametrize("counted", [True, False])
@pytest.mark.parametrize("rounding", ["floor", "ceil"])
def test_an_uneven_mean_is_pytorchs_own_where_the_border_is_even(
    *, counted: bool, rounding: str
) -> None:
    """The two ways to build an average pooling are one, wherever both exist."""
    from cnncalc.verify.builder.pooling import _Mean

    for kernel, stride, size in itertools.product((2, 3, 4), (1, 2, 3), (4, 5, 7)):
        image = Image(2, size, size)
        layer = AvgPool(
            kernel=kernel,
            stride=stride,
            padding=kernel // 2,
            rounding=rounding,
            count_include_pad=counted,
        )
        around = (covering if rounding == "ceil" else border)(layer, image)
        window = {"kernel_size": (kernel, kernel), "stride": (stride, stride)}
        mean = _Mean(window, around, border(layer, image) if counted else None)
        maps = torch.arange(2.0 * size * size).reshape(1, 2, size, size)
        own = BUILDERS["avgpool"](layer, (image,))(maps)
        assert torch.allclose(mean(maps), own)


def test_l2_pooling_is_the_root_of_the_sum_of_squares() -> None:
    """The first window: 1, 2, 6 and 7."""
    assert built(L2Pool(kernel=2, rounding="floor"))[0] == pytest.approx(90**0.5)


def test_subsampling_is_a_sum_times_a_coefficient_and_a_bias() -> None:
    """LeCun et al. 1998: 1 + 2 + 6 + 7, times 1, plus 1."""
    assert built(Subsample(kernel=2, rounding="floor"))[0] == 17
