"""What a person sees while a command works: one line on the terminal, gone when it is done.

    progress = Progress(sys.stderr)
    progress.show("conv5")

A pipe, a file and a dumb terminal see nothing of it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cnncalc.cli.stream import is_terminal, width, write
from cnncalc.plain import one_line

if TYPE_CHECKING:
    from typing import TextIO

__all__ = ["Progress"]


class Progress:
    """The line that says what is being done."""

    interval = 0.5
    """Seconds between two looks; the first is not shown, so that what is quick shows nothing."""

    def __init__(self, screen: TextIO | None) -> None:
        """See whether a person is there."""
        watched = is_terminal(screen) and os.environ.get("TERM") != "dumb"
        self._screen = screen if watched else None
        self._looks = 0
        self._shown = ""

    def show(self, doing: str) -> None:
        """Show what is being done in the place of what was shown."""
        self._looks += 1
        if self._screen is None or self._looks == 1:
            return
        columns = width(self._screen) or 80
        text = one_line(f"at {doing} ...")[: columns - 1]
        if text != self._shown:
            write(f"{_ERASE}{text}", self._screen)
            self._shown = text

    def clear(self) -> None:
        """Leave the line empty."""
        if self._shown:
            write(_ERASE, self._screen)
            self._shown = ""


_ERASE = "\r\x1b[K"
