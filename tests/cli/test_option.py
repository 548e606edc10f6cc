"""The options that all commands share which read a spec."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cnncalc.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path

    Captured = pytest.CaptureFixture[str]


TIMES = "\N{MULTIPLICATION SIGN}"


def analysed(capsys: Captured, *arguments: str) -> dict[str, dict[str, object]]:
    """The layers of an analysis, by name."""
    assert run(["analyze", *arguments, "--format", "json"]) == 0
    return {each["name"]: each for each in json.loads(capsys.readouterr().out)["layers"]}


def test_input_replaces_the_shape_that_comes_in(capsys: Captured) -> None:
    """The one window of CS231n: (W - F)/S + 1 with W = 231, F = 11, S = 4 is 56."""
    layers = analysed(capsys, "alexnet-single", "--input", "231x231x3", "--rounding", "floor")
    assert layers["conv1"]["output_shape"] == [96, 56, 56]


def test_rounding_replaces_that_of_the_frame(tmp_path: Path, capsys: Captured) -> None:
    """CS231n: a window of 3 moving by 2 over 10 does not fit (4.5)."""
    spec = tmp_path / "net.yaml"
    spec.write_text(
        "name: n\ninput: 10x10x1\nlayers: [{conv: {name: c, filters: 1, kernel: 3, stride: 2}}]\n"
    )
    assert run(["analyze", str(spec)]) == 1
    assert "4.5" in capsys.readouterr().err
    for rounding, size in (("floor", 4), ("ceil", 5)):
        assert analysed(capsys, str(spec), "--rounding", rounding)["c"]["output_shape"] == [
            1,
            size,
            size,
        ]


def test_a_setting_replaces_that_of_the_spec(tmp_path: Path, capsys: Captured) -> None:
    spec = tmp_path / "net.yaml"
    spec.write_text(
        "name: n\ninput: 8\nsettings: {classes: 10, act: relu}\n"
        "layers: [{dense: {name: d, units: $classes}}, $act]\n"
    )
    layers = analysed(capsys, str(spec), "--set", "classes=5", "--set", "act=tanh")
    assert layers["d"]["output_shape"] == [5]
    assert layers["tanh1"]["kind"] == "tanh"


@pytest.mark.parametrize("text", ["classes", "=5", ""])
def test_a_setting_without_a_name_or_a_value_is_refused(text: str, capsys: Captured) -> None:
    assert run(["analyze", "alexnet", "--set", text]) == 2
    assert "is not NAME=VALUE, such as k=128" in capsys.readouterr().err


def test_a_setting_that_the_spec_lacks_is_refused(capsys: Captured) -> None:
    assert run(["analyze", "alexnet", "--set", "klasses=5"]) == 2
    assert "klasses" in capsys.readouterr().err


def test_a_limit_can_be_raised_and_lowered(tmp_path: Path, capsys: Captured) -> None:
    spec = tmp_path / "net.yaml"
    spec.write_text("name: n\ninput: 1500000\nlayers: [relu, relu, relu]\n")
    assert run(["analyze", str(spec)]) == 1
    assert run(["analyze", str(spec), "--limit", "size=2M"]) == 0
    assert run(["analyze", str(spec), "--limit", "size=2M", "--limit", "layers=2"]) == 1
    capsys.readouterr()


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("sise=5", "did you mean size?"),
        ("size", "the bounds have names: bytes, "),
        ("qqq=5", "the bounds have names: bytes, "),
        ("size=many", "many is not a count such as 5000000, 5M or 1.5G"),
        ("size=-5", "-5 is not a count"),
        ("size=1.5", "1.5 is not a whole number from 1"),
        ("size=0", "0 is not a whole number from 1"),
    ],
)
def test_a_limit_that_is_none_is_refused(text: str, answer: str, capsys: Captured) -> None:
    assert run(["analyze", "alexnet", "--limit", text]) == 2
    assert answer in capsys.readouterr().err


def test_order_changes_how_shapes_are_written_and_nothing_else(capsys: Captured) -> None:
    """conv1 of AlexNet gives 55 x 55 x 96 (CS231n)."""
    assert run(["analyze", "alexnet"]) == 0
    assert "55x55x96" in capsys.readouterr().out.replace(TIMES, "x")
    assert run(["analyze", "alexnet", "--order", "chw"]) == 0
    assert "96x55x55" in capsys.readouterr().out.replace(TIMES, "x")
    assert analysed(capsys, "alexnet", "--order", "hwc")["conv1"]["output_shape"] == [96, 55, 55]


@pytest.mark.parametrize("command", [["layers"], ["conventions"], ["validate", "lenet5"]])
def test_order_is_no_option_where_nothing_has_a_shape(command: list[str], capsys: Captured) -> None:
    assert run([*command, "--order", "chw"]) == 2
    assert "--order" in capsys.readouterr().err


def test_a_spec_can_come_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Captured
) -> None:
    spec = tmp_path / "net.yaml"
    spec.write_text("name: n\ninput: 8\nlayers: [{dense: {name: d, units: 2}}]\n")
    with spec.open() as file:
        monkeypatch.setattr("sys.stdin", file)
        assert analysed(capsys, "-")["d"]["parameters"] == (8 + 1) * 2
