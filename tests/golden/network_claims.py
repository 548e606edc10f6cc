"""What cnncalc answers to a claim about a published network.

A claim names a network, a layer and a quantity in the words of its lecture; `answer` finds the
shipped spec, the rows and the number.
"""

import re
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from math import prod
from typing import Any

from tests.golden.analysed import analysed
from tests.golden.claim import Claim

Row = dict[str, Any]

SPECS: dict[str, str] = {
    "LeNet-5": "lenet5",
    "AlexNet": "alexnet",
    "AlexNet (grouped)": "alexnet",
    "AlexNet (paper, grouped)": "alexnet",
    "AlexNet (paper Fig. 2)": "alexnet",
    "AlexNet (simplified)": "alexnet-single",
    "AlexNet (table)": "alexnet-single",
    "AlexNet (table, ungrouped)": "alexnet-single",
    "ZFNet": "zfnet",
    "VGG-16 (D)": "vgg16",
    "AlphaGo policy net": "alphago",
}
VGG_SPECS: dict[str, str] = {
    "A": "vgg11",
    "A-LRN": "vgg11-lrn",
    "B": "vgg13",
    "C": "vgg16-c",
    "D": "vgg16",
    "E": "vgg19",
}


def answer(claim: Claim) -> object:
    """Give what cnncalc says for the quantity of a claim about a network."""
    spec = VGG_SPECS[claim.layer] if claim.network == "VGG" else SPECS[claim.network]
    if claim.layer.lower() == "input":
        return INPUT_QUANTITIES[claim.quantity](analysis(spec))
    if claim.quantity in SHARES:
        return share(spec, SHARES[claim.quantity], *GROUPS[claim.layer])
    if claim.layer in GROUPS:
        counted = QUANTITIES[claim.quantity]
        return sum(counted(row) for row in rows(spec, *GROUPS[claim.layer]))
    if claim.network == "VGG":
        return analysis(spec)["totals"][claim.quantity]
    return QUANTITIES[claim.quantity](row_of(spec, claim.layer))


@cache
def analysis(spec: str) -> dict[str, Any]:
    """Give the analysis of a shipped spec as it is shipped."""
    return analysed(spec)


def rows(spec: str, *kinds: str) -> list[Row]:
    """Give the rows of a shipped spec that are of one of these kinds; all rows if none is given."""
    return [row for row in analysis(spec)["layers"] if not kinds or row["kind"] in kinds]


def row_of(spec: str, layer: str) -> Row:
    """Give the row that a lecture calls C1, conv3_2, pool5 or fc6."""
    kind, position = position_of(layer)
    return rows(spec, kind)[position - 1]


def position_of(layer: str) -> tuple[str, int]:
    """Give the kind of the layer that a lecture names, and its place among that kind, from 1."""
    if layer in LENET_LAYERS:
        return LENET_LAYERS[layer]
    found = re.fullmatch(r"(conv|pool|norm|fc)(\d+)(?:_(\d+))?", layer.lower())
    assert found, f"no rule for the layer name {layer}"
    word, number, within = found[1], int(found[2]), found[3]
    if within:
        return "conv", sum(VGG16_BLOCKS[: number - 1]) + int(within)
    return KINDS[word], number - 5 if word == "fc" else number


LENET_LAYERS: dict[str, tuple[str, int]] = {
    "C1": ("conv", 1),
    "S2": ("subsample", 1),
    "C3": ("conv", 2),
    "S4": ("subsample", 2),
    "C5": ("conv", 3),
    "F6": ("dense", 1),
    "OUTPUT": ("rbf", 1),
}
KINDS: dict[str, str] = {"conv": "conv", "pool": "maxpool", "norm": "lrn", "fc": "dense"}
VGG16_BLOCKS = (2, 2, 3, 3, 3)


# Quantities of one row.


def forward_computation(row: Row) -> int:
    """Count as the AlexNet table does: a bias is one more product, but not in a dense layer."""
    return int(row["connections"] if row["kind"] == "conv" else row["macs"])


def table_parameters(row: Row) -> int:
    """Count as the AlexNet table does: with the biases, but not those of a dense layer."""
    return int(row["parameters"] if row["kind"] == "conv" else row["weights"])


def side(row: Row) -> int:
    """Give the width and height of a square map."""
    _, height, width = row["output_shape"]
    assert height == width
    return int(width)


def weights_per_kernel(row: Row) -> Fraction:
    return Fraction(row["weights"], row["output_shape"][0])


def kernel_depth(row: Row) -> Fraction:
    return weights_per_kernel(row) / prod(row["kernel"])


def padded_size_and_output(row: Row) -> list[int]:
    top, bottom, _, _ = row["padding"]
    return [row["input_shapes"][0][1] + top + bottom, side(row)]


QUANTITIES: dict[str, Callable[[Row], Any]] = {
    "shape": lambda row: row["output_shape"],
    "shape, parameters": lambda row: [row["output_shape"], row["parameters"]],
    "output size": side,
    "kernel, stride": lambda row: [row["kernel"], row["stride"]],
    "padding": lambda row: [row["padding"][0], row["padding"][2]],
    "padded size -> output": padded_size_and_output,
    "parameters": lambda row: row["parameters"],
    "parameters as the table counts them (biases of the convolutions, not of the dense layers)": (
        table_parameters
    ),
    "weights": lambda row: row["weights"],
    "weights per kernel": weights_per_kernel,
    "kernel depth": kernel_depth,
    "connections": lambda row: row["connections"],
    "forward computation": forward_computation,
    "neurons": lambda row: row["neurons"],
    "activations": lambda row: row["activations"],
}

# Quantities of several rows, and of the input.


def share(spec: str, counted: Callable[[Row], int], *kinds: str) -> float:
    """Give what these kinds have of the whole, in percent to three decimals."""
    part, whole = (sum(map(counted, listed)) for listed in (rows(spec, *kinds), rows(spec)))
    return round(100 * part / whole, 3)


def input_weights(found: dict[str, Any]) -> int:
    """Give what the rows leave to the input, which is not a row."""
    return int(found["totals"]["weights"] - sum(row["weights"] for row in found["layers"]))


GROUPS: dict[str, tuple[str, ...]] = {"total": (), "conv total": ("conv",), "FC total": ("dense",)}
SHARES: dict[str, Callable[[Row], int]] = {
    "share of parameters, %": table_parameters,
    "share of forward computation, %": forward_computation,
}
INPUT_QUANTITIES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "shape": lambda found: found["network"]["input"],
    "activations": lambda found: found["totals"]["input_activations"],
    "weights": input_weights,
}
