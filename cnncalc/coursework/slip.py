"""Slips: the wrong answers that known misconceptions give at one question.

>>> conv1 = question(cnncalc.analyze("alexnet"), "conv1", "parameters", Convention())
>>> next(each.value for each in slips(conv1) if each.ids == ("P-NO-BIAS",))
34848
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from cnncalc.coursework.question import AXES
from cnncalc.coursework.wrong.count import carried_count_slips, count_pairs, count_slips
from cnncalc.coursework.wrong.field import field_slips
from cnncalc.coursework.wrong.luck import same_formula
from cnncalc.coursework.wrong.size import carried_size_slips, size_pairs, size_slips
from cnncalc.coursework.wrong.story import Slip
from cnncalc.coursework.wrong.total import total_slips

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cnncalc.coursework.question import Question
    from cnncalc.derivation import Number

__all__ = ["Slip", "double_slips", "silent_slips", "single_slips", "slips"]


def slips(question: Question, *, pairs: bool = False) -> Iterator[Slip]:
    """Give every wrong answer that a known slip gives here, and with `pairs` two of them together.

    None is the right one; the same wrong number may come of several slips.
    """
    yield from single_slips(question)
    if pairs:
        yield from double_slips(question)


def silent_slips(question: Question) -> Iterator[Slip]:
    """Give the slips that give the right answer here by chance: what this question cannot see.

    The stride ignored where it is 1 is no slip; W/S for a pooling of 2x2 is one.
    """
    right, told = _value(question), set()
    for slip in _singles(question):
        if slip.value == right and slip.ids not in told and not _is_right(question, slip):
            told.add(slip.ids)
            yield slip


def single_slips(question: Question) -> Iterator[Slip]:
    """Give the wrong answers of one slip, made once or carried through the layers."""
    return _wrong(question, _singles(question))


def double_slips(question: Question) -> Iterator[Slip]:
    """Give the wrong answers of two slips, and of one along a single axis of a shape."""
    return _wrong(question, _doubles(question))


def _singles(question: Question) -> Iterable[Slip]:
    figures, quantity = question.figures, question.quantity
    if figures is None:
        return total_slips(question)
    if quantity == "receptive_field":
        return field_slips(question, figures)
    if quantity == "output" and _is_block(question):
        return chain(size_slips(question, figures), carried_size_slips(question, figures))
    return chain(count_slips(question, figures), carried_count_slips(question, figures))


def _doubles(question: Question) -> Iterable[Slip]:
    figures, quantity = question.figures, question.quantity
    if figures is None or quantity == "receptive_field":
        return ()
    if quantity == "output" and _is_block(question):
        return size_pairs(question, figures)
    return count_pairs(question, figures)


def _is_block(question: Question) -> bool:
    """Whether the output asked for has height, width and channels."""
    return isinstance(question.right, tuple) and len(question.right) == len(AXES)


def _wrong(question: Question, found: Iterable[Slip]) -> Iterator[Slip]:
    """Leave out what gives the right answer, and the same story told twice."""
    right = _value(question)
    told = set()
    for slip in found:
        story = (frozenset(slip.ids), slip.value, slip.layer, slip.axis)
        if slip.value != right and story not in told:
            told.add(story)
            yield slip


def _is_right(question: Question, slip: Slip) -> bool:
    """Whether a slip's working is the right one in other words."""
    right, worked = question.right, slip.expression
    if isinstance(right, tuple) and isinstance(worked, tuple):
        return all(same_formula(*pair) for pair in zip(right, worked, strict=True))
    single = right[0] if isinstance(right, tuple) else right
    return not isinstance(worked, tuple) and same_formula(single, worked)


def _value(question: Question) -> Number | tuple[Number, ...]:
    """The right number, or sizes; the length of a vector is a number."""
    if not isinstance(question.right, tuple):
        return question.right.value
    sizes = tuple(each.value for each in question.right)
    return sizes if len(sizes) > 1 else sizes[0]
