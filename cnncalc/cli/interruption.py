"""What Ctrl-C does, from the first line of the program to its last: it ends, in silence, with 130.

    end_when_interrupted()
    with unfinished("table.md.part"):
        ...

Python's own answer, an exception wherever the program happens to be, is a traceback while modules
are still being imported, and is lost in a finalizer. Nothing here imports what takes time.
"""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager, suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["end_when_interrupted", "unfinished"]

INTERRUPTED = 130

_unfinished: set[str] = set()


def end_when_interrupted() -> None:
    """Let Ctrl-C end this process at once; where the shell has it ignored, it stays ignored."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)


@contextmanager
def unfinished(path: str) -> Iterator[None]:
    """Have a file, or a folder with all that is in it, removed where the process is interrupted."""
    _unfinished.add(path)
    try:
        yield
    finally:
        _unfinished.discard(path)


def _end(*_: object) -> None:
    for path in _unfinished:
        with suppress(OSError):
            _remove(path)
    os._exit(INTERRUPTED)


def _remove(path: str) -> None:
    if not os.path.isdir(path):  # noqa: PTH112  pathlib takes time to import
        os.unlink(path)  # noqa: PTH108  as above
        return
    from shutil import rmtree

    rmtree(path)
