"""What a layer has that another tool may count: its inputs, its outputs, its biases, its padding.

The layer is taken as `cnncalc export` writes it: a module of PyTorch's own where there is one, with
a module before it for padding that the other cannot do. Every amount is a whole number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.shape import Image

if TYPE_CHECKING:
    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.analysis.peer.rule import Amount

__all__ = [
    "CONVOLUTIONS",
    "EVERY",
    "LEARNING",
    "MEANS",
    "NORMALIZATIONS",
    "POOLINGS",
    "bias_adds",
    "frozen",
    "inputs",
    "laid_out",
    "learns",
    "minus",
    "outputs",
    "padded_apart",
    "padded_by_name",
    "padded_inputs",
    "parameters",
    "times",
    "transposed_excess",
    "untied",
]

CONVOLUTIONS = frozenset({"conv", "depthwise_conv", "conv_transpose"})
"""Those that PyTorch has modules for, nn.Conv2d and nn.ConvTranspose2d."""
MEANS = frozenset({"adaptive_avgpool", "global_avgpool"})
"""What is written as nn.AdaptiveAvgPool2d."""
POOLINGS = frozenset(
    {"maxpool", "avgpool", "adaptive_maxpool", "global_maxpool", "adaptive_avgpool"}
    | {"global_avgpool"}
)
"""What PyTorch has a module for."""
NORMALIZATIONS = frozenset({"batchnorm", "layernorm", "groupnorm", "instancenorm"})
LEARNING = frozenset(
    {*CONVOLUTIONS, *NORMALIZATIONS, "dense", "prelu", "scale", "locally_connected", "subsample"}
)
"""Kinds that may have parameters."""
EVERY = frozenset(
    {
        *("conv", "depthwise_conv", "conv_transpose", "locally_connected"),
        *(
            "avgpool",
            "l2pool",
            "maxpool",
            "subsample",
            "adaptive_avgpool",
            "adaptive_maxpool",
            "global_avgpool",
        ),
        *("global_maxpool",),
        *("batchnorm", "groupnorm", "instancenorm", "layernorm", "lrn", "scale"),
        *(
            "elu",
            "leaky_relu",
            "prelu",
            "relu",
            "relu6",
            "selu",
            "dropout",
            "gelu",
            "hardsigmoid",
            "hardswish",
            "log_softmax",
        ),
        *("mish", "scaled_tanh", "sigmoid", "silu", "softmax", "softplus", "tanh"),
        *("dense", "flatten", "rbf", "reshape"),
        *("add", "concat", "multiply"),
        *("crop", "pad", "upsample", "channel_shuffle", "pixel_shuffle", "space_to_depth", "split"),
    }
)
"""Every kind that the tools were run on; what each makes of another is not known."""


def times(factor: int, amount: Amount) -> Amount:
    """Give an amount several times."""
    return lambda each: factor * amount(each)


def minus(amount: Amount) -> Amount:
    """Give what is left out."""
    return times(-1, amount)


def inputs(figures: LayerFigures) -> int:
    """Give the values that come in, of all inputs."""
    return sum(each.values for each in figures.input_shapes)


def outputs(figures: LayerFigures) -> int:
    """Give the values that go out."""
    return figures.output_shape.values


def parameters(figures: LayerFigures) -> int:
    """Give the weights and the biases."""
    return int(figures.parameters)


def bias_adds(figures: LayerFigures) -> int:
    """Give one for each value that a bias is added to; before a transposed convolution is cut."""
    if figures.kind == "conv_transpose" and int(figures.biases):
        return laid_out(figures) * figures.output_shape.channels
    return int(figures.bias_adds)


def learns(figures: LayerFigures) -> bool:
    """Say whether the layer has parameters."""
    return bool(int(figures.parameters))


def frozen(figures: LayerFigures) -> int:
    """Give the parameters that `trainable: false` keeps as they are."""
    return 0 if figures.trainable else int(figures.parameters)


def untied(figures: LayerFigures) -> bool:
    """Say whether each output value has a bias of its own, which is a module by itself."""
    return getattr(figures.layer, "bias", None) == "untied"


def padded_apart(figures: LayerFigures) -> bool:
    """Say whether the padding is a module of its own, because PyTorch's pads both sides alike."""
    window = figures.window
    if window is None:
        return False
    top, bottom, left, right = window.padding
    by_rule = getattr(figures.layer, "padding", None) == "same"
    return by_rule or top != bottom or left != right


def padded_by_name(figures: LayerFigures) -> bool:
    """Say whether a convolution is written with PyTorch's own `padding="same"`."""
    window = figures.window
    if window is None or getattr(figures.layer, "padding", None) != "same":
        return False
    sizes = zip(window.dilation, window.kernel, strict=True)
    return window.stride == (1, 1) and all(d * (f - 1) % 2 == 0 for d, f in sizes)


def padded_inputs(figures: LayerFigures) -> int:
    """Give the values that come in, with those of a padding that is a module of its own."""
    (shape,) = figures.input_shapes
    window = figures.window
    if window is None or not isinstance(shape, Image):
        return shape.values
    if not padded_apart(figures) and figures.kind != "l2pool":
        return shape.values
    top, bottom, left, right = window.padding
    return shape.channels * (shape.height + top + bottom) * (shape.width + left + right)


def laid_out(figures: LayerFigures) -> int:
    """Give the positions that a transposed convolution computes, uneven padding not yet cut off."""
    shape, window = figures.output_shape, figures.window
    if not isinstance(shape, Image):
        return 1
    if window is None or not padded_apart(figures):
        return shape.height * shape.width
    top, bottom, left, right = window.padding
    if top == bottom and left == right:
        return shape.height * shape.width
    return (shape.height + top + bottom) * (shape.width + left + right)


def transposed_excess(figures: LayerFigures) -> int:
    """Give the multiply-adds of a transposed convolution over its output, less the real ones."""
    return int(figures.weights) * laid_out(figures) - int(figures.macs)
