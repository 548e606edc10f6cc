"""The measurement of memory, on a GPU that only counts; a real one is not needed for its logic."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from cnncalc import analyze, load_text
from cnncalc.analysis.memory.step import Setup, predicted

torch = pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

from cnncalc.verify.assembly import Assembly, assembled, placed
from cnncalc.verify.peak import OPTIMIZER, Memory, compared, context_bytes, peaks
from cnncalc.verify.result import Peaks

CPU = torch.device("cpu")


class CountingGpu:
    """Stands for `torch.cuda`: counts what is asked of it, and sees which gradients are held."""

    def __init__(self, assembly: Assembly) -> None:
        self.asked: Counter[str] = Counter()
        self.gradients: list[int] = []
        self.learning: list[bool] = []
        self._assembly = assembly

    def synchronize(self, _: object) -> None:
        self.asked["synchronize"] += 1

    def reset_peak_memory_stats(self, _: object) -> None:
        self.asked["reset"] += 1
        held = (each.grad is not None for each in self._assembly.parameters())
        self.gradients.append(sum(held))
        self.learning.append(self._assembly.training)

    def memory_stats(self, _: object) -> dict[str, int]:
        self.asked["stats"] += 1
        return {
            "num_alloc_retries": self.asked["stats"],
            "requested_bytes.all.current": 100,
            "requested_bytes.all.peak": 300,
            "allocated_bytes.all.peak": 512,
            "reserved_bytes.all.peak": 2048,
        }

    def mem_get_info(self, _: object) -> tuple[int, int]:
        return (5000, 9000)

    def memory_reserved(self, _: object) -> int:
        return 2048


def built(text: str) -> Assembly:
    """A network of a test, on the processor."""
    network = load_text(text)
    return placed(assembled(network, analyze(network)), CPU, torch.float32)


def measured(text: str) -> tuple[Memory, CountingGpu]:
    """The peaks of a network of a test, whose input is 6 by 6 and one map."""
    assembly = built(text)
    gpu = CountingGpu(assembly)
    found = peaks(assembly, torch.ones((1, 1, 6, 6)), gpu)
    assert not assembly.training
    assert all(each.grad is None for each in assembly.parameters())
    return found, gpu


def test_inference_and_two_steps_are_measured_each_with_its_counters_set_back() -> None:
    """And the settings of cuDNN are as they were."""
    before = (torch.backends.cudnn.benchmark, torch.backends.cudnn.deterministic)
    found, gpu = measured("{name: n, input: 6x6x1, layers: [conv: {filters: 2, kernel: 3}, relu]}")
    assert [*found.passes] == ["inference", "first_step", "second_step"]
    expected = Peaks(held=100, requested=300, allocated=512, reserved=2048, retries=1)
    assert set(found.passes.values()) == {expected}
    assert gpu.asked == {"reset": 3, "synchronize": 6, "stats": 6}
    assert (torch.backends.cudnn.benchmark, torch.backends.cudnn.deterministic) == before


def test_gradients_are_held_by_the_second_step_alone() -> None:
    """What warmed up leaves none behind: inference and a first step would hold them too."""
    _, gpu = measured("{name: n, input: 6x6x1, layers: [conv: {filters: 2, kernel: 3}, relu]}")
    assert gpu.gradients == [0, 0, 2]  # of the weights and of the biases


def test_cudnn_is_deterministic_and_searches_for_nothing_while_it_is_measured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """torch.backends.cudnn: a search would take a workspace of its own."""
    seen = []

    def forward(_: object, values: Any) -> Any:
        cudnn = torch.backends.cudnn
        seen.append((cudnn.enabled, cudnn.benchmark, cudnn.deterministic))
        return values * 1

    monkeypatch.setattr(torch.nn.ReLU, "forward", forward)
    measured("{name: n, input: 6x6x1, layers: [conv: {filters: 2, kernel: 3}, relu]}")
    assert seen == [(True, False, True)] * 6  # to warm up: 1 inference, 2 steps; then the same


@pytest.mark.parametrize(
    ("layers", "reason"),
    [
        pytest.param("[relu]", "it has nothing to train", id="nothing to train"),
        pytest.param(
            "[conv: {filters: 2, kernel: 6}, batchnorm]",
            "Expected more than 1 value per channel when training, "
            "got input size torch.Size([1, 2, 1, 1])",
            id="one value a map",
        ),
    ],
)
def test_a_network_that_cannot_be_trained_has_a_peak_of_inference_alone(
    layers: str, reason: str
) -> None:
    """torch.nn.BatchNorm2d refuses to train on one value a map."""
    found, _ = measured(f"{{name: n, input: 6x6x1, layers: {layers}}}")
    assert [*found.passes] == ["inference"]
    assert found.untrained == reason


def test_memory_that_runs_out_in_training_leaves_the_peak_of_inference(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The rows that agree are worth more than the steps."""

    def full(*_: object, **__: object) -> None:
        message = "CUDA out of memory. Tried to allocate 20.00 MiB"
        raise torch.OutOfMemoryError(message)

    monkeypatch.setattr(torch.Tensor, "backward", full)
    found, _ = measured("{name: n, input: 6x6x1, layers: [conv: {filters: 2, kernel: 3}]}")
    assert [*found.passes] == ["inference"]
    assert found.untrained == "the memory ran out"


def test_what_was_predicted_stands_beside_what_was_measured() -> None:
    """Without rounding, as `requested` is: first 20 parameters, 36 inputs and 16 classes.

    Then 2*4*4 values of the convolution, which ReLU gives once more: 4 bytes each, 8 a class.
    """
    text = "{name: n, input: 6x6x1, layers: [conv: {filters: 2, kernel: 3}, relu]}"
    found, _ = measured(text)
    prediction = predicted(analyze(load_text(text)), Setup(optimizer=OPTIMIZER))
    assert prediction.base_requested == (20 + 36) * 4 + 16 * 8
    passes = compared(found.passes, prediction)
    assert passes["inference"].predicted == prediction.base_requested + 2 * 32 * 4
    assert passes["second_step"].predicted == prediction.second_step.requested
    assert {each.requested for each in passes.values()} == {300}


def test_the_context_is_what_pytorch_did_not_reserve() -> None:
    """Of 9,000 bytes 5,000 are free, and 2,048 are PyTorch's."""
    gpu = CountingGpu(built("{name: n, input: 6x6x1, layers: [relu]}"))
    assert context_bytes(CPU, gpu) == 9000 - 5000 - 2048
