"""A row of a sheet as a student filled it in: the cell, its question, and the answer as read.

>>> row = Written(cell, question, read_answer("54x54x96"))
>>> row.wrong, row.shape
(True, Image(channels=96, height=54, width=54))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.coursework.agreement import agreement, amount, other_claim
from cnncalc.coursework.question import ORDERS
from cnncalc.shape import Image, Vector

if TYPE_CHECKING:
    from cnncalc.coursework.agreement import Agreement
    from cnncalc.coursework.answer import Answer
    from cnncalc.coursework.question import Question
    from cnncalc.coursework.sheet import Cell
    from cnncalc.derivation import Number
    from cnncalc.shape import Shape

__all__ = ["Written"]


class Written(NamedTuple):
    """A cell, what it asks, and what stands in it, if that can be read."""

    cell: Cell
    question: Question
    answer: Answer | None
    """None where nothing is written, or nothing that can be read."""
    trouble: str = ""
    """Why it cannot be read, and how it could be written."""

    @property
    def place(self) -> tuple[str, str]:
        """The layer and the quantity."""
        return self.cell.layer, self.cell.quantity

    @property
    def going_on(self) -> Written:
        """The row as a person goes on with it: of a working and another result, the result."""
        claim = None if self.answer is None else other_claim(self.answer)
        return self if claim is None else self._replace(answer=claim)

    @property
    def agreement(self) -> Agreement | None:
        """How far it is the right answer; None where there is none, or another one."""
        if self.answer is None:
            return None
        return agreement(self.question.right, self.answer, self.question.convention)

    @property
    def wrong(self) -> bool:
        """Whether it says something, and not what is right; zeros at its end may be chance."""
        if self.answer is None:
            return False
        agreed = self.agreement
        return agreed is None or (agreed.digits is not None and self.answer.digits is None)

    @property
    def amount(self) -> Number | None:
        """The count that it says, memory in bytes; None where it says nothing."""
        return None if self.answer is None else amount(self.answer, self.question.convention)

    @property
    def right_amount(self) -> Number | None:
        """The right count; None where sizes are asked for."""
        right = self.question.right
        return None if isinstance(right, tuple) else right.value

    @property
    def shape(self) -> Shape | None:
        """The shape that it says its layer gives; None where none is asked, or none is meant.

        Where the channels are left out, they are taken to be right.
        """
        right = self.question.right
        if self.cell.quantity != "output" or not isinstance(right, tuple):
            return None
        if self.agreement is not None:
            return _shape(tuple(int(each) for each in right))
        sizes = self._sizes()
        if len(sizes) == len(right):
            return _shape(self._in_order(sizes, int(right[-1])))
        if len(right) == len(_AXES) and 1 <= len(sizes) <= _SIDES:
            return _shape((sizes[0], sizes[-1], int(right[-1])))
        return None

    @property
    def field(self) -> tuple[int, int] | None:
        """The receptive field that it says, height and width; None as of a shape."""
        sizes = self._sizes()
        if self.cell.quantity != "receptive_field" or not 1 <= len(sizes) <= _SIDES:
            return None
        return sizes[0], sizes[-1]

    def _sizes(self) -> tuple[int, ...]:
        """The sizes that are written, whatever they say; none where one is no size."""
        if self.answer is None:
            return ()
        said = self.answer.value
        sizes = tuple(int(each) for each in (said if isinstance(said, tuple) else (said,)))
        exact = sizes == (said if isinstance(said, tuple) else (said,))
        return sizes if exact and min(sizes) >= 1 else ()

    def _in_order(self, sizes: tuple[int, ...], channels: int) -> tuple[int, ...]:
        """Sizes as height, width, channels: in the order in which the channels are right."""
        if len(sizes) < len(_AXES):
            return sizes
        own = self.question.convention.order
        for order in (own, *ORDERS, own):
            height, width, depth = (sizes[ORDERS[order].index(axis)] for axis in range(len(_AXES)))
            if depth == channels:
                break
        return height, width, depth


_AXES = ("height", "width", "channels")
_SIDES = 2


def _shape(sizes: tuple[int, ...]) -> Shape:
    if len(sizes) == 1:
        return Vector(sizes[0])
    height, width, channels = sizes
    return Image(channels, height, width)
