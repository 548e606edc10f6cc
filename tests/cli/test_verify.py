"""`cnncalc verify`, as it is seen on a terminal and in a pipe."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cnncalc.cli.main import run
from tests.cli.process import CHECKOUT, CNNCALC, ran, seen, surroundings

if TYPE_CHECKING:
    from pathlib import Path

torch = pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

GIANT = "{name: giant, input: 3000x3000x1, layers: [dense: 1000000]}"


def test_a_network_that_agrees_ends_with_0_and_says_so_last() -> None:
    """The figures of LeNet-5 are those of LeCun et al. 1998: 60,000 parameters."""
    found = ran("verify", "lenet5", "--device", "meta", "--backward")
    *_, conclusion = found.stdout.splitlines()
    assert (found.returncode, found.stderr) == (0, "")
    assert conclusion == "all 13 rows agree (output, parameters, FLOPs, backward FLOPs)"
    assert any(
        line.split()[:3] == ["total", "60,000", "60,000"] for line in found.stdout.splitlines()
    )


def test_a_narrow_terminal_keeps_what_was_measured() -> None:
    """80 columns: the predicted figures make room, and a note says so."""
    found = seen(
        "verify", "lenet5", "--device", "meta", columns=80, environment=surroundings(NO_COLOR="1")
    )
    assert found.code == 0
    assert max(map(len, found.text.splitlines())) <= 80
    assert "not shown, for lack of width: " in found.text


def test_json_has_every_check_of_every_layer() -> None:
    """docs/json.md describes it."""
    found = ran("verify", "alexnet", "--device", "meta", "--backward", "--batch", "2", "-f", "json")
    data = json.loads(found.stdout)
    assert (data["schema"], data["agrees"]) == (1, True)
    assert data["surroundings"]["batch"] == 2
    conv2 = next(each for each in data["layers"] if each["name"] == "conv2")
    assert conv2["verdict"] == "known fault"
    assert conv2["checks"]["output_shape"]["measured"] == [256, 27, 27]
    backward = conv2["checks"]["backward_flops"]
    # Krizhevsky et al. 2012: 447,897,600 FLOPs forward in two groups; twice that back; two images
    assert backward["predicted"] == 2 * 2 * 447_897_600
    assert data["totals"]["parameters"]["measured"] == 60_965_224


def test_a_giant_is_refused_with_2_in_a_sentence() -> None:
    """9*10^12 parameters need 36 TB."""
    found = ran("verify", "-", "--device", "cpu", text=GIANT)
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.startswith("error: this needs at least 36,0")
    assert found.stderr.count("\n") == 1


def test_ctrl_c_ends_in_a_sentence_with_130(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names the layer that was computing."""
    spec = tmp_path / "small.yaml"
    spec.write_text("{name: small, input: 4x4x1, layers: [relu]}", encoding="utf-8")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(torch.nn.ReLU, "forward", interrupted)
    assert run(["verify", str(spec), "--device", "cpu"]) == 130
    assert capsys.readouterr() == ("", "error: interrupted at relu1; nothing was kept\n")


def test_ctrl_c_while_pytorch_is_loaded_ends_in_a_sentence_with_130() -> None:
    """It takes seconds, and is the first that a person interrupts."""
    program = """
import os, signal, sys, time
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == 'torch':
            os.kill(os.getppid(), signal.SIGINT)
            time.sleep(3600)
sys.meta_path.insert(0, Finder())
sys.argv = ['cnncalc', 'verify', 'lenet5']
from cnncalc.__main__ import main
main()
"""
    found = subprocess.run(
        [sys.executable, "-c", program],
        env=surroundings(),
        capture_output=True,
        text=True,
        check=False,
    )
    said = "error: interrupted at the loading of PyTorch; nothing was kept\n"
    assert (found.returncode, found.stdout, found.stderr) == (130, "", said)


def test_a_gpu_that_is_not_there_ends_in_a_sentence_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It offers the two devices that always are."""
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert run(["verify", "lenet5", "--device", "cuda"]) == 2
    said = (
        "error: PyTorch sees no CUDA GPU here; `--device cpu` runs on the processor, "
        "and `--device meta` checks shapes and counts without running\n"
    )
    assert capsys.readouterr() == ("", said)


def test_a_row_that_does_not_agree_ends_with_1_and_is_told_of(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Here a kind has no builder, and PyTorch does not run another."""
    from cnncalc.verify import assembly
    from cnncalc.verify.builder import BUILDERS

    def refusing(*_: object) -> None:
        raise RuntimeError("no kernel image is available\nfor this device")

    known = {kind: each for kind, each in BUILDERS.items() if kind != "scaled_tanh"}
    monkeypatch.setattr(assembly, "BUILDERS", known)
    monkeypatch.setattr(torch.nn.Linear, "forward", refusing)
    assert run(["verify", "lenet5", "--device", "meta"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "scaled_tanh1: not checked, for want of a builder of scaled_tanh" in lines
    assert "F6: PyTorch refuses it: no kernel image is available" in lines
    assert lines[-1] == ("6 of 13 rows agree (output, parameters, FLOPs); 6 not checked; 1 refused")


@pytest.mark.parametrize("suffix", ["json", "csv", "md", "tex", "txt"])
def test_a_file_takes_every_format_by_its_suffix(
    suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """LeNet-5 has 60,000 parameters (LeCun et al. 1998)."""
    path = tmp_path / f"lenet5.{suffix}"
    assert run(["verify", "lenet5", "--device", "meta", "-o", str(path)]) == 0
    assert capsys.readouterr() == ("", "")
    counted = path.read_text(encoding="utf-8").replace(",", "").replace("{}", "")
    assert "60000" in counted or suffix == "csv"  # which has no totals


def test_memory_that_runs_out_ends_in_a_sentence_with_2(tmp_path: Path) -> None:
    """The process may take 4 GB of addresses, of which the system knows nothing beforehand."""
    spec = tmp_path / "wide.yaml"
    spec.write_text("{name: wide, input: 30000x30000x1, layers: [relu]}", encoding="utf-8")

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (4_000_000_000, 4_000_000_000))

    found = subprocess.run(
        [*CNNCALC, "verify", str(spec), "--device", "cpu"],
        cwd=CHECKOUT,
        env=surroundings(OMP_NUM_THREADS="1"),
        preexec_fn=bounded,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.startswith("error: ")
    assert "memory" in found.stderr
    assert found.stderr.count("\n") == 1
