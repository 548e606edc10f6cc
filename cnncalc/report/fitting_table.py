"""What fits as a table: a list of values, or one size down and another across.

>>> fitting_table(fitting(Given(input=10, kernel=3))).rows[0]
(1, '8', '10', '12')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.report.table import Column, Table

if TYPE_CHECKING:
    from cnncalc.analysis.placement import Fitting, Placement, Size
    from cnncalc.report.table import Cell

__all__ = ["fitting_table"]

LETTERS = {"input": "W", "kernel": "F", "stride": "S", "padding": "P"}


def fitting_table(found: Fitting) -> Table:
    """Give a row for each value, or where two sizes are tried, one of them across the table."""
    return _matrix(found) if len(found.tried) == len(("rows", "columns")) else _list(found)


def _list(found: Fitting) -> Table:
    sizes = (*found.tried, found.follows)
    rows = tuple(tuple(_cell(each, size) for size in sizes) for each in found.placements)
    return Table("", tuple(Column(each, each, numeric=True) for each in sizes), rows)


def _matrix(found: Fitting) -> Table:
    """One size down, another across, in the cells what follows; `-` where nothing fits."""
    (down, rows), (across, columns) = found.tried.items()
    cells: dict[tuple[object, object], list[str]] = {}
    for each in found.placements:
        place = (getattr(each, down), getattr(each, across))
        cells.setdefault(place, []).append(f"{_cell(each, found.follows)}")
    sparse = down in {"input", "kernel"} or len(rows) > MOST_ROWS
    shown = [row for row in rows if not sparse or any((row, column) in cells for column in columns)]
    fewer = len(rows) - len(shown)
    never = f"{fewer:,} {down}{'s' * (fewer > 1)} that never fit{'s' * (fewer == 1)}"
    left_out = f"; {never} left out" if fewer else ""
    legend = f"down: {down}; across: {across} ({LETTERS[across]}); in the cells: {found.follows}"
    return Table(
        "",
        (
            Column(down, down, numeric=True),
            *(
                Column(f"{across}_{each}", f"{LETTERS[across]}={each}", numeric=True, rank=rank)
                for rank, each in enumerate(columns, 1)
            ),
        ),
        tuple(
            (row, *(" ".join(cells.get((row, column), ["-"])) for column in columns))
            for row in shown
        ),
        notes=(f"{legend}; -: does not fit{left_out}",),
    )


MOST_ROWS = 16
"""A table of so many rows shows those too in which nothing fits."""


def _cell(placement: Placement, size: Size) -> Cell:
    return placement.output if size == "output" else getattr(placement, size)
