"""`cnncalc import`: what is written where, and what is said where that cannot be."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cnncalc.cli.main import run
from tests.cli.process import CNNCALC, ran, seen, surroundings
from tests.cli.test_export import WITHOUT

if TYPE_CHECKING:
    from pathlib import Path

    Captured = pytest.CaptureFixture[str]

SHORT = ("import", "--shorthand", "CONV-3-8 POOL-2 FC-10", "--input", "12x12x3")


def test_a_spec_that_was_imported_can_be_analysed_at_once() -> None:
    """Three by three over 3 channels, 8 times: 27*8 + 8 = 224; then 5*5*8*10 + 10 = 2,010."""
    written = ran(*SHORT)
    assert (written.returncode, written.stderr) == (0, "")
    found = ran("analyze", "-", "--format", "csv", text=written.stdout)
    assert found.returncode == 0
    assert "2234" in found.stdout


def test_a_spec_is_printed_or_written_the_same(tmp_path: Path, capsys: Captured) -> None:
    target = tmp_path / "mine.cnn.yaml"
    assert run([*SHORT]) == 0
    printed = capsys.readouterr().out
    assert run([*SHORT, "-o", str(target)]) == 0
    assert capsys.readouterr() == ("", "")
    assert target.read_text(encoding="utf-8") == printed
    assert seen(*SHORT, columns=40).text == printed


def test_a_word_that_cannot_be_read_is_underlined_on_a_terminal() -> None:
    shown = seen("import", "--shorthand", "CONV-3-8 PULL-2", "--input", "12x12x3")
    lines = [line.rstrip() for line in shown.text.splitlines()]
    assert shown.code == 1
    at = next(each for each, line in enumerate(lines) if "^^^^^^" in line)
    plain = [line.replace("\x1b[0m", "").split("m")[-1] for line in lines]
    assert plain[at].index("^") == plain[at - 1].index("PULL-2") or "PULL-2" in lines[at - 1]


def test_nothing_is_written_where_it_cannot_be_read(tmp_path: Path) -> None:
    found = ran("import", "--shorthand", "PULL-2", "--input", "4x4x1", "-o", "a.yaml", cwd=tmp_path)
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr.startswith("<shorthand>:1:1: shorthand `PULL-2` is no layer")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import"], "name one of the two: a FILE, or a text with --shorthand"),
        (["import", "a.onnx", "--shorthand", "relu"], "name one of the two"),
        (["import", "a.onnx", "--padding", "same"], "--padding goes with --shorthand"),
        (["import", "nosuch.onnx"], "nosuch.onnx: there is no such file"),
        (["import", "--shorthand", "relu"], "a shorthand does not say how large the image is"),
        (["import", "mine.onnx", "-o", "mine.onnx"], "mine.onnx is what is read here"),
    ],
)
def test_what_cannot_run_is_said(arguments: list[str], said: str, tmp_path: Path) -> None:
    (tmp_path / "mine.onnx").write_bytes(b"")
    found = ran(*arguments, cwd=tmp_path)
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.startswith(f"error: {said}")
    assert [each.name for each in tmp_path.iterdir()] == ["mine.onnx"]


def test_what_a_file_needs_is_named_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "mine.onnx").write_bytes(b"\x08\x08")
    arguments = [sys.executable, "-c", WITHOUT, "onnx,onnxscript", "import", "mine.onnx"]
    found = subprocess.run(
        arguments, cwd=tmp_path, env=surroundings(), capture_output=True, text=True, check=False
    )
    said = "error: an ONNX file is read through the package onnx, which is not installed: "
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr == f"{said}pip install 'cnncalc[onnx]'\n"


def test_a_shorthand_is_read_without_onnx() -> None:
    arguments = [sys.executable, "-c", WITHOUT, "torch,onnx,onnxscript,numpy", *SHORT]
    found = subprocess.run(
        arguments, env=surroundings(), capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stderr) == (0, "")


def test_a_file_may_come_from_standard_input() -> None:
    pytest.importorskip("onnx", reason="ONNX is not installed", exc_type=ImportError)
    from tests.origin.made import model, node

    found = subprocess.run(
        [*CNNCALC, "import", "-"],
        input=model([node("Conv", "x w")], {"w": (4, 3, 3, 3)}),
        env=surroundings(),
        capture_output=True,
        check=False,
    )
    assert (found.returncode, found.stderr) == (0, b"")
    assert found.stdout.startswith(b"# From standard input.\nname: made\ninput: 8x8x3\n")


def test_the_help_begins_with_examples() -> None:
    lines = [each.strip() for each in ran("import", "--help").stdout.splitlines()]
    assert "cnncalc import resnet18.onnx > resnet18.cnn.yaml" in lines
    assert lines.index("Examples:") < lines.index("Options:")
