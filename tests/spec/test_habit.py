"""Words of other tools: each remedy that is offered is followed, and then there is no problem."""

from __future__ import annotations

import re

import pytest

import cnncalc
from cnncalc.layers import KINDS
from cnncalc.spec.dialect import KIND_SYNONYMS
from cnncalc.spec.habit import kind_called

from .written import problems, spec


@pytest.mark.parametrize(("word", "kind"), sorted(KIND_SYNONYMS.items()))
def test_what_others_call_a_kind_is_known(word: str, kind: str) -> None:
    assert word not in KINDS
    (problem, *_) = problems(f"[{word}]")
    assert problem.endswith(f"did you mean `{kind}`?")


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        # torch.nn 2.13, Keras 3 and Caffe, as their documentation spells them
        ("Conv2d", "conv"),
        ("Conv2D", "conv"),
        ("MaxPool2d", "maxpool"),
        ("MaxPooling2D", "maxpool"),
        ("AveragePooling2D", "avgpool"),
        ("BatchNorm2d", "batchnorm"),
        ("BatchNormalization", "batchnorm"),
        ("LocalResponseNorm", "lrn"),
        ("InnerProduct", "dense"),
        ("Linear", "dense"),
        ("max_pool", "maxpool"),
        ("batch_norm", "batchnorm"),
        ("ReLU", "relu"),
        ("Concatenate", "concat"),
        ("LeakyReLU", "leaky_relu"),
        ("PReLU", "prelu"),
        ("ConvTranspose2d", "conv_transpose"),
        ("Conv2DTranspose", "conv_transpose"),
        ("AdaptiveAvgPool2d", "adaptive_avgpool"),
        ("GlobalAveragePooling2D", "global_avgpool"),
        ("LayerNormalization", "layernorm"),
        ("PixelShuffle", "pixel_shuffle"),
        ("UpSampling2D", "upsample"),
        ("ZeroPadding2D", "pad"),
    ],
)
def test_a_class_of_other_tools_is_a_kind_here(word: str, kind: str) -> None:
    assert kind_called(word) == kind


def test_a_word_that_means_no_kind_is_none() -> None:
    assert kind_called("crelu") is None
    assert kind_called("") is None


@pytest.mark.parametrize(
    ("field", "layer"),
    [
        ("activation: relu", "relu"),
        ("activation: Tanh", "tanh"),
        ("act: swish", "silu"),
        ("act: cubic", "relu"),
        ("nonlinearity: [relu]", "relu"),
        ("activation: softmax", "softmax"),
        ("pool: 2", "maxpool: 2"),
        ("pooling: {kernel: 2}", "maxpool: {...}"),
        ("max_pool: true", "maxpool: 2"),
        ("batch_norm: true", "batchnorm"),
        ("use_bn: true", "batchnorm"),
        ("dropout: 0.5", "dropout: 0.5"),
        ("dropout_rate: 0.25", "dropout: 0.25"),
        ("relu: true", "relu"),
    ],
)
def test_a_layer_within_a_layer_is_told_to_stand_by_itself(field: str, layer: str) -> None:
    conv = "conv: {filters: 4, kernel: 3"
    (problem,) = problems(f"[{{{conv}, {field}}}}}]")
    assert problem.endswith(f" is a layer of its own: write `- {layer}` after this one")
    if "..." not in layer:
        cnncalc.load_text(spec(f"[{{{conv}}}}}, {layer}]"))


@pytest.mark.parametrize("field", ["activation: none", "activation: ", "batch_norm: false"])
def test_a_layer_that_is_not_wanted_is_left_out(field: str) -> None:
    (problem,) = problems(f"[{{conv: {{filters: 4, kernel: 3, {field}}}}}]")
    assert problem.endswith("help: leave it out: a layer is there only where it is written")


@pytest.mark.parametrize("field", ["in_channels: 4", "input_shape: [8, 8, 4]", "in_features: 3"])
def test_what_follows_from_the_layer_before_is_left_out(field: str) -> None:
    (problem,) = problems(f"[{{conv: {{filters: 4, kernel: 3, {field}}}}}]")
    assert problem.endswith("help: leave it out: it follows from the layer before")


@pytest.mark.parametrize("field", ["padding_mode: zeros", "inplace: true", "momentum: 0.9"])
def test_what_no_figure_depends_on_is_left_out(field: str) -> None:
    (problem,) = problems(f"[{{batchnorm: {{{field}}}}}]")
    assert problem.endswith("help: leave it out: no figure depends on it")


def test_a_rule_of_other_tools_is_told_in_our_words() -> None:
    (problem,) = problems("[{maxpool: {kernel: 2, ceil_mode: true}}]")
    remedies = re.findall("`([^`]*)`", problem.partition("help: ")[2])
    assert remedies == ["rounding: ceil", "rounding: floor"]
    for each in remedies:
        cnncalc.load_text(spec(f"[{{maxpool: {{kernel: 3, {each}}}}}]"))
