"""A parameter of a template: a number that is drawn anew for each copy, and text that holds some.

    >>> filled("{W}x{W}x3", {"W": 63}.get)
    '63x63x3'
    >>> amount("(F-1)//2", {"F": 5}.get)
    2

Arithmetic is the spec language's own: + - * // and parentheses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cnncalc.spec.arithmetic import ExpressionError, computed
from cnncalc.spec.node import Fields, Items, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cnncalc.spec.node import Node

__all__ = ["FillingError", "Parameter", "amount", "filled", "filled_node", "reason"]


class FillingError(ValueError):
    """Text that cannot be filled in; it knows the node where it stands."""

    def __init__(self, message: str, node: Node) -> None:
        """Say in a sentence what cannot be computed, and where."""
        self.message = message
        self.node = node
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A name, and what it may be: some values, or all from one bound to another."""

    name: str
    node: Node
    choices: tuple[Scalar, ...] = ()
    bounds: tuple[Scalar, Scalar] | None = None
    """First and last value, both included; each may use the parameters above this one."""

    def values(self, drawn: Mapping[str, int]) -> Sequence[int]:
        """Give what it may be, now that those above it are drawn; FillingError where it may not."""
        if self.bounds is None:
            return [_number(each, drawn) for each in self.choices]
        first, last = (_number(each, drawn) for each in self.bounds)
        return range(first, last + 1)


def amount(text: str, value_of: Callable[[str], int | None]) -> int:
    """Compute a number, a name or arithmetic; ExpressionError where the text is none of these."""
    return computed(text, value_of)


def filled(text: str, value_of: Callable[[str], int | None]) -> str:
    """Put numbers in place of `{W}` and `{2*P}`; `{{` is a brace. ExpressionError as `amount`."""

    def number(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[0][0]
        return str(computed(match[1], value_of))

    return _BRACES.sub(number, text)


def reason(error: ExpressionError) -> str:
    """Say why arithmetic over parameters cannot be computed; in a spec they would be settings."""
    said = str(error).replace("is not a setting with a whole number", "is no parameter")
    return said.replace("no number, setting, operator", "no number, parameter, operator")


_BRACES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")

_NAMES = frozenset({"name", "from", "like", "mode", "when"})
"""Fields of a layer that hold words, so that a layer may be called as a parameter is."""


def filled_node(node: Node, drawn: Mapping[str, int]) -> Node:
    """Give a copy of what stands in a file, with numbers in place of parameters.

    A word is replaced where it is a parameter's name, `$K`, arithmetic over parameters, or holds
    `{K}`. Everything keeps its line and column. FillingError where a number cannot be computed.
    """
    match node:
        case Scalar():
            return _filled_scalar(node, drawn)
        case Items():
            items = [filled_node(each, drawn) for each in node.items]
            return Items(items, node.line, node.column)
        case Fields():
            entries = {
                key: each if key in _NAMES else each._replace(value=filled_node(each.value, drawn))
                for key, each in node.entries.items()
            }
            return Fields(entries, node.line, node.column)


def _filled_scalar(node: Scalar, drawn: Mapping[str, int]) -> Scalar:
    if not isinstance(node.value, str):
        return node
    text = node.text
    if "{" in text:
        try:
            text = filled(text, drawn.get)
        except ExpressionError as error:
            raise FillingError(f"`{node.text[:_LONGEST]}`: {reason(error)}", node) from None
        return _scalar(int(text) if text.isdecimal() and text.isascii() else text, text, node)
    bare = text.removeprefix("$")
    if not set(_WORD.findall(bare)) & drawn.keys():
        return node
    try:
        value = computed(bare, drawn.get)
    except ExpressionError:  # a word that only looks like it: `valid`, or a setting of the spec's
        return node
    return _scalar(value, str(value), node)


_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
_LONGEST = 40


def _scalar(value: int | str, text: str, node: Scalar) -> Scalar:
    quoted = isinstance(value, str)
    return Scalar(value, text, quoted, node.line, node.column, node.length)


def _number(node: Scalar, drawn: Mapping[str, int]) -> int:
    try:
        return computed(node.text, drawn.get)
    except ExpressionError as error:
        raise FillingError(f"`{node.text[:_LONGEST]}`: {reason(error)}", node) from None
