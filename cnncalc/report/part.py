"""A question as single numbers, for programs that take no shape: height, width, channels.

    >>> [(each.name, each.right.value) for each in parts_of(asked)]
    [('output height and width', 55), ('output channels', 96)]
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cnncalc.coursework.slip import slips

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cnncalc.coursework.misconception import Misconception
    from cnncalc.coursework.variant import Asked
    from cnncalc.derivation import Expression, Number

__all__ = ["AskedPart", "parts_of"]


@dataclass(frozen=True)
class AskedPart:
    """One number of an answer."""

    name: str
    words: str
    """Which number is asked for; empty where the answer is a single one."""
    right: Expression
    slips: Mapping[Number, Misconception]
    """Wrong numbers and the slip that each shows; none twice, none the right one."""
    of: int
    """How many such parts the question has."""


def parts_of(asked: Asked) -> tuple[AskedPart, ...]:
    """Give each number of a right answer, with the wrong numbers that slips give at its place.

    A number that several slips give goes to the one seen in most sources.
    """
    right = asked.question.right
    quantity = asked.question.quantity.replace("_", " ")
    if not isinstance(right, tuple):
        return (AskedPart(quantity, "", right, _slips(asked, None), 1),)
    places = tuple(_places(right))
    return tuple(
        AskedPart(
            f"{quantity} {name}" if name else quantity,
            f"Write its {name} alone." if name else "",
            right[index],
            _slips(asked, index),
            len(places),
        )
        for index, name in places
    )


def _places(right: tuple[Expression, ...]) -> Iterator[tuple[int, str]]:
    """The places of a shape that are asked for, each with its name."""
    if len(right) == 1:
        yield 0, ""
    elif right[0].value == right[1].value:
        yield 0, "height (which is its width too)"
    else:
        yield 0, "height"
        yield 1, "width"
    if len(right) > 2:  # noqa: PLR2004  height, width and channels
        yield 2, "channels"


def _slips(asked: Asked, index: int | None) -> Mapping[Number, Misconception]:
    right = asked.question.right
    expected = right if not isinstance(right, tuple) else right[index or 0]
    found: dict[Number, Misconception] = {}
    for each in slips(asked.question):
        value = each.value
        if isinstance(value, tuple):
            if index is None or index >= len(value):
                continue
            value = value[index]
        slip = each.misconceptions[0]
        kept = found.get(value)
        if value != expected.value and (kept is None or kept.frequency < slip.frequency):
            found[value] = slip
    return found
