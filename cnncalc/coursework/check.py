"""Checking a sheet: each answer against the right one, and what came before it on the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.coursework.sheet import Sheet
    from cnncalc.coursework.verdict import CheckedSheet

__all__ = ["check"]


def check(sheet: Sheet) -> CheckedSheet:
    """Give each row of a sheet its verdict."""
    raise NotImplementedError(sheet)
