"""Integer arithmetic over settings, as in `$(mid*4)`: + - * // and parentheses, and nothing else.

    >>> computed("mid*4 - (2 + 1)", {"mid": 64}.get)
    253
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ExpressionError", "computed"]

LARGEST = 10**18
"""No intermediate result is larger, so that no text can make a number that takes long to compute."""
DEEPEST = 64
"""Nesting of parentheses."""

_TOKEN = re.compile(r"\s*(?:([0-9]+)|\$?([A-Za-z_][A-Za-z0-9_]*)|(//|[-+*()]))", re.ASCII)
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
    """Compute an expression; `value_of` gives a setting's value, or None where there is none."""
    reader = _Reader(_tokens(text), value_of)
    value = reader.read_sum(0, 1)
    if reader.rest():
        message = f"`{reader.rest()}` stands where the expression could end"
        raise ExpressionError(message)
    return value


def _tokens(text: str) -> list[str]:
    tokens, at, text = [], 0, text.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            message = f"`{text[at : at + 10]}` is none of numbers, settings, + - * // and parentheses"
            raise ExpressionError(message)
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
                message = "it divides by zero"
                raise ExpressionError(message)
            left = _COMPUTE[operator](left, right)
            if abs(left) > LARGEST:
                message = f"it goes beyond {LARGEST:,}"
                raise ExpressionError(message)
        return left

    def _read_operand(self, depth: int) -> int:
        if depth > DEEPEST:
            message = f"parentheses are nested deeper than {DEEPEST}"
            raise ExpressionError(message)
        token = self._next()
        if token == "-":  # noqa: S105  an operator, no secret
            return -self._read_operand(depth + 1)
        if token == "(":  # noqa: S105
            value = self.read_sum(depth + 1, 1)
            if self._next() != ")":
                message = "a parenthesis is not closed"
                raise ExpressionError(message)
            return value
        return self._read_number(token)

    def _read_number(self, token: str) -> int:
        if token.isdigit():
            if len(token) > len(str(LARGEST)):
                message = f"it goes beyond {LARGEST:,}"
                raise ExpressionError(message)
            return int(token)
        if token in {"", ")", *_BINDS}:
            message = f"`{token}` stands where a number is expected" if token else "it ends too early"
            raise ExpressionError(message)
        value = self._value_of(token)
        if value is None:
            message = f"`{token}` is not a setting with a whole number"
            raise ExpressionError(message)
        return value

    def _next(self) -> str:
        token = self.rest()
        self._at += 1
        return token
