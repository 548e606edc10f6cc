"""One number as people write it: `34,848`, `34 848`, `34_848`, `34'848`, `62.4`, `1e6`.

    >>> read_numeral("34,848")
    Numeral(value=34848, digits=5, rounded=False)

Thousands stand in groups of three, whatever separates them; a decimal has a point. What could mean
two things, such as `4,5` and `1.234`, is asked about.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.coursework.doubt import AnswerError, shown

if TYPE_CHECKING:
    from cnncalc.derivation import Number

__all__ = ["MOST_DIGITS", "NUMERAL", "Numeral", "exact", "grouped", "read_numeral"]

MOST_DIGITS = 30
"""Digits of a number, and of the power of ten after an `e`: no count of a network has so many."""

NUMERAL = re.compile(
    r"(?:[0-9]|\.(?=[0-9]))(?:[0-9]|[.,_'’ \u00a0\u2009\u202f](?=[0-9]))*(?:[eE][-+]?[0-9]+)?",  # noqa: RUF001  as people type it
    re.ASCII,
)
"""What begins with a digit and goes on as one number, whether it is well written or not."""


class Numeral(NamedTuple):
    """A number as it was written."""

    value: Number
    digits: int
    """Significant digits, those after the point among them."""
    rounded: bool
    """Whether it has a point or an exponent, as a rounded number has."""


def read_numeral(text: str) -> Numeral:
    """Read one number without a sign; AnswerError where it is none, or could be two."""
    plain = _SPACES.sub(" ", text.strip()).replace("’", "'")  # noqa: RUF001  as people type it
    mantissa, marker, exponent = plain.lower().partition("e")
    if sum(map(str.isdigit, mantissa)) > MOST_DIGITS or len(exponent) > len("+30"):
        raise AnswerError(f"{shown(text)} has more digits than any count has", "check its digits")
    if not (_PLAIN.fullmatch(mantissa) or grouped(mantissa)):
        raise _doubt(mantissa)
    if re.match("0[0-9,_' ]", mantissa):
        without = mantissa.lstrip("0,_' ") or "0"
        raise AnswerError(f"{mantissa} begins with a 0", f"write {without} if that is meant")
    whole, point, decimals = re.sub("[,_' ]", "", mantissa).partition(".")
    power = int(exponent or "0") - len(decimals)
    if abs(power) > MOST_DIGITS:
        raise AnswerError(f"{shown(text)} is larger or smaller than any count", "check its digits")
    digits = int(whole + decimals or "0")
    value = exact(digits * Fraction(10) ** power)
    return Numeral(value, len(str(digits)), bool(point or marker))


def exact(value: Fraction) -> Number:
    """Give an int for a fraction that is whole."""
    return value.numerator if value.denominator == 1 else value


def grouped(text: str) -> bool:
    """Say whether digits stand in groups of three, with the same sign between all groups."""
    return _GROUPED.fullmatch(text) is not None


_SPACES = re.compile("[\u00a0\u2009\u202f]")
_PLAIN = re.compile(r"[0-9]+\.?|[0-9]*\.[0-9]+", re.ASCII)
_GROUPED = re.compile(r"[0-9]{1,3}(?P<sign>[,_' ])[0-9]{3}(?:(?P=sign)[0-9]{3})*(?:\.[0-9]+)?")
_POINTS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_POINTS_AND_COMMA = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})*,[0-9]+")


def _doubt(text: str) -> AnswerError:
    """What stands in the place of one number, and how it could be written."""
    if _POINTS.fullmatch(text):
        plain = text.replace(".", "")
        message = f"{text} has points where the thousands end, and a point begins decimals here"
        return AnswerError(message, f"write {int(plain):,} or {plain} if that is meant")
    if "." in text and _POINTS_AND_COMMA.fullmatch(text):
        message = f"{text} has a comma after points, and here a point begins the decimals"
        return AnswerError(message, f"write {text.replace('.', '').replace(',', '.')}")
    comma = re.fullmatch(r"([0-9]+),([0-9]+)", text)
    if comma:
        count = len(comma[2])
        message = f"{text} has a comma before {_COUNTS.get(count, f'{count} digits')}"
        return AnswerError(message, f"{_DECIMAL.format(f'{comma[1]}.{comma[2]}')}, {_GROUPS}")
    if " " in text:
        message = f"{shown(text)} is several numbers with no sign between them"
        return AnswerError(message, "write one number, its thousands in groups of three digits")
    message = f"the digits of {shown(text)} are not in groups of three"
    return AnswerError(message, f"check them, or write the number without `{_sign(text)}`")


_COUNTS = {1: "one digit", 2: "two digits", 3: "three digits"}
_DECIMAL = "write a decimal with a point, as {}"
_GROUPS = "and thousands in groups of three digits, as 12,345"


def _sign(text: str) -> str:
    """The first sign that separates digits."""
    return next((each for each in text if not each.isdigit()), ",")
