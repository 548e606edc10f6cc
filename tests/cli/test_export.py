"""`cnncalc export`: what is written where, and what is said where that cannot be."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cnncalc import pytorch_code
from cnncalc.cli.main import run
from tests.cli.process import CNNCALC, ran, seen, surroundings

if TYPE_CHECKING:
    from pathlib import Path

    Captured = pytest.CaptureFixture[str]

MISFIT = "name: misfit\ninput: 10x10x3\nlayers: [{maxpool: {kernel: 3, stride: 2}}]\n"
"""CS231n's own example: W=10, F=3, S=2 and P=0 give 4.5."""

WITHOUT = """\
import sys
for each in sys.argv[1].split(","):
    sys.modules[each] = None
from importlib import util
found = util.find_spec
util.find_spec = lambda name, *rest: None if name in sys.argv[1].split(",") else found(name, *rest)
from cnncalc.cli.main import run
sys.exit(run(sys.argv[2:]))
"""
"""cnncalc where some packages are missing."""


def test_a_module_is_printed_or_written_the_same(tmp_path: Path, capsys: Captured) -> None:
    """It is what `cnncalc.pytorch_code` gives."""
    target = tmp_path / "lenet5.py"
    assert run(["export", "lenet5"]) == 0
    printed = capsys.readouterr().out
    assert run(["export", "lenet5", "-o", str(target)]) == 0
    assert capsys.readouterr() == ("", "")
    assert target.read_text(encoding="utf-8") == printed == pytorch_code("lenet5")


def test_a_module_is_the_same_on_a_terminal_and_in_a_pipe() -> None:
    """Code has no colour, and no line of it is cut to the width of a terminal."""
    shown = seen("export", "alphago", columns=40)
    assert (shown.text, shown.code) == (pytorch_code("alphago"), 0)


def test_settings_and_input_are_those_that_are_asked_for(capsys: Captured) -> None:
    assert run(["export", "alphago", "--set", "k=128", "--input", "9x9x48"]) == 0
    code = capsys.readouterr().out
    assert "nn.Conv2d(48, 128, kernel_size=5, padding=2)" in code
    assert "model(torch.zeros(1, 48, 9, 9))" in code


def test_a_spec_with_a_problem_is_refused_as_elsewhere(tmp_path: Path) -> None:
    found = ran("export", "-", text=MISFIT, cwd=tmp_path)
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr.startswith("<stdin>:3:40: stride-does-not-fit ")
    assert ran("export", "-", "-o", "m.py", text=MISFIT, cwd=tmp_path).returncode == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["export", "lenet5", "-o", "m.json"],
            "nothing goes with the suffix of m.json: .py is PyTorch, .onnx is ONNX, and",
        ),
        (
            ["export", "nosuch"],
            "there is no file and no shipped network `nosuch`",
        ),
        (
            ["export", "mine.yaml", "-o", "mine.yaml", "--to", "pytorch"],
            "mine.yaml is what is read here; write to another file",
        ),
    ],
)
def test_what_cannot_run_is_said_in_a_line(arguments: list[str], said: str, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("{name: mine, input: 4x4x1, layers: [relu]}")
    found = ran(*arguments, cwd=tmp_path)
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.startswith(f"error: {said}")
    assert len(found.stderr.splitlines()) == 1
    assert [each.name for each in tmp_path.iterdir()] == ["mine.yaml"]


def test_a_terminal_is_shown_no_onnx() -> None:
    shown = seen("export", "lenet5", "--to", "onnx")
    assert shown.code == 2
    assert "an ONNX file is no text for a terminal" in shown.text
    assert "-o FILE.onnx" in shown.text


@pytest.mark.parametrize(
    ("missing", "named"),
    [
        ("torch", "torch"),
        ("onnx,onnxscript", "onnx and onnxscript"),
        ("torch,onnx,onnxscript", "torch, onnx and onnxscript"),
    ],
)
def test_what_onnx_needs_is_named_in_one_line(missing: str, named: str, tmp_path: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-c", WITHOUT, missing, "export", "lenet5", "-o", "m.onnx"],
        cwd=tmp_path,
        env=surroundings(),
        capture_output=True,
        text=True,
        check=False,
    )
    said = f"error: ONNX needs {named}: pip install 'cnncalc[onnx]'\n"
    assert (found.returncode, found.stdout, found.stderr) == (2, "", said)
    assert list(tmp_path.iterdir()) == []


def test_a_module_is_written_without_pytorch(tmp_path: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-c", WITHOUT, "torch,onnx,onnxscript", "export", "lenet5"],
        cwd=tmp_path,
        env=surroundings(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.returncode, found.stdout, found.stderr) == (0, pytorch_code("lenet5"), "")


def test_onnx_goes_to_a_file_or_a_pipe_whole_and_in_silence(tmp_path: Path) -> None:
    """Both are the same bytes, and no other file is left."""
    onnx = pytest.importorskip("onnx", reason="ONNX is not installed", exc_type=ImportError)
    pytest.importorskip("onnxscript", reason="onnxscript is not installed", exc_type=ImportError)
    spec = b"{name: mine, input: 8x8x1, layers: [conv: {filters: 2, kernel: 3}, relu]}"
    written = [
        subprocess.run(
            [*CNNCALC, "export", "-", "--to", "onnx", *target],
            input=spec,
            cwd=tmp_path,
            env=surroundings(),
            capture_output=True,
            check=False,
        )
        for target in (["-o", "mine.onnx"], [])
    ]
    content = (tmp_path / "mine.onnx").read_bytes()
    assert [each.stdout for each in written] == [b"", content]
    assert [(each.returncode, each.stderr) for each in written] == [(0, b""), (0, b"")]
    assert [each.name for each in tmp_path.iterdir()] == ["mine.onnx"]
    onnx.checker.check_model(onnx.load_from_string(content), full_check=True)


def test_the_help_begins_with_examples() -> None:
    found = ran("export", "--help")
    lines = [each.strip() for each in found.stdout.splitlines()]
    assert "cnncalc export alexnet -o alexnet.py" in lines
    assert lines.index("Examples:") < lines.index("Options:")
