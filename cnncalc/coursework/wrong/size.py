"""The wrong shapes that slips give for the output of a layer.

>>> conv1 = question(cnncalc.analyze("alexnet"), "conv1", "output", Convention())
>>> next(size_slips(conv1)).value
(54, 54, 96)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.coursework.misconception import MISCONCEPTIONS
from cnncalc.coursework.wrong.catalogue import pairs_of, rows_of, rules_of
from cnncalc.coursework.wrong.path import carried_sizes, wrong_sizes
from cnncalc.coursework.wrong.shape_rule import SHAPE_RULES
from cnncalc.coursework.wrong.side import SIDES, side
from cnncalc.coursework.wrong.story import Slip
from cnncalc.coursework.wrong.term import layer_terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.coursework.misconception import Misconception
    from cnncalc.coursework.question import Question
    from cnncalc.derivation import Expression

__all__ = ["carried_size_slips", "size_pairs", "size_slips"]


def size_slips(question: Question, figures: LayerFigures) -> Iterator[Slip]:
    """Give the shapes with one slip: along both axes, in the depth, or in the whole."""
    height, width, depth = _right(question)
    for wrong in wrong_sizes(figures):
        yield Slip((wrong.misconception,), (wrong.height, wrong.width, depth))
    for misconception, deep in _wrong_depths(question, figures, depth):
        yield Slip((misconception,), (height, width, deep))
    for known in rules_of("shape"):
        if known.row.serves(figures.kind):
            for shape in SHAPE_RULES[known.row.rule](question):
                yield Slip((known.misconception,), shape)


def carried_size_slips(question: Question, figures: LayerFigures) -> Iterator[Slip]:
    """Give the shapes with the same slip in this layer and in all before it."""
    depth = _right(question)[2]
    carried = MISCONCEPTIONS["X-CARRIED"]
    here = {each.misconception: each.numbers for each in wrong_sizes(figures)}
    for wrong in carried_sizes(question.analysis, figures):
        if here.get(wrong.misconception) != wrong.numbers:
            yield Slip((wrong.misconception, carried), (wrong.height, wrong.width, depth))


def size_pairs(question: Question, figures: LayerFigures) -> Iterator[Slip]:
    """Give the shapes with two slips, or with one along a single axis."""
    right_height, right_width, right_depth = _right(question)
    height, width = (side(figures.layer, figures.input_shapes, axis) for axis in SIDES)
    depths = list(_wrong_depths(question, figures, right_depth))
    for wrong in wrong_sizes(figures):
        only = (wrong.misconception,)
        for misconception, deep in depths:
            yield Slip((*only, misconception), (wrong.height, wrong.width, deep))
        if wrong.height is not wrong.width:
            yield Slip(only, (wrong.height, right_width, right_depth), axis="height")
            yield Slip(only, (right_height, wrong.width, right_depth), axis="width")
    if height is None or width is None:
        return
    alike = height.right is width.right
    for first, second in pairs_of("side"):
        high = height.size(first.row, second.row)
        wide = high if alike else width.size(first.row, second.row)
        if high is not None and wide is not None:
            yield Slip((first.misconception, second.misconception), (high, wide, right_depth))


def _right(question: Question) -> tuple[Expression, Expression, Expression]:
    if not isinstance(question.right, tuple):
        raise TypeError(question.quantity)
    height, width, depth = question.right
    return height, width, depth


def _wrong_depths(
    question: Question, figures: LayerFigures, right: Expression
) -> Iterator[tuple[Misconception, Expression]]:
    terms = layer_terms(figures, question.analysis.input_shape, question.convention)
    for known in rows_of("depth"):
        if known.row.serves(figures.kind):
            wrong = known.row.changed(right, terms)
            if wrong is not None and wrong.whole and wrong.value > 0:
                yield known.misconception, wrong
