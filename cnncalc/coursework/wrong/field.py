"""The wrong receptive fields that slips give.

>>> conv2 = question(cnncalc.analyze("lenet5"), "C3", "receptive_field", Convention())
>>> [(each.ids[0], each.value) for each in field_slips(conv2, conv2.figures)][:2]
[('R-LAST-KERNEL', 5), ('R-MULTIPLIED-KERNELS', 50)]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.coursework.wrong.catalogue import rows_of, rules_of
from cnncalc.coursework.wrong.field_rule import FIELD_RULES, grown, steps_along
from cnncalc.coursework.wrong.luck import same_formula
from cnncalc.coursework.wrong.path import path_to
from cnncalc.coursework.wrong.story import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.coursework.misconception import Misconception
    from cnncalc.coursework.question import Question
    from cnncalc.derivation import Expression

__all__ = ["field_slips"]


def field_slips(question: Question, figures: LayerFigures) -> Iterator[Slip]:
    """Give the fields with one slip; one side for a field that is as high as wide."""
    field = figures.receptive_field
    path = path_to(question.analysis, figures)
    rows, columns = steps_along(path, "height"), steps_along(path, "width")
    if field is None or field.height.jump is None or not (rows and columns):
        return  # a dense layer sees the whole input, and no windows are added up for it
    for known in rules_of("receptive_field"):
        rule = FIELD_RULES[known.row.rule]
        high, wide = rule(rows), rule(columns)
        if not (same_formula(high, grown(rows)) and same_formula(wide, grown(columns))):
            yield from _slip(known.misconception, question, high, wide)
    given = question.given
    for known in rows_of("receptive_field"):
        if {"H_out", "W_out"} <= set(given) and known.row.instead is not None:
            high = known.row.instead({"side_out": given["H_out"]})
            wide = known.row.instead({"side_out": given["W_out"]})
            yield from _slip(known.misconception, question, high, wide)


def _slip(
    misconception: Misconception, question: Question, high: Expression, wide: Expression
) -> Iterator[Slip]:
    """One side where the right field has one, which both sides of the wrong one agree on."""
    if isinstance(question.right, tuple):
        yield Slip((misconception,), (high, wide))
    elif high.value == wide.value:
        yield Slip((misconception,), high)
