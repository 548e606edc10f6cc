"""The tools that read the code, as tests: one command checks everything.

`python -m pytest tests/test_quality.py` is the quick way to run them all.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

LINT_IMPORTS = ("-c", "from importlinter.cli import lint_imports_command as lint; lint()")


def finished(arguments: tuple[str, ...], folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """A tool, run in a folder by this Python; its own coverage is of no interest."""
    surroundings = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("COVERAGE_", "COV_CORE_", "FORCE_COLOR"))
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=surroundings | {"NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("-m", "ruff", "check", "--quiet", "."), id="ruff check"),
        pytest.param(("-m", "ruff", "format", "--quiet", "--check", "."), id="ruff format"),
        pytest.param(("-m", "mypy"), id="mypy"),
        pytest.param((*LINT_IMPORTS, "--no-logo", "--no-cache"), id="lint-imports"),
    ],
)
def test_a_tool_finds_nothing_to_say(arguments: tuple[str, ...]) -> None:
    """Ruff's rules and format, mypy's types, and the storeys of the house."""
    tool = finished(arguments)
    assert tool.returncode == 0, f"{tool.stdout}\n{tool.stderr}"


@pytest.mark.parametrize(
    ("module", "statement", "said"),
    [
        pytest.param("shape", "import cnncalc.quantity", "A storey sees only", id="upwards"),
        pytest.param("shape", "import cnncalc.notation", "A storey sees only", id="sideways"),
        pytest.param("newcomer", "", "not listed as layers", id="without a storey"),
        pytest.param("api/form", "import click", "cnncalc.api.form -> click", id="click"),
        pytest.param("analysis/walk", "import pydantic", "walk -> pydantic", id="pydantic"),
        pytest.param("layers/window", "import yaml", "window -> yaml", id="yaml"),
        pytest.param("cli/main", "import rich.table", "cli.main -> rich", id="rich"),
        pytest.param("layers/dense", "import numpy", "dense -> numpy", id="numpy"),
        pytest.param("analysis/walk", "import torch", "walk -> torch", id="torch"),
        pytest.param("verify/room", "import cnncalc.report", "A storey sees", id="verify"),
    ],
)
def test_the_import_contract_can_be_broken(
    tmp_path: Path, module: str, statement: str, said: str
) -> None:
    """A contract that nothing breaks would prove nothing."""
    shutil.copytree(ROOT / "cnncalc", tmp_path / "cnncalc")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "cnncalc" / f"{module}.py").open("a", encoding="utf-8") as file:
        file.write(f"\n{statement}\n")
    tool = finished((*LINT_IMPORTS, "--no-logo", "--no-cache"), tmp_path)
    assert tool.returncode == 1
    assert said in tool.stdout
