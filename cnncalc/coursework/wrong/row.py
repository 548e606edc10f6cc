"""A row of the catalogue: one change to a derivation that a slip makes.

    >>> no_bias = row({"of": "parameters", "exchange": {"bias": 0}})
    >>> conv1 = cnncalc.analyze("alexnet").layers["conv1"]
    >>> equation(no_bias.changed(conv1.parameters.derivation, terms(conv1)))
    'F*F*D*K = 11*11*3*96 = 34,848'

A row exchanges leaves for others, or has something else written instead, or both. It says nothing
of the kind of layer that the derivation came from, so that one table serves them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Literal

from cnncalc.coursework.wrong.exchange import exchanged, re_rounded
from cnncalc.coursework.wrong.formula import Condition, Formula, condition, formula

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.coursework.wrong.formula import Given
    from cnncalc.derivation import Expression

__all__ = ["Rounding", "Row", "row"]

Rounding = Literal["up", "none"]
"""How a size is rounded by mistake."""


@dataclass(frozen=True)
class Row:
    """One change, and where it may happen."""

    of: frozenset[str]
    """Quantities; `total parameters` of a whole network; `side`, `depth` or `shape` of an output;
    `written` of any number as it is copied."""
    kinds: tuple[str, ...] = ()
    """Patterns of the kinds of layers; empty for all."""
    when: tuple[Condition, ...] = ()
    exchange: tuple[tuple[str, Formula], ...] = ()
    """Names of leaves, and what stands in their place."""
    instead: Formula | None = None
    """What is written in place of the whole derivation."""
    rounding: Rounding | None = None
    rule: str = ""
    """The name of a rule that looks at more than one derivation."""

    @property
    def leaves(self) -> frozenset[str]:
        """The names of the leaves that it exchanges."""
        return frozenset(name for name, _ in self.exchange)

    def serves(self, kind: str) -> bool:
        """Say whether it happens at a kind of layer."""
        return not self.kinds or any(fnmatchcase(kind, each) for each in self.kinds)

    def changed(self, right: Expression, given: Given) -> Expression | None:
        """Make the change; None where there is nothing to change."""
        if not all(holds(given) for holds in self.when):
            return None
        try:
            written = right if self.instead is None else self.instead(given)
            wrong = exchanged(written, {name: by(given) for name, by in self.exchange})
        except (KeyError, ZeroDivisionError):
            return None
        if self.exchange and wrong is written:
            return None
        if self.rounding is None:
            return wrong
        again = re_rounded(wrong, self.rounding)
        return (
            None if again is wrong and wrong.whole else again
        )  # what comes out even is not rounded


def row(data: Mapping[str, Any]) -> Row:
    """Read a row of the catalogue's file; ValueError where a formula is none."""
    return Row(
        of=frozenset(_several(data["of"])),
        kinds=_several(data.get("kinds", [])),
        when=tuple(condition(each) for each in _several(data.get("when", []))),
        exchange=tuple((name, formula(str(by))) for name, by in data.get("exchange", {}).items()),
        instead=formula(data["instead"]) if "instead" in data else None,
        rounding=data.get("rounding"),
        rule=data.get("rule", ""),
    )


def _several(value: str | list[str]) -> tuple[str, ...]:
    """A file may write one as it is, and several as a list."""
    return (value,) if isinstance(value, str) else tuple(value)
