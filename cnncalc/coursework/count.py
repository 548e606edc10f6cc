"""A count as people write it: a number with the words after it, or a formula.

>>> read_count("62.4 million parameters")
Count(value=62400000, digits=3, unit='parameters', working='')
>>> read_count("(5*5*3 + 1)*100").value
7600
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.coursework.arithmetic import computed, has_operator
from cnncalc.coursework.doubt import AnswerError
from cnncalc.coursework.numeral import NUMERAL, exact, read_numeral
from cnncalc.coursework.unit import read_unit, without_words

if TYPE_CHECKING:
    from cnncalc.coursework.numeral import Numeral
    from cnncalc.coursework.unit import Unit
    from cnncalc.derivation import Number

__all__ = ["Count", "agree", "read_count"]


class Count(NamedTuple):
    """A number, how exact it is, and what it counts."""

    value: Number
    digits: int | None = None
    """Significant digits of a number that was rounded; None for an exact one."""
    unit: str = ""
    working: str = ""
    """The formula, where it is one."""


def read_count(text: str) -> Count:
    """Read a number with the words after it, or a formula; raises AnswerError."""
    about = _ABOUT.match(text)
    rest = text[about.end() :] if about else text
    signed = _SIGNED.match(rest)
    if signed is not None:
        words = rest[signed.end() :].strip()
        if not words or (words[0].isalpha() and not _CROSSED.match(words)):
            return _plain(signed, read_unit(words), about=about is not None)
    formula, words = without_words(rest)
    value, unit = Fraction(computed(formula)), read_unit(words)
    working = formula.strip() if has_operator(formula) else ""
    return Count(exact(value * unit.factor), unit=unit.name, working=working)


def agree(value: Number, rounded: Number, digits: int | None) -> bool:
    """Say whether a number, rounded to so many significant digits, is the other.

    Where it was not rounded (None), nothing but itself is.
    """
    if digits is None or not rounded:
        return value == rounded
    power, size = 0, abs(Fraction(rounded))
    while size >= Fraction(10) ** (power + 1):
        power += 1
    while size < Fraction(10) ** power:
        power -= 1
    last_digit = Fraction(10) ** (power - digits + 1)
    return abs(Fraction(value) - rounded) * 2 <= last_digit


_ABOUT = re.compile(
    r"(?:~|≈|≅|ca\.?|c\.|about|approx\.?|approximately|around|roughly)(?![^\W\d_])\s*",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    rf"([-+−–]?)\s*({NUMERAL.pattern})"  # noqa: RUF001  as people type it
    r"(?:\s*[*xX×·⋅]\s*10\s*(?:\^|\*\*)\s*([3-9]|[12][0-9])(?![0-9.]))?",  # noqa: RUF001  as above
    re.ASCII,
)
"""A number, also as 6.2*10^7; 3*10^2 may well be three kernels of 10 by 10, and is a formula."""
_CROSSED = re.compile(r"[xX]\s*[0-9(.]")


def _plain(match: re.Match[str], unit: Unit, *, about: bool) -> Count:
    """A number with the unit after it."""
    sign, text, power = match.groups()
    numeral = read_numeral(text)
    scaled = unit.factor > 1 or unit.name in _LARGE or bool(power)
    _check_clear(text, numeral, unit, scaled=scaled)
    value = Fraction(numeral.value) * unit.factor * 10 ** int(power or 0)
    digits = numeral.digits if scaled or numeral.rounded else None
    if about and digits is None:
        digits = max(1, len(str(numeral.value).rstrip("0")))
    return Count(exact(value if sign in {"", "+"} else -value), digits, unit.name)


_LARGE = {"kB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB"}
"""Units of many bytes: a number of them was rounded."""


def _check_clear(text: str, numeral: Numeral, unit: Unit, *, scaled: bool) -> None:
    """Ask where a number that can be read could mean another one as well."""
    if scaled and re.fullmatch(r"[0-9]{1,3},[0-9]{3}", text):
        pointed, joined = text.replace(",", "."), text.replace(",", "")
        message = f"{text} before this unit could be {pointed} or {joined}"
        raise AnswerError(message, "write it with a point, or without the comma")
    if not (scaled or unit.name) and re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", text):
        joined = text.replace(".", "")
        message = f"{text} could be a decimal, or {int(joined):,} with a point for the thousands"
        raise AnswerError(message, f"write {joined}, or {text}0 for the decimal")
    if unit.name == "B" and not isinstance(numeral.value, int):
        message = f"{text} B is a part of a byte, and B is a byte here"
        raise AnswerError(message, "write G or billion for 10^9")
