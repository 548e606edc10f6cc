"""Any text as an answer and any bytes as a sheet: read, or refused in a sentence, and nothing else.

The property tests call these with what hypothesis thinks of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.coursework.answer import AnswerError, read_answer
from cnncalc.coursework.sheet import sheet_of
from cnncalc.diagnostic import CannotRunError, SpecError
from cnncalc.limit import Limits
from cnncalc.spec.source import parse_source

if TYPE_CHECKING:
    from cnncalc.coursework.sheet import Sheet

__all__ = ["one_answer", "one_sheet"]

SMALL = Limits(bytes=20_000, values=2_000, layers=200)
"""So that a sheet takes no time, and all bounds are reached."""


def one_answer(text: object, *, shape: bool | None = None) -> None:
    """Read an answer, and look at what is said of it."""
    try:
        read_answer(text, shape=shape)
    except AnswerError as error:
        if not (error.message and error.help):
            raise AssertionError("refused without a reason, or without a remedy") from error
        if not str(error).isprintable():
            raise AssertionError("something invisible is said") from error


def one_sheet(data: bytes) -> Sheet | None:
    """Read a sheet and its answers, and look at everything that is said of them."""
    try:
        sheet = sheet_of(parse_source(data, "sheet.yaml", SMALL))
    except SpecError as error:
        if not error.diagnostics:
            raise AssertionError("refused without a reason") from error
        for each in error.diagnostics:
            drawn, concise = each.drawn(), each.concise()
            if not (drawn.replace("\n", "").isprintable() and concise.isprintable()):
                raise AssertionError("something invisible is said") from error
        return None
    except CannotRunError as error:
        if not str(error):
            raise AssertionError("refused without a sentence") from error
        return None
    for cell in sheet.cells:
        for shape in (None, True, False):
            one_answer(cell.answer_text, shape=shape)
    return sheet
