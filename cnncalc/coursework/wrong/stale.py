"""A count with the size of another layer in it, as of one who looked at the wrong row.

>>> dense = question(analysis, "dense1", "parameters", Convention())
>>> [(layer, wrong.value) for layer, wrong in stale_counts(dense, dense.figures, dense.right)]
[('conv1', 2163328), ('pool1', 540800), ('pool1 once more', 204928)]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.coursework.wrong.exchange import exchanged
from cnncalc.coursework.wrong.path import path_to
from cnncalc.coursework.wrong.side import side
from cnncalc.derivation import Leaf
from cnncalc.layers.layer import values_of
from cnncalc.shape import Image

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.coursework.question import Question
    from cnncalc.derivation import Expression

__all__ = ["stale_counts"]


def stale_counts(
    question: Question, figures: LayerFigures, right: Expression
) -> Iterator[tuple[str, Expression]]:
    """Give the counts with another layer's size, each with the layer's name.

    Of a dense layer's input and of a flattened block that is the block of any layer before it, and
    the block after one pooling more than there is; of other layers, their own values.
    """
    before = path_to(question.analysis, figures)[:-1]
    blocks = [("input", question.analysis.input_shape)]
    blocks += [(each.name, each.output_shape) for each in before]
    if figures.kind in {"dense", "flatten"}:
        blocks += [
            (f"{each.name} once more", shape)
            for each in before
            if (shape := _pooled_again(each, figures)) is not None
        ]
        for layer, shape in blocks:
            if isinstance(shape, Image) and shape != figures.input_shapes[0]:
                put = {
                    "H": Leaf("height of another layer", shape.height, "H"),
                    "W": Leaf("width of another layer", shape.width, "W"),
                    "D": Leaf("maps of another layer", shape.channels, "D"),
                }
                wrong = exchanged(right, put)
                if wrong is not right:
                    yield layer, wrong
    elif question.quantity == "values":
        for layer, shape in blocks:
            if shape != figures.output_shape:
                yield layer, values_of(shape)


def _pooled_again(pool: LayerFigures, figures: LayerFigures) -> Image | None:
    """What a layer reads after a pooling of the network has been applied to it once more."""
    shape = figures.input_shapes[0]
    rows, columns = side(pool, "height"), side(pool, "width")
    if not pool.kind.endswith("pool") or rows is None or columns is None:
        return None
    if not isinstance(shape, Image):
        return None
    height, width = rows.of(shape.height).settled, columns.of(shape.width).settled
    if height.value < 1 or width.value < 1:
        return None
    return Image(shape.channels, int(height), int(width))
