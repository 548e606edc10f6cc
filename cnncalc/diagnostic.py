"""What can be wrong with a spec, and where: facts first, then text, then the drawing.

A rule of a layer kind raises a `LayerError` that names a *field*; the reader of specs alone knows
the file, joins the two to a `Diagnostic`, and collects all of them in one `SpecError`:

    error[stride-does-not-fit]: conv1: a window of 11 moving by 4 over 224 leaves 1 over
      --> mynet.yaml:4:58
      |
    4 |   - conv: {name: conv1, filters: 96, kernel: 11, stride: 4}
      |                                                          ^
      = (W - F + 2*P)/S + 1 = (224 - 11 + 2*0)/4 + 1 = 54.25, not a whole number
      help: input 227 fits, and so does stride 3 or 1
"""

from __future__ import annotations

from dataclasses import dataclass

from cnncalc.plain import one_line

__all__ = [
    "CannotRunError",
    "CnncalcError",
    "Diagnostic",
    "LayerError",
    "Place",
    "SpecError",
]


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of one line of a file; lines and columns count characters, from 1."""

    file: str
    line: int
    column: int
    length: int = 1
    text: str = ""
    """The whole line, without its end."""

    def __str__(self) -> str:
        return f"{one_line(self.file)}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: what is, where, the arithmetic that shows it, and what would fit."""

    code: str
    """The name of the fault, and of its section in docs/problems.md."""
    message: str
    place: Place | None = None
    working: str = ""
    helps: tuple[str, ...] = ()
    """At most three remedies, each checked, the nearest first."""
    uses: tuple[Place, ...] = ()
    """The block uses that led to the place, outermost last."""
    note: str = ""

    def concise(self) -> str:
        """The problem on one line: `file:line:column: code message`, for pipes and editors."""
        where = f"{self.place}: " if self.place else ""
        used = "".join(f" (used at {use})" for use in self.uses)
        working = f"; {self.working}" if self.working else ""
        helps = "".join(f"; help: {each}" for each in self.helps)
        note = f"; note: {self.note}" if self.note else ""
        return one_line(f"{where}{self.code} {self.message}{used}{working}{helps}{note}")

    def drawn(self, severity: str = "error", width: int | None = None) -> str:
        """The problem with an excerpt of the file and the place underlined.

        A line of the file is cut so that it fits a terminal of some columns.
        """
        lines = [f"{severity}[{self.code}]: {one_line(self.message)}"]
        numbers = [place.line for place in (self.place, *self.uses) if place]
        margin = " " * len(str(max(numbers, default=0)))
        if self.place:
            lines += _excerpt(self.place, "-->", margin, width)
        for use in self.uses:
            lines += _excerpt(use, "used at", margin, width)
        if self.working:
            lines.append(f"{margin} = {one_line(self.working)}")
        lines += [f"{margin} help: {one_line(each)}" for each in self.helps]
        if self.note:
            lines.append(f"{margin} note: {one_line(self.note)}")
        return "\n".join(lines)


EXCERPT_WIDTH = 100
"""Longest excerpt of a line, in characters; a longer line is cut around the place."""
NARROWEST_EXCERPT = 20
"""As much is shown in however narrow a terminal."""


def _excerpt(place: Place, arrow: str, margin: str, width: int | None) -> list[str]:
    """The lines `--> file:line:column`, the line of the file, and the underline."""
    room = EXCERPT_WIDTH
    if width is not None:  # less what stands before it, and the dots on both sides
        room = min(room, max(width - len(margin) - len(" | ......"), NARROWEST_EXCERPT))
    head = f"{margin} {arrow} {place}"
    text, first = place.text, place.column - 1
    if not text.strip():
        return [head]
    start = max(0, min(first - room // 2, len(text) - room))
    end = start + room
    last = min(first + place.length, end)
    before = ("..." if start else "") + one_line(text[start:first])
    marked, after = one_line(text[first:last]), one_line(text[last:end])
    return [
        head,
        f"{margin} |",
        f"{place.line:>{len(margin)}} | {before}{marked}{after}{'...' if end < len(text) else ''}",
        f"{margin} | {' ' * _columns(before)}{'^' * max(1, _columns(marked))}",
    ]


def _columns(text: str) -> int:
    """The columns that a terminal takes for a text: two for 漢, none for a combining accent."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    wide = sum(east_asian_width(each) in {"W", "F"} for each in text)
    return len(text) + wide - sum(combining(each) > 0 for each in text)


class CnncalcError(Exception):
    """Anything that cnncalc refuses, said in a sentence; the base of all its errors."""

    exit_code = 1


class SpecError(CnncalcError):
    """A spec with problems: all of them, in the order of the file."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Hold the problems; `str()` gives them one a line."""
        self.diagnostics = diagnostics
        super().__init__("\n".join(each.concise() for each in diagnostics))


class CannotRunError(CnncalcError):
    """A thing outside the spec is missing: a file, a name, an extra, a place to write."""

    exit_code = 2


class LayerError(CnncalcError):
    """A rule of a layer kind that does not hold; it names the field, and knows no file."""

    def __init__(
        self,
        code: str,
        message: str,
        *,
        field: str | None = None,
        working: str = "",
        helps: tuple[str, ...] = (),
    ) -> None:
        """State the fault; `field` is the field of the kind to point at, None for the layer."""
        self.code = code
        self.message = message
        self.field = field
        self.working = working
        self.helps = helps
        super().__init__(f"{message}: {working}" if working else message)
