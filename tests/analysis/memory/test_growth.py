"""The peak at any batch, against going through the passes at that batch."""

from __future__ import annotations

from dataclasses import replace

import pytest

import cnncalc
from cnncalc.analysis.memory.growth import FEW, MANY, Growth
from cnncalc.analysis.memory.setup import Rules, Setup
from cnncalc.analysis.memory.step import Plan, Run

NETWORKS = ("lenet5", "alexnet", "densenet121", "unet", "shufflenet-v2", "efficientnet-b0")


def run(plan: Plan, setup: Setup, batch: int, *, training: bool) -> tuple[Run, int]:
    """Go through the passes, and give the largest peak."""
    found = Run(plan, replace(setup, batch=batch))
    peaks = found.steps() if training else (found.inference(),)
    return found, max(each.bytes for each in peaks)


@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("rules", ["cuda", "cpu"])
@pytest.mark.parametrize("name", NETWORKS)
def test_two_batches_tell_every_other(name: str, rules: Rules, *, training: bool) -> None:
    plan, setup = Plan.of(cnncalc.analyze(name)), Setup(optimizer="adam", rules=rules)
    few, many = (run(plan, setup, each, training=training)[0].ledger for each in (FEW, MANY))
    growth = Growth(few.noted, many.noted, few.block)
    for batch in (2, 3, 7, 100, FEW, 1_001):
        assert growth.peak(batch) == run(plan, setup, batch, training=training)[1]


def test_what_is_let_go_is_no_longer_held() -> None:
    """Of 100 bytes an example, let go, and then of 512 and of 1 in blocks of 512."""
    few = [100 * FEW, -100 * FEW, 512, 1, -1]
    many = [100 * MANY, -100 * MANY, 512, 1, -1]
    growth = Growth(few, many, 512)
    assert growth.peak(2) == 1_024
    assert growth.peak(11) == 1_536  # 1,100 bytes in three blocks
