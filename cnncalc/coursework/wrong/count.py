"""The wrong counts that slips give for one layer: parameters, operations, values, memory.

>>> conv1 = question(cnncalc.analyze("alexnet"), "conv1", "parameters", Convention())
>>> next(each.value for each in count_slips(conv1) if each.ids == ("P-NO-CIN",))
11712
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.coursework.given import given_numbers
from cnncalc.coursework.misconception import MISCONCEPTIONS
from cnncalc.coursework.wrong.catalogue import pairs_of, rows_of, rules_of
from cnncalc.coursework.wrong.exchange import exchanged
from cnncalc.coursework.wrong.path import carried_sizes, flatten_before, maker_of, wrong_sizes
from cnncalc.coursework.wrong.stale import stale_counts, with_block
from cnncalc.coursework.wrong.story import Slip
from cnncalc.coursework.wrong.term import layer_terms
from cnncalc.derivation import Leaf, Operation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.coursework.question import Question
    from cnncalc.coursework.wrong.catalogue import Known
    from cnncalc.coursework.wrong.formula import Given
    from cnncalc.coursework.wrong.path import WrongSizes
    from cnncalc.derivation import Expression

__all__ = ["carried_count_slips", "changed_counts", "count_pairs", "count_slips"]


def count_slips(question: Question, figures: LayerFigures) -> Iterator[Slip]:
    """Give the counts with one slip: in the count itself, or in a size that enters it."""
    right = _derivation(question, figures)
    for known, wrong in changed_counts(question, figures, right):
        yield Slip((known.misconception,), wrong)
    own = wrong_sizes(figures)
    before = maker_of(question.analysis, figures)
    came = wrong_sizes(before) if before is not None else ()
    for sizes, names in ((own, _OUT), (came, _IN)):
        for each in sizes:
            wrong = _with_sizes(right, each, names)
            if wrong is not None:
                yield Slip((each.misconception,), wrong)
    yield from _stale(question, figures, right)


def carried_count_slips(question: Question, figures: LayerFigures) -> Iterator[Slip]:
    """Give the counts that come of the same slip in the sizes of all layers so far."""
    right, carried = _derivation(question, figures), MISCONCEPTIONS["X-CARRIED"]
    before = maker_of(question.analysis, figures)
    for maker, names in ((figures, _OUT), (before, _IN)):
        if maker is None:
            continue
        here = {each.misconception: each.numbers for each in wrong_sizes(maker)}
        for each in carried_sizes(question.analysis, maker):
            wrong = _with_sizes(right, each, names)
            if wrong is not None and here.get(each.misconception) != each.numbers:
                yield Slip((each.misconception, carried), wrong)


def count_pairs(question: Question, figures: LayerFigures) -> Iterator[Slip]:
    """Give the counts with two slips; none of a small one, which many pairs give by chance."""
    right = _derivation(question, figures)
    if right.value < SMALLEST_OF_PAIRS:
        return
    terms = _terms(question, figures, right)
    for first, second in pairs_of(question.quantity):
        if first.row.serves(figures.kind) and second.row.serves(figures.kind):
            wrong = first.row.changed(right, terms)
            if isinstance(wrong, Operation):  # a bare number leaves nothing to go wrong in
                wrong = second.row.changed(wrong, terms)
            if isinstance(wrong, Operation) and _counts(wrong):
                yield Slip((first.misconception, second.misconception), wrong)


def changed_counts(
    question: Question, figures: LayerFigures, right: Expression
) -> Iterator[tuple[Known, Expression]]:
    """Give what each row of the catalogue makes of a count of a layer."""
    terms = _terms(question, figures, right)
    for known in rows_of(question.quantity):
        if known.row.serves(figures.kind):
            wrong = known.row.changed(right, terms)
            if wrong is not None and _counts(wrong, question.quantity):
                yield known, wrong


SMALLEST_OF_PAIRS = 1000
_OUT, _IN = ("H_out", "W_out"), ("H", "W")


def _derivation(question: Question, figures: LayerFigures) -> Expression:
    """The right count; what was flattened enters as H*W*D, which slips can get hold of."""
    if question.quantity in {"values", "output"} and figures.kind == "flatten":
        return figures.sizes["length"]
    if isinstance(question.right, tuple):
        return question.right[0]
    return with_block(question, figures, question.right)


def _terms(question: Question, figures: LayerFigures, right: Expression) -> Given:
    terms = layer_terms(figures, question.analysis.input_shape, question.convention)
    flatten = flatten_before(question.analysis, figures)
    block = given_numbers(flatten) if flatten is not None else {}
    return {**block, **terms, "right": right}


def _counts(wrong: Expression, quantity: str = "") -> bool:
    """Whether it is a number of things; memory may be given in MB, with a fraction of a byte."""
    return wrong.value >= 0 and (wrong.whole or quantity == "memory")


def _with_sizes(right: Expression, sizes: WrongSizes, names: tuple[str, str]) -> Expression | None:
    """A count with other sizes in it; None where it has none, or they are no sizes."""
    if not (sizes.height.whole and sizes.width.whole):
        return None
    put = {
        name: Leaf(f"{side} with the slip", size.value, name)
        for name, side, size in zip(
            names, ("height", "width"), (sizes.height, sizes.width), strict=True
        )
    }
    wrong = exchanged(right, put)
    return None if wrong is right else wrong


def _stale(question: Question, figures: LayerFigures, right: Expression) -> Iterator[Slip]:
    """The count with the size of another layer in the place of what comes in."""
    for known in rules_of(question.quantity):
        if known.row.rule == "another layer's size":
            for layer, wrong in stale_counts(question, figures, right):
                yield Slip((known.misconception,), wrong, layer)
