"""How a result is to look, whatever is written: as wide as the terminal, in colour, in ASCII.

>>> Look(width=80, color=True)
Look(width=80, color=True, ascii=False, order='hwc', working=False)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.shape import Order

__all__ = ["Look"]


@dataclass(frozen=True, slots=True)
class Look:
    """The manner of writing; the default is that of a pipe."""

    width: int | None = None
    """Columns of the terminal; None for a pipe or a file, which are as wide as need be."""
    color: bool = False
    """Whether to write bold and dim."""
    ascii: bool = False
    """Whether to keep to ASCII: `x` for a times sign, plain rules."""
    order: Order = "hwc"
    """How shapes are written: 55x55x96 (hwc) or 96x55x55 (chw)."""
    working: bool = False
    """Whether a cell says how its number comes about: `(11*11*3 + 1)*96 = 34,944`."""
