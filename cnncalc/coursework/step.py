"""The first step towards an answer: one question that can be answered by looking at the layer.

    >>> first_step(question(analysis, "conv2", "parameters", Convention()))
    'how many weights has one filter?'

It is for a number that nobody recognises, and holds no number itself.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.coursework.question import Question

__all__ = ["first_step"]

Sort = Literal["filters", "units", "window", "maps", "merge", "other"]


def first_step(question: Question) -> str:
    """Give the first thing to find out; a question without an answer in it."""
    if question.figures is None:
        return "which layers add something to this total?"
    steps = _STEPS[question.quantity]
    return steps.get(_sort(question.figures), steps["other"])


def _sort(figures: LayerFigures) -> Sort:
    """What a layer is to a person who counts, told from its answers alone."""
    if figures.layer.merges:
        return "merge"
    if figures.layer.weighted:
        return "units" if figures.window is None else "filters"
    if figures.learned.parameters.value:
        return "maps"
    return "other" if figures.window is None else "window"


_WEIGHTS: Mapping[Sort, str] = {
    "filters": "how many weights has one filter?",
    "units": "how many numbers does one unit read?",
    "maps": "what is learned for one map?",
    "other": "is there anything in this layer that training changes?",
}
_PRODUCTS: Mapping[Sort, str] = {
    "filters": "how many products make one output value?",
    "units": "how many numbers does one unit read?",
    "other": "does this layer multiply what it reads by weights?",
}
_VALUES: Mapping[Sort, str] = {"other": "how many values are there in all maps together?"}

_STEPS: Mapping[str, Mapping[Sort, str]] = MappingProxyType(
    {
        "output": {
            "filters": "in how many places can the filter stand along one side?",
            "window": "in how many places can the window stand along one side?",
            "units": "how many units has this layer?",
            "merge": "which sizes of its inputs stay, and which add up?",
            "other": "what does this layer do to the height, to the width and to the channels?",
        },
        "parameters": _WEIGHTS,
        "weights": _WEIGHTS,
        "biases": {"other": "what in this layer has a bias of its own?"},
        "macs": _PRODUCTS,
        "flops": _PRODUCTS,
        "connections": {"other": "how many lines lead into one output value?"},
        "neurons": _VALUES,
        "activations": _VALUES,
        "values": _VALUES,
        "memory": {"other": "how many values are stored here, and how many bytes has each?"},
        "receptive_field": {"other": "what does one value of the layer before see of the input?"},
    }
)
