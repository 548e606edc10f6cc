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
    for maker, names in _makers(question, figures):
        for sizes in wrong_sizes(maker):
            for count in _with_sizes(right, sizes, names):
                yield Slip((sizes.misconception,), count)
    yield from _stale(question, figures, right)


def carried_count_slips(question: Question, figures: LayerFigures) -> Iterator[Slip]:
    """Give the counts that come of the same slip in the sizes of all layers so far."""
    right, carried = _derivation(question, figures), MISCONCEPTIONS["X-CARRIED"]
    for maker, names in _makers(question, figures):
        here = {each.misconception: each.numbers for each in wrong_sizes(maker)}
        for sizes in carried_sizes(question.analysis, maker):
            if here.get(sizes.misconception) != sizes.numbers:
                for count in _with_sizes(right, sizes, names):
                    yield Slip((sizes.misconception, carried), count)


def count_pairs(question: Question, figures: LayerFigures) -> Iterator[Slip]:
    """Give the counts with two slips; none of a small one, which many pairs give by chance."""
    right = _derivation(question, figures)
    if right.value < SMALLEST_OF_PAIRS:
        return
    terms = _terms(question, figures, right)
    for first, second in pairs_of(_asked(question)):
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
    for known in rows_of(_asked(question)):
        if known.row.serves(figures.kind):
            wrong = known.row.changed(right, terms)
            if wrong is not None and _counts(wrong, question.quantity):
                yield known, wrong


SMALLEST_OF_PAIRS = 1000
"""A count below has no pairs."""


def _asked(question: Question) -> str:
    """What is counted: the length of a vector is the number of its values."""
    return "values" if question.quantity == "output" else question.quantity


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


def _makers(
    question: Question, figures: LayerFigures
) -> Iterator[tuple[LayerFigures, tuple[str, str]]]:
    """The layers whose sizes enter a count, and what their height and width are called in it."""
    yield figures, ("H_out", "W_out")
    before = maker_of(question.analysis, figures)
    if before is not None:
        yield before, ("H", "W")


def _with_sizes(
    right: Expression, sizes: WrongSizes, names: tuple[str, str]
) -> Iterator[Expression]:
    """A count with other sizes in it; nothing where it has none, or they are no sizes."""
    high, wide = sizes.height, sizes.width
    if high.whole and wide.whole:
        put = {
            names[0]: Leaf("height with the slip", high.value, names[0]),
            names[1]: Leaf("width with the slip", wide.value, names[1]),
        }
        wrong = exchanged(right, put)
        if wrong is not right:
            yield wrong


def _stale(question: Question, figures: LayerFigures, right: Expression) -> Iterator[Slip]:
    """The count with the size of another layer in the place of what comes in."""
    for known in rules_of(_asked(question)):
        if known.row.rule == "another layer's size":
            for layer, wrong in stale_counts(question, figures, right):
                yield Slip((known.misconception,), wrong, layer)
