"""An answer as a person writes it: `34,848`, `62.4M`, `55 x 55 x 96`, `(5*5*3+1)*100 = 7,600`.

>>> read_answer("34,848").value
34848
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from cnncalc.derivation import Number

__all__ = ["Answer", "AnswerError", "read_answer"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was written, and the number or the shape that it says."""

    text: str
    """As written, without the space around it."""
    value: Number | tuple[Number, ...]
    """A count in ones of its unit, or the numbers of a shape in the order written."""
    digits: int | None = None
    """Significant digits of a number that was rounded: 3 of `62.4M`; None for an exact one."""
    unit: str = ""
    """`MB`, `MACs` and so on, spelled in one way; empty where none is written."""
    working: str = ""
    """The formula, where one is written: `(5*5*3+1)*100`; `value` is what it really makes."""
    claimed: Number | None = None
    """What the person says that the formula makes; None where nothing is said."""
    order: Literal["", "chw"] = ""
    """`chw` for a shape whose writing says that the channels come first: `96@55x55`."""


class AnswerError(Exception):
    """An answer that cannot be read, or that could mean two things: what it is, what would help."""

    def __init__(self, message: str, help: str) -> None:  # noqa: A002  as a diagnostic calls it
        """State the fault, and how the answer could be written."""
        self.message = message
        self.help = help
        super().__init__(f"{message}: {help}")


def read_answer(text: object, *, shape: bool | None = None) -> Answer | None:
    """Read an answer; None where it is open: nothing, `?`, `-`.

    `shape` says whether a shape is asked for, so that `6x7x8` and `6*7*8` are both three sizes; or
    a count, so that both are a product. None where that is not known. Raises AnswerError.
    """
    raise NotImplementedError(text, shape)
