"""The wrong totals that slips give: the same slip in every layer, or a layer too many or too few.

>>> alexnet = question(cnncalc.analyze("alexnet"), "total", "parameters", Convention())
>>> next(each.value for each in total_slips(alexnet) if each.ids == ("P-NO-BIAS",))
60954656
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cnncalc.analysis.counting import counted
from cnncalc.coursework.wrong.catalogue import rows_of, rules_of
from cnncalc.coursework.wrong.stale import stale_counts, with_block
from cnncalc.coursework.wrong.story import Slip
from cnncalc.coursework.wrong.term import layer_terms, total_terms
from cnncalc.coursework.wrong.total_rule import TOTAL_RULES
from cnncalc.derivation import Leaf, leaves, total

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.coursework.question import Question
    from cnncalc.derivation import Expression

__all__ = ["total_slips"]


def total_slips(question: Question) -> Iterator[Slip]:
    """Give the totals with one slip."""
    right = question.right
    if isinstance(right, tuple):
        raise TypeError(question.quantity)
    yield from _in_every_layer(question)
    terms = {**total_terms(question.analysis, question.convention), "right": right}
    for known in rows_of(f"total {question.quantity}"):
        wrong = known.row.changed(right, terms)
        if wrong is not None:
            yield Slip((known.misconception,), wrong)
    for known in rules_of(f"total {question.quantity}"):
        rule = TOTAL_RULES.get(known.row.rule)
        found = _stale(question, right) if rule is None else rule(question.analysis, right)
        for layer, wrong in found:
            yield Slip((known.misconception,), wrong, layer)


def _stale(question: Question, right: Expression) -> Iterator[tuple[str, Expression]]:
    """The totals with the size of another layer in one dense layer."""
    for figures in question.analysis.layers.values():
        if figures.kind == "dense":
            own = replace(question, layer=figures.name, figures=figures)
            share = counted(figures, question.quantity, question.convention)
            term = Leaf(figures.name, share.value, figures.name)
            for layer, wrong in stale_counts(own, figures, with_block(own, figures, share)):
                put = Leaf(f"{figures.name} with another size", wrong.value, f"{figures.name}'")
                yield layer, right - term + put


def _summands(question: Question) -> list[Leaf]:
    return [] if isinstance(question.right, tuple) else list(leaves(question.right))


def _in_every_layer(question: Question) -> Iterator[Slip]:
    """The sums of what one row makes of each layer, where it makes anything of one."""
    layers = []
    for figures in question.analysis.layers.values():
        right = counted(figures, question.quantity, question.convention)
        terms = layer_terms(figures, question.analysis.input_shape, question.convention)
        layers.append((figures, right, {**terms, "right": right}))
    outside = [each for each in _summands(question) if each.symbol == "input"]
    for known in rows_of(question.quantity):
        terms_of_sum: list[Expression] = list(outside)
        changes = False
        for figures, right, terms in layers:
            serves = known.row.serves(figures.kind)
            wrong = known.row.changed(right, terms) if serves else None
            changes = changes or wrong is not None
            value = (wrong or right).value
            if value:
                terms_of_sum.append(Leaf(figures.name, value, figures.name))
        if changes:
            yield Slip((known.misconception,), total(terms_of_sum))
