"""Hostile and awkward specs: a sentence each, within the limits of a small machine, no traceback.

Each hostile one takes less than two seconds and 120 MB of a machine that has nothing else to do;
the limits leave room for one that has.
"""

from __future__ import annotations

import resource
import subprocess
from typing import TYPE_CHECKING

import pytest

from .cli.process import CNNCALC, surroundings
from .hostile import AWKWARD, HOSTILE

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 5
"""Of a processor, not of the clock."""
BYTES = 500_000_000


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def limited(*arguments: str, text: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run cnncalc as it is for a person, under the limits."""
    unmeasured = {
        name: value
        for name, value in surroundings(OPENBLAS_NUM_THREADS="1").items()
        if not name.startswith(("COVERAGE_", "COV_CORE_"))
    }
    return subprocess.run(
        [*CNNCALC, *arguments],
        input=text,
        env=unmeasured,
        capture_output=True,
        check=False,
        preexec_fn=_limit,
    )


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_spec_gets_its_sentence(name: str, tmp_path: Path) -> None:
    path = tmp_path / "net.yaml"
    path.write_bytes(HOSTILE[name].content)
    process = limited("analyze", str(path))
    said = process.stderr.decode()
    assert process.returncode == 1, said[-500:]
    assert HOSTILE[name].answer in said
    assert "Traceback" not in said
    assert process.stdout == b""


def test_every_awkward_spec_gets_its_sentence_and_stops_no_other(tmp_path: Path) -> None:
    paths = {name: tmp_path / f"{number}.yaml" for number, name in enumerate(AWKWARD)}
    for name, path in paths.items():
        path.write_bytes(AWKWARD[name].content)
    process = limited("validate", *map(str, paths.values()))
    lines = process.stdout.decode().splitlines()
    assert process.returncode == 1
    assert process.stderr == b""
    for name, path in paths.items():
        assert any(str(path) in line and AWKWARD[name].answer in line for line in lines), name
    assert lines[-1] == f"{path}: 1 problem"


@pytest.mark.parametrize(
    "text",
    [
        b"name: n\r\ninput: 8x8x3\r\nlayers:\r\n  - relu\r\n",
        b"name: n\rinput: 8x8x3\rlayers:\r  - relu\r",
        b"\xef\xbb\xbfname: n\ninput: 8x8x3\nlayers:\n  - relu",
        "name: é\ninput: 8x8x3\nlayers: [{relu: {name: 畳み込み層}}]".encode(),
    ],
)
def test_what_only_looks_awkward_is_read(text: bytes) -> None:
    """Other ends of lines, none at the end, a mark at the start, and any script."""
    process = limited("analyze", "-", text=text)
    assert (process.returncode, process.stderr) == (0, b"")


@pytest.mark.parametrize("path", ["/dev/zero", "/proc/self/mem", "/", "/nowhere/at all"])
def test_what_is_no_file_is_not_read_forever(path: str) -> None:
    process = limited("validate", path)
    assert process.returncode == 2
    assert len(process.stderr.splitlines()) == 1


def test_numbers_beyond_all_machine_words_are_exact(tmp_path: Path) -> None:
    """(10**6)**4 values each way: 10**18 parameters and biases, as Python multiplies them."""
    million = 10**6
    path = tmp_path / "net.yaml"
    layers = f"[conv: {{filters: {million}, kernel: {million}}}, dense: {million}]"
    path.write_text(
        f"name: huge\ninput: {million}x{million}x{million}\nlayers: {layers}\n", encoding="utf-8"
    )
    process = limited("analyze", str(path), "--format", "json")
    assert process.returncode == 0, process.stderr
    first = (million**3 + 1) * million
    assert f'"parameters": {first},'.encode() in process.stdout
