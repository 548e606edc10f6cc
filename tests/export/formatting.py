"""Generated code as a formatter and a linter would have it: ruff, without settings."""

from __future__ import annotations

import subprocess
import sys

__all__ = ["formatted", "linted"]


def formatted(code: str) -> str:
    """Give code as `ruff format` writes it, with the width that it has by itself."""
    return _ruff(code, "format").stdout


def linted(code: str) -> str:
    """Give what `ruff check` says of code: unused imports and names, and so on."""
    return _ruff(code, "check", "--quiet").stdout


def _ruff(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ruff", *arguments, "--isolated", "--stdin-filename", "x.py", "-"],
        input=code,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
