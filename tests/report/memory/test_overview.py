"""The tables of the lecture's estimate and of PyTorch's peaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import cnncalc
from cnncalc.analysis.memory.prediction import Place
from cnncalc.quantity import Quantity
from cnncalc.report.cell import cell_text
from cnncalc.report.look import Look
from cnncalc.report.memory.overview import amounts, heading, peak_table, place, textbook_table

if TYPE_CHECKING:
    from cnncalc.analysis.memory.setup import Optimizer
    from cnncalc.report.table import Table

VGG16 = cnncalc.memory("vgg16")


def total_of(table: Table, column: int) -> int:
    """The sum of a column of whole numbers."""
    return sum(int(each) for row in table.rows if isinstance(each := row[column], Quantity | int))


def test_the_heading_says_what_is_run_and_how() -> None:
    assert heading(VGG16) == (
        "VGG, configuration D: a step of training with momentum, 1 example, float32"
    )
    assert heading(cnncalc.memory("vgg16", batch=2, training=False, dtype="float64")) == (
        "VGG, configuration D: inference, 2 examples, float64"
    )
    assert "without an optimizer" in heading(cnncalc.memory("vgg16", optimizer="none"))


def test_the_lectures_table_adds_up_source_by_source() -> None:
    """138,357,544 parameters (torchvision): 553,430,176 bytes, and as much twice more."""
    table = textbook_table(VGG16)
    sources = [row[1] for row in table.rows]
    assert list(dict.fromkeys(sources)) == ["activations", "parameters", "input"]
    assert [cell_text(row[3], Look()) for row in table.rows].count("553,430,176") == 3
    assert table.totals is not None
    assert table.totals[3] == total_of(table, 3)


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (60_950_432, ("61.0 MB", "58.1 MiB")),  # CS231n's listing of VGG-16, added up
        (1_000_000, ("1.00 MB", "977 KiB")),
        (1_010, ("1.01 kB", "1,010 B")),
        (12, ("12 B", "12 B")),
        (0, ("0 B", "0 B")),
    ],
)
def test_an_amount_is_written_in_mb_and_in_mib(count: int, written: tuple[str, str]) -> None:
    assert amounts(count) == written


def test_the_table_of_peaks_adds_up_in_every_column() -> None:
    table = peak_table(VGG16)
    assert table.totals is not None
    for column in range(1, len(table.columns)):
        assert table.totals[column] == total_of(table, column)


def test_inference_has_one_column() -> None:
    headings = [
        each.heading for each in peak_table(cnncalc.memory("vgg16", training=False)).columns
    ]
    assert headings[1:] == ["inference"]


@pytest.mark.parametrize(
    ("optimizer", "told"), [("adam", True), ("momentum", True), ("sgd", False), ("adagrad", False)]
)
def test_it_is_told_where_later_steps_hold_more(optimizer: Optimizer, *, told: bool) -> None:
    """PyTorch's Adagrad makes its sums when it is constructed."""
    notes = "\n".join(peak_table(cnncalc.memory("lenet5", optimizer=optimizer)).notes)
    assert ("end of the first step" in notes) is told


def test_what_is_not_modelled_stands_below_the_peaks() -> None:
    *_, last = peak_table(VGG16).notes
    assert all(word in last for word in ("cuDNN", "cuBLAS", "CUDA context", "fragmentation"))


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (Place("conv1", "backward"), "at conv1, backward"),
        (Place("optimizer", "optimizer"), "in the step of the optimizer"),
        (Place("loss", "forward"), "in the loss"),
        (Place("loss", "backward"), "in the loss, backward"),
        (Place("input", "forward"), "before the first layer"),
    ],
)
def test_a_place_is_told_in_words(at: Place, words: str) -> None:
    assert place(at) == words
