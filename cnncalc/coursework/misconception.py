"""The catalogue of slips that are known from real coursework, each with a hint.

    >>> MISCONCEPTIONS["P-NO-BIAS"].name
    'the biases left out'

Each is one entry of `misconceptions.yaml`; `cnncalc.coursework.slip` makes wrong numbers of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MISCONCEPTIONS", "Misconception"]

Sort = Literal["mistake", "convention", "source error", "rounding"]
"""What it is: a convention is never called a mistake."""


@dataclass(frozen=True)
class Misconception:
    """A way to a wrong number that people really take."""

    id: str
    """P-NO-BIAS; S for sizes, P parameters, T totals, O operations, C connections, M memory."""
    name: str
    sort: Sort
    hint: str
    """One question that helps to find it; it holds no result."""
    explanation: str
    """What is right and why, for after the attempt."""
    quantities: frozenset[str]
    """What can be asked where it happens."""
    frequency: int
    """How many independent sources show it; no measure of how many students do it."""


MISCONCEPTIONS: Mapping[str, Misconception] = {}
"""The whole catalogue, by id."""
