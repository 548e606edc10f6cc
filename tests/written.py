"""Reading back what notation writes: `evaluated("(227 - 11)/4 + 1")` is 55.

It shares nothing with the package: text goes through Python's own parser, LaTeX and HTML are
turned into text first, and every number is a Fraction.
"""

from __future__ import annotations

import ast
import math
import re
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

OPERATORS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Div: lambda left, right: left / right,
}
FUNCTIONS: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "floor": lambda values: Fraction(math.floor(*values)),
    "ceil": lambda values: Fraction(math.ceil(*values)),
    "max": max,
    "min": min,
}


def evaluated(text: str, values: Mapping[str, Fraction | int] | None = None) -> Fraction:
    """Give the value of a formula in text; `values` are those of its letters."""
    return _value(ast.parse(text, mode="eval").body, values or {})


def _value(node: ast.expr, values: Mapping[str, Fraction | int]) -> Fraction:
    match node:
        case ast.Constant(value=int(whole)):
            return Fraction(whole)
        case ast.Name(id=name):
            return Fraction(values[name])
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, values)
        case ast.BinOp(left=left, op=operator, right=right):
            return OPERATORS[type(operator)](_value(left, values), _value(right, values))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return FUNCTIONS[name]([_value(each, values) for each in arguments])
    raise AssertionError(ast.unparse(node))


def text_of_latex(latex: str) -> str:
    """Give the text of a formula in LaTeX."""
    replaced = (
        latex.replace(r"\left\lfloor", "floor(")
        .replace(r"\left\lceil", "ceil(")
        .replace(r"\right\rfloor", ")")
        .replace(r"\right\rceil", ")")
        .replace(r"\left(", "(")
        .replace(r"\right)", ")")
        .replace(r"\max", "max")
        .replace(r"\min", "min")
        .replace(r"\cdot", "*")
    )
    innermost = re.compile(r"\\frac\{([^{}]*)\}\{([^{}]*)\}")
    while innermost.search(replaced):
        replaced = innermost.sub(r"((\1)/(\2))", replaced)
    return replaced.strip()


def text_of_html(markup: str) -> str:
    """Give the text of a formula in HTML."""
    replacements = {
        "&minus;": "-",
        "&thinsp;&times;&thinsp;": "*",
        "⌊": "floor(",
        "⌈": "ceil(",
        "⌋": ")",
        "⌉": ")",
    }
    for marked, plain in replacements.items():
        markup = markup.replace(marked, plain)
    return markup
