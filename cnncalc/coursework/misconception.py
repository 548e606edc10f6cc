"""The catalogue of slips that are known from real coursework, each with a hint.

    >>> MISCONCEPTIONS["P-NO-BIAS"].statement
    'the count without the biases'

Each is one entry of `misconceptions.yaml`; `cnncalc.coursework.slip` makes wrong numbers of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, cast

from cnncalc.coursework.wrong.row import Row, row
from cnncalc.spec.source import parse_source, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MISCONCEPTIONS", "Misconception", "Sort"]

Sort = Literal["mistake", "convention", "either", "source error", "rounding"]
"""What it is. Only a mistake is called one; `either` is one here, and right in another course."""


@dataclass(frozen=True, eq=False)
class Misconception:
    """A way to a wrong number that people really take."""

    id: str
    """P-NO-BIAS; S for sizes, P parameters, T totals, O operations, C connections, M memory, R
    receptive field, X any."""
    name: str
    """What happened, as in "the biases left out"."""
    statement: str
    """What the number is, as in "the count without the biases"; `{layer}` stands for a layer."""
    sort: Sort
    hint: str
    """One question that helps to find it; it holds no result."""
    explanation: str
    """What is right and why, for after the attempt."""
    frequency: int
    """How many independent public sources show it; no measure of how many students do it."""
    special: bool = False
    """Whether it is about what is unusual in a layer: then it is likelier than what is common."""
    rows: tuple[Row, ...] = ()
    """Where it happens, and what changes there."""
    apart: str = ""
    """Why no single number shows it, of one that has no rows."""

    @property
    def quantities(self) -> frozenset[str]:
        """What can be asked where it happens."""
        return frozenset().union(*(each.of for each in self.rows))


def _catalogue() -> Mapping[str, Misconception]:
    file = files("cnncalc.coursework") / "misconceptions.yaml"
    source = parse_source(file.read_bytes(), file.name)
    entries = cast("list[dict[str, Any]]", plain(source.root))
    catalogue = (
        Misconception(**{**entry, "rows": tuple(row(each) for each in entry.get("rows", []))})
        for entry in entries
    )
    return MappingProxyType({each.id: each for each in catalogue})


MISCONCEPTIONS: Mapping[str, Misconception] = _catalogue()
"""The whole catalogue, by id."""
