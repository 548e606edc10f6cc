"""One neutral table: what is shown, before anyone decides how it is written.

    >>> columns = (Column("name", "layer"), Column("macs", "MACs", numeric=True, rank=1))
    >>> table = Table("AlexNet", columns, rows=(("conv1", 105_415_200), ("relu1", 0)))

A view makes a table, a format (`cnncalc.report.format`) writes it. Numbers stand in it exactly, and
shapes as shapes: rounding, separators, units and the order of axes come about while writing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cnncalc.derivation import Expression, Number
from cnncalc.quantity import Quantity
from cnncalc.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = ["Bar", "Cell", "Column", "Part", "Phrase", "Row", "Table"]

Part = str | Number | tuple[Number, ...] | Shape
"""A word, a number, sizes that a times sign joins (height first), or a shape."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A few words and numbers in one cell: `11x11 stride 4`, or `195x195`."""

    parts: tuple[Part, ...]
    """Written with a space between them."""


@dataclass(frozen=True, slots=True)
class Bar:
    """How long a bar is: a part of a width in characters."""

    part: float
    """From 0 to 1."""
    width: int


Cell = Quantity | Expression | Shape | Phrase | Bar | int | str | None
"""What one cell holds: an expression is written in numbers, and None says nothing."""

Row = tuple[Cell, ...]
"""The cells of one row, as many as the table has columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """What all cells of a column have in common."""

    key: str
    """Its name for machines: in CSV, in JSON and for `--columns`."""
    heading: str
    """Its name for people."""
    numeric: bool = False
    """Whether it is aligned on the right."""
    rank: int = 0
    """A narrow terminal leaves out the highest rank first, and rank 0 never."""
    least: int | None = None
    """How narrow cells of several words may be wrapped; None where that is as for any sentence."""
    label: str = ""
    """Its name before a cell that stands on a line of its own, where its heading is empty."""


@dataclass(frozen=True, slots=True)
class Table:
    """A title, rows of cells under columns, a row of totals, and sentences below."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: Row | None = None
    notes: tuple[str, ...] = ()
    notes_of: Mapping[str, str] = field(default_factory=dict)
    """Of notes that say nothing without a column the key of this column."""

    def notes_beside(self, shown: Collection[str]) -> tuple[str, ...]:
        """Give the notes that say something where some columns are shown, by their keys."""
        return tuple(each for each in self.notes if self.notes_of.get(each, "") in {"", *shown})
