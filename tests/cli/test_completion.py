"""Completion by the shells: the scripts, and what they are answered."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from cnncalc.cli.main import run
from cnncalc.diagnostic import CannotRunError
from cnncalc.layers import KINDS
from cnncalc.spec.catalog import shipped
from tests.cli.process import CNNCALC, surroundings

if TYPE_CHECKING:
    from pathlib import Path

    Captured = pytest.CaptureFixture[str]


BASH = shutil.which("bash")


def offered(monkeypatch: pytest.MonkeyPatch, capsys: Captured, *words: str) -> list[str]:
    """What fish is offered for the last of some words of a line."""
    monkeypatch.setenv("_CNNCALC_COMPLETE", "fish_complete")
    monkeypatch.setenv("COMP_WORDS", " ".join(["cnncalc", *words]))
    monkeypatch.setenv("COMP_CWORD", words[-1])
    assert run([]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    lines = captured.out.splitlines()
    return [each.split(",", 1)[1].split("\t")[0] for each in lines if each.startswith("plain,")]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_one_that_the_shell_reads(
    shell: str, capsys: Captured, tmp_path: Path
) -> None:
    assert run(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert "_CNNCALC_COMPLETE" in script
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    file = tmp_path / "script"
    file.write_text(script)
    subprocess.run([shell, "-n", str(file)], check=True)


def test_a_shell_that_is_none_is_refused(capsys: Captured) -> None:
    assert run(["completion", "cmd"]) == 2
    assert "'cmd' is not one of 'bash', 'zsh', 'fish'" in capsys.readouterr().err


def test_commands_are_completed(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    assert offered(monkeypatch, capsys, "an") == ["analyze"]


def test_options_are_completed(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    assert offered(monkeypatch, capsys, "analyze", "--max-p") == ["--max-parameters"]


def test_formats_are_completed(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    assert offered(monkeypatch, capsys, "analyze", "--format", "ma") == ["markdown"]


def test_networks_are_completed(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    vggs = [each for each in shipped() if each.startswith("vgg")]
    assert len(vggs) > 1
    assert offered(monkeypatch, capsys, "analyze", "vgg") == vggs


def test_the_second_network_is_completed_too(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    assert "alexnet" in offered(monkeypatch, capsys, "analyze", "vgg16", "alexn")


def test_the_layers_of_a_network_are_completed(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """AlexNet has five convolutions (Krizhevsky et al. 2012)."""
    convolutions = [f"conv{number}" for number in range(1, 6)]
    assert offered(monkeypatch, capsys, "explain", "alexnet", "conv") == convolutions


def test_totals_are_completed_where_a_layer_may_stand(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    assert offered(monkeypatch, capsys, "explain", "alexnet", "par") == ["parameters"]


def test_the_quantities_of_a_layer_are_completed(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """The names are those of the JSON; what stands before a dot is one too."""
    assert offered(monkeypatch, capsys, "explain", "alexnet", "conv1", "output.") == [
        *("output.channels", "output.height", "output.width"),
    ]
    assert offered(monkeypatch, capsys, "explain", "alexnet", "conv1", "rec")[0] == (
        "receptive_field"
    )
    assert offered(monkeypatch, capsys, "explain", "alexnet", "conv1", "par") == ["parameters"]
    assert offered(monkeypatch, capsys, "explain", "alexnet", "conv9", "par") == []
    assert offered(monkeypatch, capsys, "explain", "-", "conv1", "par") == []


def test_what_a_worksheet_asks_is_completed_after_a_comma(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """AlexNet has three poolings, pool1, pool2 and pool5 (Krizhevsky et al. 2012)."""
    line = ("worksheet", "alexnet")
    assert offered(monkeypatch, capsys, *line, "--ask", "macs,par") == ["macs,parameters"]
    assert offered(monkeypatch, capsys, *line, "--layers", "conv1,pool") == [
        "conv1,pool1",
        "conv1,pool2",
        "conv1,pool5",
    ]


@pytest.mark.parametrize("spec", ["missing.yaml", "/dev/zero", "-", "alexnt"])
def test_a_spec_that_cannot_be_read_offers_nothing(
    spec: str, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    assert offered(monkeypatch, capsys, "explain", spec, "conv") == []


def test_a_missing_folder_of_networks_offers_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def missing() -> tuple[str, ...]:
        raise CannotRunError("the shipped architectures are missing")

    monkeypatch.setattr("cnncalc.spec.catalog.shipped", missing)
    assert offered(monkeypatch, capsys, "analyze", "alex") == []


def test_kinds_are_completed(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    softs = [each for each in KINDS if each.startswith("soft")]
    assert offered(monkeypatch, capsys, "layers", "soft") == softs


def test_columns_are_completed_after_the_last_comma(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    assert offered(monkeypatch, capsys, "analyze", "--columns", "param") == ["parameters"]
    assert offered(monkeypatch, capsys, "analyze", "--columns", "kind,mac") == ["kind,macs"]


def test_settings_of_the_spec_are_completed(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """AlphaGo's policy network has k filters (Silver et al. 2016)."""
    assert "k=" in offered(monkeypatch, capsys, "analyze", "alphago", "--set", "k")
    assert "k=" in offered(monkeypatch, capsys, "explain", "alphago", "--set", "k")
    assert offered(monkeypatch, capsys, "analyze", "missing.yaml", "--set", "k") == []


def test_conventions_and_their_choices_are_completed(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    assert offered(monkeypatch, capsys, "analyze", "--convention", "c") == ["cnncalc", "cs231n"]
    assert offered(monkeypatch, capsys, "conventions", "--preset", "deep") == ["deeplearning.ai"]
    assert offered(monkeypatch, capsys, "explain", "--biases", "n") == ["not_counted"]
    assert offered(monkeypatch, capsys, "analyze", "--count", "bi") == ["biases=", "bias_adds="]
    assert offered(monkeypatch, capsys, "analyze", "--count", "batchnorm=") == [
        "batchnorm=trained",
        "batchnorm=all",
    ]
    assert offered(monkeypatch, capsys, "analyze", "--count", "colour=") == []


def test_bounds_are_completed(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    assert offered(monkeypatch, capsys, "analyze", "--limit", "la") == ["layers="]


@pytest.mark.skipif(BASH is None, reason="bash is not installed")
def test_bash_completes_a_network_with_the_script(tmp_path: Path) -> None:
    """The script, in a shell, with the program on the path, and TAB pressed after `alexnet-t`."""
    assert BASH is not None
    program = tmp_path / "cnncalc"
    program.write_text(f'#!/bin/sh\nexec "{CNNCALC[0]}" -m cnncalc "$@"\n')
    program.chmod(0o755)
    lines = """
        eval "$(cnncalc completion bash)"
        COMP_WORDS=(cnncalc analyze alexnet-t); COMP_CWORD=2
        _cnncalc_completion cnncalc
        echo "${COMPREPLY[@]}"
    """
    environment = surroundings()
    environment["PATH"] = f"{tmp_path}:{environment['PATH']}"
    process = subprocess.run(
        [BASH, "-c", lines], env=environment, capture_output=True, text=True, check=True
    )
    assert process.stdout == "alexnet-torchvision\n"
