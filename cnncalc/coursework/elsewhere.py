"""Under which other convention an answer is right: FLOPs for MACs, biases left out, rounded up.

    >>> found = convention_of(conv1_macs, read_answer("210,830,400"))
    >>> difference(own_convention(conv1_macs), found)
    'as FLOPs, two for each MAC'

No convention is a mistake; which one a sheet asks for stands at its top.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cnncalc.analysis.choice import CHOICES, variants
from cnncalc.analysis.preset import PRESETS
from cnncalc.coursework.agreement import EXACT, agreement
from cnncalc.coursework.question import question
from cnncalc.diagnostic import LayerError
from cnncalc.layers.pooling import Pool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.convention import Convention
    from cnncalc.coursework.answer import Answer
    from cnncalc.coursework.question import Question
    from cnncalc.derivation import Expression

__all__ = ["convention_of", "own_convention"]


def convention_of(asked: Question, answer: Answer) -> Convention | None:
    """Give the nearest other convention under which an answer is right; None where there is none.

    Another order of axes is none of these: `agreement` finds it.
    """
    own = own_convention(asked)
    for other in _others(asked, own):
        right = _right(asked, other)
        if right is not None and agreement(right, answer, other) == EXACT:
            return other
    return None


def own_convention(asked: Question) -> Convention:
    """Give the convention of a question, whose operations are those that it asks for by name."""
    if asked.quantity == "macs":
        return replace(asked.convention, operations="macs")
    if asked.quantity == "flops":
        return replace(asked.convention, operations="flops")
    return asked.convention


def _others(asked: Question, own: Convention) -> Iterator[Convention]:
    if asked.quantity != "output":
        yield from (each for each in variants(asked.quantity, own) if _in_use(each, own))
        return
    for rounding in ("floor", "ceil"):
        yield replace(own, rounding=rounding)


def _in_use(other: Convention, own: Convention) -> bool:
    """Whether somebody counts so: one choice differs, or all that do are those of one preset."""
    differing = [name for name in CHOICES if getattr(other, name) != getattr(own, name)]
    chosen = {name: getattr(other, name) for name in differing}
    if len(differing) == 1 or set(differing) == _LISTED:
        return True
    return any(
        all(getattr(each.convention, name) == value for name, value in chosen.items())
        for each in PRESETS.values()
    )


_LISTED = {"memory", "input"}
"""CS231n's listing of VGG-16 counts the input, and says `~*2 for bwd` of its sum."""


def _right(asked: Question, other: Convention) -> Expression | tuple[Expression, ...] | None:
    """What is right under another convention; None where the question has no answer there."""
    if asked.quantity == "output":
        return _sizes(asked, other)
    quantity = other.operations if asked.quantity in {"macs", "flops"} else asked.quantity
    return question(asked.analysis, asked.layer, quantity, other).right


def _sizes(asked: Question, other: Convention) -> tuple[Expression, ...] | None:
    """The output of a pooling that rounds otherwise; frameworks differ in this for no other."""
    figures = asked.figures
    if figures is None or not isinstance(figures.layer, Pool) or not isinstance(asked.right, tuple):
        return None
    layer = figures.layer.model_copy(update={"rounding": other.rounding})
    try:
        sizes = layer.output(figures.input_shapes).sizes
    except LayerError:
        return None
    return (sizes["height"], sizes["width"], asked.right[-1])
