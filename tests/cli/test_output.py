"""Where results go: the format of a file's suffix, whole files, and what is never overwritten."""

from __future__ import annotations

import json
import os
import shutil
import stat
from typing import TYPE_CHECKING

import pytest

from cnncalc.cli.main import run
from cnncalc.cli.output import Output
from cnncalc.diagnostic import CannotRunError
from cnncalc.spec.catalog import spec_path

if TYPE_CHECKING:
    from pathlib import Path

    Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("t.md", "markdown"),
        ("t.html", "html"),
        ("t.htm", "html"),
        ("t.markdown", "markdown"),
        ("t.tex", "latex"),
        ("t.csv", "csv"),
        ("t.JSON", "json"),
        ("t.txt", "table"),
        ("t", "table"),
    ],
)
def test_the_format_follows_the_suffix(
    name: str, form: str, tmp_path: Path, capsys: Captured
) -> None:
    target = tmp_path / name
    assert run(["analyze", "lenet5", "-o", str(target)]) == 0
    assert capsys.readouterr().out == ""
    assert run(["analyze", "lenet5", "--format", form]) == 0
    assert target.read_bytes().decode() == capsys.readouterr().out


def test_a_format_that_is_asked_for_is_stronger_than_the_suffix(tmp_path: Path) -> None:
    target = tmp_path / "table.md"
    assert run(["analyze", "lenet5", "-o", str(target), "--format", "json"]) == 0
    assert json.loads(target.read_text())["schema"] == 1


@pytest.mark.parametrize("name", ["t.svg", "t.pdf", "t.cnn.yaml", "t.unknown"])
def test_a_suffix_that_stands_for_no_format_is_refused_and_those_that_do_are_named(
    name: str, tmp_path: Path, capsys: Captured
) -> None:
    target = tmp_path / name
    assert run(["analyze", "lenet5", "-o", str(target)]) == 2
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert all(each in said for each in (".txt", ".md", ".tex", ".csv", ".json"))
    assert not target.exists()
    assert run(["analyze", "lenet5", "-o", str(target), "--format", "csv"]) == 0


def test_a_suffix_whose_format_a_command_does_not_write_is_refused() -> None:
    with pytest.raises(CannotRunError, match=r"\.json and \.txt"):
        Output.of(None, "problems.csv", offered=("table", "json"))


def test_a_hyphen_is_standard_output(capsys: Captured) -> None:
    assert run(["analyze", "lenet5", "-o", "-", "-f", "csv"]) == 0
    assert capsys.readouterr().out != ""


def test_an_empty_name_is_no_file(capsys: Captured) -> None:
    assert run(["analyze", "lenet5", "-o", ""]) == 2
    assert capsys.readouterr().err == (
        "error: `-o` is followed by nothing: name a file, or - for standard output\n"
    )


def test_the_spec_itself_is_never_overwritten(tmp_path: Path, capsys: Captured) -> None:
    spec = tmp_path / "net.yaml"
    shutil.copy(spec_path("lenet5"), spec)
    before = spec.read_bytes()
    (tmp_path / "link.yaml").symlink_to(spec)
    os.link(spec, tmp_path / "twin.yaml")
    for name in ("net.yaml", "link.yaml", "twin.yaml", "../" + tmp_path.name + "/net.yaml"):
        target = tmp_path / name
        assert run(["analyze", "alexnet", str(spec), "-o", str(target)]) == 2
        assert run(["show", str(spec), "-o", str(target)]) == 2
        assert f"{target} is what is read here; write to another file" in capsys.readouterr().err
    assert spec.read_bytes() == before


def test_a_shipped_network_is_never_overwritten(capsys: Captured) -> None:
    target = spec_path("lenet5")
    before = target.read_bytes()
    assert run(["show", "lenet5", "-o", str(target)]) == 2
    assert "is what is read here" in capsys.readouterr().err
    assert target.read_bytes() == before


def test_a_file_stays_as_it_was_where_the_command_fails(tmp_path: Path) -> None:
    target = tmp_path / "table.md"
    target.write_text("old")
    assert run(["analyze", "alexnt", "-o", str(target)]) == 2
    assert target.read_text() == "old"
    spec = tmp_path / "net.yaml"
    spec.write_text("name: net\n")
    assert run(["analyze", str(spec), "-o", str(target)]) == 1
    assert target.read_text() == "old"
    assert {each.name for each in tmp_path.iterdir()} == {"table.md", "net.yaml"}


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "table.md"
    target.write_text("old")
    target.chmod(0o640)
    assert run(["analyze", "lenet5", "-o", str(target)]) == 0
    assert target.read_text() != "old"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    assert run(["analyze", "lenet5", "-o", str(tmp_path / "table.md")]) == 0
    assert (tmp_path / "table.md").stat().st_mode == plain.stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target = tmp_path / "real.md"
    target.write_text("old")
    link = tmp_path / "link.md"
    link.symlink_to(target)
    assert run(["analyze", "lenet5", "-o", str(link)]) == 0
    assert link.is_symlink()
    assert target.read_text() != "old"


@pytest.mark.parametrize("name", ["", "a\0b.md", "x" * 300 + ".md"])
def test_a_name_that_no_file_can_have_is_a_sentence(
    name: str, tmp_path: Path, capsys: Captured
) -> None:
    target = f"{tmp_path}/{name}" if name else ""
    assert run(["analyze", "lenet5", "-o", target]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_longest_name_that_a_file_can_have_is_written(tmp_path: Path) -> None:
    target = tmp_path / ("x" * 252 + ".md")
    assert run(["analyze", "lenet5", "-o", str(target)]) == 0
    assert target.read_text().endswith("\n")


def test_nothing_is_written_before_all_is_well(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"

    def fails() -> None:
        with Output.of("table", str(target)) as output:
            output.write("half")
            raise CannotRunError("something went wrong")

    with pytest.raises(CannotRunError):
        fails()
    assert list(tmp_path.iterdir()) == []


def test_another_look_writes_to_the_same_place(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    with Output.of("table", str(target)) as output:
        output.write("first")
        output.wearing(working=True).write("second\n")
    assert target.read_text() == "first\nsecond\n"
