"""A count with the size of another layer in it, as of one who looked at the wrong row.

>>> dense = question(analysis, "dense1", "parameters", Convention())
>>> next(stale_counts(dense, dense.figures, dense.right))
('the input', <*(+, U) = 100480>)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.coursework.wrong.exchange import exchanged, spelled_out
from cnncalc.coursework.wrong.path import flatten_before, path_to
from cnncalc.coursework.wrong.side import SIDES, side
from cnncalc.derivation import Leaf
from cnncalc.layers.layer import values_of
from cnncalc.shape import Image

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.coursework.question import Question
    from cnncalc.derivation import Expression
    from cnncalc.shape import Shape

__all__ = ["stale_counts", "with_block"]


def stale_counts(
    question: Question, figures: LayerFigures, right: Expression
) -> Iterator[tuple[str, Expression]]:
    """Give the counts with another layer's size, each with the layer's name.

    Of a dense layer's input and of a flattened block that is the block of any layer before it, and
    the block after one pooling more than there is; of other layers, their own values.
    """
    before = path_to(question.analysis, figures)[:-1]
    if figures.kind in {"dense", "flatten"}:
        flatten = flatten_before(question.analysis, figures) or figures
        read = flatten.input_shapes[0]
        for layer, shape in _blocks(question, before, read):
            wrong = exchanged(right, _sizes(shape)) if shape != read else right
            if wrong is not right:
                yield layer, wrong
    elif question.quantity == "values":
        for layer, shape in _blocks(question, before):
            yield layer, values_of(shape)


def with_block(question: Question, figures: LayerFigures, right: Expression) -> Expression:
    """Write the inputs of a dense layer that reads a flattened block as H*W*D."""
    flatten = flatten_before(question.analysis, figures)
    if flatten is None or figures.kind != "dense":
        return right
    return spelled_out(right, {"N": flatten.sizes["length"]})


def _blocks(
    question: Question, before: Sequence[LayerFigures], read: Shape | None = None
) -> Iterator[tuple[str, Image]]:
    """The images before a layer, by their makers; and what it reads, pooled once more."""
    shapes = [("the input", question.analysis.input_shape)]
    shapes += [(each.name, each.output_shape) for each in before]
    for layer, shape in shapes:
        if isinstance(shape, Image):
            yield layer, shape
    for each in before:
        if each.kind.endswith("pool") and isinstance(read, Image):
            pooled = _pooled(each, read)
            if pooled is not None:
                yield f"a block that {each.name} pools once more", pooled


def _sizes(shape: Image) -> dict[str, Expression]:
    return {
        "H": Leaf("height of another layer", shape.height, "H"),
        "W": Leaf("width of another layer", shape.width, "W"),
        "D": Leaf("maps of another layer", shape.channels, "D"),
    }


def _pooled(pool: LayerFigures, shape: Image) -> Image | None:
    """What a pooling of the network makes of another image."""
    rows, columns = (side(pool.layer, pool.input_shapes, axis) for axis in SIDES)
    if rows is None or columns is None:
        return None
    height, width = rows.of(shape.height).settled, columns.of(shape.width).settled
    if height.value < 1 or width.value < 1:
        return None
    return Image(shape.channels, int(height), int(width))
