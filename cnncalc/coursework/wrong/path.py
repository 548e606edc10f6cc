"""The layers that lead to a layer, and the same slip made in each of them.

    >>> [each.name for each in path_to(analysis, analysis.layers["pool2"])]
    ['conv1', 'pool1', 'conv2', 'pool2']

A slip that is made in every row of a table is one slip: 24, 11, 8 and 3 in place of 25, 12, 10, 5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.coursework.wrong.catalogue import rows_of
from cnncalc.coursework.wrong.side import side
from cnncalc.shape import Image

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.analysis.result import Analysis
    from cnncalc.coursework.misconception import Misconception
    from cnncalc.coursework.wrong.row import Row
    from cnncalc.coursework.wrong.side import Axis
    from cnncalc.derivation import Expression, Number

__all__ = ["WrongSizes", "carried_sizes", "maker_of", "path_to", "wrong_sizes"]


class WrongSizes(NamedTuple):
    """A height and a width, and the slip that gives them."""

    misconception: Misconception
    height: Expression
    width: Expression

    @property
    def numbers(self) -> tuple[Number, Number]:
        """Height and width."""
        return self.height.value, self.width.value


def wrong_sizes(figures: LayerFigures) -> Iterator[WrongSizes]:
    """Give the sizes of a layer's output with one slip, made along both axes."""
    height, width = side(figures, "height"), side(figures, "width")
    if height is None or width is None:
        return
    alike = height.right is width.right
    for known in rows_of("side"):
        high = height.size(known.row)
        wide = high if alike else width.size(known.row)
        if high is not None or wide is not None:
            yield WrongSizes(known.misconception, high or height.right, wide or width.right)


def carried_sizes(analysis: Analysis, figures: LayerFigures) -> Iterator[WrongSizes]:
    """Give the sizes of a layer's output with the same slip in it and in every layer before it."""
    path, start = path_to(analysis, figures), analysis.input_shape
    if not isinstance(start, Image) or sum("height" in each.sizes for each in path) <= 1:
        return
    alike = start.height == start.width and all(_alike(each) for each in path)
    for known in rows_of("side"):
        if known.row.rounding == "none":
            continue  # nobody goes on with a fraction
        height = _carried(path, known.row, "height", start.height)
        width = height if alike else _carried(path, known.row, "width", start.width)
        if height is not None and width is not None:
            yield WrongSizes(known.misconception, height, width)


def path_to(analysis: Analysis, figures: LayerFigures) -> tuple[LayerFigures, ...]:
    """Give the layers from the input to a layer; none where a branch joins another."""
    path = [figures]
    while len(path[-1].inputs) == 1 and path[-1].inputs[0] in analysis.layers:
        path.append(analysis.layers[path[-1].inputs[0]])
    return tuple(reversed(path)) if path[-1].inputs == ("input",) else ()


def maker_of(analysis: Analysis, figures: LayerFigures) -> LayerFigures | None:
    """Give the layer that made the sizes of what a layer reads; None where nobody did."""
    for each in reversed(path_to(analysis, figures)[:-1]):
        if "height" in each.sizes or not isinstance(each.output_shape, Image):
            return each
    return None


def _alike(figures: LayerFigures) -> bool:
    return figures.sizes.get("height") is figures.sizes.get("width")


def _carried(
    path: tuple[LayerFigures, ...], row: Row, axis: Axis, start: Number
) -> Expression | None:
    """The last size along an axis with a slip at every layer; None where it leaves no column."""
    size: Expression | None = None
    for each in path:
        here = side(each, axis)
        if here is None:
            continue
        came = here.of(start if size is None else size.value)
        size = came.size(row) or came.settled
        if size.value < 1:
            return None
    return size
