"""Whether what a person wrote is a given number or shape, and in what manner it was written.

    >>> right = question(analysis, "conv1", "output", Convention()).right
    >>> agreement(right, read_answer("96x55x55"), Convention())
    Agreement(digits=None, order='chw', whole=True)
    >>> agreement(right, read_answer("54x54x96"), Convention()) is None
    True

Counts are compared exactly, or to the digits that were written; never by a percentage: without its
biases a layer is 0.3 % smaller.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.coursework.question import ORDERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.convention import Convention
    from cnncalc.coursework.answer import Answer
    from cnncalc.coursework.verdict import Order
    from cnncalc.derivation import Expression, Number

__all__ = [
    "EXACT",
    "Agreement",
    "agreement",
    "amount",
    "contradicts",
    "other_claim",
    "rounded",
    "truncated",
]


class Agreement(NamedTuple):
    """How an answer says a number: nothing is left out, unless this says so."""

    digits: int | None = None
    """To how many significant digits it agrees; None for all of them."""
    order: Order | None = None
    """The order of axes in which it agrees, where that is not the convention's."""
    whole: bool = True
    """False where height and width agree and the channels are missing."""


EXACT = Agreement()
"""The number itself, to its last digit."""


def agreement(
    right: Expression | tuple[Expression, ...], answer: Answer, convention: Convention
) -> Agreement | None:
    """Compare an answer with a number, or with sizes (height, width, channels); None for unlike."""
    if isinstance(right, tuple):
        return _of_sizes(tuple(each.value for each in right), answer, convention)
    unit = _unit(answer, convention)
    if not isinstance(answer.value, tuple):  # rounded in its unit: 58.1 MiB
        return _of_numbers(Fraction(right.value) / unit, answer.value, answer.digits)
    sides = len(answer.value) == _AXES_OF_AN_AREA and set(answer.value) == {right.value}
    return EXACT if sides or amount(answer, convention) == right.value else None


def amount(answer: Answer, convention: Convention) -> Number:
    """Give the number that an answer says: memory in bytes, a product of sizes as its result."""
    value = prod(answer.value) if isinstance(answer.value, tuple) else answer.value
    return value * _unit(answer, convention)


def other_claim(answer: Answer) -> Answer | None:
    """Give the result that is written after a working, where that makes another; else None."""
    if answer.claimed is None or isinstance(answer.value, tuple):
        return None
    if answer.claimed == answer.value:
        return None
    digits = answer.claimed_digits
    return replace(answer, value=answer.claimed, digits=digits, claimed=None, working="")


def contradicts(answer: Answer) -> bool:
    """Say whether a result is not what the working beside it makes, exact or rounded."""
    claim = other_claim(answer)
    if claim is None or isinstance(answer.value, tuple) or isinstance(claim.value, tuple):
        return False
    return _of_numbers(answer.value, claim.value, claim.digits) is None


def rounded(value: Number, digits: int) -> Number:
    """Round to so many significant digits, a half up."""
    exact = Fraction(value)
    step = Fraction(10) ** (_length(exact) - digits)
    return (exact / step + Fraction(1, 2)).__floor__() * step


def truncated(right: Number, answer: Answer, convention: Convention) -> bool:
    """Say whether an answer is a number with the digits after its last one cut off."""
    if answer.digits is None or isinstance(answer.value, tuple):
        return False
    exact = Fraction(right) / _unit(answer, convention)
    step = Fraction(10) ** (_length(exact) - answer.digits)
    return (exact / step).__floor__() * step == answer.value


def _length(value: Fraction) -> int:
    """The digits before the point: 5 of 34848.5; below one, less the zeros after the point."""
    whole = abs(value).__floor__()
    if whole or not value:
        return len(str(whole))
    length = 0
    while abs(value) * 10 ** (1 - length) < 1:
        length -= 1
    return length


def _unit(answer: Answer, convention: Convention) -> Number:
    """The ones of an answer's unit: 1 of a count, and the bytes of a MB as a course has them."""
    return replace(answer, value=1).in_bytes(convention.megabyte) or 1


_AXES_OF_AN_AREA = 2


def _of_numbers(right: Number, written: Number, digits: int | None) -> Agreement | None:
    if written == right:
        return EXACT
    if digits is not None:
        return Agreement(digits=digits) if rounded(right, digits) == written else None
    shown = str(Fraction(written).__floor__())
    for kept in range(len(shown), len(shown.rstrip("0")) - 1, -1):  # a zero may be a digit or not
        if kept and rounded(right, kept) == written:
            return Agreement(digits=kept)
    return None


def _of_sizes(
    right: tuple[Number, ...], answer: Answer, convention: Convention
) -> Agreement | None:
    written = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    if written == right and len(right) < len(_AXES):
        return EXACT
    if len(right) < len(_AXES) or len(written) == 1:
        return _of_flat(right, written)
    height, width, _ = right
    for order, taken in _orders(convention.order):
        if len(written) == len(right) and written == tuple(right[each] for each in taken):
            return Agreement(order=None if order == convention.order else order)
        sides = tuple(right[each] for each in taken if each != _AXES.index("channels"))
        if written == sides:
            return Agreement(whole=False)
    return Agreement(whole=False) if written == (height,) == (width,) else None


_AXES = ("height", "width", "channels")


def _of_flat(right: tuple[Number, ...], written: tuple[Number, ...]) -> Agreement | None:
    """Compare where ones say nothing: 1x1x512 is 512 values."""
    long = tuple(each for each in right if each != 1)
    if long == tuple(each for each in written if each != 1) and len(long) <= 1:
        return EXACT
    same_sides = len(right) == len(_AXES) and written == (right[0],) == (right[1],)
    return Agreement(whole=False) if same_sides else None


def _orders(own: Order) -> Iterator[tuple[Order, tuple[int, ...]]]:
    """The orders of axes, a convention's own first."""
    yield own, ORDERS[own]
    for order in ("hwc", "chw", "whc"):
        if order != own:
            yield order, ORDERS[order]
