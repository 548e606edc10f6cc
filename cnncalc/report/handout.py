"""What stands on a printed sheet, before anyone decides how it is written: words, never a format.

    >>> made = handout(copy, key=True)
    >>> made.questions[0].words, made.questions[0].answer
    ('How many parameters does conv1 have, weights and biases together?', '34,944')

Without a key, no right number is among its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cnncalc.coursework.description import described
from cnncalc.coursework.question import expected_text
from cnncalc.coursework.wording import asked_words, convention_words, points_words
from cnncalc.notation import equation

if TYPE_CHECKING:
    from cnncalc.coursework.quiz import Copy
    from cnncalc.coursework.variant import Asked
    from cnncalc.notation import Style

__all__ = ["Handout", "PrintedQuestion", "handout"]


@dataclass(frozen=True, slots=True)
class PrintedQuestion:
    """One question, with room for its answer or with the answer itself."""

    id: str
    points: str
    """With their word: `2 points`."""
    words: str
    answer: str = ""
    """The right answer on a key, else empty."""
    working: tuple[str, ...] = ()
    """How the right answer comes about, in the style of the handout; on a key alone."""


@dataclass(frozen=True, slots=True)
class Handout:
    """One copy of an exercise for paper."""

    title: str
    worksheet: str
    student: str
    text: str
    conventions: str
    network: tuple[str, ...]
    """The input, then a line for each layer; or the name of a network that is known."""
    questions: tuple[PrintedQuestion, ...]
    key: bool


def handout(copy: Copy, *, key: bool, style: Style = "text") -> Handout:
    """Lay out a copy, or the key to it, with working in a style of `cnncalc.notation`."""
    return Handout(
        copy.variant.title,
        copy.worksheet,
        copy.student,
        copy.variant.text,
        convention_words([each.question for each in copy.asked]),
        tuple(_network(copy)),
        tuple(_question(copy, each, key=key, style=style) for each in copy.asked),
        key,
    )


def _network(copy: Copy) -> list[str]:
    """The network as the sheet gives it: no output, which may be what is asked."""
    sheet = copy.variant.sheet
    analysis = sheet.analysis
    lines = [f"input: {analysis.input_shape.written(sheet.convention.order)}"]
    if sheet.model:
        lines.insert(0, f"network: {analysis.name}")
    before = "input"
    for each in analysis.layers.values():
        lines.append(f"{each.name} ({described(each, sheet.convention, before)})")
        before = each.name
    return lines


def _question(copy: Copy, asked: Asked, *, key: bool, style: Style) -> PrintedQuestion:
    points = copy.variant.sheet.points[asked.cell.layer, asked.cell.quantity]
    words = asked.text or asked_words(asked.question)
    worth = points_words(points)
    if not key:
        return PrintedQuestion(asked.id, worth, words)
    right = asked.question.right
    expressions = right if isinstance(right, tuple) else (right,)
    working = tuple(dict.fromkeys(equation(each, style) for each in expressions))
    return PrintedQuestion(asked.id, worth, words, expected_text(asked.question), working)
