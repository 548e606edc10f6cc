r"""Letters beyond ASCII in LaTeX: what each is typeset as, and that plain LaTeX takes them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cnncalc.report.letter import LETTERS, MOST_REMARKED, remark, typeset

from .test_latex import compiled, compiles

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "written"),
    [
        # The accents and signs of plain LaTeX: Lamport, "LaTeX: A Document Preparation System".
        ("conv1 & co", "conv1 & co"),
        ("naïve", "naïve"),
        ("č", r"\v{c}"),
        ("ő", r"\H{o}"),
        ("ṇ", r"\d{n}"),
        ("Ł", r"\L{}"),
        ("c\u030c", r"\v{c}"),
        ("µ", r"$\mu$"),
        ("≤", r"$\le$"),
        ("Ω", r"$\Omega$"),
        ("中", r"\textbackslash{}u4e2d"),
        ("🎉", r"\textbackslash{}u1f389"),
    ],
)
def test_a_letter_is_one_that_plain_latex_has_or_a_number(text: str, written: str) -> None:
    assert typeset(text) == written


def test_a_letter_that_may_stand_in_a_formula_is_text_there() -> None:
    assert typeset("x_č", anywhere=True) == r"x_\text{\v{c}}"
    assert typeset("é", anywhere=True) == r"\text{é}"


def test_a_comment_says_what_the_numbers_stand_for() -> None:
    assert remark("conv1 é č") == ""
    assert remark("中a中") == (
        r"% plain LaTeX has no letter for 中, which stands here as its number: \u4e2d"
    )
    assert remark("中文") == (
        r"% plain LaTeX has no letter for 中 文, which stand here as numbers: \u4e2d \u6587"
    )


def test_a_comment_is_one_line_of_some_characters() -> None:
    many = "".join(map(chr, range(0x4E00, 0x4F00))) + "\u2028\u202e\x1b"
    assert remark(many).isprintable()
    assert remark(many).count(r"\u") == MOST_REMARKED
    assert "..." in remark(many)


@compiles
def test_every_letter_and_sign_compiles_without_a_package(tmp_path: Path) -> None:
    """Latin to Vietnamese, Greek, general punctuation and some of every other script."""
    codes = [*range(0xA0, 0x250), *range(0x370, 0x400), *range(0x1E00, 0x1F00)]
    codes += [*range(0x2010, 0x2050), *range(0x400, 0x1D00, 50), 0x4E2D, 0x1F389]
    text = " ".join(each for each in map(chr, codes) if each.isprintable())
    compiled(f"{remark(text)}\n{typeset(text)} {' '.join(sorted(LETTERS))}", tmp_path)
