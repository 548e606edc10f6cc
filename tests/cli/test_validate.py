"""`cnncalc validate`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cnncalc.cli.main import run
from cnncalc.spec.catalog import shipped
from tests.cli.process import seen, surroundings

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    Captured = pytest.CaptureFixture[str]

FINE = "name: n\ninput: 8\nlayers: [{dense: {name: d, units: 2}}]\n"
"""A net of (8 + 1)*2 = 18 parameters."""


def test_every_shipped_network_is_fine(capsys: Captured) -> None:
    assert run(["validate", *shipped()]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    for name in shipped():
        assert f"\n{name}: fine" in f"\n{captured.out}"


def test_a_network_that_is_fine_is_one_line(tmp_path: Path, capsys: Captured) -> None:
    spec = tmp_path / "net.yaml"
    spec.write_text(FINE)
    assert run(["validate", str(spec)]) == 0
    assert capsys.readouterr().out == f"{spec}: fine\n"


def test_all_problems_are_the_result(tmp_path: Path, capsys: Captured) -> None:
    spec = tmp_path / "net.yaml"
    spec.write_text("name: net\ninput: 10x10x1\nlayers:\n" + "  - zzzz\n" * 25)
    assert run(["validate", str(spec)]) == 1
    captured = capsys.readouterr()
    *problems, last = captured.out.splitlines()
    assert [each.split(": ")[0] for each in problems] == [
        f"{spec}:{line}:5" for line in range(4, 29)
    ]
    assert last == f"{spec}: 25 problems"
    assert captured.err == ""


def test_a_published_figure_that_does_not_hold_is_a_problem(
    tmp_path: Path, capsys: Captured
) -> None:
    spec = tmp_path / "net.yaml"
    spec.write_text(FINE + "published:\n  - {parameters: 16, source: a slide}\n")
    assert run(["analyze", str(spec)]) == 0
    capsys.readouterr()
    assert run(["validate", str(spec)]) == 1
    problem, last = capsys.readouterr().out.splitlines()
    assert problem.startswith(f"{spec}:5:")
    assert "a slide says parameters 16, and it is 18" in problem
    assert last == f"{spec}: 1 problem"


def test_a_disputed_figure_is_noted_and_no_problem(tmp_path: Path, capsys: Captured) -> None:
    spec = tmp_path / "net.yaml"
    spec.write_text(
        FINE + "published:\n  - {parameters: 16, source: a slide, disputed: no biases}\n"
    )
    assert run(["validate", str(spec)]) == 0
    note, last = capsys.readouterr().out.splitlines()
    assert ": disputed-figure " in note
    assert "no biases" in note
    assert last == f"{spec}: fine (1 disputed figure noted)"


def test_problems_are_drawn_on_a_terminal(tmp_path: Path) -> None:
    spec = tmp_path / "net.yaml"
    spec.write_text("name: n\ninput: 8\nlayers: [convv]\n")
    result = seen("validate", str(spec), columns=200, environment=surroundings(NO_COLOR="1"))
    assert result.code == 1
    assert result.text.startswith("error[")
    assert "3 | layers: [convv]\n" in result.text


def test_a_missing_file_does_not_stop_the_rest(capsys: Captured) -> None:
    assert run(["validate", "missing.yaml", "lenet5"]) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith("error: missing.yaml: ")
    assert "lenet5: fine" in captured.out


def test_json_is_an_object_or_a_list(tmp_path: Path, capsys: Captured) -> None:
    spec = tmp_path / "net.yaml"
    spec.write_text(FINE + "published:\n  - {parameters: 16, source: a slide}\n")
    assert run(["validate", str(spec), "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["schema"], data["spec"], data["fine"], data["notes"]) == (1, str(spec), False, [])
    (problem,) = data["problems"]
    assert (problem["file"], problem["line"]) == (str(spec), 5)
    assert run(["validate", "lenet5", "alexnet", "--format", "json"]) == 0
    assert [each["fine"] for each in json.loads(capsys.readouterr().out)] == [True, True]


def test_problems_can_be_written_to_a_file(tmp_path: Path, capsys: Captured) -> None:
    target = tmp_path / "problems.json"
    assert run(["validate", "lenet5", "-o", str(target)]) == 0
    assert json.loads(target.read_text())["fine"] is True
    assert capsys.readouterr().out == ""


def test_a_shipped_network_is_called_by_its_name_wherever_it_is_installed(
    capsys: Captured,
) -> None:
    """CS231n's 24M activations of VGG-16 are disputed: its own rows add up to 15,087,080."""
    assert run(["validate", "vgg16"]) == 0
    told = capsys.readouterr().out
    assert "<vgg16>:" in told
    assert ".cnn.yaml" not in told
