"""Rounds of a repeat as one loop: `*(Basic(channels, 64) for channels in (3, 64, 64))`.

Each round is made with a symbol for the channels that enter it. What all rounds have in common says
whether these stay the same, are others after the first round, or grow by the same step each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.export.body import DiffersError, joined_items, pieces
from cnncalc.export.call import Item, Loop
from cnncalc.export.formula import Formula
from cnncalc.export.term import Term, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.export.formula import Symbol

__all__ = ["Looped", "Rounds", "loop_of"]

NOTHING = Term.of(0)


class Rounds(NamedTuple):
    """The rounds of a repeat, each made in its place."""

    items: Sequence[tuple[Item, ...]]
    gives: Sequence[Term]
    """The channels that each round gives."""
    variable: Symbol
    """What stands for the channels that enter a round."""
    start: Term
    """The channels that enter the first."""
    times: Term


class Looped(NamedTuple):
    """A loop, and the channels after its last round."""

    item: Item
    channels: Term


def loop_of(rounds: Rounds) -> Looped | None:
    """Make a loop of rounds; None where they are not alike."""
    _, gives, variable, start, times = rounds
    entering = Formula.symbol(variable)
    try:
        items = joined_items(rounds.items, _same)
        after = _same("", gives)
    except DiffersError:
        return None
    if after.formula == entering:
        items = joined_items([items], lambda _, each: _with(each[0], variable, start))
        return Looped(Item(Loop(items, times, None, NOTHING, NOTHING, NOTHING)), start)
    if after.formula is None or variable not in after.formula.symbols():
        later, step, out = after, NOTHING, after.formula
    else:
        step = Term(whole(gives[0]) - whole(start), after.formula - entering)
        later, out = NOTHING, (start + times * step).formula
        if step.formula is None or variable in step.formula.symbols():
            return None
    channels = Term(gives[-1].value, out)
    if any(_uses(each, variable) for each in pieces(items)):
        return Looped(Item(Loop(items, times, variable, start, later, step)), channels)
    return Looped(Item(Loop(items, times, None, NOTHING, NOTHING, NOTHING)), channels)


def _same(_: str, several: Sequence[Term]) -> Term:
    """What a term is in all rounds; DiffersError where there is no saying it."""
    formulas = {each.formula for each in several}
    if len(formulas) == 1 and None not in formulas:
        return several[0]
    if len({(type(each.value), each.value) for each in several}) == 1:
        return Term(several[0].value)
    raise DiffersError


def _with(term: Term, variable: Symbol, start: Term) -> Term:
    """A term with what enters the first round in the place of the variable."""
    if term.formula is None:
        return term
    return Term(term.value, term.formula.substituted({variable: start.formula}))


def _uses(piece: object, variable: Symbol) -> bool:
    formula = piece.formula if isinstance(piece, Term) else None
    return formula is not None and variable in formula.symbols()
