"""One question of a sheet: a layer, what is asked of it, and the right answer with its derivation.

    >>> conv1 = question(cnncalc.analyze("alexnet"), "conv1", "parameters", Convention())
    >>> equation(conv1.right)
    '(F*F*D + 1)*K = (11*11*3 + 1)*96 = 34,944'
    >>> conv1.given["K"]
    Leaf('filters', 96, 'K')

The layer `total` stands for the whole network.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from cnncalc.analysis.counting import counted, counted_total
from cnncalc.coursework.given import given_numbers
from cnncalc.derivation import Leaf
from cnncalc.notation import number
from cnncalc.shape import Image
from cnncalc.suggestion import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.analysis.convention import Convention
    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.analysis.result import Analysis
    from cnncalc.derivation import Expression

__all__ = ["ASKED", "AXES", "ORDERS", "TOTAL", "Question", "expected_text", "question"]

TOTAL = "total"
"""The layer that stands for the whole network."""

OF_TOTALS = (
    "parameters",
    "weights",
    "biases",
    "macs",
    "flops",
    "connections",
    "neurons",
    "activations",
    "memory",
)
"""What can be asked of a whole network."""

ASKED = ("output", *OF_TOTALS, "values", "receptive_field")
"""What can be asked of a layer, each by the word that a sheet uses."""

AXES = ("height", "width", "channels")
"""The sizes of an image's shape, in the order of `Question.right`."""


@dataclass(frozen=True)
class Question:
    """What is asked, and the right answer to it."""

    layer: str
    """The layer's name, or `total`."""
    quantity: str
    """One of `ASKED`."""
    figures: LayerFigures | None
    """All that was found about the layer; None of a total."""
    analysis: Analysis
    convention: Convention
    right: Expression | tuple[Expression, ...]
    """A count, or the sizes of a shape: height, width and channels in this order, or a length.

    A receptive field is one size where it is as high as wide, and else its height and its width.
    """

    @cached_property
    def given(self) -> Mapping[str, Leaf]:
        """Every number that is at hand, by its symbol: W, F, S, P, D, K, H_out and so on."""
        if self.figures is None:
            return MappingProxyType({})
        return given_numbers(self.figures, self.analysis.input_shape)


def question(analysis: Analysis, layer: str, quantity: str, convention: Convention) -> Question:
    """Put a question; LookupError, with the nearest word, for what there is not to be asked."""
    if layer == TOTAL:
        _check(quantity, OF_TOTALS, "of a total")
        right: Expression | tuple[Expression, ...]
        right = counted_total(analysis.totals, quantity, convention)
        return Question(layer, quantity, None, analysis, convention, right)
    if layer not in analysis.layers:
        meant = nearest(layer, [*analysis.layers, TOTAL])
        hint = f"; did you mean {meant}?" if meant else ""
        raise LookupError(f"there is no layer {layer}{hint}")
    _check(quantity, ASKED, "of a layer")
    figures = analysis.layers[layer]
    right = _right(figures, quantity, convention)
    return Question(layer, quantity, figures, analysis, convention, right)


def expected_text(question: Question) -> str:
    """Write the right answer as it would stand on a sheet: 34,944, or 55x55x96."""
    right = question.right
    if not isinstance(right, tuple):
        return number(right.value)
    if len(right) == len(AXES):
        right = tuple(right[each] for each in ORDERS[question.convention.order])
    return "x".join(str(each.value) for each in right)


ORDERS: Mapping[str, tuple[int, int, int]] = MappingProxyType(
    {"hwc": (0, 1, 2), "chw": (2, 0, 1), "whc": (1, 0, 2)}
)
"""For each order of axes, where its numbers stand in height, width, channels."""


def _check(quantity: str, asked: tuple[str, ...], where: str) -> None:
    if quantity not in asked:
        meant = nearest(quantity, asked)
        hint = f"; did you mean {meant}?" if meant else f": {', '.join(asked)} are"
        raise LookupError(f"{quantity} is not asked {where}{hint}")


def _right(
    figures: LayerFigures, quantity: str, convention: Convention
) -> Expression | tuple[Expression, ...]:
    if quantity == "output":
        return _sizes(figures)
    if quantity != "receptive_field":
        return counted(figures, quantity, convention)
    field = figures.receptive_field
    if field is None:
        raise LookupError(f"{figures.name} has no receptive field: the input is no image")
    if field.height.size.value == field.width.size.value:
        return field.height.size
    return field.height.size, field.width.size


def _sizes(figures: LayerFigures) -> tuple[Expression, ...]:
    """The sizes of the output; one that is passed on is the input's own."""
    shape = figures.output_shape
    if not isinstance(shape, Image):
        return (figures.sizes.get("length", Leaf("values", shape.length, "U")),)
    passed = {"height": "H", "width": "W", "channels": "D"}
    return tuple(
        figures.sizes.get(axis, Leaf(f"input {axis}", getattr(shape, axis), passed[axis]))
        for axis in AXES
    )
