r"""Writing an expression: as text, as LaTeX, as HTML; in symbols or in numbers.

    >>> from cnncalc.derivation import FIRST, Leaf
    >>> size = (Leaf("input", 227, "W") - Leaf("kernel", 11, "F")) / Leaf("stride", 4, "S") + FIRST
    >>> formula(size), numbers(size)
    ('(W - F)/S + 1', '(227 - 11)/4 + 1')
    >>> formula(size, "latex")
    '\\frac{W - F}{S} + 1'

Adding an operator is one row of `_OPERATORS`; adding a style is one column.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from cnncalc.derivation import Leaf, Operation
from cnncalc.plain import inert

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.derivation import Expression, Number

__all__ = ["Style", "equation", "escape_latex", "formula", "number", "numbers"]

Style = Literal["text", "latex", "html"]

LONGEST_SUM = 8
"""A sum of more terms is written as its first three, three dots, and its last."""


def formula(expression: Expression, style: Style = "text") -> str:
    """Write an expression in symbols: (W - F + 2*P)/S + 1."""
    return _write(expression, style, lambda leaf: _symbol(leaf.symbol, style))


def numbers(expression: Expression, style: Style = "text") -> str:
    """Write an expression in numbers: (227 - 11 + 2*0)/4 + 1."""
    return _write(expression, style, lambda leaf: _decimal(leaf.value))


def number(value: Number, style: Style = "text") -> str:
    """Write a result: 105,415,200; 54.25; 2.333... where the decimals do not end."""
    grouped = _decimal(value, ",")
    return grouped.replace(",", "{,}") if style == "latex" else grouped


def equation(expression: Expression, style: Style = "text") -> str:
    """Write formula = numbers = result, leaving out what says the same as the next part."""
    symbols, values = formula(expression, style), numbers(expression, style)
    parts = [number(expression.value, style)]
    if values != _decimal(expression.value):
        parts.insert(0, values)
    if symbols not in {values, _decimal(expression.value)}:
        parts.insert(0, symbols)
    return " = ".join(parts)


def escape_latex(text: str) -> str:
    """Escape text, such as a layer's name, so that LaTeX prints it and runs none of it."""
    return "".join(_LATEX_ESCAPES.get(each, each) for each in text)


class _Operator(NamedTuple):
    """How an operation is written: how tightly it binds, and a template for each style."""

    binds: int
    text: str
    latex: str
    html: str


_SUM, _PRODUCT, _CALL = 1, 2, 3
_OPERATORS = {
    "+": _Operator(_SUM, "{} + {}", "{} + {}", "{} + {}"),
    "-": _Operator(_SUM, "{} - {}", "{} - {}", "{} &minus; {}"),
    "sum": _Operator(_SUM, "{}", "{}", "{}"),
    "*": _Operator(_PRODUCT, "{}*{}", r"{} \cdot {}", "{}&thinsp;&times;&thinsp;{}"),
    "/": _Operator(_PRODUCT, "{}/{}", r"\frac{{{}}}{{{}}}", "{}/{}"),
    "floor": _Operator(_CALL, "floor({})", r"\left\lfloor {} \right\rfloor", "⌊{}⌋"),
    "ceil": _Operator(_CALL, "ceil({})", r"\left\lceil {} \right\rceil", "⌈{}⌉"),
    "max": _Operator(_CALL, "max({})", r"\max\left({}\right)", "max({})"),
    "min": _Operator(_CALL, "min({})", r"\min\left({}\right)", "min({})"),
}
_JOINING = {"max": ", ", "min": ", ", "sum": " + "}
"""Operations of any number of operands, and what stands between them."""


def _write(expression: Expression, style: Style, leaf_text: Callable[[Leaf], str]) -> str:
    if isinstance(expression, Leaf):
        return leaf_text(expression)
    if not isinstance(expression, Operation):
        raise TypeError(type(expression).__name__)
    operator = expression.operator
    row = _OPERATORS[operator]
    written = [_write(each, style, leaf_text) for each in expression.operands]
    if row.binds != _CALL and not (style == "latex" and operator == "/"):
        written = [
            _bracketed(text, style) if _needs_brackets(operator, each, text, index) else text
            for index, (text, each) in enumerate(zip(written, expression.operands, strict=True))
        ]
    if operator in _JOINING:
        written = [_JOINING[operator].join(_shortened(operator, written))]
    return str(getattr(row, style)).format(*written)


def _needs_brackets(operator: str, operand: Expression, text: str, index: int) -> bool:
    """Whether an operand binds too loosely to stand bare at its place."""
    if index > 0 and text.startswith("-"):
        return True
    if not isinstance(operand, Operation):
        return False
    outer, inner = _OPERATORS[operator].binds, _OPERATORS[operand.operator].binds
    if inner != outer or index == 0:
        return inner < outer
    return bool({operator, operand.operator} & {"-", "/"})


def _bracketed(text: str, style: Style) -> str:
    return rf"\left({text}\right)" if style == "latex" else f"({text})"


def _shortened(operator: str, written: list[str]) -> list[str]:
    if operator == "sum" and len(written) > LONGEST_SUM:
        return [*written[:3], "...", written[-1]]
    return written


_DECIMALS = 4


def _decimal(value: Number, grouping: Literal["", ","] = "") -> str:
    """Write a number: 75, or a fraction in decimals, 54.25; 2.333... where four are not all."""
    if value.denominator == 1:
        return f"{value.numerator:{grouping}}"
    scaled = abs(value) * 10**_DECIMALS
    whole, rest = divmod(int(scaled), 10**_DECIMALS)
    sign = "-" if value < 0 else ""
    digits = f"{rest:0{_DECIMALS}}"
    digits = digits.rstrip("0") if scaled.denominator == 1 else f"{digits[:3]}..."
    return f"{sign}{whole:{grouping}}.{digits}"


_MATHEMATICAL = re.compile(r"([A-Za-z])(?:_([A-Za-z0-9]+))?|[0-9]+", re.ASCII)


def _symbol(symbol: str, style: Style) -> str:
    """Write a leaf's symbol: a letter with an index, a constant, or a name as a layer has."""
    if style == "text":
        return inert(symbol)
    match = _MATHEMATICAL.fullmatch(symbol)
    if style == "html":
        if match and match[2]:
            return f"{match[1]}<sub>{match[2]}</sub>"
        from html import escape  # whose table of entities takes time to load

        return escape(inert(symbol))
    if match is None:
        return rf"\mathrm{{{escape_latex(inert(symbol))}}}"
    return rf"{match[1]}_{{\mathrm{{{match[2]}}}}}" if match[2] else symbol


_LATEX_ESCAPES = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    **{each: "\\" + each for each in "{}$&%#_"},
}
