"""The table of docs/memory.md: what was measured, and what three ways of estimating give.

Measured: torch 2.13, MemTracker under FakeTensorMode on a pretended CUDA device, float32, Adam
over all tensors at once, the peak of the second step (tests/data/memory/peaks.jsonl). torchinfo
1.8.0: its three addends, of the same modules (tests/data/memory/torchinfo.csv); its "Estimated
Total Size" is their sum.
"""

from __future__ import annotations

import csv
import json
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import cnncalc
from cnncalc.analysis.memory.account import Account
from cnncalc.analysis.memory.setup import Setup

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data" / "memory"
SPECS = {
    "LeNet-5": "lenet5-modern",
    "AlexNet": "alexnet-torchvision",
    "ZFNet": "zfnet",
    "VGG-16": "vgg16",
    "ResNet-50": "resnet50",
    "GoogLeNet": str(DATA / "googlenet.cnn.yaml"),
}
BATCHES = (1, 8, 64)
BLANK = "\n\n"
"""What ends a table of a page."""
HEAD = (
    "| network | batch | measured, bytes | cnncalc | the lecture | torchinfo |\n"
    "|:--|--:|--:|--:|--:|--:|\n"
)


def measured() -> dict[tuple[str, int], int]:
    """The peaks of the second step, by network and batch."""
    lines = (DATA / "peaks.jsonl").read_text(encoding="utf-8").splitlines()
    rows = (json.loads(each) for each in lines)
    return {
        (row["net"], row["batch"]): row["measured_bytes"]["step2"]
        for row in rows
        if (row["dtype"], row["opt"]) == ("fp32", "adam")
    }


def estimated() -> dict[tuple[str, int], int]:
    """The totals of torchinfo, by network and batch."""
    with (DATA / "torchinfo.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["network"], int(row["batch"])): sum(
                int(row[each]) for each in ("input_bytes", "pass_bytes", "parameter_bytes")
            )
            for row in csv.DictReader(file)
        }


def off(value: int, truth: int) -> str:
    """A figure, and how far it is from the truth: `exact`, or `+12 %`."""
    if value == truth:
        return "exact"
    percent = Fraction(100 * (value - truth), truth)
    return f"{value:,} ({float(percent):+.{0 if abs(percent) >= 1 else 1}f} %)"


def account(network: str, batch: int) -> Account:
    """A step as it was measured: under MemTracker no gradient is added in place."""
    setup = Setup(batch=batch, optimizer="adam", accumulation="out_of_place")
    return Account(cnncalc.load(SPECS[network]), setup)


def rows() -> Iterator[str]:
    """The rows of the table."""
    truths, torchinfo = measured(), estimated()
    for network in SPECS:
        for batch in BATCHES:
            found, truth = account(network, batch), truths[network, batch]
            cells = (
                off(found.prediction.second_step.bytes, truth),
                off(int(found.textbook.total), truth),
                off(torchinfo[network, batch], truth),
            )
            yield f"| {network} | {batch} | {truth:,} | {' | '.join(cells)} |\n"


@pytest.mark.parametrize("network", SPECS)
@pytest.mark.parametrize("batch", BATCHES)
def test_a_peak_of_the_table_is_predicted_to_the_byte(network: str, batch: int) -> None:
    found = account(network, batch).prediction.second_step.bytes
    assert found == measured()[network, batch]


def test_the_table_of_the_page_is_what_these_figures_give(pytestconfig: pytest.Config) -> None:
    path = ROOT / "docs" / "memory.md"
    page = path.read_text(encoding="utf-8")
    before, _, rest = page.partition(HEAD)
    shown = rest.partition(BLANK)[0] + "\n"
    table = "".join(rows())
    if pytestconfig.getoption("--update-golden"):
        path.write_text(before + HEAD + table + rest.removeprefix(shown), encoding="utf-8")
        return
    assert shown == table
