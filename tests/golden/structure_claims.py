"""What cnncalc answers to claims about the build of a published network, one function each."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from tests.golden.analysed import analysed, analysed_text
from tests.golden.claim import Claim
from tests.golden.network_claims import VGG_SPECS, Row, analysis, row_of, rows, side


def connection_table(claim: Claim) -> dict[str, Any]:
    """Count the crosses of LeNet-5's C3, and of each column of the lecture's table by itself."""
    c3 = row_of("lenet5", "C3")
    return {
        "crosses": c3["weights"] // 25,
        "column_sizes": [kernels_of_one_filter(column) for column in claim.table or []],
    }


def kernels_of_one_filter(maps: list[int]) -> int:
    """Count the 5x5 kernels of a filter that reads these of the 6 maps of S2."""
    found = analysed_text(
        "name: One map of C3\n"
        "input: 14x14x6\n"
        "layers:\n"
        f"  - conv: {{filters: 1, kernel: 5, connections: [{maps}]}}\n"
    )
    return int(found["totals"]["weights"]) // 25


def lenet_order(_: Claim) -> list[str]:
    kinds = ("conv", "subsample", "dense", "rbf")
    return [row["kind"] for row in rows("lenet5", *kinds)]


def alexnet_convolutions_and_dense_layers(_: Claim) -> list[int]:
    return [len(rows("alexnet", "conv")), len(rows("alexnet", "dense"))]


def alexnet_weight_layers(claim: Claim) -> list[int]:
    found = analysis("alexnet")["totals"]["weight_layers"]
    return [found, *alexnet_convolutions_and_dense_layers(claim)]


def alexnet_layers_and_classes(claim: Claim) -> list[int]:
    (softmax,) = rows("alexnet", "softmax")
    return [*alexnet_convolutions_and_dense_layers(claim), *softmax["output_shape"]]


def alexnet_pool_stride_and_size(_: Claim) -> list[int]:
    ((stride, size),) = {
        (*row["stride"], *row["kernel"])[::2] for row in rows("alexnet", "maxpool")
    }
    return [stride, size]


def alexnet_pools(_: Claim) -> int:
    return len(rows("alexnet", "maxpool"))


def alexnet_parameters_and_neurons(_: Claim) -> list[int]:
    totals = analysis("alexnet")["totals"]
    return [totals["parameters"], totals["neurons"]]


def input_of_alexnet_figure_2(_: Claim) -> int:
    """Count the values of an input of 224x224, under another layer: no 11x11/4 fits it."""
    found = analysed_text("name: Figure 2\ninput: 224x224x3\nlayers: [flatten]\n")
    return int(found["totals"]["input_activations"])


def units_of_f6(_: Claim) -> int:
    (units,) = row_of("lenet5", "F6")["output_shape"]
    return int(units)


def dense_first_layer_of_lenet(_: Claim) -> int:
    found = analysed_text(f"name: C1, dense\ninput: 32x32x1\nlayers: [dense: {28 * 28 * 6}]\n")
    return int(found["totals"]["parameters"])


def vgg_weight_layers(_: Claim) -> list[int]:
    return [analysis(spec)["totals"]["weight_layers"] for spec in VGG_SPECS.values()]


def vgg_configurations(_: Claim) -> dict[str, str]:
    return {
        column: " ".join(filter(None, map(in_words_of_vgg, rows(spec))))
        for column, spec in VGG_SPECS.items()
    }


def in_words_of_vgg(row: Row) -> str:
    """Write a layer as Simonyan & Zisserman's Table 1 does, which does not show ReLU."""
    words = {"lrn": "LRN", "maxpool": "maxpool", "softmax": "soft-max"}
    if row["kind"] == "conv":
        return f"conv{row['kernel'][0]}-{row['output_shape'][0]}"
    if row["kind"] == "dense":
        return f"FC-{row['output_shape'][0]}"
    return words.get(row["kind"], "")


def padded_size_and_output_of_the_hidden_layers(_: Claim) -> list[int]:
    ((padded, output),) = {
        (row["input_shapes"][0][1] + sum(row["padding"][:2]), side(row))
        for row in rows("alphago", "conv")[1:12]
    }
    return [padded, output]


def shape_of_the_hidden_layers(_: Claim) -> list[int]:
    (shape,) = {tuple(row["output_shape"]) for row in rows("alphago", "conv")[1:12]}
    return list(shape)


def parameters_of_the_last_layer(_: Claim) -> int:
    last = [row for row in alphago(192)["layers"] if row["kind"] == "conv"][-1]
    return int(last["parameters"])


def parameters_by_width(claim: Claim) -> dict[int, int]:
    return {width: alphago(width)["totals"]["parameters"] for width in claim.exact}


def alphago(width: int) -> dict[str, Any]:
    return analysed("alphago", settings={"k": width})


def dense_layers_with_relu(_: Claim) -> int:
    """Count K of [(CONV-RELU)*N-POOL?]*M-(FC-RELU)*K, the same for AlexNet and every VGG."""
    (count,) = {
        sum(
            (before["kind"], after["kind"]) == ("dense", "relu")
            for before, after in pairwise(rows(spec))
        )
        for spec in ("alexnet", *VGG_SPECS.values())
    }
    return count


ANSWERS: dict[str, Callable[[Claim], Any]] = {
    "s0-011": dense_first_layer_of_lenet,
    "s0-017": connection_table,
    "s0-027": units_of_f6,
    "s0-046": input_of_alexnet_figure_2,
    "s0-097": alexnet_layers_and_classes,
    "s0-100": alexnet_pool_stride_and_size,
    "s1-004": alexnet_weight_layers,
    "s2-001": alexnet_convolutions_and_dense_layers,
    "s2-002": alexnet_pools,
    "s3-026": lenet_order,
    "s3-047": vgg_weight_layers,
    "s3-048": vgg_configurations,
    "s3-131": padded_size_and_output_of_the_hidden_layers,
    "s3-132": parameters_of_the_last_layer,
    "s3-134": shape_of_the_hidden_layers,
    "s3-136": parameters_by_width,
    "s3-137": dense_layers_with_relu,
    "s3-138": alexnet_parameters_and_neurons,
}
