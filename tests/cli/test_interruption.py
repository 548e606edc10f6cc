"""Ctrl-C at any moment: in silence, with 130, and without a file that is half written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cnncalc.cli.interruption import unfinished
from tests.cli.process import surroundings

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = "import os, signal; import cnncalc.__main__ as program; "
"""The program's first lines have run; nothing that takes time is imported."""


def ended(lines: str) -> subprocess.CompletedProcess[str]:
    """Run some lines of Python and give what came of it."""
    return subprocess.run(
        [sys.executable, "-c", lines],
        env=surroundings(),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "moment",
    [
        "",
        "import cnncalc.cli.main; ",
        "import cnncalc.api; ",
    ],
)
def test_an_interrupted_program_ends_in_silence_with_130(moment: str) -> None:
    process = ended(f"{ENTRY}{moment}os.kill(os.getpid(), signal.SIGINT); print('went on')")
    assert (process.returncode, process.stdout, process.stderr) == (130, "", "")


def test_an_interruption_while_modules_are_imported_is_silent_too() -> None:
    """The signal comes when click is asked for, inside the import of the command line."""
    finder = (
        "import sys, os, signal\n"
        "class Finder:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'click': os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Finder())\n"
        "import cnncalc.__main__\n"
        "cnncalc.__main__.main()\n"
    )
    process = ended(finder)
    assert (process.returncode, process.stdout, process.stderr) == (130, "", "")


def test_what_the_shell_has_ignored_stays_ignored() -> None:
    lines = (
        "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); "
        f"{ENTRY}os.kill(os.getpid(), signal.SIGINT); print('went on')"
    )
    assert ended(lines).stdout == "went on\n"


def test_a_file_that_is_not_finished_is_removed(tmp_path: Path) -> None:
    path = tmp_path / "half"
    lines = (
        f"{ENTRY}from cnncalc.cli.interruption import unfinished\n"
        f"with unfinished({str(path)!r}):\n"
        f"    open({str(path)!r}, 'w').close()\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
    )
    assert ended(lines).returncode == 130
    assert not path.exists()


def test_a_file_that_is_finished_stays(tmp_path: Path) -> None:
    path = tmp_path / "whole"
    with unfinished(os.fspath(path)):
        path.write_text("whole")
    assert path.read_text() == "whole"
    assert signal.getsignal(signal.SIGINT) is not signal.SIG_IGN  # nothing here changes it
