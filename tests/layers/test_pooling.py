"""Pooling: sizes as PyTorch and Caffe give them, and its work."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from cnncalc.diagnostic import LayerError
from cnncalc.layers import KINDS
from cnncalc.layers.pooling import AvgPool, L2Pool, MaxPool, Subsample
from cnncalc.notation import equation
from cnncalc.shape import Image, Vector
from tests.layers.case import Answers, answers
from tests.layers.golden_row import Row, rows_of, shape

every_pool = pytest.mark.parametrize("kind", ["maxpool", "avgpool", "l2pool", "subsample"])

WINDOWS = Path(__file__).parents[1] / "data" / "pytorch_windows.csv"


def asked(kind: str, image: Image, **fields: Any) -> Answers:  # noqa: ANN401  of every type
    found = answers(KINDS[kind](**fields), (image,))
    assert found is not None
    return found


@every_pool
def test_pooling_halves_and_keeps_the_maps(kind: str) -> None:
    """CS231n: 2x2 by 2 takes 224x224x64 to 112x112x64."""
    found = asked(kind, Image(64, 224, 224), kernel=2)
    assert found.output.shape == Image(64, 112, 112)
    assert {*found.output.sizes} == {"height", "width"}


@every_pool
def test_a_pool_without_a_stride_moves_by_its_kernel(kind: str) -> None:
    """As torch.nn.MaxPool2d does; AlexNet's overlapping 3x3 by 2 says its stride."""
    assert asked(kind, Image(1, 9, 8), kernel=[3, 2]).output.shape == Image(1, 3, 4)
    assert asked(kind, Image(96, 55, 55), kernel=3, stride=2).output.shape == Image(96, 27, 27)


def test_the_work_of_a_pool_is_that_of_its_window() -> None:
    """netscope: F*F - 1 comparisons an output value, or as many additions and a division."""
    image = Image(96, 55, 55)
    largest = asked("maxpool", image, kernel=3, stride=2).work
    assert {sort: equation(each) for sort, each in largest.items()} == {
        "comparison": "(F*F - 1)*K*H_out*W_out = (3*3 - 1)*96*27*27 = 559,872"
    }
    mean = asked("avgpool", image, kernel=3, stride=2).work
    assert {sort: each.value for sort, each in mean.items()} == {
        "addition": 8 * 96 * 27 * 27,
        "division": 96 * 27 * 27,
    }
    root = asked("l2pool", image, kernel=3, stride=2).work
    assert {sort: each.value for sort, each in root.items()} == {
        "multiplication": 9 * 96 * 27 * 27,
        "addition": 8 * 96 * 27 * 27,
        "power": 96 * 27 * 27,
    }


@pytest.mark.parametrize("kind", [MaxPool, AvgPool, L2Pool])
def test_a_pool_learns_nothing_and_connects_nothing(kind: type[MaxPool | AvgPool]) -> None:
    """CS231n: a pooling layer introduces zero parameters."""
    found = answers(kind(kernel=2), (Image(6, 28, 28),))
    assert found is not None
    assert [each.value for each in found.learned] == [0, 0, 0, 0]
    assert found.connections.value == 0


def test_subsampling_is_lenets() -> None:
    """LeCun et al. 1998: S2 has 12 trainable parameters and 5,880 connections."""
    found = answers(Subsample(kernel=2), (Image(6, 28, 28),))
    assert found is not None
    assert found.output.shape == Image(6, 14, 14)
    assert equation(found.learned.parameters) == "2*K = 2*6 = 12"
    assert (found.learned.weights.value, found.learned.biases.value) == (6, 6)
    assert equation(found.connections) == ("(F*F + 1)*K*H_out*W_out = (2*2 + 1)*6*14*14 = 5,880")
    assert {sort: each.value for sort, each in found.work.items()} == {
        "addition": 3 * 6 * 14 * 14,
        "multiply_add": 6 * 14 * 14,
    }


@pytest.mark.parametrize(
    "row",
    [*rows_of("maxpool"), *rows_of("avgpool"), *rows_of("subsample_trainable")],
    ids=lambda row: row["id"],
)
def test_a_pool_that_pytorch_ran_has_its_shape(row: Row) -> None:
    """tests/data/layers; the tables of Caffe's networks round up, the others down."""
    kind = row["kind"].removesuffix("_trainable")
    found = asked(
        kind,
        Image(*row["inputs"][0]),
        kernel=row["kernel"],
        stride=row["stride"],
        padding=row.get("padding", 0),
        rounding="ceil" if row.get("ceil_mode") else "floor",
    )
    assert found.output.shape == shape(row["output"])
    assert found.learned.parameters.value == row["params"]
    assert found.connections.value == row.get("connections", 0)


def window_rows() -> list[dict[str, str]]:
    lines = WINDOWS.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@pytest.mark.parametrize("row", window_rows(), ids=lambda row: ",".join(row.values()))
def test_a_window_of_pytorch_has_its_size_or_is_refused(row: dict[str, str]) -> None:
    """tests/data/pytorch_windows.csv: what torch 2.13.0 gave, or that it gave an error."""
    pairs: dict[str, Any] = {
        name: [int(each) for each in row[name].split("x")]
        for name in ("kernel", "stride", "padding", "dilation")
    }
    if row["kind"] == "avgpool":
        assert pairs.pop("dilation") == [1, 1]
    needed = {"filters": 1} if row["kind"] == "conv" else {}
    layer = KINDS[row["kind"]](**needed | pairs | {"rounding": row["rounding"]})
    height, width = (int(each) for each in row["input"].split("x"))
    found = answers(layer, (Image(1, height, width),))
    size = f"{found.output.shape.axes[1]}x{found.output.shape.axes[2]}" if found else ""
    assert size == row["output"]


def test_padding_counts_in_a_mean_unless_it_is_said_not_to() -> None:
    """torch.nn.AvgPool2d: count_include_pad is true; the values counted are the same."""
    assert AvgPool(kernel=2).count_include_pad
    image = Image(1, 4, 4)
    without = asked("avgpool", image, kernel=2, padding=1, count_include_pad=False)
    assert without.work["addition"].value == 3 * 3 * 3


def test_padding_of_more_than_half_of_the_kernel_is_refused() -> None:
    """torch.nn.MaxPool2d: pad should be at most half of the kernel."""
    with pytest.raises(LayerError) as caught:
        MaxPool(kernel=3, padding=2).output((Image(3, 9, 9),))
    error = caught.value
    assert (error.code, error.field) == ("padding-too-large", "padding")
    assert error.message == (
        "padding 2 is more than half of the kernel of 3, the most that PyTorch takes for pooling"
    )
    assert error.helps == ("padding 1 is the most for this kernel",)


def test_same_padding_may_be_more_than_half_of_a_dilated_kernel() -> None:
    """TensorFlow's tf.nn.pool with dilations: SAME keeps the size at stride 1."""
    found = asked("maxpool", Image(1, 9, 9), kernel=3, stride=1, dilation=3, padding="same")
    assert found.output.shape == Image(1, 9, 9)


def test_a_pool_slides_over_an_image() -> None:
    with pytest.raises(LayerError, match="pooling slides over an image"):
        MaxPool(kernel=2).output((Vector(4096),))
