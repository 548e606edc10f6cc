"""Tables as Markdown."""

from __future__ import annotations

import re

import pytest

from cnncalc.report.look import Look
from cnncalc.report.markdown import write
from tests.report.specimen import HOSTILE, TABLE, naming

ASCII = Look(ascii=True)


def test_a_table_is_written_whole() -> None:
    assert write(TABLE, ASCII) == (
        "**AlexNet**\n"
        "\n"
        "| layer     | window         |    output |     parameters | receptive field |\n"
        "|:----------|:---------------|----------:|---------------:|----------------:|\n"
        "| input     |                | 227x227x3 |                |                 |\n"
        "| conv1     | 11x11 stride 4 |  55x55x96 |         34,944 |           11x11 |\n"
        "| relu1     |                |  55x55x96 |              0 |           11x11 |\n"
        "| fc8       |                |      1000 |      4,097,000 |         227x227 |\n"
        "| **total** |                |           | **60,965,224** |                 |\n"
        "\n"
        "- 61.0 M parameters\n"
        "- 1 MAC is one multiplication and one addition\n"
    )


def test_the_working_stands_in_the_cell_with_its_stars_escaped() -> None:
    working = write(TABLE, Look(ascii=True, working=True))
    assert r"| (11\*11\*3 + 1)\*96 = 34,944 |" in working


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_a_name_stays_in_its_cell_and_inert(name: str) -> None:
    """GFM: a cell ends at a pipe without a backslash; punctuation after one is only itself."""
    text = write(naming(name), Look())
    assert text.count("\n") == 4  # headings, divider, the row, the totals
    row = text.splitlines()[2]
    assert len(re.findall(r"(?<!\\)\|", row)) == 3
    unescaped = re.sub(r"\\[!-/:-@\[-`{-~]", "", row.strip("| "))
    assert not re.search(r"[`*_\[\]~$<>]|&(?!amp;|lt;|gt;)", unescaped)
    assert row.isprintable()
