"""Every bound on what a spec may ask for, in one place.

A bound keeps a hostile or mistaken file from hanging the program; what is computed from numbers
within the bounds is exact, however large. `Limits(layers=100_000)` raises one; `--limit
layers=100000` does so on the command line.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DEFAULT_LIMITS", "Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a spec may ask for at most."""

    bytes: int = 5_000_000
    """Size of a file, in bytes."""
    values: int = 500_000
    """Words, lists and mappings in a file, keys among them."""
    depth: int = 64
    """Nesting of lists and mappings, and of blocks within blocks."""
    layers: int = 20_000
    """Layers after blocks and repeats are written out."""
    size: int = 1_000_000
    """Any number written in a spec: a width, a count of filters, a stride."""
    name: int = 64
    """Characters of a name."""
    problems: int = 20
    """Problems shown at once."""


DEFAULT_LIMITS = Limits()
