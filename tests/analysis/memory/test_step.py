"""The predicted peaks against those that were measured (tests/data/memory/README.md)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cnncalc import analyze, load, load_text
from cnncalc.analysis.memory.prediction import SORTS
from cnncalc.analysis.memory.setup import OPTIMIZERS, Setup
from cnncalc.analysis.memory.step import Place, Prediction, predicted

if TYPE_CHECKING:
    from cnncalc.analysis.memory.setup import Optimizer
    from cnncalc.analysis.result import Analysis

DATA = Path(__file__).parents[2] / "data" / "memory"
MEASURED = [json.loads(line) for line in (DATA / "peaks.jsonl").read_text().splitlines()]
SPECS = {
    "LeNet-5": "lenet5-modern",
    "AlexNet": "alexnet-torchvision",
    "AlexNet-LRN": "alexnet",
    "ZFNet": "zfnet",
    "VGG-16": "vgg16",
    "ResNet-50": "resnet50",
    "GoogLeNet": str(DATA / "googlenet.cnn.yaml"),
}
DTYPES: dict[str, Any] = {"fp32": "float32", "bf16": "bfloat16"}


@cache
def analysis_of(name: str) -> Analysis:
    """A network, analysed once."""
    return analyze(load(name))


def of(text: str, setup: Setup) -> Prediction:
    """The prediction for a network of a test."""
    return predicted(analyze(load_text(text)), setup)


def case(row: dict[str, Any]) -> str:
    """A row as a test is called."""
    return "-".join(str(row[key]) for key in ("net", "dtype", "opt", "batch"))


def test_all_rows_are_there() -> None:
    """Seven networks, three batches, three optimizers with their types."""
    assert len(MEASURED) == 63


@pytest.mark.parametrize("row", MEASURED, ids=case)
def test_every_measured_peak_is_predicted_to_the_byte(row: dict[str, Any]) -> None:
    """Of MemTracker on fake CUDA tensors, which adds gradients out of place."""
    setup = Setup(
        batch=row["batch"],
        dtype=DTYPES[row["dtype"]],
        optimizer=row["opt"],
        in_place=row["net"] == "AlexNet",  # torchvision's ReLU
        accumulation="out_of_place",
    )
    found = predicted(analysis_of(SPECS[row["net"]]), setup)
    assert {
        "base": found.base,
        "inference": found.inference.bytes,
        "step1": found.first_step.bytes,
        "step2": found.second_step.bytes,
    } == row["measured_bytes"]


@pytest.mark.parametrize(
    ("net", "batch", "mebibytes"),
    [
        ("ResNet-50", 1, "488.3"),
        ("ResNet-50", 8, "994.3"),
        ("ResNet-50", 64, "5593.0"),
        ("GoogLeNet", 1, "139.6"),
        ("GoogLeNet", 8, "455.4"),
        ("GoogLeNet", 64, "3049.0"),
    ],
)
def test_gradients_that_are_added_in_place_take_less(net: str, batch: int, mebibytes: str) -> None:
    """As eager PyTorch 2.13 does, with Adam: a replay of its rules, beside the measured rows."""
    found = predicted(analysis_of(SPECS[net]), Setup(batch=batch, optimizer="adam"))
    assert f"{found.second_step.bytes / 2**20:.1f}" == mebibytes


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_peak_is_the_sum_of_what_it_consists_of(optimizer: Optimizer) -> None:
    """And the highest point of its course."""
    found = predicted(analysis_of("resnet18"), Setup(batch=2, optimizer=optimizer))
    for peak in (found.inference, found.first_step, found.second_step):
        assert tuple(peak.by_sort) == SORTS
        assert sum(peak.by_sort.values()) == peak.bytes
        assert max(each.bytes for each in peak.course) == peak.bytes
        assert peak.at in {Place(each.layer, each.phase) for each in peak.course}
        assert peak.requested <= peak.bytes
        assert all(count >= 0 for count in peak.by_sort.values())


def test_nothing_is_rounded_on_the_cpu() -> None:
    """A GPU hands out blocks of 512 bytes."""
    for rules, same in (("cpu", True), ("cuda", False)):
        found = predicted(analysis_of("lenet5-modern"), Setup(rules=rules))  # type: ignore[arg-type]  # each is a word of Rules
        assert (found.first_step.bytes == found.first_step.requested) is same
        assert (found.base == found.base_requested) is same


def test_adam_and_not_the_backward_pass_is_the_peak_of_alexnet() -> None:
    """Parameters, gradients, two moments and the roots of one: five times the parameters."""
    found = predicted(analysis_of("alexnet-torchvision"), Setup(optimizer="adam"))
    assert found.second_step.at == Place("optimizer", "optimizer")
    parts = found.second_step.by_sort
    rounded = parts["parameters"]
    assert parts["gradients"] == parts["temporaries"] == rounded
    assert parts["optimizer"] == 2 * rounded


FROZEN = """
name: n
input: 8x8x1
layers:
  - conv: {name: a, filters: 4, kernel: 3, trainable: %s}
  - relu
  - conv: {name: b, filters: 4, kernel: 3, trainable: %s}
  - relu
  - dense: 3
"""


def test_what_is_frozen_has_no_gradient_and_no_state() -> None:
    """A has 4*9 weights and 4 biases, b 4*4*9 and 4, the dense layer 64*3 and 3: 4 bytes each."""
    setup = Setup(rules="cpu", optimizer="momentum")
    for a, b, trained in (("true", "true", 383), ("false", "true", 343), ("false", "false", 195)):
        parts = of(FROZEN % (a, b), setup).second_step
        assert parts.by_sort["optimizer"] == trained * 4


def test_what_lies_before_the_first_trained_layer_keeps_no_activation() -> None:
    """With a and b frozen nothing but the input of the dense layer is kept: 4*4*4 values.

    Beside them stand, when the loss is computed, 3 outputs, as many logarithms, the loss and the
    weight of all classes; at the end of the step the gradients of 195 parameters, outputs and loss.
    """
    frozen = of(FROZEN % ("false", "false"), Setup(rules="cpu"))
    events = {(each.layer, each.phase): each.bytes for each in frozen.first_step.course}
    assert events["loss", "forward"] - frozen.base == (64 + 3 + 3 + 1 + 1) * 4
    assert events["optimizer", "optimizer"] - frozen.base == (195 + 3 + 1) * 4


def test_a_gradient_passes_a_frozen_layer_on_its_way() -> None:
    """B is frozen and a is trained: b has no gradient, and a has."""
    found = of(FROZEN % ("true", "false"), Setup(rules="cpu", optimizer="momentum"))
    assert found.second_step.by_sort["optimizer"] == (40 + 195) * 4


def test_a_network_that_learns_nothing_has_no_way_back() -> None:
    """Its steps are a forward pass and a loss."""
    found = of("{name: n, input: 4x4x2, layers: [relu]}", Setup(optimizer="adam"))
    assert {each.phase for each in found.second_step.course} == {"forward"}
