"""The layers that lead to a layer, and the same slip made in each of them.

    >>> [each.name for each in path_to(analysis, analysis.layers["pool2"])]
    ['conv1', 'pool1', 'conv2', 'pool2']

A slip that is made in every row of a table is one slip: 24, 11, 8 and 3 in place of 25, 12, 10, 5.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.coursework.wrong.catalogue import rows_of
from cnncalc.coursework.wrong.side import side
from cnncalc.shape import Image

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.analysis.result import Analysis
    from cnncalc.coursework.misconception import Misconception
    from cnncalc.coursework.wrong.row import Row
    from cnncalc.coursework.wrong.side import Side
    from cnncalc.derivation import Expression, Number
    from cnncalc.layers.layer import Layer
    from cnncalc.shape import Shape

__all__ = ["WrongSizes", "carried_sizes", "flatten_before", "maker_of", "path_to", "wrong_sizes"]


class WrongSizes(NamedTuple):
    """A height and a width, and the slip that gives them."""

    misconception: Misconception
    height: Expression
    width: Expression

    @property
    def numbers(self) -> tuple[Number, Number]:
        """Height and width."""
        return self.height.value, self.width.value


def wrong_sizes(figures: LayerFigures) -> tuple[WrongSizes, ...]:
    """Give the sizes of a layer's output with one slip, made along both axes."""
    return _wrong_sizes(figures.layer, figures.input_shapes)


def carried_sizes(analysis: Analysis, figures: LayerFigures) -> tuple[WrongSizes, ...]:
    """Give the sizes of a layer's output with the same slip in it and in every layer before it."""
    path = path_to(analysis, figures)
    steps = tuple((each.layer, each.input_shapes) for each in path if "height" in each.sizes)
    start = analysis.input_shape
    return _carried_sizes(steps, start) if len(steps) > 1 and isinstance(start, Image) else ()


def path_to(analysis: Analysis, figures: LayerFigures) -> tuple[LayerFigures, ...]:
    """Give the layers from the input to a layer; none where a branch joins another."""
    path = [figures]
    while len(path[-1].inputs) == 1 and path[-1].inputs[0] in analysis.layers:
        path.append(analysis.layers[path[-1].inputs[0]])
    return tuple(reversed(path)) if path[-1].inputs == ("input",) else ()


def maker_of(analysis: Analysis, figures: LayerFigures) -> LayerFigures | None:
    """Give the layer that made the sizes of the block that a layer reads; None where none did."""
    for each in reversed(path_to(analysis, figures)[:-1]):
        if "height" in each.sizes:
            return each
        if "length" in each.sizes and each.kind != "flatten":
            return None
    return None


def flatten_before(analysis: Analysis, figures: LayerFigures) -> LayerFigures | None:
    """Give the flatten layer whose vector a layer reads, whatever lies between that keeps it."""
    for each in reversed(path_to(analysis, figures)[:-1]):
        if each.kind == "flatten":
            return each
        if each.sizes:
            return None
    return None


@lru_cache(maxsize=1024)
def _wrong_sizes(layer: Layer, inputs: tuple[Shape, ...]) -> tuple[WrongSizes, ...]:
    height, width = side(layer, inputs, "height"), side(layer, inputs, "width")
    if height is None or width is None:
        return ()
    found = []
    for known in rows_of("side"):
        high = height.size(known.row)
        wide = high if height.right is width.right else width.size(known.row)
        if high is not None or wide is not None:
            sizes = high or height.right, wide or width.right
            found.append(WrongSizes(known.misconception, *sizes))
    return tuple(found)


@lru_cache(maxsize=1024)
def _carried_sizes(
    steps: tuple[tuple[Layer, tuple[Shape, ...]], ...], start: Image
) -> tuple[WrongSizes, ...]:
    rows = [side(*each, "height") for each in steps]
    columns = [side(*each, "width") for each in steps]
    heights = [each for each in rows if each is not None]
    widths = [each for each in columns if each is not None]
    alike = start.height == start.width and all(
        high.right is wide.right for high, wide in zip(heights, widths, strict=False)
    )
    found = []
    for known in rows_of("side"):
        if known.row.rounding == "none":
            continue  # nobody goes on with a fraction
        height = _carried(heights, known.row, start.height)
        width = height if alike else _carried(widths, known.row, start.width)
        if height.size is not None and width.size is not None and (height.made or width.made):
            found.append(WrongSizes(known.misconception, height.size, width.size))
    return tuple(found)


class _End(NamedTuple):
    """Where a slip along an axis ends: the last size, none where it leaves no column."""

    size: Expression | None
    made: bool
    """Whether it could be made at the last layer as well: else its story is that of another."""


def _carried(sides: Sequence[Side], row: Row, start: Number) -> _End:
    """Make a slip at every layer where it can be made, one after the other."""
    size: Expression | None = None
    made = False
    for each in sides:
        came = each.of(start if size is None else size.value)
        wrong = came.size(row)
        made = wrong is not None
        size = wrong or came.settled
        if size.value < 1:
            return _End(None, made)
    return _End(size, made)
