"""Which choices of a convention matter to what a sheet asks: those that change a right answer.

    >>> relevant([question(analysis, "conv1", "parameters", Convention())])
    frozenset({'biases'})

A report names these and no others; where a sheet does not say one of them, a right answer is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.analysis.choice import CHOICES
from cnncalc.coursework.question import expected_text, question
from cnncalc.derivation import Operation
from cnncalc.shape import Image

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cnncalc.coursework.question import Question
    from cnncalc.derivation import Expression

__all__ = ["is_rounded", "relevant", "relevant_to"]


def relevant(questions: Iterable[Question]) -> frozenset[str]:
    """Give the names of the choices that matter to any of some questions."""
    found: set[str] = set()
    for each in questions:
        found.update(relevant_to(each))
    return frozenset(found)


def relevant_to(asked: Question) -> Iterator[str]:
    """Give the choices that would make another answer right, or write it in another way."""
    if asked.quantity == "memory":
        yield "megabyte"
    if asked.quantity == "output":
        if asked.figures is not None and any(map(is_rounded, asked.figures.sizes.values())):
            yield "rounding"
        if asked.figures is not None and isinstance(asked.figures.output_shape, Image):
            yield "order"
        return
    own = expected_text(asked)
    for name, choice in CHOICES.items():
        if name in _WRITTEN or asked.quantity not in choice.figures:
            continue
        for value in choice.options:
            other = asked.convention.choosing(**{name: value})
            if expected_text(question(asked.analysis, asked.layer, asked.quantity, other)) != own:
                yield name
                break


_WRITTEN = {"megabyte", "order", "operations"}
"""Choices of writing; what an operation is, a sheet says by asking for MACs or for FLOPs."""


def is_rounded(size: Expression) -> bool:
    """Say whether a window did not fit, so that something was rounded on the way to a size."""
    if not isinstance(size, Operation):
        return False
    if size.operator in {"floor", "ceil"} and not size.operands[0].whole:
        return True
    return any(map(is_rounded, size.operands))
