"""How a text that is no spec is refused: a sentence, a place in the text, and what would help.

raise refusal("tag", "`!!int` is a tag, and a spec has none", place, "remove it")
"""

from __future__ import annotations

import re
from dataclasses import replace

from cnncalc.diagnostic import Diagnostic, Place, SpecError
from cnncalc.plain import inert

__all__ = [
    "cut",
    "depth_refusal",
    "lines_of",
    "one_line",
    "place_in",
    "placed",
    "property_refusal",
    "refusal",
    "values_refusal",
]


def refusal(code: str, message: str, place: Place, *helps: str) -> SpecError:
    """A problem that ends the reading."""
    return SpecError((Diagnostic(code, message, place, helps=helps),))


def values_refusal(place: Place, most: int) -> SpecError:
    """The refusal of a file that holds more than so many values."""
    return refusal(
        "too-many-values",
        f"the file has more than {most:,} words, lists and mappings",
        place,
        f"check that it is a spec; `--limit values={10 * most}` reads a larger one",
    )


def depth_refusal(place: Place, most: int) -> SpecError:
    """The refusal of what nests deeper than that."""
    return refusal(
        "too-deep",
        f"lists and mappings nest more than {most} deep here",
        place,
        "give the inner part a name under `blocks` and use the name",
    )


def property_refusal(place: Place) -> SpecError:
    """The refusal of the anchor or the tag that stands at a place, before a value."""
    found = _PROPERTY.match(place.text, place.column - 1)
    written = found[0] if found else ""
    code, kind, remedy = "tag", "a tag", "remove it; a value is read by how it is written"
    if written.startswith("&"):
        code, kind = "anchor", "an anchor"
        remedy = "remove it; what is used more than once can be a block with a name"
    message = f"`{cut(written)}` is {kind}, and a spec has none"
    quote = f"put the text in quotes if it starts with `{written[:1]}`"
    return refusal(code, message, replace(place, length=max(1, len(written))), remedy, quote)


def one_line(text: str) -> str:
    """Text from outside, harmless and on one line."""
    return inert(text).replace("\n", "\\n") or "(no name)"


def cut(text: str) -> str:
    """Text from outside, short enough to be quoted in a sentence."""
    return one_line(text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "...")


_LONGEST_QUOTE = 64


def lines_of(text: str) -> list[str]:
    """The lines of a text as editors count them; `str.splitlines` knows eight more line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def placed(name: str, lines: list[str], line: int, column: int, length: int) -> Place:
    """A place with the text of its line; what the parser puts after the last line, at its end."""
    if line > len(lines):
        return Place(name, len(lines), len(lines[-1]) + 1, 1, lines[-1])
    return Place(name, line, column, length, lines[line - 1])


def place_in(text: str, start: int, name: str, length: int = 1) -> Place:
    """The place of the character of a text with this index."""
    before = lines_of(text[:start])
    end = re.compile(r"[\r\n]|\Z").search(text, start)
    rest = text[start : end.start()] if end else ""
    return Place(name, len(before), len(before[-1]) + 1, length, before[-1] + rest)


_PROPERTY = re.compile(r"&[^\s,\[\]{}]+|!<[^>\s]*>|![^\s,\[\]{}]*")
