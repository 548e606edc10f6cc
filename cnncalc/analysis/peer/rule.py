"""A counting rule of another tool: which layers add how much to our figure, and who says so.

    Rule("bias adds", CONVOLUTIONS, bias_adds, "torchinfo/layer_info.py, calculate_macs")

A figure that a tool prints is one of ours and some rules; a kind that no rule names adds nothing,
where it is among those whose rule is `known`. A kind that is not known is said to be so by name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.analysis.figure import LayerFigures

__all__ = ["Amount", "Figure", "Peer", "Rule"]

Amount = Callable[["LayerFigures"], int]
"""What a layer adds to a figure; below 0 where the tool leaves out what we count."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of a tool's table."""

    words: str
    """What is added or left out, after the kinds that it happens to: `2 a value`."""
    kinds: frozenset[str]
    amount: Amount
    source: str
    """The file and the function of the tool that show it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that a tool prints."""

    label: str
    """What the tool calls it."""
    ours: str
    """Which figure it starts from: a name in COUNTED, parameter_bytes, input_bytes, or nothing."""
    rules: tuple[Rule, ...] = ()
    unknown: Callable[[LayerFigures], bool] = lambda _: False
    """Whether what the tool makes of a layer is not known."""
    spelled: Callable[[int], str] = "{:,}".format
    """How the tool writes the number."""
    parts: tuple[str, ...] = ()
    """Labels of figures of the same tool that it is the sum of."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Another tool: how it is called, and what it prints."""

    name: str
    version: str
    how: str
    """The call that gives the figures."""
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()
    """What is to be known of it, in whole sentences."""
    of: str = (
        "of the module that `cnncalc export` writes; the same network in other modules may count "
        "otherwise"
    )
    """What it was given."""

    @property
    def title(self) -> str:
        """The name and the version whose source was read: torchinfo 1.8.0."""
        return f"{self.name} {self.version}"
