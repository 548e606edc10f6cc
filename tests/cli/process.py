r"""Running cnncalc as a person does: in a process of its own, in a pipe or on a terminal.

assert ran("--version").stdout == "cnncalc 0.1.0\n"
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import termios
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CHECKOUT", "CNNCALC", "Seen", "ran", "seen", "surroundings"]

CHECKOUT = Path(__file__).parents[2]
CNNCALC = (sys.executable, "-m", "cnncalc")
"""How to start the program that is under test."""

_TOLD_BY_TESTS = {
    "NO_COLOR",
    "FORCE_COLOR",
    "COLUMNS",
    "LINES",
    "TERM",
    "PYTHONIOENCODING",
    "CNNCALC_DEBUG",
}


def surroundings(**changes: str) -> dict[str, str]:
    """Give an environment without what changes the look of output, and then with some changes."""
    kept = {name: value for name, value in os.environ.items() if name not in _TOLD_BY_TESTS}
    return {
        **kept,
        "PYTHONPATH": str(CHECKOUT),
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
        **changes,
    }


def ran(
    *arguments: str | bytes,
    text: str = "",
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run cnncalc in pipes, with a text as its standard input, and give what came of it."""
    return subprocess.run(
        [*CNNCALC, *arguments],
        input=text,
        cwd=cwd,
        env=dict(environment or surroundings()),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


class Seen(NamedTuple):
    """What a person sees on a terminal, both streams together, and the exit code."""

    text: str
    code: int


def seen(*arguments: str, columns: int = 80, environment: Mapping[str, str] | None = None) -> Seen:
    """Run cnncalc on a terminal of a width and give what it shows."""
    leader, follower = pty.openpty()
    termios.tcsetwinsize(follower, (24, columns))
    process = subprocess.Popen(
        [*CNNCALC, *arguments],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env=dict(environment or surroundings()),
    )
    os.close(follower)
    pieces = []
    while piece := _read(leader):
        pieces.append(piece)
    os.close(leader)
    text = b"".join(pieces).decode().replace("\r\n", "\n")
    return Seen(_ERASED.sub("", text), process.wait())


_ERASED = re.compile(r"[^\n]*\r\x1b\[K")
"""What was on a line, and is not any more."""


def _read(terminal: int) -> bytes:
    """The next piece of what a terminal shows; empty once the program has gone."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""
