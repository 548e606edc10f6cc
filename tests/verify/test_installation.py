"""Without PyTorch, or with one that does not start: one line that says what to do."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.cli.process import CHECKOUT, surroundings

RUN = "from cnncalc.cli.main import run; sys.exit(run(['verify', 'lenet5', '--device', 'meta']))"


@pytest.mark.parametrize(
    ("obstacle", "message"),
    [
        pytest.param(
            "raise ModuleNotFoundError(f'No module named {name!r}', name=name)",
            "error: verify runs a network in PyTorch, which is not installed: "
            "pip install 'cnncalc[torch]'\n",
            id="missing",
        ),
        pytest.param(
            "raise OSError('libtorch.so: cannot open shared object file\\nand more')",
            "error: PyTorch is installed, but does not start (libtorch.so: cannot open shared "
            "object file); install it again: pip install 'cnncalc[torch]'\n",
            id="broken",
        ),
        pytest.param(
            "raise ModuleNotFoundError('No module named \\'sympy\\'', name='sympy')",
            "error: PyTorch is installed, but does not start (No module named 'sympy'); "
            "install it again: pip install 'cnncalc[torch]'\n",
            id="without what it needs",
        ),
    ],
)
def test_the_command_says_in_one_line_how_to_install_pytorch(obstacle: str, message: str) -> None:
    """Exit code 2, and no traceback."""
    program = f"""
import sys
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition('.')[0] == 'torch':
            {obstacle}
sys.meta_path.insert(0, Blocker())
{RUN}
"""
    found = subprocess.run(
        [sys.executable, "-c", program],
        cwd=CHECKOUT,
        env=surroundings(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (found.returncode, found.stdout, found.stderr) == (2, "", message)
