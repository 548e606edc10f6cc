"""`cnncalc show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cnncalc.cli.main import run
from cnncalc.spec.catalog import shipped, spec_path

if TYPE_CHECKING:
    from pathlib import Path

    Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize("name", shipped())
def test_the_text_of_a_shipped_network_is_that_of_its_file(name: str, capsys: Captured) -> None:
    assert run(["show", name]) == 0
    assert capsys.readouterr().out == spec_path(name).read_text()


def test_what_is_shown_can_be_saved_and_analysed(tmp_path: Path, capsys: Captured) -> None:
    target = tmp_path / "mynet.cnn.yaml"
    assert run(["show", "lenet5", "-o", str(target)]) == 0
    assert run(["analyze", "lenet5", "-f", "json"]) == 0
    expected = capsys.readouterr().out
    assert run(["analyze", str(target), "-f", "json"]) == 0
    assert capsys.readouterr().out == expected


def test_a_text_that_a_terminal_would_obey_is_refused(tmp_path: Path, capsys: Captured) -> None:
    spec = tmp_path / "net.yaml"
    spec.write_bytes(b"name: \x1b[2J\n")
    assert run(["show", str(spec)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "\x1b" not in captured.err


def test_a_name_that_is_none_gets_the_nearest(capsys: Captured) -> None:
    assert run(["show", "alexnt"]) == 2
    assert "alexnet" in capsys.readouterr().err
