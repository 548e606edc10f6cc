"""The README and docs tell the truth: their commands are run, and print what the pages show.

In a block of console text each line after `$ ` is a command, and what follows is its whole output.
A YAML block after `<!-- file: NAME -->` is written to that file first. Python blocks are run.
`--update-golden` writes what the commands print into the pages, one process at a time.
"""

from __future__ import annotations

import os
import pty
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FILE = re.compile(r"<!-- file: (\S+) -->\n+```yaml\n(.*?)```", re.DOTALL)
ERASED = re.compile(r"[^\n]*\r\x1b\[K")
"""What was on a line of a terminal, and is not any more."""
COMMAND = re.compile(r"^\$ (cnncalc .*)\n((?:(?!\$ |```).*\n)*)", re.MULTILINE)


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


def commands() -> list[tuple[Path, str, str]]:
    return [
        (page, command, shown)
        for page in PAGES
        for block in blocks(page, "console")
        for command, shown in COMMAND.findall(block)
    ]


def printed(command: str, folder: Path) -> str:
    """What a command shows on a terminal of 120 columns without colour."""
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "120", "TERM": "xterm"}
    environment |= {"PYTHONIOENCODING": "utf-8"}
    screen, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "cnncalc", *shlex.split(command, comments=True)[1:]],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=terminal,
        stderr=terminal,
    ):
        os.close(terminal)
        shown = b"".join(_pieces(screen))
    os.close(screen)
    return ERASED.sub("", shown.decode().replace("\r\n", "\n"))


def _pieces(screen: int) -> Iterator[bytes]:
    """What arrives on a terminal until its other end is closed, which Linux tells by an error."""
    while True:
        try:
            piece = os.read(screen, 65536)
        except OSError:
            return
        if not piece:
            return
        yield piece


@pytest.mark.parametrize(
    ("page", "command", "shown"), commands(), ids=[each[1] for each in commands()]
)
def test_a_command_of_a_page_prints_what_the_page_shows(
    page: Path, command: str, shown: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    if shlex.split(command)[1] == "verify":
        pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)
    page_text = page.read_text(encoding="utf-8")
    for name, text in FILE.findall(page_text):
        (tmp_path / name).write_text(text, encoding="utf-8")
    lines = [line.rstrip() for line in printed(command, tmp_path).rstrip().splitlines()]
    if pytestconfig.getoption("--update-golden"):
        result = "".join(f"{line}\n" for line in lines)
        page.write_text(
            page_text.replace(f"$ {command}\n{shown}", f"$ {command}\n{result}"), encoding="utf-8"
        )
        return
    assert lines == [line.rstrip() for line in shown.rstrip().splitlines()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_python_of_a_page_runs(page: Path, tmp_path: Path) -> None:
    for block in blocks(page, "python"):
        process = subprocess.run(
            [sys.executable, "-c", block], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert process.returncode == 0, process.stderr
        expected = re.findall(r"# -> (.*)", block)
        assert process.stdout.splitlines() == expected


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_yaml_of_a_page_can_be_read(page: Path) -> None:
    for block in blocks(page, "yaml"):
        yaml.safe_load(block)


def test_the_readme_has_commands_to_check() -> None:
    assert len(commands()) >= 4
