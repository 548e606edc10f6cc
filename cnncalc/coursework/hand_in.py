"""Which files are handed in: sheets by name, or all in a folder, and the keys to them.

    >>> handed_in(["quiz"])
    HandIn(sheets=('quiz/sheets/1.yaml', 'quiz/sheets/2.yaml'), keys=('quiz/keys/1.yaml', ...))

A folder is searched with all folders in it, as platforms pack each student's files into one of
their own. What lies in a folder called `keys` is nobody's sheet, and a key only where `cnncalc
quiz` puts keys, beside `sheets` in the one folder that is named: a student may have put any other.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.diagnostic import CannotRunError
from cnncalc.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["KEYS", "HandIn", "handed_in", "sheets_in"]

KEYS = "keys"
SHEETS = "sheets"
"""The folders of the keys and of the sheets that `cnncalc quiz -o` makes."""
OTHER_SUFFIXES = frozenset(
    {".md", ".tex", ".xml", ".csv", ".json", ".html", ".pdf", ".zip", ".aux", ".log"}
)
"""What lies beside sheets: the printed ones, and what becomes of them."""
MOST_FILES = 20_000


class HandIn(NamedTuple):
    """What is to be graded, and the keys that were found beside it."""

    sheets: tuple[str, ...]
    keys: tuple[str, ...]
    ignored: tuple[str, ...] = ()
    """Files in folders called `keys` that are taken neither for keys nor for sheets."""
    skipped: tuple[str, ...] = ()
    """Files that were named, such as by a glob, and whose suffix is not that of a sheet."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is left out, for whoever grades."""
        found = []
        if self.ignored:
            those = _several(self.ignored, "in a folder `keys` that is not beside `sheets`")
            found.append(f"left out: {those}; `--key` names the keys")
        if self.skipped:
            found.append(f"left out: {_several(self.skipped, 'without the suffix of a sheet')}")
        return tuple(found)


def handed_in(paths: Sequence[str], keys: Sequence[str] = ()) -> HandIn:
    """Find the sheets in files and folders; `keys`, if any, are not among them.

    Raises CannotRunError where there is no sheet.
    """
    given = [each for path in keys for each in sheets_in(path, with_keys=True)]
    known = {os.path.realpath(each) for each in given}
    folders = [each for each in paths if Path(each).is_dir()]
    named = [each for each in paths if each in folders or not _is_other(each)]
    skipped = tuple(dict.fromkeys(each for each in paths if each not in named))
    found = [each for path in named for each in sheets_in(path)]
    sheets = dict.fromkeys(each for each in found if os.path.realpath(each) not in known)
    if not sheets:
        first = one_line(paths[0] if paths else "")
        if skipped:
            raise CannotRunError(f"{first}: this is no sheet; name its .yaml file")
        raise CannotRunError(f"{first}: there is no sheet but keys")
    beside = [] if given else _keys_beside_sheets(folders)
    known |= {os.path.realpath(each) for each in beside}
    ignored = dict.fromkeys(
        each
        for folder in folders
        for each in _keys_under(folder)
        if os.path.realpath(each) not in known and not (given and _folders(folder, each) == (KEYS,))
    )
    return HandIn(tuple(sheets), tuple(given or beside), tuple(ignored), skipped)


def sheets_in(path: str, *, with_keys: bool = False) -> tuple[str, ...]:
    """Give a file as it is, and of a folder every YAML file in it, in the order of their names.

    Raises CannotRunError for a folder without one.
    """
    if not Path(path).is_dir():
        return (path,)
    found = [each for each in _files(path) if with_keys or KEYS not in _folders(path, each)]
    if not found:
        message = f"{one_line(path)}: there is no sheet (.yaml) in this folder"
        raise CannotRunError(message)
    return tuple(found)


def _is_other(path: str) -> bool:
    return Path(path).suffix.lower() in OTHER_SUFFIXES


def _keys_beside_sheets(folders: Sequence[str]) -> list[str]:
    """The keys in the one folder that is named; of several, each may be a student's own."""
    if len(set(folders)) != 1 or not Path(folders[0], SHEETS).is_dir():
        return []
    top = folders[0]
    return [each for each in _files(top) if _folders(top, each)[:1] == (KEYS,)]


def _keys_under(path: str) -> Iterator[str]:
    yield from (each for each in _files(path) if KEYS in _folders(path, each))


def _folders(top: str, path: str) -> tuple[str, ...]:
    """The folders between one and a file in it."""
    return Path(path).relative_to(top).parts[:-1]


def _files(top: str) -> list[str]:
    found: list[str] = []
    for folder, inner, names in os.walk(top):
        inner[:] = sorted((each for each in inner if not each.startswith(".")), key=_natural)
        found += [
            str(Path(folder, name))
            for name in sorted(names, key=_natural)
            if name.lower().endswith((".yaml", ".yml")) and not name.startswith(".")
        ]
        if len(found) > MOST_FILES:
            message = f"{one_line(top)}: there are more than {MOST_FILES:,} files; name a folder"
            raise CannotRunError(f"{message} in it")
    return found


def _natural(name: str) -> list[tuple[int, str]]:
    """Order numbers in names by their value: 9.yaml before 10.yaml."""
    return [
        (int(each), "") if each.isdecimal() and each.isascii() else (-1, each)
        for each in re.split(r"([0-9]{1,18})", name)
    ]


def _several(paths: Sequence[str], where: str) -> str:
    """How many files, and one of them."""
    count = "1 file" if len(paths) == 1 else f"{len(paths):,} files"
    return f"{count} {where}, such as {one_line(paths[0])}"
