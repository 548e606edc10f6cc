"""Working as LaTeX: whole, harmless, and typeset where there is a LaTeX to do it."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING

import pytest

from cnncalc.api import analyze, load_text
from cnncalc.report.explanation import layer_explanation, network_explanation
from cnncalc.report.look import Look
from cnncalc.report.working_latex import working_latex

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = {
    "allowdisplaybreaks", "begin", "begingroup", "cdot", "end", "endgroup", "footnotesize",
    "frac", "hline", "item", "left", "lceil", "lfloor", "mathrm", "max", "min", "par",
    "paragraph", "quad", "rceil", "rfloor", "right", "setlength", "sloppy", "subsection",
    "tabcolsep",
    "text", "textasciicircum", "textasciitilde", "textbackslash", "textbar", "textbf",
    "textgreater", "textless", "times",
}  # fmt: skip
"""What LaTeX and amsmath have."""

HOSTILE = r"""
name: "a_b $x$ \\input{x} % # & ~ ^ { } <b> | `t` 中 é"
title: "\e[2J \u202e \\end{document} [1]"
input: 8x8x3
layers:
  - conv: {name: a_b-c, filters: 4, kernel: 3}
  - conv: {name: 中文_é, filters: 4, kernel: 3}
  - dense: {name: x_, units: 2}
"""


@cache
def written() -> dict[str, str]:
    """Give what is written of layers of every sort, of networks, and of hostile names."""
    texts = {}
    for name in ("alexnet", "lenet5", "alphago"):
        analysis = analyze(name)
        texts[name] = working_latex(network_explanation(analysis, Look()), Look())
        for layer in analysis.layers:
            explanation = layer_explanation(analysis, layer, look=Look())
            texts[f"{name} {layer}"] = working_latex(explanation, Look())
    flat = "name: n\ninput: 9x9x4\nlayers: [{conv: {name: c, filters: 2, kernel: [2, 3]}}, relu]\n"
    texts["flat"] = working_latex(layer_explanation(analyze(load_text(flat)), "relu1"), Look())
    hostile = analyze(load_text(HOSTILE))
    texts["hostile"] = working_latex(network_explanation(hostile), Look())
    for index, layer in enumerate(hostile.layers):
        texts[f"hostile {index}"] = working_latex(layer_explanation(hostile, layer), Look())
    return texts


def test_it_is_whole_and_runs_nothing_else() -> None:
    """Every brace and environment is closed, and amsmath has every command."""
    for name, text in written().items():
        check_whole(name, text)


def check_whole(name: str, text: str) -> None:
    """Read a text as far as it takes to see that it is whole."""
    bare = re.sub(r"\\[\\{}$&%#_]", "", text)
    bare = re.sub(r"^%.*$", "", bare, flags=re.MULTILINE)
    assert set(re.findall(r"\\([A-Za-z]+)", bare)) <= COMMANDS, name
    assert bare.count("{") == bare.count("}")
    opened: list[str] = []
    for verb, environment in re.findall(r"\\(begin|end)\{([^}]*)\}", bare):
        if verb == "begin":
            opened.append(environment)
        else:
            assert opened.pop() == environment
    assert opened == []
    assert all(each.isprintable() for each in text.replace("\n", ""))


def test_a_figure_is_aligned_at_its_equals_signs() -> None:
    """AlexNet's conv1, as CS231n has it."""
    text = working_latex(layer_explanation(analyze("alexnet"), "conv1", "output.height"), Look())
    assert (
        r"""\begin{align*}
\text{height} &= \frac{W - F + 2 \cdot P}{S} + 1\\
&= \frac{227 - 11 + 2 \cdot 0}{4} + 1\\
&= 55
\end{align*}
"""
        in text
    )


def test_a_letter_with_two_meanings_is_given_beside_each_figure() -> None:
    """After a window of 2x3, the field is 2 along one axis and 3 along the other."""
    text = written()["flat"]
    assert r"\item size (height): $r = 2$ (field of the input, passed on)" in text
    assert r"\item size (width): $r = 3$ (field of the input, passed on)" in text


def test_the_layers_are_in_as_many_tables_as_a_page_has_room_for() -> None:
    """AlexNet's conv1 and fc8: (11*11*3 + 1)*96 parameters; 4096*1000 multiplications."""
    text = written()["alexnet"]
    assert r"layer & output & parameters & parameters from \\" in text
    assert r"layer & MACs & MACs from \\" in text
    assert r"34{,}944 & $\left(11 \cdot 11 \cdot 3 + 1\right) \cdot 96$ \\" in text
    assert r"fc8 & 4{,}096{,}000 & $4096 \cdot 1000$ \\" in text


def test_a_sum_too_wide_for_a_page_is_broken_between_its_terms() -> None:
    """The eight weight layers of AlexNet (Krizhevsky et al. 2012)."""
    text = working_latex(network_explanation(analyze("alexnet")), Look())
    assert r"&\quad {}+ " in text
    assert max(map(len, re.findall(r"^&= ([0-9+ ]+)", text, re.MULTILINE))) <= 70


def test_a_sum_beside_a_long_label_has_less_room() -> None:
    """AlphaGo's bias adds, neurons and activations are the same numbers, and so share a label."""
    text = working_latex(network_explanation(analyze("alphago")), Look())
    assert "bias adds, neurons, activations" in text
    lines = re.findall(r"^&= ([0-9+ .]+)", text, re.MULTILINE)
    assert max(map(len, lines)) <= 40


def test_a_letter_beyond_ascii_is_typeset_or_numbered() -> None:
    text = working_latex(network_explanation(analyze(load_text(HOSTILE))), Look())
    assert r"\text{é}" in text
    assert r"\text{\textbackslash{}u4e2d}" in text
    assert all(line.startswith("%") for line in text.splitlines() if "中" in line)


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("pdflatex"), reason="needs pdflatex, which CI may lack")
def test_it_compiles_in_an_article_with_amsmath_and_fits_on_its_pages(tmp_path: Path) -> None:
    """What is hostile may be too wide; no shipped network is."""
    document = tmp_path / "document.tex"
    texts = sorted(written().items(), key=lambda each: "hostile" in each[0])
    document.write_text(
        "\\documentclass{article}\n\\usepackage{amsmath}\n\\begin{document}\n"
        + "\\clearpage\n".join(f"\\typeout{{now {name}}}\n{text}" for name, text in texts)
        + "\\end{document}\n",
        encoding="utf-8",
    )
    latex = subprocess.run(
        ["pdflatex", "-halt-on-error", "-interaction=nonstopmode", document.name],  # noqa: S607  whichever the path has
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert latex.returncode == 0, latex.stdout[-2000:]
    assert (tmp_path / "document.pdf").exists()
    assert "Overfull" not in latex.stdout.partition("now hostile")[0]
