"""Each save of a file, whatever way an editor has of saving: in place, or another file moved there.

    for _ in saves(Path("mynet.cnn.yaml")):
        ...

The folder is watched rather than the file, which many editors replace by another. Several writes
in a row are one save. Where the system tells nothing, as on some network drives, a look each second
does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.diagnostic import CannotRunError
from cnncalc.plain import inert

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["saves"]


def saves(path: Path) -> Iterator[None]:
    """Give a turn at once, and then one each time that the file was saved, deleted or came back.

    It does not end by itself. Raises CannotRunError where the library that watches is missing, and
    where the folder cannot be watched.
    """
    try:
        from watchfiles import watch
    except ImportError:
        message = "watching a file is an extra: pip install 'cnncalc[watch]'"
        raise CannotRunError(message) from None
    folders = {path.absolute().parent, path.resolve().parent}  # of a link, and of what it leads to
    before = _state(path)
    yield
    try:
        for _ in watch(
            *folders,
            watch_filter=None,
            recursive=False,
            debounce=500,
            rust_timeout=1000,
            yield_on_timeout=True,
            raise_interrupt=True,
            ignore_permission_denied=True,
        ):
            now = _state(path)
            if now != before:
                before = now  # first: what is saved meanwhile is another save
                yield
    except OSError as error:
        where = inert(str(path.parent))
        message = f"{where}: this folder cannot be watched ({error.strerror or error})"
        raise CannotRunError(message) from error


def _state(path: Path) -> tuple[int, int, int] | None:
    """What changes when a file is saved; None while there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
