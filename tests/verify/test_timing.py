"""How long layers take: on a processor by its clock, on a GPU by events among its work."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

import pytest

from cnncalc import analyze, load_text

torch = pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

from cnncalc.verify import timing
from cnncalc.verify.assembly import assembled, placed


class Event:
    """Stands for `torch.cuda.Event`: each is 2.5 ms after the one before, once it is over."""

    asked: ClassVar[Counter[str]] = Counter()

    def __init__(self, *, enable_timing: bool) -> None:
        assert enable_timing
        self.moment = 0.0

    def record(self) -> None:
        self.asked["record"] += 1
        self.moment = 2.5 * self.asked["record"]

    def elapsed_time(self, after: Event) -> float:
        assert self.asked["synchronize"] == 1
        return after.moment - self.moment


def test_every_layer_has_a_time_on_the_processor() -> None:
    """In milliseconds; how many is nobody's promise."""
    network = load_text("{name: n, input: 6x6x1, layers: [conv: {filters: 2, kernel: 3}, relu]}")
    assembly = placed(assembled(network, analyze(network)), torch.device("cpu"), torch.float32)
    times = timing.milliseconds(assembly, torch.ones(1, 1, 6, 6))
    assert len(times) == 2
    assert all(each >= 0 for each in times)


def test_on_a_gpu_the_time_is_that_between_two_events(monkeypatch: pytest.MonkeyPatch) -> None:
    """It runs behind the program: it is waited for before a time is read."""
    network = load_text("{name: n, input: 6x6x1, layers: [relu, tanh]}")
    assembly = assembled(network, analyze(network))

    class Batch:
        """Stands for a batch of inputs on a GPU."""

        device = torch.device("cuda", 0)

    def synchronize(_: object) -> None:
        Event.asked["synchronize"] += 1

    monkeypatch.setattr(torch.cuda, "Event", Event)
    monkeypatch.setattr(torch.cuda, "synchronize", synchronize)
    monkeypatch.setattr(timing, "applied", lambda _, inputs: inputs[0])
    assert timing.milliseconds(assembly, Batch()) == (2.5, 2.5)
    assert Event.asked == {"record": 3, "synchronize": 1}
