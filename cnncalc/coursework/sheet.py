"""A sheet as it is handed out and filled in: a network, the conventions, and the answers.

>>> sheet = read_sheet("sheet.yaml")
>>> sheet.cells[0].layer, sheet.cells[0].quantity, sheet.cells[0].answer_text
('conv1', 'output', '55x55x96')
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cnncalc.limit import Limits

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction
    from pathlib import Path

    from cnncalc.analysis.convention import Convention
    from cnncalc.analysis.result import Analysis
    from cnncalc.diagnostic import Place
    from cnncalc.spec.graph import Network

__all__ = ["SHEET_LIMITS", "TOTAL", "Cell", "Sheet", "read_sheet"]

TOTAL = "total"
"""Stands for the whole network in the place of a layer."""

SHEET_LIMITS = Limits(bytes=1_000_000, values=50_000)
"""What a sheet may hold at most."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One question of a sheet, and what is written after it."""

    layer: str
    """The layer's full name, or `total`."""
    quantity: str
    """One of QUANTITIES."""
    answer_text: object
    """As written: a text, or None; a list is written as `[55, 55, 96]`."""
    place: Place
    """Of the answer; of the question where nothing is written."""


@dataclass(frozen=True)
class Sheet:
    """A sheet that was read: what it asks, under which conventions, and what is answered."""

    worksheet: str
    """Which exercise it is."""
    title: str
    student: str
    """As the sheet says it; empty where it says nothing."""
    model: str
    """The network as the sheet has it: a shipped name, a path, or empty where it is inline."""
    network: Network
    """Read under the rounding of the convention."""
    analysis: Analysis
    convention: Convention
    cells: tuple[Cell, ...]
    """In the order of the sheet."""
    points: Mapping[tuple[str, str], Fraction]
    """By layer and quantity, one for each cell; 1 where the sheet says nothing."""
    tolerance: int | Literal["exact"]
    """How many significant digits a rounded answer has at least, or `exact`."""
    path: str
    """The file, as messages call it."""


def read_sheet(path: str | Path, limits: Limits = SHEET_LIMITS) -> Sheet:
    """Read a sheet and its network.

    Raises SpecError with all problems of the sheet, or of the network; CannotRunError where there
    is no file to read.
    """
    raise NotImplementedError(path, limits)
