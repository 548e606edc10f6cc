"""The key to a sheet: what the right answers are, and what a slip still earns.

    >>> key = read_key("quiz/keys/07.yaml")
    >>> key.sheet.worksheet, key.sheet.partial["conv1", "parameters"]
    ('conv-basics/07', {'P-NO-BIAS': Fraction(1, 1)})

A key is an ordinary sheet with one part more, `partial`, that no student is to see.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cnncalc.coursework.check import check
from cnncalc.coursework.sheet import read_sheet
from cnncalc.diagnostic import CannotRunError, Diagnostic, Place, SpecError
from cnncalc.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cnncalc.coursework.sheet import Sheet
    from cnncalc.coursework.verdict import CheckedSheet

__all__ = ["Key", "read_key", "read_keys"]


@dataclass(frozen=True)
class Key:
    """A sheet with right answers."""

    sheet: Sheet

    def check(self, sheet: Sheet, student: str) -> CheckedSheet:
        """Check a student's answers against the key's own network, conventions and points.

        What a sheet does not answer is open, and what the key does not ask is left out.
        """
        return check(self._with_answers(sheet, student))

    def _with_answers(self, sheet: Sheet, student: str) -> Sheet:
        answers = {(each.layer, each.quantity): each for each in sheet.cells}
        nowhere = Place(sheet.path, 1, 1)
        cells = []
        for each in self.sheet.cells:
            written = answers.get((each.layer, each.quantity))
            text, place = (written.answer_text, written.place) if written else (None, nowhere)
            cells.append(replace(each, answer_text=text, place=place))
        return replace(self.sheet, student=student, cells=tuple(cells), path=sheet.path)


def read_key(path: str) -> Key:
    """Read a key.

    Raises SpecError or CannotRunError for one that cannot be read, or whose answers are not right:
    marks that are wrong for a whole class are worse than none.
    """
    sheet = read_sheet(path)
    for row in check(sheet).rows:
        if row.verdict != "right":
            state = "missing from" if row.verdict == "open" else "not right in"
            message = f"`{row.cell.quantity}` of {row.cell.layer} is {state} this key"
            helps = ("name the folder of the keys that `cnncalc quiz` made",)
            raise SpecError((Diagnostic("key-not-right", message, row.cell.place, helps=helps),))
    return Key(sheet)


def read_keys(paths: Sequence[str]) -> Mapping[str, Key]:
    """Read keys, by the name of their worksheet.

    Raises as `read_key` does, and CannotRunError for a second key to one worksheet.
    """
    keys: dict[str, Key] = {}
    for path in paths:
        key = read_key(path)
        name = key.sheet.worksheet
        if name in keys:
            both = f"{one_line(keys[name].sheet.path)} and {one_line(path)}"
            message = f"{both} are both keys to `{one_line(name)}`; leave one of them"
            raise CannotRunError(message)
        keys[name] = key
    return keys
