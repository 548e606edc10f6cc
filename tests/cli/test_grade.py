"""`cnncalc grade`, as it is run."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.process import ran, seen, surroundings
from tests.coursework.made import CS231N, answered

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A class of four, of which three hand in CS231n's example (2017, lecture 5: 760 parameters).

    Ada is right, Alan forgets the biases, and what Kurt hands in is broken.
    """
    (tmp_path / "t.yaml").write_text(CS231N)
    (tmp_path / "names.csv").write_text("name\nAda\nAlan\nKurt\nEmmy\n")
    made = ran("quiz", "t.yaml", "--students", "names.csv", "-o", "quiz", cwd=tmp_path)
    assert made.returncode == 0
    ada, alan, emmy, kurt = (
        tmp_path / f"quiz/sheets/{each}.yaml" for each in ("1-ada", "2-alan", "4-emmy", "3-kurt")
    )
    for sheet, parameters in ((ada, "760"), (alan, "750")):
        answers = {"output": "32x32x10", "parameters": parameters}
        sheet.write_text(answered(sheet.read_text(), answers))
    emmy.unlink()
    kurt.write_text("answers: [")
    return tmp_path


def test_a_folder_is_graded_by_the_keys_in_it_and_what_is_broken_is_listed(school: Path) -> None:
    found = ran("grade", "quiz", cwd=school)
    assert found.returncode == 1
    lines = found.stdout.splitlines()
    assert lines[-1] == "graded by the 4 keys beside the sheets, such as quiz/keys/1-ada.yaml"
    assert found.stderr == ""
    (ada,) = (line for line in lines if line.startswith("Ada"))
    (alan,) = (line for line in lines if line.startswith("Alan"))
    assert ada.split()[:4] == ["Ada", "t/1".replace("t", "cs231n"), "3", "3"]
    assert alan.split()[2:4] == ["2", "3"]
    assert any("not readable: line 1: " in line for line in lines)


def test_a_student_cannot_bring_the_key(school: Path) -> None:
    """The key of Ada's folder would make anything right; without a key her sheet counts itself."""
    for part in ("sheets", "keys"):
        own = school / "class/ada" / part
        own.mkdir(parents=True)
        (own / "1.yaml").write_text((school / f"quiz/{part}/1-ada.yaml").read_text())
    for more in ((), ("-f", "csv"), ("-f", "json")):
        found = ran("grade", "class", *more, cwd=school)
        assert found.returncode == 0
        said = found.stderr if more else found.stdout
        assert "left out: 1 file in a folder `keys` that is not beside `sheets`" in said
        assert "graded by" not in said


def test_where_all_can_be_read_the_exit_code_is_0(school: Path) -> None:
    found = ran("grade", "quiz/sheets/1-ada.yaml", "--key", "quiz/keys", cwd=school)
    assert (found.returncode, found.stderr) == (0, "")


def test_the_gradebook_is_written_as_its_suffix_says(school: Path) -> None:
    found = ran("grade", "quiz", "--students", "names.csv", "-o", "book.csv", cwd=school)
    assert (found.returncode, found.stdout) == (1, "")
    with (school / "book.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [(each["first_name"] or each["last_name"], each["score"]) for each in rows] == [
        ("Ada", "3"),
        ("Alan", "2"),
        ("", ""),
        ("Kurt", ""),
        ("Emmy", ""),
    ]
    assert rows[-1]["remarks"] == "nothing handed in"


def test_the_class_report_stands_below_the_gradebook_or_beside_it(school: Path) -> None:
    for more in ((), ("-o", "book.csv"), ("--format", "markdown")):
        found = ran("grade", "quiz", "--class-report", *more, cwd=school)
        assert "the biases left out" in found.stdout
        assert "P-NO-BIAS" in found.stdout
    assert (
        "Gradebook"
        not in ran("grade", "quiz", "--class-report", "-o", "book.csv", cwd=school).stdout
    )


def test_two_tables_do_not_fit_in_one_csv(school: Path) -> None:
    found = ran("grade", "quiz", "--class-report", "--format", "csv", cwd=school)
    assert found.returncode == 2
    assert "name a file for the first" in found.stderr


def test_json_has_all_of_it(school: Path) -> None:
    found = ran("grade", "quiz", "--class-report", "--format", "json", cwd=school)
    data = json.loads(found.stdout)
    assert [each["points"] for each in data["sheets"]] == [3, 2, None]
    assert data["class_report"]["slips"][0]["id"] == "P-NO-BIAS"


def test_gradescope_gets_the_results_of_one_student(school: Path) -> None:
    one = ("quiz/sheets/2-alan.yaml", "--key", "quiz/keys", "--gradescope", "results.json")
    assert ran("grade", *one, cwd=school).returncode == 0
    data = json.loads((school / "results.json").read_text())
    assert [(each["score"], each["max_score"]) for each in data["tests"]] == [(1, 1), (1, 2)]
    assert "760" not in (school / "results.json").read_text()
    refused = ran("grade", "quiz", "--gradescope", "other.json", cwd=school)
    assert refused.returncode == 2
    assert "results.json is for one submission" in refused.stderr
    assert not (school / "other.json").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "answer"),
    [
        (["nothing.yaml"], 1, ""),
        (["empty"], 2, "there is no sheet (.yaml) in this folder"),
        (["quiz", "--key", "t.yaml"], 1, "this is a template"),
        (["quiz", "--key", "quiz/sheets/1-ada.yaml"], 1, ""),
        (["quiz", "--key", "nowhere"], 2, "there is no such file"),
        (["quiz", "--students", "nowhere"], 2, "there is no such file"),
    ],
)
def test_what_cannot_be_graded_is_said(
    school: Path, arguments: list[str], code: int, answer: str
) -> None:
    (school / "empty").mkdir()
    found = ran("grade", *arguments, cwd=school)
    assert found.returncode == code
    assert answer in found.stderr
    assert "Traceback" not in found.stderr


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_it_can_be_read_on_a_terminal(school: Path, columns: int) -> None:
    found = seen(
        *("grade", str(school / "quiz"), "--class-report"),
        columns=columns,
        environment=surroundings(NO_COLOR="1"),
    )
    assert found.code == 1
    shown = [line for line in found.text.splitlines() if str(school) not in line]
    assert max(map(len, shown)) <= columns
    assert "Ada" in found.text
