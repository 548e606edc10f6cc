"""The table of a checked sheet, in every format."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from cnncalc.coursework.check import check
from cnncalc.coursework.feedback import LEVELS
from cnncalc.report.checked import checked_table, checked_tables
from cnncalc.report.format import write_table
from cnncalc.report.look import Look
from tests.coursework.filled import filled
from tests.report.test_latex import compiled, compiles

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Golden

FIRST_LAYERS: dict[str, dict[str, str | None]] = {
    "conv1": {"output": "55x55x96", "parameters": "34,848", "macs": "210,830,400"},
    "pool1": {"output": "26x26x96"},
    "conv2": {"output": "26x26x256", "parameters": "600,123", "receptive_field": None},
    "total": {"parameters": "62.4M"},
}
"""What a student may write of AlexNet's first layers: something of everything."""

SHEET = check(
    filled(
        "alexnet-single",
        FIRST_LAYERS,
        more='title: "AlexNet, first layers"\n',
        rounding="floor",
        biases="counted",
    )
)

HOSTILE = "\x1b[2J=HYPERLINK(1)|<script>alert(1)</script>$\\input{/etc/passwd}$[red]\u202e"
"""An answer that means harm to a terminal, a spreadsheet, a browser and LaTeX."""


@pytest.mark.parametrize("level", LEVELS)
def test_a_checked_sheet_is_read_on_a_terminal_of_80_columns(golden: Golden, level: str) -> None:
    (known,) = (each for each in LEVELS if each == level)
    text = write_table(checked_table(SHEET, known), "table", Look(width=80))
    assert max(map(len, text.splitlines())) <= 80
    golden(f"checked-{level}-80.txt", text)


@pytest.mark.parametrize(
    ("name", "form", "look"),
    [
        ("checked-hint-200.txt", "table", Look(width=200, color=True)),
        ("checked-hint-40.txt", "table", Look(width=40, ascii=True)),
        ("checked-hint.md", "markdown", Look()),
        ("checked-hint.tex", "latex", Look()),
    ],
)
def test_every_format_has_it(golden: Golden, name: str, form: str, look: Look) -> None:
    golden(name, write_table(checked_table(SHEET, "hint"), form, look))


def test_the_words_alone_say_what_is_right() -> None:
    """Without colour."""
    table = checked_table(SHEET, "hint")
    assert "\x1b" not in write_table(table, "table", Look())
    assert [str(row[-1]).split()[0] for row in table.rows] == [
        "right",
        "not",
        "right",
        "not",
        "right",
        "not",
        "open",
        "right",
    ]


def test_the_summary_counts_and_the_convention_is_echoed_as_far_as_it_matters() -> None:
    """The windows fit, and no layer is a batch normalization."""
    summary, convention = checked_table(SHEET, "hint").notes
    assert summary == (
        "1 right, 1 right under another convention, 1 following from an earlier answer, "
        "1 not complete, 2 to repair, 1 not recognised, 1 open"
    )
    assert convention == (
        "convention cnncalc with rounding=floor: shapes height x width x channels, "
        "biases counted, bias adds not counted"
    )


def test_a_spreadsheet_of_several_sheets_says_whose_each_row_is() -> None:
    text = write_table(checked_tables([SHEET, SHEET], "hint"), "csv", Look())
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 2 * len(SHEET.rows)
    assert rows[1] == {
        "sheet": "by-hand",
        "student": "",
        "layer": "conv1",
        "quantity": "parameters",
        "answer": "34,848",
        "verdict": "slip",
        "feedback": "not yet. Does each filter or unit have anything besides its weights?",
        "points": "0",
        "possible": "1",
    }


@pytest.mark.parametrize("form", ["table", "markdown", "latex", "csv", "json"])
def test_an_answer_is_data_in_every_format(form: str) -> None:
    """OWASP, CSV injection; a terminal's escapes; HTML in Markdown; LaTeX that reads files."""
    sheet = check(filled("alexnet-single", {"conv1": {"parameters": HOSTILE}}))
    for text in (
        write_table(checked_table(sheet, "hint"), form, Look()),
        write_table(checked_tables([sheet], "hint"), "csv", Look()),
    ):
        assert "\x1b" not in text
        assert "\u202e" not in text
    text = write_table(checked_table(sheet, "hint"), form, Look())
    if form == "markdown":
        assert "<script>" not in text
    if form == "latex":
        assert "\\input{" not in text
    if form == "csv":
        assert all(cell[:1] != "=" for row in csv.reader(io.StringIO(text)) for cell in row)
    if form == "json":
        assert json.loads(text)["rows"][0]["answer"]


def test_a_long_answer_is_cut_and_the_table_stays_one() -> None:
    """Nobody writes so much by hand."""
    sheet = check(filled("alexnet-single", {"conv1": {"parameters": "1+" * 400 + "1"}}))
    text = write_table(checked_table(sheet, "hint"), "table", Look(width=120))
    assert "1+1+1..." in text
    assert text.splitlines()[2].split() == ["layer", "asked", "your", "answer", "feedback"]


@compiles
@pytest.mark.parametrize("level", LEVELS)
def test_latex_fits_on_a_page(tmp_path: Path, level: str) -> None:
    """Sentences are paragraphs, which LaTeX breaks itself."""
    (known,) = (each for each in LEVELS if each == level)
    text = write_table(checked_table(SHEET, known), "latex", Look())
    assert "Overfull" not in compiled(text, tmp_path)
