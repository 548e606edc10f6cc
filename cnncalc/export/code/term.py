"""A value as it is in one place of a network, and the formula that gives it in every such place.

    Term(256, 4*filters) is the 256 of a block's `$(filters*4)` where it is used with 64 filters.

Arithmetic computes the value and the formula; where the formula of a part is not known, neither is
that of the whole, and the value alone is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cnncalc.export.code.formula import Formula, TooLongError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Code", "Plain", "Term", "whole"]

Plain = int | float | str | tuple["Plain", ...] | None
"""What a value can be: also a pair, or a table of tuples; and a bool, which is an int."""


LEGIBLE = 48
"""Characters of a formula that a person takes in at a glance."""


class Code(str):
    """A value that is a piece of code: the name of a class."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A value, and its formula where one is known."""

    value: Plain
    formula: Formula | None = None

    def __post_init__(self) -> None:
        """Forget a formula that no longer says more than the value does."""
        if self.formula is not None and self.formula.length > LEGIBLE:
            object.__setattr__(self, "formula", None)

    @classmethod
    def of(cls, value: Plain) -> Term:
        """Make a term of a value that is the same everywhere."""
        return cls(value, Formula.constant(value) if type(value) is int else None)

    @property
    def fixed(self) -> bool:
        """Whether it has no symbol in it, as far as is known."""
        return self.formula is None or self.formula.number is not None

    def __add__(self, other: Term | int) -> Term:
        return _joined(self, other, int.__add__, Formula.__add__)

    def __radd__(self, other: int) -> Term:
        return _joined(other, self, int.__add__, Formula.__add__)

    def __sub__(self, other: Term | int) -> Term:
        return _joined(self, other, int.__sub__, Formula.__sub__)

    def __rsub__(self, other: int) -> Term:
        return _joined(other, self, int.__sub__, Formula.__sub__)

    def __mul__(self, other: Term | int) -> Term:
        return _joined(self, other, int.__mul__, Formula.__mul__)

    def __rmul__(self, other: int) -> Term:
        return _joined(other, self, int.__mul__, Formula.__mul__)

    def __floordiv__(self, other: Term | int) -> Term:
        return _joined(self, other, int.__floordiv__, Formula.__floordiv__)

    def __rfloordiv__(self, other: int) -> Term:
        return _joined(other, self, int.__floordiv__, Formula.__floordiv__)

    def __neg__(self) -> Term:
        return 0 - self

    def __abs__(self) -> int:
        return abs(whole(self))


def whole(term: Term) -> int:
    """Give the value of a term that is a whole number; TypeError where it is not."""
    if not isinstance(term.value, int):
        raise TypeError(term.value)
    return term.value


def _joined(
    left: Term | int,
    right: Term | int,
    compute: Callable[[int, int], int],
    join: Callable[[Formula, Formula], Formula],
) -> Term:
    one, two = (each if isinstance(each, Term) else Term.of(each) for each in (left, right))
    value = compute(whole(one), whole(two))
    if one.formula is None or two.formula is None:
        return Term(value)
    try:
        return Term(value, join(one.formula, two.formula))
    except TooLongError:
        return Term(value)
