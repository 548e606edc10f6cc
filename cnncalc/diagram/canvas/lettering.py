"""Text in a picture: how wide it is, and how it is made to fit.

    >>> round(width_of("conv1", 12), 1)
    31.4
    >>> shortened("a_name_that_is_far_too_long", 80, 12)
    'a_nam…_long'

No font is asked: a picture is drawn before anyone knows which one a reader has. The widths are
those of DejaVu Sans, which is wider than its relatives, so that text never needs more room.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

from cnncalc.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["ELLIPSIS", "legible", "shortened", "told_apart", "width_of"]

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
ADVANCES = (
    (0.29, "iljIJ"),
    (0.34, " .,:;'|!/"),
    (0.42, "frt()-"),
    (0.56, "czs_"),
    (0.61, "aekvxyLFTPY"),
    (0.79, "DGHNOQU"),
    (0.88, "wM\N{MULTIPLICATION SIGN}"),
    (1.0, "mW@%\N{EM DASH}\N{HORIZONTAL ELLIPSIS}"),
)
"""Widths in parts of the font size, and the characters that have them."""
USUAL = 0.64
CAPITAL = 0.7
FULL = 1.05
"""Those of other characters: small ones and digits, capitals, and those of East Asia."""
KNOWN = {each: width for width, characters in ADVANCES for each in characters}

FORBIDDEN = re.compile("[^\\t\\n\\r -\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""What XML 1.0 lets no document contain (section 2.2)."""


def width_of(text: str, size: float) -> float:
    """Give the width of a line of text in a font size, both in the same unit."""
    return size * sum(map(_part, legible(text)))


def shortened(text: str, room: float, size: float) -> str:
    """Give text, legible and no wider than some room, its middle left out where it has to be."""
    text = legible(text)
    if width_of(text, size) <= room:
        return text
    kept = len(text) - 1
    while kept > 0:
        before = (kept + 1) // 2
        tried = text[:before] + ELLIPSIS + text[len(text) - (kept - before) :]
        if width_of(tried, size) <= room:
            return tried
        kept -= 1
    return ELLIPSIS


def told_apart(names: Sequence[str], room: float, size: float) -> list[str]:
    """Give names, each shortened to some room, so that no two which differ become the same.

    Where leaving out the middle would hide the difference, something else is left out; where
    nothing does, a name begins with its number.
    """
    found = [shortened(each, room, size) for each in names]
    meant: dict[str, set[str]] = {}
    for name, short in zip(names, found, strict=True):
        meant.setdefault(short, set()).add(name)
    taken = set(found)
    chosen: dict[str, str] = {}
    for number, (name, short) in enumerate(zip(names, found, strict=True), 1):
        if len(meant[short]) > 1 and name not in chosen:
            tried = (*_cuts(legible(name), room, size), shortened(f"{number}: {name}", room, size))
            others = taken | set(chosen.values())
            chosen[name] = next((each for each in tried if each not in others), tried[-1])
    return [chosen.get(name, short) for name, short in zip(names, found, strict=True)]


def legible(text: str) -> str:
    """Give text of a file harmless and on one line, with nothing in it that XML forbids."""
    return FORBIDDEN.sub("", one_line(text))


def _cuts(text: str, room: float, size: float) -> Iterator[str]:
    """Other ways to make a text fit: a sixth more of it left out before what is kept, each time."""
    for part in (1, 2, 4, 5, 0):
        head, tail = text[: len(text) * part // 6], text
        while tail and width_of(head + ELLIPSIS + tail, size) > room:
            if width_of(head + ELLIPSIS, size) > room * part / 6 + size:
                head = head[:-1]
            else:
                tail = tail[1:]
        yield head + ELLIPSIS + tail


def _part(character: str) -> float:
    """The width of one character, in parts of the font size."""
    if combining(character):
        return 0.0
    if east_asian_width(character) in {"W", "F"}:
        return FULL
    return KNOWN.get(character, CAPITAL if character.isupper() else USUAL)
