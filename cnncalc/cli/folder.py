"""A folder of files that is written whole or not at all.

    write_folder("quiz", {"sheets/1.yaml": "...", "keys/1.yaml": "..."})

Everything is written beside the folder first and then moved over, so that an interruption or a full
disk leaves what was there before. A file that stands there already is replaced only when asked for,
and only then does anything come to lie among files of another making.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from cnncalc.cli.interruption import unfinished
from cnncalc.diagnostic import CannotRunError
from cnncalc.plain import one_line
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["write_folder"]


def write_folder(destination: str, files: Mapping[str, str], *, force: bool = False) -> None:
    """Write files by their path in a folder, all of them or none.

    Raises CannotRunError where one of them stands there already (unless `force` replaces it), where
    the folder in it that one goes to has other files (unless `force`), and where the system says
    no.
    """
    folder = Path(destination)
    _refuse_to_harm(folder, files, force=force)
    beside = folder.with_name(f".cnncalc-{os.urandom(8).hex()}")
    with unfinished(str(beside)):
        _write_beside(beside, folder, files)


def _write_beside(beside: Path, folder: Path, files: Mapping[str, str]) -> None:
    """Write all files into a folder of their own, and move them to their place."""
    try:
        try:
            for name, text in files.items():
                path = beside / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode("utf-8", "backslashreplace"))
            _move(beside, folder, files)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise CannotRunError(f"cannot write {one_line(str(folder))}: {reason}") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _refuse_to_harm(folder: Path, files: Mapping[str, str], *, force: bool) -> None:
    """Raise CannotRunError where writing there would lose what is there."""
    name = one_line(str(folder))
    try:
        if folder.exists() and not folder.is_dir():
            raise CannotRunError(f"{name} is a file; name a folder with `-o FOLDER`")
        there = [each for each in files if (folder / each).exists()]
        others = [] if force else _others(folder, files)
    except (OSError, ValueError):  # no folder can have such a name, and writing it says so
        return
    if there and not force:
        more = ["others"] if len(there) > MOST_SHOWN else []
        message = f"{name} has {listed([*there[:MOST_SHOWN], *more], 'and')} already"
        help_text = (
            "a sheet may have been filled in: name another folder, or `--force` replaces them"
        )
        raise CannotRunError(f"{message}; {help_text}")
    if others:
        message = f"{name} has files of another making, such as {one_line(others[0])}"
        help_text = "name another folder, or `--force` writes beside them"
        raise CannotRunError(f"{message}; {help_text}")


def _others(folder: Path, files: Mapping[str, str]) -> list[str]:
    """What lies where these files would come to lie, and is none of them: another quiz, say."""
    inner = {folder / each for each in files}
    places = sorted({each.parent for each in inner} - {folder})
    found = [each for place in places if place.is_dir() for each in sorted(place.iterdir())]
    return [
        str(each.relative_to(folder))
        for each in found
        if each not in inner and each.is_file() and not each.name.startswith(".")
    ]


MOST_SHOWN = 2
"""Files that a message names."""


def _move(beside: Path, folder: Path, files: Mapping[str, str]) -> None:
    """Put the finished files in their place: the whole folder in one step where there is none."""
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside.rename(folder)
        return
    for name in files:
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        (beside / name).replace(place)
