"""Weights that several layers read are counted for each, and the head of the spec says so."""

from __future__ import annotations

import pytest

pytest.importorskip("onnx", reason="ONNX is not installed", exc_type=ImportError)

from tests.origin.made import model, node, spec_of


def head(text: str) -> str:
    """The comments of a spec as one line, without the first one."""
    lines = [each.removeprefix("#").strip() for each in text.partition("name:")[0].splitlines()]
    return " ".join(lines[1:])


def test_filters_of_two_convolutions_are_counted_for_each_and_named() -> None:
    """Of 3x3 over 3 channels, 3 times: 81 values in the file, 162 in two layers."""
    nodes = [node("Conv", "x w", "c", pads=[1] * 4), node("Conv", "c w")]
    nodes[1].name = "/again"
    assert head(spec_of(model(nodes, {"w": (3, 3, 3, 3)}))) == (
        "`w` is read 2 times (node `/Conv` and node `/again`) and counted for each: "
        "162 parameters, where the file stores 81."
    )


def test_weights_that_are_tied_through_a_transpose_are_named() -> None:
    """A decoder that reads the matrix of its encoder: 8*4 = 32 values."""
    nodes = [node("MatMul", "x w", "c"), node("Transpose", "w", "t"), node("MatMul", "c t")]
    text = spec_of(model(nodes, {"w": (8, 4)}, input=(1, 8)))
    assert "`w` is read 2 times" in head(text)
    assert head(text).endswith("64 parameters, where the file stores 32.")


def test_equal_vectors_may_have_been_stored_once_by_an_exporter() -> None:
    """PyTorch's exporters do so: the gammas of ones of an untrained network are one tensor."""
    inputs = "g b b g"
    nodes = [
        node("BatchNormalization", f"x {inputs}", "n"),
        node("Relu", "n", "r"),
        node("BatchNormalization", f"r {inputs}"),
    ]
    numbers = {"g": [1.0, 1.0, 1.0], "b": [0.0, 0.0, 0.0]}
    text = spec_of(model(nodes, numbers=numbers))
    assert head(text) == (
        "`g` and `b` are each read by several nodes; one value fills each, so an exporter may have "
        "stored equal weights once, and they are counted for each: 6 parameters more."
    )


def test_two_halves_of_one_tensor_are_two_weights() -> None:
    nodes = [
        node("Slice", "w zero half first", "v"),
        node("Slice", "w half end first", "u"),
        node("Conv", "x v", "c", pads=[1] * 4),
        node("Relu", "c", "r"),
        node("Conv", "r u"),
    ]
    numbers = {"zero": [0], "half": [3], "end": [6], "first": [0]}
    assert head(spec_of(model(nodes, {"w": (6, 3, 3, 3)}, numbers))) == ""
