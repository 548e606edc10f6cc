"""Rules of the catalogue for whole shapes: each gives sizes that a slip leads to.

>>> [[size.value for size in each] for each in SHAPE_RULES["sides swapped"](conv_of_28x32)]
[[32, 28, 16]]
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cnncalc.coursework.question import ORDERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cnncalc.coursework.question import Question
    from cnncalc.derivation import Expression

__all__ = ["SHAPE_RULES"]


def _swapped(question: Question) -> Iterator[tuple[Expression, ...]]:
    """Exchange height and width."""
    height, width, channels = _right(question)
    if height.value != width.value:
        yield width, height, channels


def _other_order(question: Question) -> Iterator[tuple[Expression, ...]]:
    """Write the right sizes in another order, and read them in that of the sheet."""
    right, own = _right(question), ORDERS[question.convention.order]
    for order in ORDERS.values():
        written = [right[each] for each in order]
        read = dict(zip(own, written, strict=True))
        if any(read[axis].value != each.value for axis, each in enumerate(right)):
            yield read[0], read[1], read[2]


def _channels_pooled(question: Question) -> Iterator[tuple[Expression, ...]]:
    """Keep height and width, and divide the channels by the stride."""
    given = question.given
    if {"H", "W", "D", "S"} <= set(given):
        pooled = given["D"] / given["S"]
        if pooled.whole:
            yield given["H"], given["W"], pooled


def _right(question: Question) -> tuple[Expression, Expression, Expression]:
    if not isinstance(question.right, tuple):
        raise TypeError(question.quantity)
    height, width, channels = question.right
    return height, width, channels


SHAPE_RULES: Mapping[str, Callable[[Question], Iterator[tuple[Expression, ...]]]] = (
    MappingProxyType(
        {
            "sides swapped": _swapped,
            "other order": _other_order,
            "channels pooled": _channels_pooled,
        }
    )
)
"""By the name that a row of the catalogue calls it."""
