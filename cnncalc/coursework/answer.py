"""An answer as a person writes it: `34,848`, `62.4M`, `55 x 55 x 96`, `(5*5*3+1)*100 = 7,600`.

    >>> read_answer("34,848").value
    34848
    >>> read_answer("(5*5*3+1)*100 = 7,500").claimed
    7500
    >>> read_answer("55 x 55 x 96").value
    (55, 55, 96)

What could mean two things is asked about, never guessed: `4,5` raises an AnswerError.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from cnncalc.coursework.count import agree, read_count
from cnncalc.coursework.doubt import AnswerError, shown
from cnncalc.coursework.extent import is_extent, read_extent
from cnncalc.coursework.numeral import exact
from cnncalc.coursework.unit import BYTES, without_words

if TYPE_CHECKING:
    from cnncalc.coursework.count import Count
    from cnncalc.derivation import Number

__all__ = ["LONGEST", "Answer", "AnswerError", "read_answer"]

LONGEST = 500
"""Characters of an answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was written, and the number or the shape that it says."""

    text: str
    """As written, without the space around it."""
    value: Number | tuple[Number, ...]
    """A count in ones of its unit, or the numbers of a shape in the order written."""
    digits: int | None = None
    """Significant digits of a number that was rounded: 3 of `62.4M`; None for an exact one."""
    unit: str = ""
    """`MB`, `MACs` and so on, spelled in one way; empty where none is written."""
    working: str = ""
    """The formula, where one is written: `(5*5*3+1)*100`; `value` is what it really makes."""
    claimed: Number | None = None
    """What the person says that the formula makes; None where nothing is said."""
    claimed_digits: int | None = None
    """Significant digits of that result, where it was rounded; None for an exact one."""
    order: Literal["", "chw"] = ""
    """`chw` for a shape whose writing says that the channels come first: `96@55x55`."""

    def in_bytes(self, megabyte: int) -> Number | None:
        """Give an amount of memory in bytes; None where the unit is none of memory.

        `megabyte` is what a course calls a MB: 10^6 or 2^20 bytes.
        """
        kilo = 1000 if megabyte == 10**6 else 1024
        own = {"MB": megabyte, "GB": megabyte * kilo, "TB": megabyte * kilo**2}
        factor = BYTES.get(self.unit) or own.get(self.unit)
        if factor is None or isinstance(self.value, tuple):
            return None
        return exact(Fraction(self.value) * factor)


def read_answer(text: object, *, shape: bool | None = None) -> Answer | None:
    """Read an answer; None where it is open: nothing, `?`, `-`.

    `shape` says whether a shape is asked for, so that `6x7x8` and `6*7*8` are both three sizes; or
    a count, so that both are a product. None where that is not known. Raises AnswerError.
    """
    written = _text_of(text)
    if len(written) > LONGEST:
        message = f"an answer of {len(written):,} characters is longer than {LONGEST}"
        raise AnswerError(message, "write the number, or a formula that fits on a line")
    bare = _without_remark(written.rstrip(" .,;!"))
    if bare.strip("[]() ").lower() in _OPEN:
        return None
    if bare.lower() in _NOTHING and shape is False:
        return Answer(written, 0)
    if bare.lower() in _NOTHING:
        raise AnswerError(
            f"`{bare}` is a word", "write 0 if it is none; leave open what is not done"
        )
    sides = _sides(bare)
    at = _extent_at(sides, shape=shape)
    if at is not None:
        return _shape(written, sides, at, shape=shape)
    if len(sides) == 1:
        value, digits, unit, working = read_count(sides[0])
        return Answer(written, value, digits, unit, working)
    return _equation(written, sides)


_OPEN = {"", "?", "??", "???", "-", "--", "–", "—", "...", "…", "~", "null", "n/a", "tbd", "todo"}  # noqa: RUF001  as people type it
_NOTHING = {"none", "nothing", "no"}


def _text_of(value: object) -> str:
    """An answer as text, whatever YAML or Python made of it."""
    match value:
        case None:
            return ""
        case bool():
            word = str(value).lower()
            raise AnswerError(f"`{word}` is no number", "write the number that is asked for")
        case str():
            return value.strip()
        case int():
            return f"{value}" if abs(value) < _LONG_NUMBER else "9" * (LONGEST + 1)
        case float() | Fraction():
            return str(value)
        case list() | tuple():
            items = [str(each) for each in value[:LONGEST] if isinstance(each, int | float | str)]
            if len(items) == len(value):
                return f"[{', '.join(items)}]"
    message = "lists and mappings in one another stand here, where an answer is meant"
    raise AnswerError(message, "write one number, or one shape such as 6x7x8")


_LONG_NUMBER = 10**LONGEST
"""Python refuses to write out an int of thousands of digits."""


def _without_remark(text: str) -> str:
    """Leave out words in parentheses after the answer: `34,944 (with biases)`."""
    remark = _REMARK.fullmatch(text)
    return remark[1] if remark else text


_REMARK = re.compile(r"(.*[^\W_)]\)?)\s+\([^()=]*[^\W\dxX_][^()=]*\)")
_EQUALS = re.compile(r"=>|->|→|==?|(?=[≈≅])")
_LABEL = re.compile(r"[^\W\d][\w .,()-]*")


def _sides(text: str) -> list[str]:
    """The sides of an equation, a label before it left out: `parameters = 5*5 = 25` has two."""
    sides = [each.strip() for each in _EQUALS.split(text)]
    while len(sides) > 1 and (not sides[0] or _LABEL.fullmatch(sides[0])):
        del sides[0]
    if not sides[-1].strip("≈≅ "):
        raise AnswerError("nothing stands after the equals sign", "write the result, or no sign")
    return sides


def _extent_at(sides: list[str], *, shape: bool | None) -> int | None:
    """The index of the side that is a shape: the last, or where a shape is asked for, any."""
    for at in reversed(range(len(sides))):
        if is_extent(without_words(sides[at])[0], shape=shape):
            return at
        if not shape:
            break
    return None


def _shape(written: str, sides: list[str], at: int, *, shape: bool | None) -> Answer:
    """One side of an equation as a shape, and what stands before it as its working."""
    sizes, order = read_extent(without_words(sides[at])[0])
    if shape is False and len(sizes) > 1:
        message = f"{shown(sides[at])} is a list of {len(sizes)} numbers, and one is asked for"
        raise AnswerError(message, "write it without brackets, and its thousands without a comma")
    value = sizes if len(sizes) > 1 else sizes[0]
    return Answer(written, value, working=" = ".join(sides[:at]), order=order)


def _equation(written: str, sides: list[str]) -> Answer:
    """A formula and what it is said to make, or one number written in two ways."""
    claim = read_count(sides[-1])
    first = _readable(sides[:-1]) or claim
    value, digits, unit, working = first
    unit = claim.unit or unit
    if working:
        return Answer(
            written,
            value,
            unit=unit,
            working=working,
            claimed=claim.value,
            claimed_digits=claim.digits,
        )
    if agree(value, claim.value, claim.digits):
        return Answer(written, value, digits, unit)
    if agree(claim.value, value, digits):
        return Answer(written, claim.value, claim.digits, unit)
    message = f"{shown(sides[0])} and {shown(sides[-1])} are two numbers"
    raise AnswerError(message, "write the one that is the answer")


def _readable(sides: list[str]) -> Count | None:
    """The first side that has numbers alone; None where all of them have letters."""
    for each in sides:
        try:
            return read_count(each)
        except AnswerError:
            if not any(letter.isalpha() and letter not in "xX" for letter in each):
                raise
    return None
