"""Which files are handed in: sheets by name, or all in a folder, and the keys to them.

    >>> handed_in(["quiz"])
    HandIn(sheets=('quiz/sheets/1.yaml', 'quiz/sheets/2.yaml'), keys=('quiz/keys/1.yaml', ...))

A folder is searched with all folders in it, as platforms pack each student's files into one of
their own. What lies in a folder called `keys` is a key, and nobody's sheet.
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
"""The folder of the keys that `cnncalc quiz -o` makes."""
MOST_FILES = 20_000


class HandIn(NamedTuple):
    """What is to be graded, and the keys that were found beside it."""

    sheets: tuple[str, ...]
    keys: tuple[str, ...]


def handed_in(paths: Sequence[str], keys: Sequence[str] = ()) -> HandIn:
    """Find the sheets in files and folders; `keys`, if any, are not among them.

    Raises CannotRunError for a folder without a sheet.
    """
    given = [each for path in keys for each in sheets_in(path, with_keys=True)]
    known = {os.path.realpath(each) for each in given}
    sheets: dict[str, None] = {}
    beside: dict[str, None] = {}
    for path in paths:
        for each in sheets_in(path):
            if os.path.realpath(each) not in known:
                sheets[each] = None
        if not given and Path(path).is_dir():
            beside |= dict.fromkeys(_keys_under(path))
    if not sheets:
        raise CannotRunError(f"{one_line(paths[0] if paths else '')}: there is no sheet but keys")
    return HandIn(tuple(sheets), tuple(given or beside))


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
