"""The sizes of a shape as people write them: `55 x 55 x 96`, `[55, 55, 96]`, `96@55x55`.

    >>> read_extent("55 x 55 x 96").sizes
    (55, 55, 96)
    >>> read_extent("(None, 55, 55, 96)").sizes
    (55, 55, 96)

A shape is of one example: the axis of a batch, which libraries print, is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from cnncalc.coursework.arithmetic import computed
from cnncalc.coursework.doubt import AnswerError, shown
from cnncalc.coursework.numeral import grouped
from cnncalc.coursework.unit import read_unit, without_words

if TYPE_CHECKING:
    from cnncalc.derivation import Number

__all__ = ["Extent", "is_extent", "read_extent"]

MOST_AXES = 3


class Extent(NamedTuple):
    """The sizes of a shape, in the order written."""

    sizes: tuple[Number, ...]
    order: Literal["", "chw"] = ""
    """`chw` where the writing says that the channels come first."""


def is_extent(text: str, *, shape: bool | None) -> bool:
    """Say whether a text is to be read as several sizes, rather than as one number.

    `shape` says what is asked for: a shape, or a count, in which `6x7x8` is a product.
    """
    if _AT.fullmatch(text) or _listed(text):
        return True
    return shape is not False and len(_split(text, shape=bool(shape))) > 1


def read_extent(text: str) -> Extent:
    """Read the sizes of a shape; AnswerError where one of them, or their number, is not clear."""
    at = _AT.fullmatch(text)
    if at:
        channels, *sides = (at[1], *_CROSS.split(at[2]))
        return Extent(tuple(_size(each) for each in (channels, *sides)), "chw")
    parts = _listed(text) or _split(text, shape=True) or [text]
    if len(parts) > 1 and parts[0].strip().lower() in _BATCH:
        del parts[0]
    if len(parts) == MOST_AXES + 1 and parts[0].strip() == "1":
        del parts[0]
    if len(parts) > MOST_AXES:
        message = f"{shown(text)} has {len(parts)} sizes"
        remedy = "write height, width and channels of one example, without a batch"
        raise AnswerError(message, remedy)
    return Extent(tuple(_size(each) for each in parts))


_CROSS = re.compile(r"(?<![^\W\d_])(?:[xX×]|by)(?![^\W\d_])")  # noqa: RUF001  as people type it
_COMMA = re.compile("[,;]")
_AT = re.compile(
    r"\s*([0-9][0-9, ]*?)\s*@\s*([0-9]+(?:\s*[xX×]\s*[0-9]+)?)\s*",  # noqa: RUF001  as people type it
    re.ASCII,
)
_BRACKETS = {"(": ")", "[": "]", "<": ">"}
_BATCH = {"none", "n", "b", "batch", "-1", "?"}
_TIMES = re.compile("[*·⋅∙∗]")  # noqa: RUF001  as people type it
_SIMPLE = re.compile(r"\s*[0-9][0-9,._' ]*", re.ASCII)
_NUMBERS = re.compile(r"[0-9]+(?:\s*[,;]\s*[0-9]+|\s+[0-9]+)+", re.ASCII)
_HEXADECIMAL = re.compile(r"0[xX][0-9A-Fa-f]+")


def _listed(text: str) -> list[str]:
    """The parts of a list in brackets; none where it is no list."""
    text = text.strip().removeprefix("torch.Size").strip()
    if len(text) < len("[]") or _BRACKETS.get(text[0]) != text[-1] or not _one_pair(text):
        return []
    inner = text[1:-1].strip()
    parts = _outside(inner.removesuffix(","), _COMMA)
    if len(parts) > 1 or inner.endswith(","):
        return parts
    if deeper := _listed(inner):
        return deeper
    return _split(inner, shape=text[0] == "[") or ([inner] if text[0] == "[" else [])


def _one_pair(text: str) -> bool:
    """Whether the first bracket of a text is closed by its last character."""
    depth = 0
    for at, each in enumerate(text):
        depth += (each in "([<") - (each in ")]>")
        if not depth:
            return at == len(text) - 1
    return False


def _split(text: str, *, shape: bool) -> list[str]:
    """The sizes that stand between crosses; where a shape is asked for, also between other signs.

    None where the text is one number or a formula.
    """
    text = text.strip()
    parts = _outside(text, _CROSS)
    if len(parts) > 1 and not _HEXADECIMAL.fullmatch(text):
        return parts if shape or all(_SIMPLE.fullmatch(each) for each in parts) else []
    if not shape:
        return []
    factors = _TIMES.split(text)
    if len(factors) > 1 and all(_SIMPLE.fullmatch(each) for each in factors):
        return factors
    if _NUMBERS.fullmatch(text):
        parts = re.split(r"\s*[,;]\s*|\s+", text)
        # 25,088 and 1,000,000 are numbers, 55,55,96 are sizes, and 4,5 is asked about.
        thousands = any(each.startswith("0") for each in parts[1:])
        spaced = not grouped(text) and ("," not in text or ", " in text)
        if not thousands and (len(parts) > len("HW") or spaced):
            return parts
    return []


def _outside(text: str, sign: re.Pattern[str]) -> list[str]:
    """Split a text at signs that stand outside of all parentheses."""
    parts, start = [], 0
    for match in sign.finditer(text):
        before = text[: match.start()]
        if sum(map(before.count, "([")) <= sum(map(before.count, ")]")):
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def _size(text: str) -> Number:
    number, words = without_words(text)
    number = number.strip()
    if not number:
        raise AnswerError("a size is missing", "write every size of the shape")
    if re.match(r"0[0-9]", number):
        message = f"{shown(number)} begins with a 0"
        raise AnswerError(message, "inside brackets, write thousands without a comma")
    read_unit(words)
    return computed(number)
