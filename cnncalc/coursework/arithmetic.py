"""The arithmetic of an answer, read and computed exactly: + - * / // ^ and parentheses.

>>> computed("(5*5*3 + 1) x 100")
7600
>>> computed("floor((224 - 11)/4) + 1")
54

Multiplication is also written x, × or ·, division ÷, a power ** or ². No result is a float, nothing
is handed to Python, and everything is bounded: text, nesting, results.
"""  # noqa: RUF002  the signs that people type

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from cnncalc.coursework.doubt import AnswerError, shown
from cnncalc.coursework.numeral import MOST_DIGITS, NUMERAL, exact, read_numeral

if TYPE_CHECKING:
    from cnncalc.derivation import Number

__all__ = ["computed", "has_operator"]

DEEPEST = 32
"""Nesting of parentheses, signs and powers."""
LARGEST = 10**MOST_DIGITS
"""No number on the way is larger, and none has a larger denominator."""


def computed(text: str) -> Number:
    """Compute a formula of numbers alone; AnswerError where it is none, or goes out of bounds."""
    reader = _Reader(_tokens(text))
    value = reader.read_sum(0)
    if reader.next:
        message = f"`{shown(reader.next)}` stands where a sign such as * or + is expected"
        raise AnswerError(message, "write every sign of the formula")
    return exact(value)


def has_operator(text: str) -> bool:
    """Say whether a text is more than one number with a sign before it."""
    bare = text.strip().lstrip("+-−– ")  # noqa: RUF001  as people type it
    return NUMERAL.fullmatch(bare) is None


_SIGNS = {
    **dict.fromkeys("*xX×·⋅∙∗", "*"),  # noqa: RUF001  as people type it
    **dict.fromkeys("-−–", "-"),  # noqa: RUF001  as above
    **dict.fromkeys("/÷∕", "/"),  # noqa: RUF001  as above
    **{each: each for each in ("+", "//", "^", "(", ")", "⌊", "⌋", "⌈", "⌉")},
    "**": "^",
}
_POWERS = {"²": "2", "³": "3"}
_TOKEN = re.compile(
    rf"(?P<number>{NUMERAL.pattern})|(?P<word>floor|ceil)\b|(?P<power>[²³])"
    r"|(?P<sign>//|\*\*|[-−–+*xX×·⋅∙∗/÷∕^()⌊⌋⌈⌉])",  # noqa: RUF001  as people type it
    re.ASCII | re.IGNORECASE,
)
_HEXADECIMAL = re.compile(r"0[xX][0-9A-Fa-f]+(?![0-9A-Za-z])")
_CLOSING = {"(": ")", "⌊": "⌋", "⌈": "⌉"}


def _tokens(text: str) -> list[str]:
    """The numbers, signs and words of a formula, signs spelled in one way."""
    tokens: list[str] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        match = _TOKEN.match(text, at)
        if match is None:
            raise _stranger(text[at:])
        found = match[0]
        if found == "0" and (hexadecimal := _HEXADECIMAL.match(text, at)):
            raise _hexadecimal(hexadecimal[0])
        if match["power"]:
            tokens += ["^", _POWERS[found]]
        else:
            tokens.append(_SIGNS.get(found, found.lower() if match["word"] else found))
        at = match.end()
    return tokens


def _stranger(rest: str) -> AnswerError:
    """What is no part of a formula."""
    word = re.match(r"[^\W\d]+|.", rest)
    found = word[0] if word else rest[:1]
    if found.isdigit() and not found.isascii():
        return AnswerError(
            f"`{shown(found)}` is a digit of another script", "use the digits 0 to 9"
        )
    message = f"`{shown(found)}` is no number, and no sign of arithmetic"
    return AnswerError(message, "write the numbers and the signs + - * / ^ ( ) alone")


def _hexadecimal(text: str) -> AnswerError:
    value = int(text[:_LONGEST_HEXADECIMAL], 16)
    message = f"{shown(text)} could be a number to base 16, or a size of 0 times something"
    return AnswerError(message, f"write {value:,} if the first is meant; sizes begin with 1")


_LONGEST_HEXADECIMAL = 20


class _Reader:
    """Reads tokens from left to right; each function reads what binds more tightly than itself."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0

    @property
    def next(self) -> str:
        """The token that comes next; empty at the end."""
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def read_sum(self, depth: int) -> Fraction:
        """Read products and what adds them up."""
        value = self._read_product(depth)
        while self.next in {"+", "-"}:
            plus = self._take() == "+"
            other = self._read_product(depth)
            value = _bounded(value + other if plus else value - other)
        return value

    def _read_product(self, depth: int) -> Fraction:
        value = self._read_signed(depth)
        while self.next in {"*", "/", "//"}:
            operator = self._take()
            other = self._read_signed(depth)
            if operator == "*":
                value = _bounded(value * other)
                continue
            if not other:
                raise AnswerError("the formula divides by zero", "check what it is divided by")
            value = _bounded(Fraction(value // other) if operator == "//" else value / other)
        return value

    def _read_signed(self, depth: int) -> Fraction:
        if depth > DEEPEST:
            message = f"the formula nests deeper than {DEEPEST}"
            raise AnswerError(message, "leave out parentheses that it does not need")
        if self.next in {"+", "-"}:
            minus = self._take() == "-"
            value = self._read_signed(depth + 1)
            return -value if minus else value
        base = self._read_operand(depth)
        if self.next == "^":
            self._take()
            return _power(base, self._read_signed(depth + 1))
        return base

    def _read_operand(self, depth: int) -> Fraction:
        token = self._take()
        if token in {"floor", "ceil"}:
            if self.next != "(":
                message = f"a parenthesis is missing after `{token}`"
                raise AnswerError(message, f"write {token}(...)")
            return _rounded(token, self._read_operand(depth))
        if token in _CLOSING:
            value = self.read_sum(depth + 1)
            if self.next != _CLOSING[token]:
                message = f"the `{token}` is not closed"
                raise AnswerError(message, f"write the `{_CLOSING[token]}` that it lacks")
            self._take()
            return _rounded(token, value)
        if not token:
            raise AnswerError("the formula ends too early", "write it to its end")
        if not (token[0].isdigit() or token[0] == "."):
            message = f"`{token}` stands where a number is expected"
            raise AnswerError(message, "write the number that is missing before it")
        return _bounded(Fraction(read_numeral(token).value))

    def _take(self) -> str:
        token = self.next
        self._at += 1
        return token


def _rounded(sign: str, value: Fraction) -> Fraction:
    """What stands between signs: as it is in parentheses, else rounded down or up."""
    if sign in {"floor", "⌊"}:
        return Fraction(value.__floor__())
    return Fraction(value.__ceil__()) if sign in {"ceil", "⌈"} else value


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator != 1:
        raise AnswerError("a power has a fraction above", "write a whole number there")
    count = exponent.numerator
    bits = max(base.numerator.bit_length(), base.denominator.bit_length()) - 1
    if bits * abs(count) > LARGEST.bit_length():
        raise _too_large()
    if not base and count < 0:
        raise AnswerError("the formula divides by zero", "check what it is divided by")
    if bits == 0:  # 1, 0 or -1, to whatever power
        count = count % 2 if count > 1 else count
    return _bounded(base**count)


def _bounded(value: Fraction) -> Fraction:
    if abs(value.numerator) > LARGEST or value.denominator > LARGEST:
        raise _too_large()
    return value


def _too_large() -> AnswerError:
    message = "the formula goes beyond 10 to the power of 30, and no count does"
    return AnswerError(message, "check its powers and products")
