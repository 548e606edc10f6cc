"""What layers are called after: names as PyTorch, TensorFlow and Caffe2 give them."""

from __future__ import annotations

import pytest

from cnncalc.origin.model import Constant, Operation
from cnncalc.origin.naming import generated, layer_word, network_word, with_article


@pytest.mark.parametrize(
    ("weight", "node", "output", "word"),
    [
        ("conv1.weight", "/conv1/Conv", "/conv1/Conv_output_0", "conv1"),
        ("layer1.0.conv1.weight", "", "", "layer1.0.conv1"),
        ("features.0.weight", "/features/features.0/Conv", "x", ""),
        ("onnx::Conv_193", "/layer1/layer1.0/conv1/Conv", "", "layer1.0.conv1"),
        ("fc.weight", "node_linear", "linear", "fc"),
        ("layers.0.weight", "node_conv2d_1", "conv2d_1", ""),
        ("conv1_1_w_0", "", "conv1_1_1", "conv1_1"),
        ("vgg0_conv0_weight", "", "", "vgg0_conv0"),
        ("model/conv1/kernel", "", "", ""),
        ("12", "Conv_0", "13", ""),
        ("conv2d_450.w_0", "p2o.Conv.1", "conv2d_450.tmp_0", ""),
        ("evil\n- relu", "\x1b[2J", "", ""),
        ("a" * 100, "", "", ""),
    ],
)
def test_a_word_that_a_person_gave_is_the_name(
    weight: str, node: str, output: str, word: str
) -> None:
    operation = Operation("Conv", node, ("x", weight), (output,))
    assert layer_word(operation, Constant((1, 1, 1, 1), None, (weight,))) == word


def test_a_layer_without_weights_has_no_word() -> None:
    assert layer_word(Operation("Relu", "/stem/act/Relu", ("x",), ("y",)), None) == ""


@pytest.mark.parametrize(
    ("names", "word"),
    [
        (("resnet18", "main_graph"), "resnet18"),
        (("-", "torch_jit"), "network"),
        (("1", "squeezenet"), "squeezenet"),
        (("a\x1b[2Jb: {c}", ""), "a 2Jb c"),
    ],
)
def test_a_network_is_called_after_its_file_or_its_graph(names: tuple[str, ...], word: str) -> None:
    assert network_word(*names) == word


@pytest.mark.parametrize(
    "name",
    [
        "val_3",
        "12",
        "/inner.0/Constant_output_0",
        "/Constant_1_output_0",
        "inner.0.running_var",
        "const_fold_opt__12",
        "m/batch_normalization/Const:0",
    ],
)
def test_names_of_constants_that_exporters_make_up_are_known(name: str) -> None:
    """As PyTorch 2.13 writes them for normalizations with affine=False, and tf2onnx 1.16."""
    assert generated(name)


@pytest.mark.parametrize(
    "name",
    ["g", "b", "alpha", "bn1.weight", "m/batch_normalization/ReadVariableOp:0", "onnx::Mul_21"],
)
def test_any_other_name_is_that_of_weights(name: str) -> None:
    assert not generated(name)


def test_an_article_is_that_of_the_word_as_it_is_spoken() -> None:
    words = ("If", "upsample", "Unique", "lrn", "LSTM", "conv", "Einsum")
    assert [with_article(each).split()[0] for each in words] == [
        "an",
        "an",
        "a",
        "an",
        "an",
        "a",
        "an",
    ]
