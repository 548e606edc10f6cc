"""A question in words, where its author wrote none: what is given, and what is asked.

    >>> conv1 = question(cnncalc.analyze("alexnet"), "conv1", "parameters", Convention())
    >>> asked_words(conv1)
    'How many parameters does conv1 have, weights and biases together?'
    >>> layer_words(conv1.figures)
    'conv: filters 96, kernel 11, stride 4'

Words from a spec come out as they stand there: whoever writes them makes them harmless.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.coursework.question import TOTAL
from cnncalc.layers.field import Pair, Sides

if TYPE_CHECKING:
    from cnncalc.analysis.convention import Convention
    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.coursework.question import Question

__all__ = ["asked_words", "given_words", "layer_words"]


def asked_words(question: Question) -> str:
    """Say what is asked, with what the sheet's convention counts."""
    whole = question.layer == TOTAL
    subject = "the whole network" if whole else question.layer
    text = _QUESTIONS[question.quantity].format(
        subject=subject,
        order=_ORDERS[question.convention.order],
        biases=_biases(question.convention),
        bias_lines=_BIAS_LINES[question.convention.connections],
        bias_adds=_BIAS_ADDS[question.convention.bias_adds],
        its="all" if whole else "its",
    )
    return text


def given_words(question: Question) -> str:
    """Say what is given for a question that stands alone: the layer, and what enters it."""
    figures = question.figures
    if figures is None:
        return ""
    shapes = " and ".join(
        each.written("chw" if question.convention.order == "chw" else "hwc")
        for each in figures.input_shapes
    )
    return f"{figures.name} is {layer_words(figures)}; its input is {shapes}."


def layer_words(figures: LayerFigures) -> str:
    """Say what a layer is, with the fields that its author wrote."""
    layer = figures.layer
    fields = (
        f"{name} {_field_words(getattr(layer, name))}"
        for name in type(layer).model_fields
        if name in layer.model_fields_set and getattr(layer, name) is not None
    )
    written = ", ".join(fields)
    return f"{layer.kind}: {written}" if written else layer.kind


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


def _field_words(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case Pair(height, width):
            return str(height) if height == width else f"{height}x{width}"
        case Sides(top, bottom, left, right):
            if top == bottom == left == right:
                return str(top)
            return f"{top} above, {bottom} below, {left} left, {right} right"
        case tuple() | list():
            return "as listed"
        case _:
            return str(value)
