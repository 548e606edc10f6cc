"""The measurement of memory, on a GPU that only counts; a real one is not needed for its logic."""

from __future__ import annotations

from collections import Counter

import pytest

from cnncalc import analyze, load_text

torch = pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

from cnncalc.verify.assembly import assembled, placed
from cnncalc.verify.peak import context_bytes, peaks
from cnncalc.verify.result import Peaks

CPU = torch.device("cpu")


class CountingGpu:
    """Stands for `torch.cuda`, and counts what is asked of it."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()

    def synchronize(self, _: object) -> None:
        self.asked["synchronize"] += 1

    def reset_peak_memory_stats(self, _: object) -> None:
        self.asked["reset"] += 1

    def memory_stats(self, _: object) -> dict[str, int]:
        return {
            "num_alloc_retries": 0,
            "requested_bytes.all.peak": 300,
            "allocated_bytes.all.peak": 512,
            "reserved_bytes.all.peak": 2048,
        }

    def mem_get_info(self, _: object) -> tuple[int, int]:
        return (5000, 9000)

    def memory_reserved(self, _: object) -> int:
        return 2048


def measured(text: str) -> tuple[dict[str, Peaks], CountingGpu]:
    """The peaks of a network of a test."""
    network, gpu = load_text(text), CountingGpu()
    assembly = placed(assembled(network, analyze(network)), CPU, torch.float32)
    found = peaks(assembly, torch.ones((1, *network.input_shape.axes)), gpu)
    assert not assembly.training
    assert all(each.grad is None for each in assembly.parameters())
    return found, gpu


def test_inference_and_two_steps_are_measured_each_with_its_counters_set_back() -> None:
    """And the settings of cuDNN are as they were."""
    before = (torch.backends.cudnn.benchmark, torch.backends.cudnn.deterministic)
    found, gpu = measured("{name: n, input: 6x6x1, layers: [conv: {filters: 2, kernel: 3}, relu]}")
    assert [*found] == ["inference", "first_step", "second_step"]
    assert set(found.values()) == {Peaks(requested=300, allocated=512, reserved=2048, retries=0)}
    assert gpu.asked == {"reset": 3, "synchronize": 6}
    assert (torch.backends.cudnn.benchmark, torch.backends.cudnn.deterministic) == before


@pytest.mark.parametrize(
    "layers",
    [
        pytest.param("[relu]", id="nothing to train"),
        pytest.param("[conv: {filters: 2, kernel: 6}, batchnorm]", id="one value a map"),
    ],
)
def test_a_network_that_cannot_be_trained_has_a_peak_of_inference_alone(layers: str) -> None:
    """torch.nn.BatchNorm2d refuses to train on one value a map."""
    found, _ = measured(f"{{name: n, input: 6x6x1, layers: {layers}}}")
    assert [*found] == ["inference"]


def test_the_context_is_what_pytorch_did_not_reserve() -> None:
    """Of 9,000 bytes 5,000 are free, and 2,048 are PyTorch's."""
    assert context_bytes(CPU, CountingGpu()) == 9000 - 5000 - 2048
