"""`cnncalc advise`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cnncalc.cli.main import run
from tests.cli.process import seen, surroundings

if TYPE_CHECKING:
    from pathlib import Path

    Captured = pytest.CaptureFixture[str]


def test_advice_is_never_an_error(tmp_path: Path, capsys: Captured) -> None:
    spec = tmp_path / "bad.cnn.yaml"
    spec.write_text(
        "name: n\ninput: 35x35x3\nrounding: floor\n"
        "layers: [conv: {filters: 8, kernel: 2, stride: 5}, maxpool: 4, dense: 10]\n"
    )
    assert run(["advise", str(spec), "--samples", "10"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "things to look at" in captured.out
    assert f"{spec}:2" in captured.out


def test_a_spec_with_problems_is_refused_as_everywhere(capsys: Captured, tmp_path: Path) -> None:
    spec = tmp_path / "bad.cnn.yaml"
    spec.write_text("name: n\ninput: 8x8x1\nlayers: [zzz]\n")
    assert run(["advise", str(spec)]) == 1
    assert run(["advise", "missing.yaml"]) == 2
    assert "unknown" in capsys.readouterr().err


@pytest.mark.parametrize("samples", ["0", "-5", "many", "0.5", "1e99"])
def test_samples_are_a_whole_number(samples: str, capsys: Captured) -> None:
    assert run(["advise", "lenet5", "--samples", samples]) == 2
    assert "--samples" in capsys.readouterr().err


def test_samples_may_be_written_as_people_say_them(capsys: Captured) -> None:
    """AlexNet's 1.25 million (seminar slides on Krizhevsky et al. 2012)."""
    for samples in ("1250000", "1.25M"):
        assert run(["advise", "alexnet", "--samples", samples]) == 0
        assert "1,250,000 samples" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["table", "markdown", "latex", "csv", "json"])
def test_every_format_names_vgg16s_first_fc(form: str, capsys: Captured) -> None:
    """102,764,544 parameters: 7*7*512*4096 + 4096 (CS231n)."""
    assert run(["advise", "vgg16", "--format", form]) == 0
    text = capsys.readouterr().out
    assert "102,764,544" in text
    if form == "json":
        assert json.loads(text)["network"]["name"] == "VGG-16"


def test_other_settings_are_advised_on(capsys: Captured) -> None:
    """27*C^2 with C = 32: 27,648 weights (CS231n notes)."""
    assert run(["advise", "single7x7", "--set", "c=32"]) == 0
    assert "27,648" in capsys.readouterr().out


def test_no_line_is_wider_than_the_terminal() -> None:
    for columns in (80, 200):
        shown = seen(
            "advise", "inception-v3", columns=columns, environment=surroundings(NO_COLOR="1")
        )
        assert shown.code == 0
        assert max(map(len, shown.text.splitlines())) <= columns
