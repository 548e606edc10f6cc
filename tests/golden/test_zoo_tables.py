"""The larger networks against tables that PyTorch computed from other people's definitions.

The tables (tests/data/zoo) were made by running torchvision's and pytorchcv's modules, Caffe's and
Darknet's files and Keras' applications. Every row that names a layer with weights, a pooling or a
resize is the same layer here, in the same order; names differ, and so do a few forms, listed below.
"""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from cnncalc import shipped
from tests.golden.analysed import analysed

FOLDER = Path(__file__).parents[1] / "data" / "zoo"

SPECS: dict[str, str] = {
    "bninception_pytorchcv": "bn-inception",
    "convnext_tiny_torchvision": "convnext-tiny",
    "darknet19": "darknet19",
    "darknet53": "darknet53",
    "dcgan_discriminator": "dcgan-discriminator",
    "dcgan_generator": "dcgan-generator",
    "densenet121_keras": "densenet121",
    "densenet121_torchvision": "densenet121",
    "efficientnet_b0_keras": "efficientnet-b0",
    "efficientnet_b0_torchvision": "efficientnet-b0",
    "fcn16s_voc": "fcn16s",
    "fcn32s_voc": "fcn32s",
    "googlenet_caffe": "googlenet",
    "googlenet_torchvision": "googlenet-torchvision",
    "inception_v3_torchvision": "inception-v3",
    "mnasnet1_0_torchvision": "mnasnet1-0",
    "mobilenet_v1_keras": "mobilenet-v1",
    "mobilenet_v1_pytorchcv": "mobilenet-v1",
    "mobilenet_v2_keras": "mobilenet-v2",
    "mobilenet_v2_torchvision": "mobilenet-v2",
    "nin_cifar10": "nin-cifar10",
    "nin_imagenet": "nin",
    "regnet_y_400mf_torchvision": "regnety-400mf",
    "resnet101_torchvision": "resnet101",
    "resnet152_torchvision": "resnet152",
    "resnet152_v1_caffe": "resnet152-v1",
    "resnet18_torchvision": "resnet18",
    "resnet34_torchvision": "resnet34",
    "resnet50_torchvision": "resnet50",
    "resnet50_v1_caffe": "resnet50-v1",
    "resnext50_32x4d_torchvision": "resnext50-32x4d",
    "seresnet50_pytorchcv": "se-resnet50",
    "shufflenet_v2_x1_0_torchvision": "shufflenet-v2",
    "squeezenet1_0_torchvision": "squeezenet1-0",
    "squeezenet1_1_torchvision": "squeezenet1-1",
    "squeezenet_v1_1_caffe227": "squeezenet1-1",
    "unet_paper572": "unet",
    "vgg16_keras": "vgg16",
    "wide_resnet50_2_torchvision": "wide-resnet50-2",
    "xception_pytorchcv": "xception",
    "yolov1_netscope": "yolo-v1",
    "yolov1_tiny": "yolo-v1-tiny",
    "yolov2_tiny_voc": "yolo-v2-tiny",
    "yolov2_voc": "yolo-v2",
}

# The kinds that are compared row by row, by the tables' words and by ours, under one name.
COMPARED: dict[str, str] = {
    "conv": "filters",
    "depthwise_conv": "filters",
    "linear": "dense",
    "dense": "dense",
    "conv_transpose": "conv_transpose",
    "maxpool": "maxpool",
    "avgpool": "avgpool",
    "adaptive_avgpool": "mean",
    "global_avgpool": "mean",
    "mean": "mean",
    "upsample": "upsample",
    "space_to_depth": "space_to_depth",
}

# Other forms of the same, by table, and why no number hangs on them.
AS_FILTERS = {
    "convnext_tiny_torchvision": "linear layers over the last axis of (H, W, C) are 1x1 filters",
}
AS_DENSE = {
    "mobilenet_v1_keras": "1x1 filters over a map of 1x1 are a dense layer",
}
OTHER_INPUT = {"squeezenet_v1_1_caffe227": "227x227x3"}
AVERAGED_ALIKE = {
    "mobilenet_v1_keras": "an average over 7x7 is the mean of a map of 7x7",
}


class Row(NamedTuple):
    """What is compared of a layer: shapes are channels first, a mean of a map is a vector."""

    kind: str
    output: tuple[int, ...]
    parameters: int
    macs: int


@cache
def table(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(
        (FOLDER / f"{name}.yaml").read_bytes(), Loader=yaml.CSafeLoader
    )
    return loaded


@cache
def analysis(name: str) -> dict[str, Any]:
    if name in OTHER_INPUT:
        return analysed(SPECS[name], input=OTHER_INPUT[name])
    return analysed(SPECS[name])


def golden_rows(name: str) -> list[dict[str, Any]]:
    return [row for row in table(name)["layers"] if row["kind"] in COMPARED]


def our_rows(name: str) -> list[dict[str, Any]]:
    return [row for row in analysis(name)["layers"] if row["kind"] in COMPARED]


def golden_row(name: str, row: dict[str, Any]) -> Row:
    output = tuple(row["output"])
    kind = COMPARED[row["kind"]]
    if name in AS_FILTERS and kind == "dense" and len(output) == 3:
        kind, output = "filters", (output[2], output[0], output[1])
    if name in AS_DENSE and kind == "filters" and output[1:] == (1, 1):
        kind, output = "dense", output[:1]
    return compared(name, Row(kind, output, row.get("params", 0), row.get("macs", 0)))


def our_row(name: str, row: dict[str, Any]) -> Row:
    output = tuple(row["output_shape"])
    return compared(name, Row(COMPARED[row["kind"]], output, row["parameters"], row["macs"]))


def compared(name: str, row: Row) -> Row:
    if row.kind == "avgpool" and name in AVERAGED_ALIKE:
        row = row._replace(kind="mean")
    return row._replace(output=row.output[:1]) if row.kind == "mean" else row


every_table = pytest.mark.parametrize("name", SPECS)


@every_table
def test_every_weighted_pooling_and_resize_row_is_the_same_layer_here(name: str) -> None:
    golden = [golden_row(name, row) for row in golden_rows(name)]
    assert [our_row(name, row) for row in our_rows(name)] == golden


@every_table
def test_the_merges_give_the_shapes_of_the_table(name: str) -> None:
    """As sets: DenseNet's concat grows pairwise here, and a table concatenates single inputs."""
    ours = {tuple(row["output_shape"]) for row in analysis(name)["layers"] if row["kind"] == "add"}
    golden = {tuple(row["output"]) for row in table(name)["layers"] if row["kind"] == "add"}
    assert ours == golden


@every_table
def test_the_totals_are_those_of_the_table(name: str) -> None:
    golden, totals = table(name)["totals"], analysis(name)["totals"]
    assert totals["parameters"] == golden["params"]
    assert totals["macs"] == golden["macs"]
    if "buffers" in golden:
        assert totals["fixed"] == golden["buffers"]
    if "weight_layers" in golden:
        assert totals["weight_layers"] == golden["weight_layers"]


WITH_FIELDS = [
    name for name in SPECS if any("rf" in row or "rf_by_phase" in row for row in golden_rows(name))
]


@pytest.mark.parametrize("name", WITH_FIELDS)
def test_receptive_fields_are_those_measured_by_back_propagation(name: str) -> None:
    """Where neighbours see different fields, the table lists the sizes met and ours is largest."""
    for golden, ours in zip(golden_rows(name), our_rows(name), strict=True):
        field = ours["receptive_field"]
        if "rf_by_phase" in golden:
            assert field["size"] == [max(golden["rf_by_phase"])] * 2, golden["name"]
        elif "rf" in golden:
            assert field["size"] == golden["rf"], golden["name"]
            if "rf_jump" in golden and field["exact"]:
                assert field["jump"] == golden["rf_jump"], golden["name"]
                assert field["start"] == golden["rf_start"], golden["name"]


def test_every_table_is_compared_with_a_network_that_is_shipped() -> None:
    assert {file.stem for file in FOLDER.glob("*.yaml")} == set(SPECS)
    assert {*SPECS.values()} <= {*shipped()}
