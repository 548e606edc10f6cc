"""Every way to write a table; each is one small file, loaded when it is asked for.

    >>> print(write_table(table, "markdown", Look()))

A new format is a file with a function `write(table, look) -> str` and a line in `_WRITERS`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from cnncalc.diagnostic import CannotRunError
from cnncalc.plain import inert
from cnncalc.suggestion import listed, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.report.look import Look
    from cnncalc.report.table import Table

__all__ = ["FORMATS", "write_table"]

_WRITERS: Mapping[str, str] = {
    "table": "cnncalc.report.terminal",
    "markdown": "cnncalc.report.markdown",
    "latex": "cnncalc.report.latex",
    "html": "cnncalc.report.html",
    "csv": "cnncalc.report.csv",
    "json": "cnncalc.report.json",
}

FORMATS = tuple(_WRITERS)
"""The names of the formats, the one for people first."""


class _Writer(Protocol):
    """What the module of a format has."""

    def write(self, table: Table, look: Look) -> str:
        """Write a table; the last line has its end."""


def write_table(table: Table, format: str, look: Look) -> str:  # noqa: A002  the word that users say
    """Write a table in one of the FORMATS; the last line has its end.

    Raises CannotRunError, with the nearest name, for a format that there is not.
    """
    if format not in _WRITERS:
        meant = nearest(format, FORMATS)
        hint = f"did you mean `{meant}`?" if meant else f"there are {listed(FORMATS, 'and')}"
        raise CannotRunError(f"there is no format `{inert(format[:64])}`; {hint}")
    return cast("_Writer", import_module(_WRITERS[format])).write(table, look)
