"""A question as single numbers, for programs that take no shape: height, width, channels.

>>> [(each.name, each.right.value) for each in parts_of(asked, sheet)]
[('output height and width', 55), ('output channels', 96)]
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cnncalc.coursework.check import check
from cnncalc.coursework.question import AXES, ORDERS
from cnncalc.coursework.slip import slips

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cnncalc.coursework.sheet import Sheet
    from cnncalc.coursework.variant import Asked
    from cnncalc.coursework.verdict import Checked
    from cnncalc.derivation import Expression, Number

__all__ = ["AskedPart", "parts_of"]


@dataclass(frozen=True)
class AskedPart:
    """One number of an answer."""

    name: str
    words: str
    """Which number is asked for; empty where the answer is a single one."""
    right: Expression
    slips: Mapping[Number, Checked]
    """Wrong numbers that known slips give, each with what a check says of it."""
    of: int
    """How many such parts the question has."""


def parts_of(asked: Asked, sheet: Sheet) -> tuple[AskedPart, ...]:
    """Give each number of a right answer, with the wrong numbers that slips give at its place.

    The sheet is that of the question: what it says of conventions, tolerance and points counts.
    """
    right = asked.question.right
    quantity = asked.question.quantity.replace("_", " ")
    if not isinstance(right, tuple):
        return (AskedPart(quantity, "", right, _slips(asked, sheet, None), 1),)
    places = tuple(_places(right))
    return tuple(
        AskedPart(
            f"{quantity} {name}".rstrip(),
            _WORDS.get(name, f"Write the {name} alone." if name else ""),
            right[index],
            _slips(asked, sheet, index),
            len(places),
        )
        for index, name in places
    )


def _places(right: tuple[Expression, ...]) -> Iterator[tuple[int, str]]:
    """The places of a shape that are asked for, each with its name."""
    if len(right) == 1:
        yield 0, ""
    elif right[0].value == right[1].value:
        yield 0, "side"
    else:
        yield 0, "height"
        yield 1, "width"
    if len(right) > 2:  # noqa: PLR2004  height, width and channels
        yield 2, "channels"


_WORDS = {"side": "Write one number: the height, which is the width too."}


def _slips(asked: Asked, sheet: Sheet, index: int | None) -> Mapping[Number, Checked]:
    right = asked.question.right
    found: dict[Number, Checked] = {}
    for each in slips(asked.question):
        value = each.value
        if isinstance(value, tuple):
            if index is None or index >= len(value):
                continue
            value = value[index]
        if value in found or value.denominator != 1:
            continue
        text = str(value)
        if isinstance(right, tuple):
            text = _shape_text(right, index or 0, value, asked.question.convention.order)
        cell = replace(asked.cell, answer_text=text)
        (checked,) = check(replace(sheet, cells=(cell,))).rows
        if checked.verdict != "right":
            found[value] = checked
    return found


def _shape_text(right: tuple[Expression, ...], index: int, value: Number, order: str) -> str:
    """The right shape with one of its numbers exchanged; a side stands for height and width."""
    sizes = [each.value for each in right]
    both = index == 0 and len(sizes) > 1 and sizes[0] == sizes[1]
    for each in (0, 1) if both else (index,):
        sizes[each] = value
    if len(sizes) == len(AXES):
        sizes = [sizes[each] for each in ORDERS[order]]
    return "x".join(str(each) for each in sizes)
