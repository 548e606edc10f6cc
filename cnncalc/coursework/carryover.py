"""A network as a student's own answers make it, so that what follows from them is seen.

    >>> own = carryover(analysis, Answered(outputs={"pool1": (cell, Image(96, 26, 26))}))
    >>> own.arriving["conv2"].figures.output_shape
    Image(channels=256, height=26, width=26)
    >>> own.arriving["conv2"].shaped_by
    (cell,)

Each layer below a wrong answer is asked again, for the shape that the student wrote, down to the
next right one. A layer that no wrong answer leads to is in neither of the two mappings.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.analysis.receptive import field_of_input
from cnncalc.analysis.result import Layers
from cnncalc.analysis.walk import recomputed
from cnncalc.derivation import Leaf
from cnncalc.diagnostic import LayerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cnncalc.analysis.receptive import ReceptiveField
    from cnncalc.analysis.result import Analysis, LayerFigures
    from cnncalc.coursework.sheet import Cell
    from cnncalc.shape import Shape

__all__ = ["Answered", "Carried", "Carryover", "carryover"]


@dataclass(frozen=True)
class Answered:
    """What a student wrote of shapes, by layer: each with the cell where it stands."""

    outputs: Mapping[str, tuple[Cell, Shape]] = field(default_factory=dict)
    fields: Mapping[str, tuple[Cell, tuple[int, int]]] = field(default_factory=dict)
    """Receptive fields: height and width."""


class Carried(NamedTuple):
    """A layer's figures for what a student's answers hand to it."""

    figures: LayerFigures
    shaped_by: tuple[Cell, ...]
    """The wrong outputs that its shapes come from, the nearest first."""
    seen_by: tuple[Cell, ...]
    """The wrong receptive fields that its own comes from."""


@dataclass(frozen=True)
class Carryover:
    """The layers that a wrong answer leads to, by name."""

    analysis: Analysis
    """The network, with those layers in the place of its own."""
    arriving: Mapping[str, Carried]
    """Worked out from what arrives: output and receptive field follow from this."""
    leaving: Mapping[str, Carried]
    """With the output that the student wrote for the layer itself: counts follow from this."""

    def with_layer(self, figures: LayerFigures) -> Analysis:
        """Give the network with one layer as it is given here."""
        layers = Layers({**self.analysis.layers, figures.name: figures})
        return replace(self.analysis, layers=layers)


def carryover(analysis: Analysis, answered: Answered) -> Carryover:
    """Follow what a student wrote through the network, from the first layer to the last."""
    handed = {"input": _Handed(analysis.input_shape, (), field_of_input(), ())}
    arriving: dict[str, Carried] = {}
    leaving: dict[str, Carried] = {}
    for name, figures in analysis.layers.items():
        inputs = [handed[each] for each in figures.inputs]
        came = _asked_again(figures, inputs, analysis.input_shape)
        left = _with_own_output(figures, inputs, came, answered, analysis.input_shape)
        for found, carried in ((arriving, came), (leaving, left)):
            if carried is not None and carried.shaped_by + carried.seen_by:
                found[name] = carried
        handed[name] = _with_own_field(figures, _handed(figures, left), answered)
    own = {**analysis.layers, **{name: each.figures for name, each in leaving.items()}}
    return Carryover(replace(analysis, layers=Layers(own)), arriving, leaving)


class _Handed(NamedTuple):
    """What a layer hands on; None where nobody can say what it would be."""

    shape: Shape | None
    shaped_by: tuple[Cell, ...]
    field: ReceptiveField | None
    seen_by: tuple[Cell, ...]


def _asked_again(
    figures: LayerFigures, inputs: Sequence[_Handed], network_input: Shape
) -> Carried | None:
    """The layer for what arrives at it; None where it does not take that."""
    shaped_by = _together(each.shaped_by for each in inputs)
    seen_by = _together(each.seen_by for each in inputs)
    shapes = tuple(each.shape for each in inputs if each.shape is not None)
    if len(shapes) < len(inputs):
        return None
    if not shaped_by and not seen_by:
        return Carried(figures, (), ())
    fields = [each.field for each in inputs]
    for asked in (figures, _rounding_down(figures)):
        try:
            again = recomputed(asked, shapes, fields, network_input)
        except LayerError:
            continue
        return Carried(again, shaped_by, seen_by)
    return None


def _with_own_output(
    figures: LayerFigures,
    inputs: Sequence[_Handed],
    came: Carried | None,
    answered: Answered,
    network_input: Shape,
) -> Carried | None:
    """The layer with the output that is written for it; a right one ends what came before it."""
    if figures.name not in answered.outputs:
        return came
    cell, shape = answered.outputs[figures.name]
    arrived = came.figures if came is not None else figures
    fields = [each.field for each in inputs]
    own = () if shape == figures.output_shape else (cell,)
    try:
        again = recomputed(arrived, arrived.input_shapes, fields, network_input, shape)
    except LayerError:
        return None
    return Carried(again, own, came.seen_by if came is not None else ())


def _handed(figures: LayerFigures, left: Carried | None) -> _Handed:
    if left is None:
        return _Handed(None, (), figures.receptive_field, ())
    right = left.figures.output_shape == figures.output_shape
    shaped_by = () if right else left.shaped_by
    return _Handed(left.figures.output_shape, shaped_by, left.figures.receptive_field, left.seen_by)


def _with_own_field(figures: LayerFigures, handed: _Handed, answered: Answered) -> _Handed:
    """What a layer hands on, with the receptive field that is written for it."""
    true = figures.receptive_field
    if figures.name not in answered.fields or true is None:
        return handed
    cell, (height, width) = answered.fields[figures.name]
    if (height, width) == (true.height.size.value, true.width.size.value):
        return handed._replace(field=true, seen_by=())
    rows = true.height._replace(size=Leaf("field that was answered", height, "r"))
    columns = true.width._replace(size=Leaf("field that was answered", width, "r"))
    alike = true.width is true.height and height == width
    own = true._replace(height=rows, width=rows if alike else columns)
    return handed._replace(field=own, seen_by=(cell,))


def _together(cells: Iterable[tuple[Cell, ...]]) -> tuple[Cell, ...]:
    """All cells, each once; an answer may be a list, so that a cell is known by its place."""
    return tuple({(each.layer, each.quantity): each for some in cells for each in some}.values())


def _rounding_down(figures: LayerFigures) -> LayerFigures:
    """The layer as a person works it out who drops what does not fit."""
    if "rounding" not in type(figures.layer).model_fields:
        return figures
    return replace(figures, layer=figures.layer.model_copy(update={"rounding": "floor"}))
