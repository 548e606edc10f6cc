"""A question in words, where its author wrote none: what is given, and what is asked.

    >>> conv1 = question(cnncalc.analyze("alexnet"), "conv1", "parameters", Convention())
    >>> asked_words(conv1)
    'How many parameters does conv1 have, weights and biases together?'
    >>> given_words(conv1)
    'Layer conv1 (conv: filters 96, kernel 11, stride 4) over an input of 227x227x3.'

Words from a spec come out as they stand there: whoever writes them makes them harmless.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.analysis.choice import CHOICES, said
from cnncalc.coursework.description import described
from cnncalc.coursework.question import TOTAL
from cnncalc.coursework.relevance import relevant

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from cnncalc.analysis.convention import Convention
    from cnncalc.coursework.question import Question

__all__ = ["asked_words", "convention_words", "given_words", "points_words"]


def asked_words(question: Question, *, one_number: bool = False) -> str:
    """Say what is asked, with what the sheet's convention counts.

    Where `one_number` of a shape is asked, the order of its sizes is left out.
    """
    if one_number and question.quantity == "output":
        return f"What is the output size of {question.layer}?"
    whole = question.layer == TOTAL
    subject = "the whole network" if whole else question.layer
    return _QUESTIONS[question.quantity].format(
        subject=subject,
        order=_ORDERS[question.convention.order],
        biases=_biases(question.convention),
        bias_lines=_BIAS_LINES[question.convention.connections],
        bias_adds=_BIAS_ADDS[question.convention.bias_adds],
    )


def given_words(question: Question) -> str:
    """Say what is given for a question that stands alone: the layer, and what enters it."""
    figures = question.figures
    if figures is None:
        return ""
    shapes = " and ".join(each.written(question.convention.order) for each in figures.input_shapes)
    words = described(figures, question.convention, figures.inputs[0])
    return f"Layer {figures.name} ({words}) over an input of {shapes}."


def points_words(points: Fraction) -> str:
    """Say what an answer is worth: 1 point, 2.5 points."""
    amount = int(points) if points.denominator == 1 else float(points)
    return f"{amount:,} {'point' if points == 1 else 'points'}"


def convention_words(questions: Sequence[Question]) -> str:
    """Say what the convention of some questions chooses, as far as that matters to them."""
    if not questions:
        return ""
    convention = questions[0].convention
    rounds = convention.rounding is not None and any(x.quantity == "output" for x in questions)
    mattering = relevant(questions) | ({"rounding"} if rounds else frozenset())
    return said(convention, [name for name in CHOICES if name in mattering])


_QUESTIONS = {
    "output": "What is the output size of {subject}, as {order}?",
    "parameters": "How many parameters does {subject} have{biases}?",
    "weights": "How many weights does {subject} have, without biases?",
    "biases": "How many biases does {subject} have?",
    "macs": "How many multiply-accumulates (MACs) does {subject} take for one image{bias_adds}?",
    "flops": "How many FLOPs does {subject} take for one image, 2 for each MAC{bias_adds}?",
    "connections": "How many connections does {subject} have{bias_lines}?",
    "neurons": "How many neurons does {subject} have?",
    "activations": "How many activation values does {subject} store for one image?",
    "memory": "How many bytes do the activations of {subject} take for one image, at 4 bytes each?",
    "values": "How many values does the output of {subject} have, all together?",
    "receptive_field": "How large is the receptive field of {subject} along one side?",
}
_ORDERS = {
    "hwc": "height x width x channels",
    "chw": "channels x height x width",
    "whc": "width x height x channels",
}
_BIAS_LINES = {"with_biases": ", those of the biases too", "without_biases": ", biases left out"}
_BIAS_ADDS = {"counted": ", adding the bias included", "not_counted": ", biases left out"}


def _biases(convention: Convention) -> str:
    match convention.biases:
        case "counted":
            return ", weights and biases together"
        case "not_counted":
            return ", biases not counted"
        case _:
            return ", biases counted in convolutions alone"
