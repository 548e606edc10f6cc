"""The table of a network's blocks; golden files of whole outputs, read by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import cnncalc
from cnncalc.diagnostic import CannotRunError
from cnncalc.report.block_table import block_table
from cnncalc.report.format import write_table
from cnncalc.report.look import Look

if TYPE_CHECKING:
    from tests.conftest import Golden

RESNET152 = {"parameters": "60,192,808", "macs": "11,513,626,624"}
"""torchvision's resnet152 has so many parameters; it publishes 11.51 G multiply-adds."""


def written(spec: str, form: str = "table", look: Look | None = None, depth: int = 1) -> str:
    return write_table(block_table(cnncalc.analyze(spec), depth), form, look or Look())


@pytest.mark.parametrize(
    ("spec", "depth", "look"),
    [
        ("resnet152", 1, Look(width=80)),
        ("resnet152", 1, Look(width=200)),
        ("resnet152", 2, Look(width=80, ascii=True)),
        ("googlenet", 1, Look(width=80)),
        ("vgg16", 1, Look()),
        ("mobilenet-v1", 1, Look()),
    ],
)
def test_blocks_look_like_this(spec: str, depth: int, look: Look, golden: Golden) -> None:
    name = f"blocks-{spec}-{depth}-{look.width or 'piped'}{'-ascii' * look.ascii}.txt"
    golden(name, written(spec, look=look, depth=depth))


@pytest.mark.parametrize(("form", "suffix"), [("markdown", "md"), ("latex", "tex"), ("csv", "csv")])
def test_blocks_in_other_formats_look_like_this(form: str, suffix: str, golden: Golden) -> None:
    golden(f"blocks-resnet152.{suffix}", written("resnet152", form))


def test_152_layers_fit_one_screen() -> None:
    """Of 80 columns and 40 lines."""
    lines = written("resnet152", look=Look(width=80)).splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 80
    (total,) = [each for each in lines if each.startswith("total")]
    assert total.split()[1:3] == list(RESNET152.values())


def test_columns_are_those_that_are_named() -> None:
    analysis = cnncalc.analyze("resnet152")
    table = block_table(analysis, columns=["params", "kind", "layers", "block", "work.comparison"])
    assert [each.key for each in table.columns] == [
        *("name", "parameters", "made_of", "layers", "block", "work.comparison"),
    ]
    (row,) = [each for each in table.rows if each[0] == "conv2_x"]
    # three blocks of three relus, over 56 x 56: 64, 64 and 256 maps
    assert row[-1] == 3 * 56 * 56 * (64 + 64 + 256)
    assert row[2:5] == ("bottleneck ×3", 32, "stage")  # noqa: RUF001  as it is shown
    assert table.totals is not None
    assert table.totals[3] == 514
    every = block_table(analysis, columns=["all"])
    assert {"input", "output", "macs", "receptive_field.jump"} <= {e.key for e in every.columns}


def test_a_column_of_single_layers_is_told_from_one_that_there_is_not() -> None:
    analysis = cnncalc.analyze("lenet5")
    with pytest.raises(CannotRunError) as caught:
        block_table(analysis, columns=["stride"])
    assert str(caught.value).startswith("a column `stride` is of single layers; a row of a block ")
    with pytest.raises(CannotRunError) as caught:
        block_table(analysis, columns=["layerz"])
    assert "a column `layerz` there is not; did you mean `layers`?" in str(caught.value)


def test_a_convention_counts_in_blocks_as_in_layers() -> None:
    """CS231n's listing of VGG-16: 15,237,608 values with the input, 138,344,128 weights."""
    table = block_table(
        cnncalc.analyze("vgg16").counted("cs231n"), columns=["params", "activations"]
    )
    assert table.totals == ("total", 138_344_128, 15_237_608)
    counts = [row[2] for row in table.rows[1:] if isinstance(row[2], int)]
    assert sum(counts) == 15_087_080


def test_deeper_blocks_are_pointed_at_where_there_are_any() -> None:
    assert any("--depth 2" in each for each in block_table(cnncalc.analyze("resnet18")).notes)
    assert not any("--depth" in each for each in block_table(cnncalc.analyze("vgg16")).notes)


@pytest.mark.parametrize("work", ["flops", "connections", "all"])
def test_any_work_can_be_shown(work: str) -> None:
    table = block_table(cnncalc.analyze("lenet5"), work="all" if work == "all" else "flops")
    assert any("work." in each.key for each in table.columns) == (work == "all")
