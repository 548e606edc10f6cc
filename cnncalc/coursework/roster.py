"""Who is in a class: a table of students as a learning platform writes it, or one name a line.

    >>> read_roster("names.csv")[0]
    Student(id='ada01', first='Ada', last='Lovelace', email='ada@example.org')

Read are CSV files with a heading: student_id, first_name, last_name, name, email, and what Moodle,
Gradescope and nbgrader call these. Columns may be divided by commas, semicolons or tabs.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cnncalc.diagnostic import CannotRunError
from cnncalc.plain import one_line
from cnncalc.spec.content import file_bytes, standard_input

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["Student", "read_roster", "same_person"]


@dataclass(frozen=True, slots=True)
class Student:
    """A student as a roster has them; what it does not say is empty."""

    id: str = ""
    first: str = ""
    last: str = ""
    email: str = ""

    @property
    def label(self) -> str:
        """How a sheet names them: `Ada Lovelace (ada01)`."""
        name = " ".join(each for each in (self.first, self.last) if each) or self.email
        if not self.id or not name:
            return name or self.id
        return f"{name} ({self.id})"


def read_roster(path: str | Path) -> tuple[Student, ...]:
    """Read the students of a class, in the order of the file, or from standard input for `-`.

    Raises CannotRunError for a file that cannot be read, or that names nobody, or one student
    or one id twice.
    """
    name, most = one_line(str(path)), MOST_BYTES
    try:
        raw = standard_input(most) if str(path) == "-" else file_bytes(str(path), most)
    except CannotRunError as error:
        raise CannotRunError(str(error).replace("spec", "list")) from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{name}: byte {error.start + 1} is not UTF-8; save the list as CSV in UTF-8"
        raise CannotRunError(message) from None
    found = tuple(_students(text, name))
    if not found:
        message = f"{name}: this list has no students; write one name a line, or CSV with a heading"
        raise CannotRunError(message)
    _refuse_twins(found, name)
    return tuple(student for _, student in found)


def _refuse_twins(found: Sequence[tuple[int, Student]], name: str) -> None:
    """Raise CannotRunError, with both lines, where two students have one id or are called alike."""
    ids: dict[str, int] = {}
    labels: dict[str, int] = {}
    for line, each in found:
        for seen, word in ((ids, each.id), (labels, each.label)):
            before = seen.setdefault(same_person(word), line) if word else line
            if before != line:
                message = f"{name}: `{one_line(word[:LONGEST])}` is in the list twice, in lines"
                remedy = "leave one of them, or give each student an id of their own"
                raise CannotRunError(f"{message} {before} and {line}; {remedy}")


def same_person(name: str) -> str:
    """Give what two spellings of one name have in common: capitals and spaces make no difference.

    >>> same_person(" Ada  LOVELACE ") == same_person("Ada Lovelace")
    True
    """
    return " ".join(name.casefold().split())


MOST_BYTES = 1_000_000
"""A class has no million bytes of names."""
LONGEST = 200
"""Characters of a name."""

_HEADINGS: Mapping[str, str] = {
    **dict.fromkeys(("student_id", "id", "sid", "id_number", "username", "user", "login"), "id"),
    **dict.fromkeys(("first_name", "first", "given_name", "firstname"), "first"),
    **dict.fromkeys(("last_name", "last", "surname", "family_name", "lastname"), "last"),
    **dict.fromkeys(("name", "student", "full_name", "student_name"), "name"),
    **dict.fromkeys(("email", "mail", "e_mail", "email_address"), "email"),
}
"""What other programs call a column, in lower case and with _ for spaces."""


def _students(text: str, name: str) -> Iterator[tuple[int, Student]]:
    """The students, each with the line that they stand in."""
    lines = text.splitlines()
    heading = next((each for each in lines if each.strip()), "")
    delimiter = max(",;\t", key=heading.count)
    try:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        read = [(reader.line_num, [each.strip() for each in row]) for row in reader]
    except csv.Error as error:
        message = f"{name}: this is no CSV ({error}); write one name a line, or check the quotes"
        raise CannotRunError(message) from None
    numbered = [(line, row) for line, row in read if any(row)]
    if not numbered:
        return
    rows = [row for _, row in numbered]
    columns = [_HEADINGS.get(_key(each), "") for each in rows[0]]
    if not {"id", "first", "last", "name", "email"} & set(columns):
        columns = _columns_without_heading(rows, name)
    else:
        numbered = numbered[1:]
    for line, row in numbered:
        found = {column: value for column, value in zip(columns, row, strict=False) if column}
        student = _student(found)
        if len(student.label) > LONGEST:
            message = f"{name}: a name of {len(student.label):,} characters is longer than"
            raise CannotRunError(f"{message} {LONGEST}; check the quotes in the list")
        if student.label:
            yield line, student


def _key(heading: str) -> str:
    return heading.lower().replace("-", " ").replace(" ", "_")


def _columns_without_heading(rows: Sequence[Sequence[str]], name: str) -> list[str]:
    """The one column of a plain list of names."""
    if max(map(len, rows)) == 1:
        return ["name"]
    headings = "student_id, first_name, last_name, email"
    message = f"{name}: nothing says what the columns are; begin with a line such as `{headings}`"
    raise CannotRunError(message)


def _student(found: Mapping[str, str]) -> Student:
    first, last = found.get("first", ""), found.get("last", "")
    if not first and not last:
        name = found.get("name", "")
        # `Lovelace, Ada` as registers have it; else the last word is the last name.
        last, comma, first = (part.strip() for part in name.partition(","))
        if not comma:
            first, _, last = name.rpartition(" ")
    return Student(found.get("id", ""), first, last, found.get("email", ""))
