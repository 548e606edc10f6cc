"""Standard output and standard error as they really are: closed, full, a pipe, in any encoding.

    >>> settle()
    >>> write("62,378,344 parameters\n", sys.stdout)
    62,378,344 parameters

Nothing that is written can fail for its characters; a reader that went away is no failure.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Literal, TextIO

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "When",
    "discard",
    "is_terminal",
    "settle",
    "takes_boxes",
    "takes_color",
    "width",
    "write",
]

When = Literal["auto", "always", "never"]
"""When to use colour; `auto` asks the stream and the environment."""


def settle() -> None:
    """Let both streams write a character that their encoding lacks as an escape."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def write(content: str | bytes, stream: TextIO | None) -> None:
    """Write text, or bytes, at once; a closed stream and a reader that went away are passed over.

    Raises OSError where they have nowhere to go, as on a full disk, and discards the stream.
    """
    if stream is None:
        return
    try:
        if isinstance(content, str):
            stream.write(content)
        else:
            stream.buffer.write(content)
        stream.flush()
    except BrokenPipeError:
        discard(stream)
    except OSError:
        discard(stream)
        raise


def discard(stream: TextIO | None) -> None:
    """Let a stream that failed lead nowhere, so that what it still holds fails no second time."""
    if stream is None:
        return
    try:
        number = stream.fileno()
    except (OSError, ValueError):  # no file of the system, so it holds nothing back
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)


def is_terminal(stream: TextIO | None) -> bool:
    """Say whether a person sits behind a stream."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def width(stream: TextIO) -> int | None:
    """Give the columns of the terminal behind a stream; None where it does not say."""
    try:
        return os.get_terminal_size(stream.fileno()).columns or None
    except (OSError, ValueError):
        return None


def takes_color(
    stream: TextIO | None, when: When = "auto", environment: Mapping[str, str] = os.environ
) -> bool:
    """Say whether to write colour: as asked for, else NO_COLOR, FORCE_COLOR, then the terminal."""
    if when != "auto":
        return when == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return is_terminal(stream) and environment.get("TERM") != "dumb"


BOXES = "─│┌┼×…"  # noqa: RUF001  the sign for times is meant
"""Characters that tables are drawn with where the encoding has them."""


def takes_boxes(stream: TextIO | None, environment: Mapping[str, str] = os.environ) -> bool:
    """Say whether box drawing can be written: not in ASCII, and not on a dumb terminal."""
    if environment.get("TERM") == "dumb":
        return False
    try:
        BOXES.encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
