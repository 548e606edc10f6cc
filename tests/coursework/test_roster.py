"""Who is in a class, however a learning platform writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cnncalc.coursework.roster import Student, read_roster, same_person
from cnncalc.diagnostic import CannotRunError

if TYPE_CHECKING:
    from pathlib import Path

ADA = Student("ada01", "Ada", "Lovelace", "ada@example.org")


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A file to write a list to."""
    return tmp_path / "names.csv"


@pytest.mark.parametrize(
    "text",
    [
        "student_id,first_name,last_name,email\nada01,Ada,Lovelace,ada@example.org\n",
        "ID number;Email address;First name;Last name\nada01;ada@example.org;Ada;Lovelace\n",
        "First Name\tLast Name\tSID\tEmail\nAda\tLovelace\tada01\tada@example.org\n",
        "\ufeffid,name,email,group\r\nada01,Ada Lovelace,ada@example.org,B\r\n\r\n",
        'id,name,email\n ada01 ,"Lovelace, Ada",ada@example.org\n',
    ],
)
def test_lists_of_many_programs_are_read(written: Path, text: str) -> None:
    """The headings of nbgrader, Moodle and Gradescope, and two plain ones."""
    written.write_bytes(text.encode())
    assert read_roster(written) == (ADA,)


def test_a_plain_list_of_names_needs_no_heading(written: Path) -> None:
    written.write_text("Ada Lovelace\n\n Kurt Gödel \nPlato\n", encoding="utf-8")
    assert [each.label for each in read_roster(written)] == ["Ada Lovelace", "Kurt Gödel", "Plato"]


def test_a_student_is_called_by_name_and_id() -> None:
    assert ADA.label == "Ada Lovelace (ada01)"
    assert Student("ada01").label == "ada01"
    assert Student(email="ada@example.org").label == "ada@example.org"


def test_capitals_and_spaces_make_no_other_person() -> None:
    assert same_person("  ADA  lovelace\n") == same_person("Ada Lovelace")


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (b"", "this list has no students"),
        (b"id,name\n", "this list has no students"),
        (b"Ada\n\nAlan\nada\n", "`ada` is in the list twice, in lines 1 and 4; leave one"),
        (b"id,name\nx1,Ada\nx2,Kurt\nX1,Alan\n", "`X1` is in the list twice, in lines 2 and 4"),
        (b"id,name\n,Ada\n,Kurt\nx,ADA\n,ada\n", "`ada` is in the list twice, in lines 2 and 5"),
        (b"a,b,c\n1,2,3\n", "nothing says what the columns are"),
        (b"name\nG\xf6del\n", "byte 7 is not UTF-8"),
        (b'name\n"Ada\n', "this is no CSV"),
        (b"name\n" + b"a" * 300, "a name of 300 characters"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused_in_a_sentence(
    written: Path, content: bytes, answer: str
) -> None:
    written.write_bytes(content)
    with pytest.raises(CannotRunError) as caught:
        read_roster(written)
    assert answer in str(caught.value)
    assert "names.csv: " in str(caught.value)
