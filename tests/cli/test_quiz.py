"""`cnncalc quiz`, as it is run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import click
import pytest

from cnncalc.cli import practice, quiz
from cnncalc.coursework.exercise import EXERCISES
from cnncalc.suggestion import listed
from tests.cli.process import ran, seen, surroundings
from tests.coursework.made import CS231N, DRAWN

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two templates and a list of students."""
    (tmp_path / "cs231n.yaml").write_text(CS231N)
    (tmp_path / "drawn.yaml").write_text(DRAWN)
    (tmp_path / "names.csv").write_text("id,name\nada01,Ada Lovelace\nalan2,Alan Turing\n")
    return tmp_path


def files(folder: Path) -> list[str]:
    """All files in a folder."""
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file())


def test_a_sheet_comes_out_and_its_key_only_when_asked_for(folder: Path) -> None:
    """CS231n 2017, lecture 5: 760 parameters."""
    sheet, key = (
        ran("quiz", "cs231n.yaml", "--seed", "1", *more, cwd=folder) for more in ([], ["--key"])
    )
    assert (sheet.returncode, sheet.stderr, key.returncode) == (0, "", 0)
    assert "    parameters:\n" in sheet.stdout
    assert "760" not in sheet.stdout
    assert "    parameters: 760\n" in key.stdout


def test_a_seed_that_nobody_gave_is_told_to_the_teacher_and_not_to_the_sheet(folder: Path) -> None:
    found = ran("quiz", "drawn.yaml", cwd=folder)
    match = re.fullmatch(r"drawn from seed (\d+): `--seed \1 --key` gives its key\n", found.stderr)
    assert match
    assert "seed" not in found.stdout.lower()
    again = ran("quiz", "drawn.yaml", "--seed", match[1], cwd=folder)
    assert (again.stdout, again.stderr) == (found.stdout, "")


def test_no_template_is_needed(folder: Path) -> None:
    found = ran("quiz", "--layers", "conv", "--count", "5", "--seed", "1", cwd=folder)
    again = ran("quiz", "--layers", "conv", "--count", "5", "--seed", "1", cwd=folder)
    assert found.returncode == 0
    assert found.stdout == again.stdout
    assert found.stdout.count("(1 point)") == 5


@pytest.mark.parametrize("command", [quiz.command, practice.command])
def test_the_help_names_all_kinds_that_there_are_exercises_on(command: click.Command) -> None:
    (option,) = [each for each in command.params if each.name == "layers"]
    assert isinstance(option, click.Option)
    assert f"There are {listed(list(EXERCISES), 'and')}." in (option.help or "")


def test_each_student_gets_a_sheet_and_the_keys_are_apart(folder: Path) -> None:
    found = ran("quiz", "drawn.yaml", "--students", "names.csv", "-o", "out", cwd=folder)
    assert found.returncode == 0
    assert found.stdout.startswith("2 sheets in out/sheets, the keys in out/keys; seed ")
    assert files(folder / "out") == [
        "keys/1-ada-lovelace-ada01.yaml",
        "keys/2-alan-turing-alan2.yaml",
        "sheets/1-ada-lovelace-ada01.yaml",
        "sheets/2-alan-turing-alan2.yaml",
    ]


def test_the_same_seed_writes_the_same_files(folder: Path) -> None:
    for name in ("a", "b"):
        ran("quiz", "drawn.yaml", "--copies", "3", "--seed", "7", "-o", name, cwd=folder)
    assert files(folder / "a") == files(folder / "b")
    for name in files(folder / "a"):
        assert (folder / "a" / name).read_bytes() == (folder / "b" / name).read_bytes()


def test_all_formats_can_be_written_at_once(folder: Path) -> None:
    formats = ("--format", "markdown", "--format", "latex", "--format", "moodle")
    assert ran("quiz", "cs231n.yaml", *formats, "-o", "out", cwd=folder).returncode == 0
    assert files(folder / "out") == [
        *("keys/1.md", "keys/1.tex", "keys/1.yaml", "keys/moodle.xml"),
        *("sheets/1.md", "sheets/1.tex", "sheets/1.yaml"),
    ]
    root = ET.parse(folder / "out/keys/moodle.xml").getroot()  # noqa: S314  it is ours
    assert root.tag == "quiz"


def test_sheets_that_may_be_filled_in_are_not_written_over(folder: Path) -> None:
    ran("quiz", "cs231n.yaml", "-o", "out", cwd=folder)
    sheet = folder / "out/sheets/1.yaml"
    sheet.write_text("filled in")
    refused = ran("quiz", "cs231n.yaml", "-o", "out", cwd=folder)
    assert refused.returncode == 2
    assert "out has sheets/1.yaml and keys/1.yaml already" in refused.stderr
    assert sheet.read_text() == "filled in"
    assert ran("quiz", "cs231n.yaml", "-o", "out", "--force", cwd=folder).returncode == 0
    assert sheet.read_text() != "filled in"


def test_two_quizzes_do_not_share_a_folder(folder: Path) -> None:
    """Their copies have the same numbers, so that their keys would not be told apart."""
    for name, student in (("ada", "Ada"), ("alan", "Alan")):
        (folder / f"{name}.csv").write_text(f"name\n{student}\n")
    first = ("quiz", "drawn.yaml", "--seed", "1", "--students", "ada.csv", "-o", "out")
    assert ran(*first, cwd=folder).returncode == 0
    before = files(folder / "out")
    for other in (("drawn.yaml", "--seed", "2"), ("cs231n.yaml", "--seed", "1")):
        found = ran("quiz", *other, "--students", "alan.csv", "-o", "out", cwd=folder)
        assert found.returncode == 2
        assert "out has files of another making, such as keys/1-ada.yaml" in found.stderr
        assert files(folder / "out") == before


def test_sheets_of_an_earlier_quiz_are_said(folder: Path) -> None:
    ran("quiz", "drawn.yaml", "--copies", "3", "-o", "out", cwd=folder)
    found = ran("quiz", "drawn.yaml", "--copies", "2", "-o", "out", "--force", cwd=folder)
    assert found.stdout.splitlines()[1] == (
        "2 other files are still in the folder, such as out/keys/3.yaml"
    )


def test_copies_that_are_alike_are_said(folder: Path) -> None:
    found = ran("quiz", "cs231n.yaml", "--copies", "3", "-o", "out", cwd=folder)
    assert found.stdout.splitlines()[1] == (
        "the same numbers twice, for lack of others: 2 is 1, 3 is 1"
    )


def test_a_template_with_problems_writes_nothing_and_shows_them(folder: Path) -> None:
    (folder / "bad.yaml").write_text(CS231N.replace("filters", "filtres"))
    found = ran("quiz", "bad.yaml", "-o", "out", cwd=folder)
    assert found.returncode == 1
    assert found.stderr.startswith("bad.yaml:7:20: unknown-field conv has no field `filtres`")
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        ([], "name a template, or the layers to practise"),
        (["drawn.yaml", "--layers", "conv"], "exclude each other"),
        (["drawn.yaml", "--count", "3"], "--count goes with --layers"),
        (["drawn.yaml", "--convention", "cs231n"], "--convention goes with --layers"),
        (["drawn.yaml", "--copies", "3"], "need a folder: -o FOLDER"),
        (["drawn.yaml", "--copies", "3", "--students", "names.csv", "-o", "x"], "exclude"),
        (["drawn.yaml", "-f", "latex", "-f", "moodle"], "several formats need a folder"),
        (["--layers", "softmax"], "there is no exercise on `softmax`"),
        (["--layers", "conv", "--convention", "cs213n"], "did you mean `cs231n`?"),
        (["nothing.yaml"], "there is no such file"),
        (["drawn.yaml", "--students", "nobody.csv", "-o", "x"], "there is no such file"),
        (["drawn.yaml", "-o", "drawn.yaml"], "drawn.yaml is a file; name a folder"),
        (["drawn.yaml", "-o", "drawn.yaml/in"], "cannot write drawn.yaml/in"),
    ],
)
def test_what_cannot_be_done_is_said_with_2(
    folder: Path, arguments: list[str], answer: str
) -> None:
    found = ran("quiz", *arguments, cwd=folder)
    assert found.returncode == 2
    assert answer in found.stderr
    assert "Traceback" not in found.stderr


def test_on_a_terminal_a_bar_says_how_far_it_is(folder: Path) -> None:
    found = seen(
        *("quiz", str(folder / "drawn.yaml"), "--copies", "5", "-o", str(folder / "out")),
        environment=surroundings(NO_COLOR="1"),
    )
    assert found.code == 0
    assert "5/5" in found.text
    assert len(files(folder / "out")) == 10
