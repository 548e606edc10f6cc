"""Tables as LaTeX."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import cnncalc
from cnncalc.report.latex import write
from cnncalc.report.look import Look
from cnncalc.report.table import Column, Phrase, Table
from cnncalc.report.view import analysis_table
from tests.report.specimen import HOSTILE, TABLE, naming

if TYPE_CHECKING:
    from pathlib import Path

PDFLATEX = shutil.which("pdflatex")
compiles = pytest.mark.skipif(PDFLATEX is None, reason="pdflatex is not installed")


def compiled(tabular: str, folder: Path) -> str:
    """The log of pdflatex over a document that loads no package; it fails at the first error."""
    document = rf"\documentclass{{article}}\begin{{document}}{tabular}\end{{document}}"
    (folder / "table.tex").write_text(document, encoding="utf-8")
    assert PDFLATEX
    process = subprocess.run(
        [PDFLATEX, "-halt-on-error", "-interaction=nonstopmode", "-no-shell-escape", "table.tex"],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    log = process.stdout.decode(errors="replace")
    assert process.returncode == 0, log
    return log


def test_a_table_is_written_whole() -> None:
    assert write(TABLE, Look()) == (
        "\\begingroup\\footnotesize\\setlength{\\tabcolsep}{3pt}\n"
        "\\begin{center}\n"
        "\\textbf{AlexNet}\\par\\medskip\n"
        "\\begin{tabular}{llrrr}\n"
        "\\hline\n"
        "layer & window & output & parameters & receptive field \\\\\n"
        "\\hline\n"
        "input &  & $227\\times227\\times3$ &  &  \\\\\n"
        "conv1 & $11\\times11$ stride 4 & $55\\times55\\times96$ & 34{,}944 & $11\\times11$ \\\\\n"
        "relu1 &  & $55\\times55\\times96$ & 0 & $11\\times11$ \\\\\n"
        "fc8 &  & 1000 & 4{,}097{,}000 & $227\\times227$ \\\\\n"
        "\\hline\n"
        "\\textbf{total} &  &  & \\textbf{60{,}965{,}224} &  \\\\\n"
        "\\hline\n"
        "\\end{tabular}\n"
        "\\end{center}\n"
        "\\begin{flushleft}\n"
        "61.0 M parameters \\\\\n"
        "1 MAC is one multiplication and one addition\n"
        "\\end{flushleft}\n"
        "\\par\\endgroup\n"
    )


def test_the_working_is_a_formula() -> None:
    working = write(TABLE, Look(working=True))
    assert r"$\left(11 \cdot 11 \cdot 3 + 1\right) \cdot 96 = 34{,}944$" in working


def test_shapes_follow_the_order_of_the_look() -> None:
    assert r"$96\times55\times55$" in write(TABLE, Look(order="chw"))


def test_a_negative_number_has_a_minus_sign() -> None:
    columns = (Column("start", "start", numeric=True),)
    assert r"$-64$ \\" in write(Table("", columns, ((Phrase((-64,)),),)), Look())


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_a_name_stays_in_its_cell_its_title_and_its_note(name: str) -> None:
    text = write(replace(naming(name), title=name, notes=(name,)), Look())
    lines = text.splitlines()
    assert len(lines) == 17
    assert lines[2].startswith(r"\textbf{")
    assert lines[2].endswith(r"}\par\medskip")
    assert len(re.findall(r"(?<!\\)&", lines[7])) == 1
    assert not re.search(r"\\(?:input|cmd)", text)
    assert text.replace("\n", "").isprintable()


@compiles
def test_every_hostile_name_compiles_in_a_bare_document(tmp_path: Path) -> None:
    table = replace(naming(*HOSTILE), title="%\n\\undefined", notes=("\n\\undefined",))
    compiled(write(table, Look()), tmp_path)


def test_columns_that_a_page_has_no_room_for_are_left_out_and_named() -> None:
    text = write(analysis_table(cnncalc.analyze("alexnet")), Look())
    assert "% left out, for lack of width: kind, filters, bytes, receptive field\n" in text
    chosen = analysis_table(cnncalc.analyze("alexnet"), columns=["kind", "activation_bytes"])
    assert "left out" not in write(chosen, Look())


def test_very_many_rows_become_several_tables() -> None:
    text = write(naming(*(f"relu{each}" for each in range(1, 101))), Look())
    assert text.count(r"\begin{tabular}") == 3
    assert text.count(r"layer & parameters \\") == 3
    assert text.count(r"\textbf{total}") == 1


@compiles
@pytest.mark.parametrize("spec", ["lenet5", "alexnet", "vgg16", "alphago"])
def test_the_usual_table_fits_on_a_page(spec: str, tmp_path: Path) -> None:
    log = compiled(write(analysis_table(cnncalc.analyze(spec)), Look()), tmp_path)
    assert "Overfull" not in log


@compiles
@pytest.mark.parametrize("working", [False, True], ids=["numbers", "working"])
@pytest.mark.parametrize("spec", ["lenet5", "alexnet"])
def test_the_table_of_a_network_compiles_in_a_bare_document(
    spec: str, *, working: bool, tmp_path: Path
) -> None:
    for columns in (None, ["all"]):
        table = analysis_table(cnncalc.analyze(spec), columns=columns, working=working)
        compiled(write(table, Look(working=working)), tmp_path)
