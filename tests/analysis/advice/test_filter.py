"""Small filters, stride 1, padding that keeps the size (CS231n notes, Layer Sizing Patterns)."""

from __future__ import annotations

import pytest

from tests.analysis.advice.advised import advised, advised_shipped, codes, finding, kept


def test_the_first_layer_may_have_large_filters() -> None:
    """ZF net's 7x7 and AlexNet's 11x11 are the notes' own examples of a compromise."""
    for name, words in (("zfnet", "7x7 with stride 2"), ("alexnet", "11x11 with stride 4")):
        found = advised_shipped(name)
        assert "large-filter" not in codes(found)
        assert words in kept(found, "large-filter")[-1]


def test_a_large_first_filter_with_stride_1_saves_no_memory() -> None:
    """The notes accept one for the sake of memory; 11*11*3*64 + 64 = 23,296 parameters."""
    found = advised("layers: [conv: {filters: 64, kernel: 11, padding: 5}]", "64x64x3")
    assert "stride 1 saves none" in finding(found, "large-filter").what
    assert finding(found, "large-filter").effect.startswith("it has 23,296 of")
    assert not kept(found, "large-filter")


def test_depthwise_filters_are_apart() -> None:
    """ConvNeXt's are 7x7 (Liu et al. 2022), and look at each map by itself."""
    (said,) = kept(advised_shipped("convnext-tiny"), "large-filter")
    assert said.startswith("filters of 2x2, 4x4, and none with more than 5x5 weights; ")
    assert said.endswith("; depthwise ones, of 7x7, are apart")
    (said,) = kept(advised_shipped("mobilenet-v1"), "large-filter")  # 3x3, as its first layer's
    assert said == "filters of 3x3, and none with more than 5x5 weights"


def test_a_filter_above_5x5_behind_it_is_said_with_its_share() -> None:
    """6*6*8*8 + 8 = 2,312 of 2,312 + (1*1*3*8 + 8) parameters."""
    rest = "layers: [conv: {filters: 8, kernel: 1}, conv: {name: wide, filters: 8, kernel: 6}]"
    found = finding(advised(rest), "large-filter")
    assert found.layers == ("wide",)
    assert found.effect == "it has 2,312 of the network's 2,344 parameters (98.6 %)"


@pytest.mark.parametrize("kernel", ["[1, 7]", "[7, 1]", "5", "1"])
def test_few_weights_are_no_large_filter(kernel: str) -> None:
    """Inception v3's 1x7 has fewer weights than one of 3x3."""
    rest = f"layers: [conv: {{filters: 8, kernel: 1}}, conv: {{filters: 90, kernel: {kernel}}}]"
    assert "large-filter" not in codes(advised(rest))


def test_filters_that_jump_over_pixels_are_told_how_many() -> None:
    """3x3 in steps of 4: 9 of 16 pixels are looked at, and 7 of 16, 43.75 %, never."""
    rest = "rounding: floor\nlayers: [conv: {filters: 8, kernel: 3, stride: 4}]"
    found = finding(advised(rest), "large-stride")
    assert "32x32 becomes 8x8" in found.effect
    assert "43.8 % of its input is never looked at" in found.effect
    assert found.place.line == 4


def test_stride_2_in_place_of_pooling_is_fine() -> None:
    """As the All Convolutional Net has it (Springenberg et al. 2015), which slides cite."""
    found = advised_shipped("allcnn-c")
    assert "large-stride" not in codes(found)
    assert kept(found, "large-stride")[0].startswith("stride 2 in 2 convolutions")


def test_stride_1_is_said_of_all_convolutions_or_not_at_all() -> None:
    rest = "rounding: floor\nlayers: [conv: {filters: 8, kernel: 3, padding: 1}, %s]"
    for layer in (
        "conv: {filters: 8, kernel: 1, stride: 2}",
        "depthwise_conv: {kernel: 3, stride: 2}",
    ):
        assert not kept(advised(rest % layer), "large-stride")
    assert kept(advised(rest % "relu"), "large-stride") == ["stride 1 in every convolution"]


def test_layers_that_do_not_pad_are_told_what_is_lost() -> None:
    """LeNet-5's C1: 28*28 of 32*32 positions are 76.6 %; P = (F - 1)/2 = 2 keeps the size."""
    found = finding(advised_shipped("lenet5"), "size-not-kept")
    assert found.layers == ("C1", "C3")
    assert found.effect == "C1: 32x32 becomes 28x28, 76.6 % of the positions; padding 2 keeps all"


@pytest.mark.parametrize(
    "layers",
    [
        "conv: {filters: 8, kernel: 1}",
        "conv: {filters: 8, kernel: 3, padding: 1}",
        "conv: {filters: 8, kernel: 32}",
        "pad: {amounts: 1}, conv: {filters: 8, kernel: 3}",
        "conv: {filters: 8, kernel: 3, padding: same}",
        "conv: {filters: 8, kernel: 4, padding: same}",
        "conv_transpose: {filters: 8, kernel: 2, stride: 2}",
        "conv: {filters: 8, kernel: 3, padding: 100}",
    ],
)
def test_a_layer_that_loses_nothing_lacks_no_padding(layers: str) -> None:
    assert "size-not-kept" not in codes(advised(f"layers: [{layers}]"))


def test_an_even_filter_keeps_the_size_with_padding_same() -> None:
    found = finding(advised("layers: [conv: {filters: 8, kernel: 4}]"), "size-not-kept")
    assert found.effect.endswith("padding `same` keeps all")
