"""Integer arithmetic over settings, as in `$(mid*4)`: + - * // and parentheses, and nothing else.

>>> computed("mid*4 - (2 + 1)", {"mid": 64}.get)
253
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ExpressionError", "computed", "written_out"]

LARGEST = 10**18
"""No intermediate result is larger, so that none takes long to compute."""
LONGEST = 1000
"""Characters of an expression."""
DEEPEST = 64
"""Nesting of parentheses."""

_TOKEN = re.compile(r"\s*(?:([0-9]+)|\$?([A-Za-z_][A-Za-z0-9_]*)|(//|[-+*()]))", re.ASCII)
_NAME = re.compile(r"\$?\b([A-Za-z_][A-Za-z0-9_]*)", re.ASCII)
_BINDS = {"+": 1, "-": 1, "*": 2, "//": 2}
_COMPUTE: dict[str, Callable[[int, int], int]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "//": lambda left, right: left // right,
}


class ExpressionError(ValueError):
    """An expression that cannot be read or computed, said in a sentence."""


def computed(text: str, value_of: Callable[[str], int | None]) -> int:
    """Compute an expression; `value_of` gives a setting's value, or None where there is none.

    Raises ExpressionError where the text is no expression, or its result is out of bounds.
    """
    if len(text) > LONGEST:
        raise ExpressionError(f"it is longer than {LONGEST:,} characters")
    reader = _Reader(_tokens(text), value_of)
    value = reader.read_sum(0, 1)
    if reader.rest():
        raise ExpressionError(f"`{reader.rest()}` stands where the expression could end")
    return value


def written_out(text: str, value_of: Callable[[str], int | None]) -> str:
    """Write an expression that can be computed with its numbers: channels//r = 8//16 = 0."""

    def number(name: re.Match[str]) -> str:
        value = value_of(name[1]) or 0
        return f"({value})" if value < 0 else str(value)

    names, numbers = _NAME.sub(r"\1", text.strip()), _NAME.sub(number, text.strip())
    steps = dict.fromkeys((names, numbers, str(computed(text, value_of))))
    return " = ".join(steps)


def _tokens(text: str) -> list[str]:
    tokens, at, text = [], 0, text.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            word = text[at:].split()[0][:10]
            raise ExpressionError(f"`{word}` is no number, setting, operator or parenthesis")
        tokens.append(match[1] or match[2] or match[3])
        at = match.end()
    return tokens


class _Reader:
    """Reads tokens from left to right, by how tightly operators bind."""

    def __init__(self, tokens: list[str], value_of: Callable[[str], int | None]) -> None:
        self._tokens = tokens
        self._value_of = value_of
        self._at = 0

    def rest(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def read_sum(self, depth: int, least: int) -> int:
        """Read operands and the operators between them that bind at least so tightly."""
        left = self._read_operand(depth)
        while _BINDS.get(self.rest(), 0) >= least:
            operator = self._next()
            right = self.read_sum(depth, _BINDS[operator] + 1)
            if operator == "//" and right == 0:
                raise ExpressionError("it divides by zero")
            left = _COMPUTE[operator](left, right)
            if abs(left) > LARGEST:
                raise ExpressionError(_TOO_LARGE)
        return left

    def _read_operand(self, depth: int) -> int:
        if depth > DEEPEST:
            raise ExpressionError(f"parentheses are nested deeper than {DEEPEST}")
        token = self._next()
        if token == "-":  # noqa: S105  an operator, no secret
            return -self._read_operand(depth + 1)
        if token == "(":  # noqa: S105  an operator, no secret
            value = self.read_sum(depth + 1, 1)
            if self._next() != ")":
                raise ExpressionError("a parenthesis is not closed")
            return value
        return self._read_number(token)

    def _read_number(self, token: str) -> int:
        if token.isdigit():
            if len(token) > len(str(LARGEST)):
                raise ExpressionError(_TOO_LARGE)
            return int(token)
        if not token:
            raise ExpressionError("it ends too early")
        if token == ")" or token in _BINDS:  # noqa: S105  an operator, no secret
            raise ExpressionError(f"`{token}` stands where a number is expected")
        value = self._value_of(token)
        if value is None:
            raise ExpressionError(f"`{token[:SHOWN]}` is not a setting with a whole number")
        return value

    def _next(self) -> str:
        token = self.rest()
        self._at += 1
        return token


_TOO_LARGE = f"it goes beyond {LARGEST:,}"
SHOWN = 40
