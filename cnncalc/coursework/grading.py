"""Grading: a pile of sheets, each checked by itself; one that is broken does not stop the rest.

    >>> graded = grading(graded_sheets(["ada.yaml", "alan.yaml"], read_keys(["key.yaml"])))
    >>> [(each.student, each.points) for each in graded.sheets]
    [('Ada Lovelace', Fraction(7, 2)), ('Alan Turing', Fraction(4, 1))]

Under a key, what counts is the key's network, conventions and points, whatever a student made of
those on the sheet: only the answers are the student's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from cnncalc.coursework.check import check
from cnncalc.coursework.roster import same_person
from cnncalc.coursework.sheet import read_sheet
from cnncalc.diagnostic import CnncalcError, Diagnostic, SpecError
from cnncalc.plain import one_line
from cnncalc.spec.source import Fields, Scalar, read_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cnncalc.coursework.key import Key
    from cnncalc.coursework.sheet import Sheet
    from cnncalc.coursework.verdict import CheckedSheet

__all__ = ["Graded", "Grading", "exercise_of", "graded_sheets", "grading"]


@dataclass(frozen=True)
class Graded:
    """One file: its sheet with its verdicts, or why there are none."""

    path: str
    checked: CheckedSheet | None = None
    problems: tuple[Diagnostic, ...] = ()
    """Of a sheet that cannot be read."""
    trouble: str = ""
    """Why it cannot be read, where that is no matter of a line in it."""
    remarks: tuple[str, ...] = ()
    """What the teacher should know: the same student twice, a key that is missing."""
    student: str = ""
    """As the sheet says, or else the key."""
    key: Key | None = None
    """The key to a sheet that cannot be read, where the sheet still says which it is."""

    @property
    def points(self) -> Fraction:
        """The points that were earned; none by a sheet that cannot be read."""
        return self.checked.points if self.checked else Fraction(0)

    @property
    def possible(self) -> Fraction | None:
        """The points that could be earned; None where nothing says how many."""
        if self.checked:
            return self.checked.possible
        return None if self.key is None else sum(self.key.sheet.points.values(), Fraction(0))

    @property
    def why_broken(self) -> str:
        """Why it cannot be read, on one line; empty where it can."""
        return self.trouble or "; ".join(map(_told, self.problems[:MOST_TOLD]))


MOST_TOLD = 3
"""Problems of one sheet that a gradebook tells; `cnncalc check` tells all."""


@dataclass(frozen=True)
class Grading:
    """All sheets of a class."""

    sheets: tuple[Graded, ...]

    @property
    def fine(self) -> tuple[Graded, ...]:
        """Those that could be graded."""
        return tuple(each for each in self.sheets if each.checked)

    @property
    def broken(self) -> tuple[Graded, ...]:
        """Those that could not."""
        return tuple(each for each in self.sheets if not each.checked)


def grading(graded: Iterable[Graded]) -> Grading:
    """Put graded sheets together, and remark which of them are of the same student or copy."""
    sheets = tuple(graded)
    remarks: dict[int, list[str]] = defaultdict(list)
    names = _short_names([each.path for each in sheets])
    for indices in _alike(sheets, _student_key):
        for index in indices:
            others = ", ".join(names[each] for each in indices if each != index)
            remarks[index].append(f"the same student as {others}")
    for indices in _alike(sheets, _copy_key):
        if len({same_person(sheets[each].student) for each in indices}) > 1:
            for index in indices:
                others = ", ".join(names[each] for each in indices if each != index)
                remarks[index].append(f"the same copy as {others}")
    return Grading(
        tuple(
            replace(each, remarks=(*each.remarks, *remarks[index]))
            for index, each in enumerate(sheets)
        )
    )


def graded_sheets(paths: Sequence[str], keys: Mapping[str, Key] | None = None) -> Iterator[Graded]:
    """Grade files one by one; `keys` are by the name of the worksheet, and None is no key at all.

    Nothing that a file can hold is raised, and no bug that it finds here: it is in what comes out.
    """
    for path in paths:
        yield _of_file(path, keys)


def exercise_of(worksheet: str) -> str:
    """Give the exercise that a worksheet is a copy of: conv-basics of conv-basics/07."""
    return worksheet.rpartition("/")[0] or worksheet


def _of_file(path: str, keys: Mapping[str, Key] | None) -> Graded:
    try:
        return _graded(path, read_sheet(path), keys)
    except SpecError as error:
        student, key = _owner(path, keys)
        return Graded(path, problems=error.diagnostics, student=student, key=key)
    except CnncalcError as error:
        return Graded(path, trouble=str(error))
    except Exception as error:  # noqa: BLE001  whatever one sheet brings out, the others are graded
        student, key = _owner(path, keys)
        return Graded(path, trouble=_bug(error), student=student, key=key)


def _bug(error: Exception) -> str:
    remedy = "`cnncalc --debug check` shows where; please report it with this sheet"
    return f"this is a bug in cnncalc ({type(error).__name__}); {remedy}"


def _graded(path: str, sheet: Sheet, keys: Mapping[str, Key] | None) -> Graded:
    if keys is None:
        return Graded(path, check(sheet), student=sheet.student)
    key = keys.get(sheet.worksheet)
    if key is None:
        name = one_line(sheet.worksheet) or "a worksheet without a name"
        return Graded(path, trouble=f"there is no key to {name}", student=sheet.student)
    made_for = key.sheet.student
    student = sheet.student or made_for
    remarks = []
    if sheet.student and made_for and same_person(sheet.student) != same_person(made_for):
        remarks.append(f"this copy was made for {one_line(made_for)}")
    checked = key.check(sheet, student)
    return Graded(path, checked, remarks=tuple(remarks), student=student)


def _short_names(paths: Sequence[str]) -> list[str]:
    """The names of files without their folders, where these tell them apart."""
    names = [Path(each).name for each in paths]
    counts = Counter(names)
    return [
        one_line(name if counts[name] == 1 else path)
        for name, path in zip(names, paths, strict=True)
    ]


def _student_key(graded: Graded) -> str:
    """What sheets of one student for one exercise have in common; nothing for a sheet of nobody."""
    person = same_person(graded.student)
    if not graded.checked or not person:
        return ""
    return f"{exercise_of(graded.checked.sheet.worksheet)}\n{person}"


def _copy_key(graded: Graded) -> str:
    """What sheets made of one copy have in common; nothing where there is one sheet for all."""
    worksheet = graded.checked.sheet.worksheet if graded.checked else ""
    return worksheet if "/" in worksheet else ""


def _alike(sheets: Sequence[Graded], key_of: Callable[[Graded], str]) -> Iterator[list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, each in enumerate(sheets):
        key = key_of(each)
        if key:
            found[key].append(index)
    yield from (each for each in found.values() if len(each) > 1)


def _owner(path: str, keys: Mapping[str, Key] | None) -> tuple[str, Key | None]:
    """Whose a broken sheet is, and the key to it, as far as it says so."""
    try:
        root = read_source(path).root
    except Exception:  # noqa: BLE001  its trouble is told already
        return "", None
    said = {"student": "", "worksheet": ""}
    entries = root.entries if isinstance(root, Fields) else {}
    for name in said:
        node = entries[name].value if name in entries else None
        said[name] = " ".join(node.text.split()) if isinstance(node, Scalar) else ""
    key = (keys or {}).get(said["worksheet"])
    return said["student"] or (key.sheet.student if key else ""), key


def _told(problem: Diagnostic) -> str:
    """A problem with its line and its first remedy; its file is known."""
    where = f"line {problem.place.line}: " if problem.place else ""
    remedy = f" ({problem.helps[0]})" if problem.helps else ""
    return one_line(f"{where}{problem.message}{remedy}")
