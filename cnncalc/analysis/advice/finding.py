"""What advice consists of: a finding, with what it would change; and a rule that is kept to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.analysis.result import Analysis
    from cnncalc.diagnostic import Place
    from cnncalc.quantity import Quantity

__all__ = ["Advice", "Finding", "Kept"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule of the lectures that a network does not keep to; never an error."""

    code: str
    layers: tuple[str, ...]
    """The layers it is about, the first one first; none where it is about the whole network."""
    place: Place
    """Where the first of them stands, or what the rule is about."""
    what: str
    """What is, in a sentence."""
    effect: str
    """What follows from it, and what another choice would change, with the figures."""
    source: str
    quantities: tuple[Quantity, ...] = ()
    """The figures of the effect, each with its derivation."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A rule that a network keeps to, or what it is silent about, in a sentence."""

    code: str
    what: str


@dataclass(frozen=True, slots=True)
class Advice:
    """Everything that there is to say of one network."""

    analysis: Analysis
    samples: int | None
    findings: tuple[Finding, ...]
    kept: tuple[Kept, ...]
