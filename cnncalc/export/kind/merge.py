"""Merges in PyTorch: no modules, but expressions of the forward pass."""

from __future__ import annotations

from functools import reduce
from operator import add as plus
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.export.code.layout import Group, Sum

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cnncalc.export.code.layout import Doc
    from cnncalc.export.code.term import Term

__all__ = ["Merge", "add", "concat", "multiply"]


class Merge(NamedTuple):
    """How operands become one expression, and the channels of each become the channels of all."""

    written: Callable[[Sequence[Doc]], Doc]
    channels: Callable[[Sequence[Term]], Term]


def _added(operands: Sequence[Doc]) -> Doc:
    return Sum("+", tuple(operands))


def _multiplied(operands: Sequence[Doc]) -> Doc:
    return Sum("*", tuple(operands))


def _best_known(channels: Sequence[Term]) -> Term:
    """The channels that all operands have, in the words of the one that says most."""
    known = [each for each in channels if each.formula is not None]
    return known[0] if known else channels[0]


def _concatenated(operands: Sequence[Doc]) -> Doc:
    return Group("torch.cat(", (Group("[", tuple(operands), "]"), "dim=1"), ")")


def _together(channels: Sequence[Term]) -> Term:
    return reduce(plus, channels)


add = Merge(_added, _best_known)
multiply = Merge(_multiplied, _best_known)
concat = Merge(_concatenated, _together)
