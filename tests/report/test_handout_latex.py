"""Printed sheets as LaTeX, compiled where LaTeX is."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cnncalc.coursework.quiz import quiz
from cnncalc.report.handout import handout
from cnncalc.report.handout_latex import handout_latex
from tests.coursework.made import CS231N, DRAWN, copied, template
from tests.report.specimen import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cnncalc.report.handout import Handout

PDFLATEX = shutil.which("pdflatex")
compiles = pytest.mark.skipif(PDFLATEX is None, reason="pdflatex is not installed")


def keyed(student: str = "") -> Handout:
    """The key to CS231n's example."""
    return handout(copied(CS231N, student=student), key=True, style="latex")


def compiled(document: str, folder: Path) -> str:
    """The log of pdflatex, which stops at the first error."""
    (folder / "sheet.tex").write_text(document, encoding="utf-8")
    assert PDFLATEX
    process = subprocess.run(
        [PDFLATEX, "-halt-on-error", "-interaction=nonstopmode", "-no-shell-escape", "sheet.tex"],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    log = process.stdout.decode(errors="replace")
    assert process.returncode == 0, log
    return log


def test_a_key_as_it_is_written(golden: Callable[[str, str], None]) -> None:
    """CS231n 2017, lecture 5: 32x32x10 and 760."""
    golden("handout-key.tex", handout_latex([keyed()]))


@compiles
def test_it_compiles_without_a_line_that_is_too_long(tmp_path: Path) -> None:
    made = quiz(template(DRAWN), seed="1", count=3)
    copies = [
        handout(each, key=key, style="latex") for each in made.copies for key in (False, True)
    ]
    log = compiled(handout_latex(copies), tmp_path)
    assert "Output written on sheet.pdf (6 pages" in log
    assert "Overfull" not in log


@compiles
def test_names_and_questions_are_printed_and_never_run(tmp_path: Path) -> None:
    hostile = "".join(HOSTILE) + r"\input{/etc/passwd} $ % & # _ ^ ~ { } \end{document}"
    plain = keyed()
    question = replace(plain.questions[0], id=hostile, words=hostile, answer=hostile)
    everywhere = replace(
        plain,
        title=hostile,
        worksheet=hostile,
        student=hostile,
        text=hostile,
        conventions=hostile,
        network=(hostile,),
        questions=(question,),
    )
    document = handout_latex([everywhere])
    assert r"\input{/etc" not in document
    assert document.count(r"\end{document}") == 1
    compiled(document, tmp_path)


def test_each_copy_stands_on_a_page_of_its_own() -> None:
    assert handout_latex([keyed(), keyed(), keyed()]).count(r"\clearpage") == 2
