"""What a spec file holds, as text: read from the disk or standard input, within bounds, or refused.

text_of(file_bytes("lenet.yaml", 5_000_001), "lenet.yaml", DEFAULT_LIMITS)
"""

from __future__ import annotations

import re
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cnncalc.diagnostic import CannotRunError, Place, SpecError
from cnncalc.spec.refusal import one_line, place_in, refusal

if TYPE_CHECKING:
    from cnncalc.limit import Limits

__all__ = ["file_bytes", "standard_input", "text_of"]


def file_bytes(path: str, most: int) -> bytes:
    """The first bytes of an ordinary file; nothing else is opened, as pipes and devices block."""
    name = one_line(path)
    if not path:
        raise CannotRunError(f"{name}: no spec is named; name a file, or `-` for standard input")
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            raise CannotRunError(f"{name}: this is a folder; name a file in it")
        if not stat.S_ISREG(mode):
            remedy = (
                "save what it gives to a file, or send that through standard input and name it `-`"
            )
            raise CannotRunError(f"{name}: this is no ordinary file; {remedy}")
        with Path(path).open("rb") as stream:
            return _read(stream, most)
    except (FileNotFoundError, NotADirectoryError):
        message = f"{name}: there is no such file; check its name and its folder"
    except PermissionError:
        message = f"{name}: reading this file is not permitted; change its permissions"
    except OSError as error:
        message = f"{name}: this file cannot be read ({error.strerror}); try a copy of it"
    except ValueError:  # a NUL character, or half of a pair of UTF-16
        message = f"{name}: no file can have this name; check it for stray characters"
    raise CannotRunError(message)


def standard_input(most: int) -> bytes:
    """The first bytes of standard input."""
    stream: BinaryIO | None = getattr(sys.stdin, "buffer", None)
    try:
        if stream is not None:
            return _read(stream, most)
        reason = "it is closed"
    except (OSError, ValueError) as error:
        reason = one_line(str(error))
    raise CannotRunError(f"<stdin>: standard input cannot be read ({reason}); name a file instead")


def text_of(content: str | bytes, name: str, limits: Limits) -> str:
    """The text of a spec; SpecError if it is too large, or no text."""
    raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    if len(raw) > limits.bytes:
        message = f"the file is larger than {limits.bytes:,} bytes"
        remedy = f"check that it is a spec; `--limit bytes={10 * limits.bytes}` reads a larger one"
        raise refusal("file-too-large", message, Place(name, 1, 1), remedy)
    text = (content if isinstance(content, str) else _decoded(content, name)).lstrip("\ufeff")
    if control := _CONTROL.search(text):
        raise _control_refusal(control, name)
    if "%TAG" in text and (directive := _TAG_DIRECTIVE.search(text)):
        place = place_in(text, directive.end() - 4, name, 4)
        raise refusal("tag", "`%TAG` names tags, and a spec has none", place, "remove this line")
    return text


_CHUNK = 1 << 20


def _read(stream: BinaryIO, most: int) -> bytes:
    """At most so many bytes, piece by piece: room for all of them at once may be too much."""
    pieces = []
    while most > 0 and (piece := stream.read(min(most, _CHUNK))):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)


def _decoded(raw: bytes, name: str) -> str:
    """The text of a file; SpecError at the first byte that is not UTF-8."""
    save = "save it as UTF-8 in your editor"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "the file is written in UTF-16, and a spec is UTF-8"
        raise refusal("not-utf8", message, Place(name, 1, 1), save)
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        bad = raw[error.start : error.start + 1]
        text = raw[: error.start].decode().lstrip("\ufeff")
        rest = raw[error.start :].decode(errors="replace")
    latin = bad.decode("cp1252", errors="replace")
    hint = f", though it is `{latin}` in Latin-1" if latin.isalpha() else ""
    message = f"the byte 0x{bad.hex().upper()} is not UTF-8{hint}"
    raise refusal("not-utf8", message, place_in(text + rest, len(text), name), save)


_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML takes for no text. libyaml finds it too, but places it in bytes."""

_TAG_DIRECTIVE = re.compile(r"(?:\A|[\r\n])%TAG")
"""Refused before libyaml sees it, which compares each with all before, in quadratic time."""

_CONTROL_NAMES = {"\0": "NUL", "\x1b": "ESC", "\x7f": "DEL", "\f": "a page break"}


def _control_refusal(control: re.Match[str], name: str) -> SpecError:
    character = control[0]
    known = f" ({_CONTROL_NAMES[character]})" if character in _CONTROL_NAMES else ""
    kind = "a control character" if character < "\ud800" else "half of a character"
    if character >= "\ufffe":
        kind = "no character"
    return refusal(
        "control-character",
        f"U+{ord(character):04X}{known} is {kind}, not text",
        place_in(control.string, control.start(), name),
        "delete it, and check that the file is text in UTF-8",
    )
