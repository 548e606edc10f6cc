"""Rounds of a repeat as one loop: `*(Basic(channels, 64) for channels in (3, 64, 64))`.

Each round is made with a symbol for the channels that enter it. What all rounds have in common says
whether these stay the same, are others after the first round, or grow by the same step each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.export.code.body import DiffersError, joined_items, pieces
from cnncalc.export.code.call import Item, Loop
from cnncalc.export.code.formula import Formula
from cnncalc.export.code.term import Term, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.export.code.formula import Symbol

__all__ = ["Round", "Rounds", "loop_of"]

NOTHING = Term.of(0)


class Round(NamedTuple):
    """The modules of a round, or of all; and the channels that they give."""

    items: tuple[Item, ...]
    channels: Term


class Rounds(NamedTuple):
    """The rounds of a repeat, each made in its place."""

    rounds: Sequence[Round]
    variable: Symbol
    """What stands for the channels that enter a round."""

    def written_out(self, number: int, entering: Term) -> Round:
        """Give a round in a place where the channels that enter it are known."""
        items, channels = self.rounds[number]
        placed = _placed(items, self.variable, entering)
        return Round(placed, _with(channels, self.variable, entering))


def loop_of(rounds: Rounds, start: Term, times: Term) -> Round | None:
    """Make a loop of rounds, the first of which `start` enters; None where they are not alike."""
    variable, gives = rounds.variable, [each.channels for each in rounds.rounds]
    entering = Formula.symbol(variable)
    try:
        items = joined_items([each.items for each in rounds.rounds], _same)
        after = _same("", gives)
    except DiffersError:
        return None
    if after.formula == entering:
        items = _placed(items, variable, start)
        return Round((Item(Loop(items, times, None, NOTHING, NOTHING, NOTHING)),), start)
    if after.formula is None or variable not in after.formula.symbols():
        later, step, out = after, NOTHING, after.formula
    else:
        step = Term(whole(gives[0]) - whole(start), after.formula - entering)
        later, out = NOTHING, (start + times * step).formula
        if step.formula is None or variable in step.formula.symbols():
            if any(each.value != start.value for each in gives):
                return None
            items = _placed(items, variable, start)  # such as 2*(v//2), where v is even
            return Round((Item(Loop(items, times, None, NOTHING, NOTHING, NOTHING)),), start)
    channels = Term(gives[-1].value, out)
    if any(_uses(each, variable) for each in pieces(items)):
        return Round((Item(Loop(items, times, variable, start, later, step)),), channels)
    return Round((Item(Loop(items, times, None, NOTHING, NOTHING, NOTHING)),), channels)


def _placed(items: tuple[Item, ...], variable: Symbol, entering: Term) -> tuple[Item, ...]:
    """Modules with the channels that enter in the place of the variable."""
    return joined_items([items], lambda _, each: _with(each[0], variable, entering))


def _same(_: str, several: Sequence[Term]) -> Term:
    """What a term is in all rounds; DiffersError where there is no saying it."""
    formulas = {each.formula for each in several}
    if len(formulas) == 1 and None not in formulas:
        return several[0]
    if len({(type(each.value), each.value) for each in several}) == 1:
        return Term(several[0].value)
    raise DiffersError


def _with(term: Term, variable: Symbol, entering: Term) -> Term:
    """A term with the channels that enter in the place of the variable."""
    if term.formula is None:
        return term
    return Term(term.value, term.formula.substituted({variable: entering.formula}))


def _uses(piece: object, variable: Symbol) -> bool:
    formula = piece.formula if isinstance(piece, Term) else None
    return formula is not None and variable in formula.symbols()
