"""Every layer of the shipped networks against tables that PyTorch computed.

The tables (tests/data/layers) were made by running an independent definition of each network:
the papers' own tables, Caffe's prototxt files, torchvision, ConvNetJS. Rows are matched in
order by kind; only the names of the layers may differ.
"""

from functools import cache
from math import prod
from typing import Any, NamedTuple

import pytest

from tests.golden.analysed import analysed
from tests.golden.golden_table import FOLDER, GoldenRow, GoldenTable

SPECS: dict[str, tuple[str, dict[str, int]]] = {
    "lenet5_1998": ("lenet5", {}),
    "lenet5_modern": ("lenet5-modern", {}),
    "lenet_caffe": ("lenet-caffe", {}),
    "alexnet_caffe_grouped227": ("alexnet", {}),
    "alexnet_single227": ("alexnet-single", {}),
    "alexnet_torchvision224": ("alexnet-torchvision", {}),
    "caffenet_grouped227": ("caffenet", {}),
    "zfnet_fig3": ("zfnet", {}),
    "zfnet_wide_slides": ("zfnet-wide", {}),
    "vgg11_A": ("vgg11", {}),
    "vgg11_A_LRN": ("vgg11-lrn", {}),
    "vgg13_B": ("vgg13", {}),
    "vgg16_C": ("vgg16-c", {}),
    "vgg16_D": ("vgg16", {}),
    "vgg19_E": ("vgg19", {}),
    "alphago_k128": ("alphago", {"k": 128}),
    "alphago_k192": ("alphago", {"k": 192}),
    "alphago_k256": ("alphago", {"k": 256}),
    "alphago_k384": ("alphago", {"k": 384}),
    "allcnn_base_A": ("allcnn-base-a", {}),
    "allcnn_base_B": ("allcnn-base-b", {}),
    "allcnn_base_C": ("allcnn-base-c", {}),
    "allcnn_strided_A": ("allcnn-strided-a", {}),
    "allcnn_strided_B": ("allcnn-strided-b", {}),
    "allcnn_strided_C": ("allcnn-strided-c", {}),
    "allcnn_convpool_A": ("allcnn-convpool-a", {}),
    "allcnn_convpool_B": ("allcnn-convpool-b", {}),
    "allcnn_convpool_C": ("allcnn-convpool-c", {}),
    "allcnn_A": ("allcnn-a", {}),
    "allcnn_B": ("allcnn-b", {}),
    "allcnn_C": ("allcnn-c", {}),
    "convnetjs_cifar10": ("convnetjs-cifar10", {}),
    "caffe_cifar10_full": ("caffe-cifar10-full", {}),
    "caffe_cifar10_quick": ("caffe-cifar10-quick", {}),
}

# The kinds of the tables (PyTorch's and Caffe's words), and ours.
KINDS: dict[str, str] = {
    "conv": "conv",
    "conv_table": "conv",
    "linear": "dense",
    "rbf": "rbf",
    "maxpool": "maxpool",
    "avgpool": "avgpool",
    "adaptive_avgpool": "avgpool",
    "subsample_trainable": "subsample",
    "lrn": "lrn",
    "relu": "relu",
    "tanh": "tanh",
    "scaled_tanh": "scaled_tanh",
    "softmax": "softmax",
    "dropout": "dropout",
}

# A flatten changes no number: PyTorch needs one where our dense layers flatten on the way in.
FLATTEN = "flatten"

# The CS231n notes count no values for these: they can overwrite what they are given.
NOT_STORED = {"relu", "tanh", "scaled_tanh", "softmax", "dropout"}

# Rows of a table that the spec has not, by name, and why no number hangs on them.
NOT_IN_SPEC: dict[str, dict[str, str]] = {
    "alexnet_torchvision224": {"avgpool": "adapts a map of 6x6 to 6x6 at an input of 224"},
}

# Kinds that the spec has and the table has not, and why no number hangs on them.
DROPOUT = {"dropout": "a part of the training, which the table's definition leaves out"}
NOT_IN_TABLE: dict[str, dict[str, str]] = {
    table: DROPOUT for table in SPECS if table.startswith(("zfnet", "allcnn"))
}


class Pair(NamedTuple):
    """A row of a table, and the row of the spec that is the same layer."""

    golden: GoldenRow
    ours: dict[str, Any]


@cache
def golden_table(table: str) -> GoldenTable:
    return GoldenTable.load(table)


@cache
def analysis(table: str) -> dict[str, Any]:
    spec, settings = SPECS[table]
    return analysed(spec, settings=settings)


def golden_rows(table: str) -> list[GoldenRow]:
    """Give the rows of a table that the spec has as well."""
    absent = NOT_IN_SPEC.get(table, {})
    rows = golden_table(table).rows
    return [row for row in rows if row.kind != FLATTEN and row.name not in absent]


def our_rows(table: str) -> list[dict[str, Any]]:
    """Give the rows of the spec that the table has as well."""
    absent = NOT_IN_TABLE.get(table, {})
    rows = analysis(table)["layers"]
    return [row for row in rows if row["kind"] != FLATTEN and row["kind"] not in absent]


def pairs(table: str) -> list[Pair]:
    """Give the rows that are the same layer, in order."""
    matched = zip(golden_rows(table), our_rows(table), strict=True)
    return [Pair(golden, ours) for golden, ours in matched]


every_table = pytest.mark.parametrize("table", SPECS)


@every_table
def test_the_layers_are_those_of_the_table_in_its_order(table: str) -> None:
    golden = [KINDS[row.kind] for row in golden_rows(table)]
    assert [row["kind"] for row in our_rows(table)] == golden


@every_table
def test_every_layer_has_the_output_shape_of_the_table(table: str) -> None:
    golden = {pair.golden.name: pair.golden.output for pair in pairs(table)}
    assert {pair.golden.name: pair.ours["output_shape"] for pair in pairs(table)} == golden


@every_table
@pytest.mark.parametrize(
    "count", ["parameters", "weights", "biases", "fixed", "macs", "connections"]
)
def test_every_layer_has_the_count_of_the_table(table: str, count: str) -> None:
    golden = {pair.golden.name: getattr(pair.golden, count) for pair in pairs(table)}
    assert {pair.golden.name: pair.ours[count] for pair in pairs(table)} == golden


@every_table
def test_every_layer_stores_its_output_but_for_those_the_lectures_do_not_count(table: str) -> None:
    golden = {
        pair.golden.name: 0 if pair.golden.kind in NOT_STORED else prod(pair.golden.output)
        for pair in pairs(table)
    }
    assert {pair.golden.name: pair.ours["activations"] for pair in pairs(table)} == golden


@every_table
def test_every_window_is_that_of_the_table(table: str) -> None:
    windows = [pair for pair in pairs(table) if pair.golden.window]
    golden = {pair.golden.name: pair.golden.window for pair in windows}
    ours = {
        pair.golden.name: {key: pair.ours[key] for key in pair.golden.window} for pair in windows
    }
    assert ours == golden


TABLES_WITH_FIELDS = [
    table for table in SPECS if any(row.receptive_field for row in golden_table(table).rows)
]


@pytest.mark.parametrize("table", TABLES_WITH_FIELDS)
def test_every_receptive_field_is_the_one_measured_by_back_propagation(table: str) -> None:
    seen = [pair for pair in pairs(table) if pair.golden.receptive_field]
    golden = {pair.golden.name: pair.golden.receptive_field for pair in seen}
    assert {pair.golden.name: pair.ours["receptive_field"] for pair in seen} == golden


@every_table
def test_the_totals_are_those_of_the_table(table: str) -> None:
    golden = golden_table(table).totals
    totals = analysis(table)["totals"]
    assert {name: totals[name] for name in golden} == golden
    assert totals["flops"] == 2 * golden["macs"]


@every_table
def test_the_bias_additions_are_those_of_the_table(table: str) -> None:
    added = sum(row["bias_adds"] for row in analysis(table)["layers"])
    assert added == golden_table(table).bias_adds


def test_every_table_is_compared() -> None:
    assert {file.stem for file in FOLDER.glob("*.yaml")} == set(SPECS)
