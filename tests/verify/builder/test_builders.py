"""What the builders build gives the values that the definitions of the layers give."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from cnncalc.layers import KINDS
from cnncalc.layers.convolution import Conv
from cnncalc.layers.dense import Rbf
from cnncalc.layers.merge import Add
from cnncalc.layers.normalization import BatchNorm, Lrn
from cnncalc.layers.pooling import AvgPool, L2Pool, MaxPool, Subsample
from cnncalc.shape import Image, Vector

if TYPE_CHECKING:
    from cnncalc.layers.layer import Layer

torch = pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

from cnncalc.verify.builder import BUILDERS
from cnncalc.verify.builder.border import Border, border, covering

IMAGE = Image(1, 5, 5)
COUNTING = torch.arange(1.0, 26.0).reshape(1, 1, 5, 5)


def built(layer: Layer, *values: object) -> list[float]:
    """The values of a layer over one image that counts from 1 to 25."""
    module = BUILDERS[layer.kind](layer, (IMAGE,))
    for each in module.parameters():
        each.detach().fill_(1)
    found: list[float] = module(COUNTING, *values).flatten().tolist()
    return found


def test_every_kind_has_a_builder() -> None:
    """A kind that has none would not be checked."""
    assert set(BUILDERS) == set(KINDS)


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


def test_a_border_on_two_sides_counts_as_least_in_max_pooling() -> None:
    """Not as 0, which is more than any negative value."""
    layer = MaxPool(kernel=2, stride=2, padding=[1, 0, 1, 0])
    module = BUILDERS["maxpool"](layer, (IMAGE,))
    assert module(-COUNTING).flatten().tolist() == [-1, -2, -4, -6, -7, -9, -16, -17, -19]


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


def test_a_filter_of_a_table_reads_the_maps_of_its_row() -> None:
    """Filter 0 reads map 1, and filter 1 both."""
    layer = Conv(filters=2, kernel=1, bias=False, connections=[[1], [0, 1]])
    module = BUILDERS["conv"](layer, (Image(2, 1, 1),))
    for each in module.parameters():
        each.detach().fill_(1)
    assert module(torch.tensor([[[[3.0]], [[5.0]]]])).flatten().tolist() == [5, 8]


def test_an_untied_bias_is_one_for_each_value() -> None:
    """AlphaGo's last layer has 361 of them (Silver et al. 2016)."""
    layer = Conv(filters=1, kernel=1, bias="untied")
    module = BUILDERS["conv"](layer, (Image(192, 19, 19),))
    assert dict(module.named_parameters())["bias"].numel() == 361


def test_lrn_has_the_alpha_of_the_paper() -> None:
    """Krizhevsky et al. 2012: a/(k + alpha*sum)^beta; PyTorch divides its alpha by the size."""
    layer = Lrn(size=3, alpha=0.5, beta=1, k=2)
    module = BUILDERS["lrn"](layer, (Vector(2),))
    expected = [3 / (2 + 0.5 * (9 + 16)), 4 / (2 + 0.5 * (9 + 16))]
    assert module(torch.tensor([[3.0, 4.0]])).flatten().tolist() == pytest.approx(expected)


def test_a_half_affine_normalization_has_one_parameter_a_map() -> None:
    """Gamma alone is a weight, beta alone a bias."""
    for scale, name in ((True, "weight"), (False, "bias")):
        layer = BatchNorm(scale=scale, center=not scale)
        module = BUILDERS["batchnorm"](layer, (Image(7, 2, 2),))
        assert {key: each.numel() for key, each in module.named_parameters()} == {name: 7}


def test_an_rbf_is_a_squared_distance() -> None:
    """LeCun et al. 1998, section II.B: (3 - 1)^2 + (5 - 1)^2."""
    module = BUILDERS["rbf"](Rbf(units=1), (Vector(2),))
    module.centres.fill_(1)
    assert module(torch.tensor([[3.0, 5.0]])).tolist() == [[20]]


def test_a_sum_stretches_nothing() -> None:
    """PyTorch would add 1x1 to any image without a word."""
    module = BUILDERS["add"](Add(), (IMAGE, IMAGE))
    with pytest.raises(ValueError, match="shapes differ"):
        module(COUNTING, torch.ones(1, 1, 1, 1))
