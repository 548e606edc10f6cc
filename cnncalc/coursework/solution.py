"""The working of an answer, right or wrong, in words that can be copied into homework.

>>> solution(conv1_parameters)
'Here: (F*F*D + 1)*K = (11*11*3 + 1)*96 = 34,944.'
>>> told(diagnose(conv1_parameters, read_answer("34,848")))
'34,848 is the count without the biases. Every filter has one bias unless ...'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.coursework.question import expected_text
from cnncalc.derivation import Leaf, Operation
from cnncalc.notation import equation, number, numbers

if TYPE_CHECKING:
    from cnncalc.coursework.diagnosis import Diagnosis
    from cnncalc.coursework.question import Question
    from cnncalc.coursework.slip import Slip
    from cnncalc.derivation import Expression

__all__ = ["solution", "told"]


def solution(question: Question) -> str:
    """Work out the right answer on one line."""
    if isinstance(question.right, tuple):
        return f"Here: {'; '.join([expected_text(question), *_sizes(question.right)])}."
    if question.figures is None:  # a total names its layers, which are many
        return f"Here: {numbers(question.right)} = {number(question.right.value)}."
    return f"Here: {equation(question.right)}."


def told(diagnosis: Diagnosis, question: Question) -> str:
    """Say what a wrong answer to a question is, or what it may be, and what is right instead."""
    first, *others = diagnosis.candidates
    also = "".join(f", or {_statement(each, question)}" for each in others)
    sentence = f"{_written(first)} is {_statement(first, question)}{also}"
    return " ".join([f"{sentence}.", *(each.explanation for each in first.misconceptions)])


def _statement(slip: Slip, question: Question) -> str:
    """What a slip says of its number, and the working that leads to it, where that is short."""
    worked = _wrong_part(slip, question)
    text = "" if worked is None else numbers(worked)
    short = isinstance(worked, Operation) and len(text) <= LONGEST_WORKING
    return f"{slip.statement}, {text}" if short else slip.statement


def _wrong_part(slip: Slip, question: Question) -> Expression | None:
    """The working of the number, or of the first size of a shape that is not the right one."""
    if isinstance(slip.expression, tuple) and isinstance(question.right, tuple):
        sizes = zip(slip.expression, question.right, strict=False)
        return next((wrong for wrong, right in sizes if wrong.value != right.value), None)
    return None if isinstance(slip.expression, tuple) else slip.expression


LONGEST_WORKING = 40
"""The characters of a working that stands in a sentence."""


def _written(slip: Slip) -> str:
    if isinstance(slip.value, tuple):
        return "x".join(number(each).replace(",", "") for each in slip.value)
    return number(slip.value)


_AXES = ("height", "width", "channels")


def _sizes(right: tuple[Expression, ...]) -> list[str]:
    """The working of each size that is computed, once where two come about alike."""
    worked: dict[str, list[str]] = {}
    for axis, each in zip(_AXES, right, strict=False):
        if not isinstance(each, Leaf):
            worked.setdefault(equation(each), []).append(axis)
    return [f"{' = '.join(axes)} = {text}" for text, axes in worked.items()]
