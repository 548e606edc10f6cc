"""Generated code as lines that a formatter leaves alone.

>>> call = Group("nn.Conv2d(", ("3", "96", "kernel_size=11"), ")")
>>> laid_out(Noted(call, "96 x 55 x 55"), 8, "self.conv1 = ")
['        self.conv1 = nn.Conv2d(3, 96, kernel_size=11)  # 96 x 55 x 55']

What does not fit on its line is broken as the formatters do: the arguments on a line of their own,
or where that is too short for them, one a line, each with a comma.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["WIDTH", "Doc", "Group", "Loops", "Noted", "Sum", "laid_out"]

WIDTH = 88
"""The width that ruff and black take where nobody says another."""
STEP = 4


class Group(NamedTuple):
    """Things between brackets, with commas between them: the arguments of a call, a list."""

    before: str
    parts: tuple[Doc, ...]
    after: str
    broken: bool = False
    """Whether each part has a line of its own even where all would fit on one."""


class Sum(NamedTuple):
    """Operands with an operator between them."""

    operator: str
    parts: tuple[Doc, ...]


class Loops(NamedTuple):
    """Something made for each of several: `*(Basic(64, 64) for _ in range(2))`."""

    part: Doc
    source: Group
    """What stands after the part: `for _ in range(2)`."""


class Noted(NamedTuple):
    """Code with a comment beside it, or above where there is no room."""

    doc: Doc
    beside: str
    above: str = ""


Doc = str | Group | Sum | Loops | Noted


def laid_out(doc: Doc, indent: int, before: str = "", after: str = "") -> list[str]:
    """Give the lines of code, the first after `before` and the last with `after`."""
    margin, note, lines = " " * indent, "", []
    if isinstance(doc, Noted):
        lines += [f"{margin}# {doc.above}"] if doc.above else []
        note, doc = doc.beside, doc.doc
    text = _on_one_line(doc)
    line = f"{margin}{before}{text}{after}"
    if text is not None and note and len(f"{line}  # {note}") <= WIDTH:
        return [*lines, f"{line}  # {note}"]
    lines += [f"{margin}# {note}"] if note else []
    if text is not None and (len(line) <= WIDTH or isinstance(doc, str)):
        return [*lines, line]
    return [*lines, *_broken(doc, indent, before, after)]


def _on_one_line(doc: Doc) -> str | None:  # noqa: PLR0911  one for each sort of code
    """The code on one line, whatever its length; None where it takes several."""
    match doc:
        case str():
            return doc
        case Noted():
            return None if doc.beside or doc.above else _on_one_line(doc.doc)
        case Loops():
            part = _on_one_line(doc.part)
            return None if part is None else f"*({part} {_on_one_line(doc.source)})"
    if isinstance(doc, Group) and doc.broken:
        return None
    parts = [_on_one_line(each) for each in doc.parts]
    known = [each for each in parts if each is not None]
    if len(known) != len(parts):
        return None
    if isinstance(doc, Sum):
        return f" {doc.operator} ".join(known)
    return f"{doc.before}{', '.join(known)}{doc.after}"


def _broken(doc: Doc, indent: int, before: str, after: str) -> list[str]:
    """The lines of what takes several."""
    margin, inside = " " * indent, indent + STEP
    match doc:
        case Group():
            first, last = f"{margin}{before}{doc.before}", f"{margin}{doc.after}{after}"
            together = _on_one_line(doc._replace(before="", after=""))
            if together is not None and inside + len(together) <= WIDTH:
                return [first, " " * inside + together, last]
            parts = [line for each in doc.parts for line in laid_out(each, inside, after=",")]
            return [first, *parts, last]
        case Sum():
            lines = [f"{margin}{before}("]
            for number, each in enumerate(doc.parts):
                lines += laid_out(each, inside, before=f"{doc.operator} " if number else "")
            return [*lines, f"{margin}){after}"]
        case Loops():
            part = laid_out(doc.part, inside)
            source = laid_out(doc.source, inside)
            return [f"{margin}{before}*(", *part, *source, f"{margin}){after}"]
    return laid_out(doc, indent, before, after)
