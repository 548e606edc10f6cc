"""The group of commands: its help, its version, and words that are no command."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest

from cnncalc.cli.main import COMMANDS, group, run
from cnncalc.spec.catalog import spec_path
from tests.cli.process import ran, surroundings
from tests.coursework.filled import sheet_text
from tests.coursework.made import DRAWN

if TYPE_CHECKING:
    from pathlib import Path

    Captured = pytest.CaptureFixture[str]


def test_the_version_is_one_line(capsys: Captured) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == "cnncalc 0.1.0\n"


@pytest.mark.parametrize("arguments", [[], ["-h"], ["--help"]], ids=str)
def test_the_help_of_the_whole_goes_to_standard_output(
    arguments: list[str], capsys: Captured
) -> None:
    assert run(arguments) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    for name, (_, line) in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(line)}$", captured.out, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_loads_and_has_a_name_of_its_own(name: str) -> None:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    assert command.name == name


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_every_command_explains_itself(name: str, option: str, capsys: Captured) -> None:
    assert run([name, option]) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"Usage: cnncalc {name} ")
    assert "--debug" in text


def examples(name: str) -> list[str]:
    """The command lines that the help of a command, or of the whole, offers to copy."""
    command = group if name == "cnncalc" else group.get_command(click.Context(group), name)
    assert command is not None
    assert command.help is not None
    block = command.help.split("Examples:\n")[1].split("\n\n")[0]
    return [line.strip() for line in block.splitlines() if line.strip()]


RIGHT: dict[str, dict[str, str | None]] = {"conv1": {"output": "55x55x96", "weights": "34,848"}}
"""Right answers: Krizhevsky et al. 2012; CS231n."""


GOES_ON = {"watch"}
"""What ends only when it is interrupted; tests/cli/test_watch.py runs its examples."""


@pytest.mark.parametrize("name", [each for each in ("cnncalc", *COMMANDS) if each not in GOES_ON])
def test_the_examples_in_the_help_work(name: str, tmp_path: Path) -> None:
    bash = shutil.which("bash")
    assert bash is not None
    lines = examples(name)
    assert 2 <= len(lines) <= 4
    shutil.copy(spec_path("lenet5"), tmp_path / "mynet.cnn.yaml")
    if name != "worksheet":  # which writes one, and over no answers
        (tmp_path / "sheet.yaml").write_text(sheet_text("alexnet", RIGHT), encoding="utf-8")
    (tmp_path / "template.yaml").write_text(DRAWN, encoding="utf-8")
    (tmp_path / "names.csv").write_text("name\nAda Lovelace\nAlan Turing\n", encoding="utf-8")
    if name == "import":
        pytest.importorskip("onnx", reason="ONNX is not installed", exc_type=ImportError)
        from tests.origin.made import model, node

        for each in ("resnet18.onnx", "model.onnx"):
            (tmp_path / each).write_bytes(model([node("Conv", "x w")], {"w": (4, 3, 3, 3)}))
    for folder in ("quiz", "handed-in", "submission") if name == "grade" else ():
        assert run(["quiz", f"{tmp_path}/template.yaml", "-o", f"{tmp_path}/{folder}"]) == 0
    for line in lines:
        program = f'cnncalc() {{ "{sys.executable}" -m cnncalc "$@"; }}; {line}'
        process = subprocess.run(
            [bash, "-c", program],
            cwd=tmp_path,
            env=surroundings(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert (line, process.returncode, process.stderr) == (line, 0, "")


def test_a_word_that_is_no_command_gets_the_nearest(capsys: Captured) -> None:
    assert run(["analze", "alexnet"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "'analze'" in captured.err
    assert "'analyze'" in captured.err


def test_an_option_that_is_none_gets_the_nearest(capsys: Captured) -> None:
    assert run(["analyze", "alexnet", "--colums", "kind"]) == 2
    assert "--columns" in capsys.readouterr().err


@pytest.mark.parametrize("word", ["\x1b[2J", "-\x1b[2J", "--\x1b[2J", "\udcff", "x" * 10_000, ""])
def test_no_word_does_harm(word: str, capsys: Captured) -> None:
    assert run([word]) == 2
    error = capsys.readouterr().err
    assert error.replace("\n", "").isprintable()


def test_the_module_runs_as_the_program_does() -> None:
    assert ran("--version").stdout == "cnncalc 0.1.0\n"
