"""Files that PyTorch's exporters write of small modules, read as the layers that were meant.

What a file has is what PyTorch says: the sum of the sizes of its parameters, and the shape of what
comes out. PyTorch's two exporters write the same layer differently, as do versions of ONNX.
"""

from __future__ import annotations

from typing import Any

import pytest

torch: Any = pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)
pytest.importorskip("onnx", reason="ONNX is not installed", exc_type=ImportError)
pytest.importorskip("onnxscript", reason="onnxscript is not installed", exc_type=ImportError)

from tests.origin.exported import Module, assert_read, conv, file_of
from tests.origin.made import spec_of

nn: Any = torch.nn
functional: Any = torch.nn.functional

CONV = "conv: {filters: 8, kernel: 3}"
NEW = pytest.param("new", marks=pytest.mark.long)
BOTH = pytest.mark.parametrize("exporter", ["old 11", "old 17", NEW])


@BOTH
def test_activations_are_known_however_they_are_written(exporter: str) -> None:
    """GELU through Erf, SiLU as x*Sigmoid(x), Mish with a threshold, ReLU6 as Clip."""
    modules = {
        "hardswish": nn.Hardswish(),
        "silu": nn.SiLU(),
        "gelu": nn.GELU(),
        "mish": nn.Mish(),
        "relu6": nn.ReLU6(),
        "softplus": nn.Softplus(),
        "elu": nn.ELU(),
        "selu": nn.SELU(),
        "leaky_relu: 0.2": nn.LeakyReLU(0.2),
        "prelu": nn.PReLU(),
        "prelu: {shared: false}": nn.PReLU(8),
        "hardsigmoid": nn.Hardsigmoid(),
        "tanh": nn.Tanh(),
        "sigmoid": nn.Sigmoid(),
        "log_softmax": nn.LogSoftmax(1),
        "gelu ": nn.GELU(approximate="tanh"),
        "scaled_tanh": Module(lambda x: 1.7159 * torch.tanh(2 / 3 * x)),
    }
    assert_read(
        nn.Sequential(conv(), *modules.values()),
        exporter,
        CONV,
        *(each.strip() for each in modules),
    )


@BOTH
def test_poolings(exporter: str) -> None:
    pools = nn.Sequential(
        nn.MaxPool2d(3, 2, 1, ceil_mode=True),
        nn.AvgPool2d(3, 2, 1, count_include_pad=False),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(4, 5, bias=False),
    )
    assert_read(
        pools,
        exporter,
        "maxpool: {kernel: 3, stride: 2, padding: 1, rounding: ceil}",
        "avgpool: {kernel: 3, stride: 2, padding: 1, count_include_pad: false}",
        "global_avgpool",
        "dense: {units: 5, bias: false}",
    )


@BOTH
def test_convolutions_of_every_form(exporter: str) -> None:
    forms = nn.Sequential(
        conv(padding=(1, 2), stride=(1, 2)),
        conv(8, 8, groups=8, bias=False),
        conv(8, 16, groups=8),
        conv(16, 6, kernel=1, groups=2, dilation=2),
        nn.ConvTranspose2d(6, 4, 4, stride=2, padding=1, groups=2),
        nn.ConvTranspose2d(4, 3, 3, stride=2, padding=1, output_padding=1, bias=False),
    )
    assert_read(
        forms,
        exporter,
        "conv: {filters: 8, kernel: 3, stride: [1, 2], padding: [1, 2]}",
        "depthwise_conv: {kernel: 3, bias: false}",
        "depthwise_conv: {kernel: 3, multiplier: 2}",
        "conv: {filters: 6, kernel: 1, dilation: 2, groups: 2}",
        "conv_transpose: {filters: 4, kernel: 4, stride: 2, padding: 1, groups: 2}",
        "conv_transpose: {filters: 3, kernel: 3, stride: 2, padding: 1, output_padding: 1, "
        "bias: false}",
    )


@BOTH
def test_borders_are_padding_of_the_window_after_them(exporter: str) -> None:
    """The zeros before a convolution, the smallest values before a max pooling."""
    padded = nn.Sequential(
        nn.ZeroPad2d((0, 1, 0, 1)),
        conv(stride=2),
        nn.ReflectionPad2d(1),
        conv(8),
        nn.ConstantPad2d((0, 1, 0, 1), float("-inf")),
        nn.MaxPool2d(2, 2),
    )
    assert_read(
        padded,
        exporter,
        "conv: {filters: 8, kernel: 3, stride: 2, padding: [0, 1, 0, 1]}",
        "pad: 1",
        "conv: {filters: 8, kernel: 3}",
        "maxpool: {kernel: 2, padding: [0, 1, 0, 1]}",
    )


@BOTH
def test_upsampling_by_a_factor_and_to_a_size(exporter: str) -> None:
    def larger(image: Any, first: Any) -> Any:
        twice = functional.interpolate(first(image), scale_factor=2)
        return functional.interpolate(twice, size=(30, 33), mode="bilinear")

    assert_read(
        Module(larger, conv()),
        exporter,
        CONV,
        "upsample: 2",
        "upsample: {size: [30, 33], mode: bilinear}",
    )


@pytest.mark.parametrize("exporter", ["old 17", NEW])
def test_rearrangements_are_read_off_their_reshapes(exporter: str) -> None:
    """A shuffle of channels written as view, transpose, view; pixels shuffled, and back."""

    def shuffled(image: Any, first: Any) -> Any:
        maps = first(image)
        batch = maps.shape[0]
        dealt = maps.view(batch, 2, 8, 14, 14).transpose(1, 2).reshape(batch, 16, 14, 14)
        return functional.pixel_unshuffle(functional.pixel_shuffle(dealt, 2), 2)

    assert_read(
        Module(shuffled, conv(4, 16)),
        exporter,
        "conv: {filters: 16, kernel: 3}",
        "channel_shuffle: 2",
        "pixel_shuffle: 2",
        "space_to_depth: 2",
    )


@BOTH
def test_channels_last_within_a_network(exporter: str) -> None:
    """As ConvNeXt has it: layer normalization and a linear layer over the last axis."""

    def last(image: Any, first: Any, norm: Any, linear: Any) -> Any:
        return linear(norm(first(image).permute(0, 2, 3, 1))).permute(0, 3, 1, 2)

    assert_read(
        Module(last, conv(), nn.LayerNorm(8), nn.Linear(8, 12)),
        exporter,
        CONV,
        "layernorm: channels",
        "conv: {filters: 12, kernel: 1}",
    )


@pytest.mark.long
def test_normalizations_written_as_reshapes_and_as_arithmetic() -> None:
    """Group normalization through InstanceNormalization, LRN through a pooling of squares."""
    norms = nn.Sequential(
        conv(),
        nn.GroupNorm(2, 8),
        nn.InstanceNorm2d(8, affine=True),
        nn.LocalResponseNorm(5, alpha=0.0005),
        nn.LayerNorm([8, 14, 14]),
        nn.InstanceNorm2d(8),
    )
    assert_read(
        norms,
        "new",
        CONV,
        "groupnorm: 2",
        "instancenorm: {scale: true, center: true}",
        "lrn: 5",
        "layernorm",
        "instancenorm",
    )


@pytest.mark.parametrize("exporter", ["old 11", "old 17"])
def test_layer_normalization_in_one_operator_or_in_nine(exporter: str) -> None:
    """ONNX has the operator from version 17 on; before, exporters wrote its arithmetic."""
    norms = nn.Sequential(
        conv(), nn.LayerNorm([8, 14, 14]), nn.Flatten(), nn.Linear(1568, 7), nn.LayerNorm(7)
    )
    assert_read(norms, exporter, CONV, "layernorm", "dense: 7", "layernorm")


@BOTH
def test_squeeze_and_excitation(exporter: str) -> None:
    def excited(image: Any, first: Any, down: Any, up: Any) -> Any:
        maps = first(image)
        factors = torch.sigmoid(up(torch.relu(down(maps.mean((2, 3), keepdim=True)))))
        return maps * factors

    assert_read(
        Module(excited, conv(), conv(8, 2, 1), conv(2, 8, 1)),
        exporter,
        CONV,
        "multiply:",
        "    - []",
        "    - [global_avgpool, conv: {filters: 2, kernel: 1}, relu, "
        "conv: {filters: 8, kernel: 1}, sigmoid]",
    )


@BOTH
def test_parts_of_an_image_and_of_its_channels(exporter: str) -> None:
    def gated(image: Any, first: Any) -> Any:
        one, two = first(image).chunk(2, 1)
        return torch.cat([one * torch.sigmoid(two), image[:, :, 1:-1, 1:-1]], 1)

    text = spec_of(file_of(Module(gated, conv()), exporter))
    assert "split: {parts: 2, take: 0}" in text
    assert "[crop: 14]" in text


@BOTH
def test_what_is_not_nested_is_read_by_name(exporter: str) -> None:
    """DenseNet: each convolution reads all before it."""

    def dense(image: Any, one: Any, two: Any) -> Any:
        first = one(image)
        second = two(torch.cat([image, first], 1))
        return torch.cat([image, first, second], 1)

    assert_read(
        Module(dense, conv(padding=1), conv(12, 8, padding=1)),
        exporter,
        "conv: {name: conv1, filters: 8, kernel: 3, padding: 1}",
        "concat: [input, conv1]",
        "conv: {name: conv2, filters: 8, kernel: 3, padding: 1}",
        "concat: [input, conv1, conv2]",
    )


@BOTH
def test_names_of_modules_are_the_names_of_layers(exporter: str) -> None:
    """The names of weights say them; a place in a list is no name."""

    class Named(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.stem = nn.Sequential(conv(), nn.ReLU())
            self.conv1 = conv(8, 2)
            self.fc = nn.Linear(2 * 12 * 12, 3)

        def forward(self, image: Any) -> Any:
            return self.fc(self.conv1(self.stem(image)).flatten(1))

    assert_read(
        Named(),
        exporter,
        CONV,
        "relu",
        "conv: {name: conv1, filters: 2, kernel: 3}",
        "dense: {name: fc, units: 3}",
    )


def test_what_a_network_computes_of_its_pixels_first_is_said_at_the_head() -> None:
    """Pixels are centred: nothing is learned in it."""
    text = spec_of(file_of(Module(lambda x, c: c((x - 0.5) / 0.25), conv()), "old 17"))
    assert "# Left out, since one number for all is no layer of a spec: each value times 4" in text
