"""The engine: asks each layer of a network in turn, and joins the answers to an `Analysis`.

The walk is one loop over the layers in order, whatever branches they stand in; each cites the
shapes of its inputs as settled numbers. A layer that cannot be computed leaves those after it open,
and the problems of all others still come out.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.analysis.phase import PatternTooLongError
from cnncalc.analysis.receptive import (
    field_of_input,
    grown,
    shifted,
    spread,
    united,
    whole_field,
)
from cnncalc.analysis.result import BYTES_PER_VALUE, Analysis, LayerFigures, Layers
from cnncalc.derivation import Leaf
from cnncalc.diagnostic import LayerError, SpecError
from cnncalc.layers.layer import Output, Shift, Window
from cnncalc.shape import Image
from cnncalc.spec.arrival import Arrivals
from cnncalc.spec.graph import INPUT
from cnncalc.spec.possible import add_misfits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.analysis.receptive import ReceptiveField
    from cnncalc.derivation import Expression
    from cnncalc.layers.layer import Layer, Learned, Seeing, Spread, Work
    from cnncalc.shape import Shape
    from cnncalc.spec.graph import GraphNode, Network, Reading

__all__ = ["recomputed", "walk"]


def walk(reading: Reading, *, bytes_per_value: int = BYTES_PER_VALUE) -> Analysis:
    """Analyse a network that was read; SpecError with all problems where there are any."""
    network = reading.network
    # A spec with problems has layers that are only guessed, for the sake of their shapes.
    figures = [] if len(reading.problems) else _all_figures(reading, bytes_per_value)
    if len(reading.problems):
        add_misfits(reading)
        raise SpecError(reading.problems.found())
    return Analysis(
        name=network.name,
        title=network.title,
        input_shape=network.input_shape,
        layers=Layers((each.name, each) for each in figures if each is not None),
        outputs=tuple(_name(each, network) for each in network.outputs),
    )


def recomputed(
    figures: LayerFigures,
    inputs: tuple[Shape, ...],
    fields: Sequence[ReceptiveField | None],
    network_input: Shape,
    output: Shape | None = None,
) -> LayerFigures:
    """Give a layer's figures for other shapes and fields of what it reads.

    With `output` its own shape is that one, whatever it computes itself; what depends on the shape
    follows. Raises LayerError where the layer does not take the shapes.
    """
    layer = figures.layer
    answers = _answers(layer, inputs) if output is None else _answers_with(figures, inputs, output)
    return replace(
        figures,
        input_shapes=inputs,
        output_shape=answers.output.shape,
        sizes=answers.output.sizes,
        learned=answers.learned,
        work_by_sort=answers.work,
        connection_count=answers.connections,
        receptive_field=_field(answers.seeing, list(fields), network_input),
    )


def _all_figures(reading: Reading, bytes_per_value: int) -> list[LayerFigures | None]:
    """The figures of each layer, in order."""
    network = reading.network
    figures: list[LayerFigures | None] = []
    arrivals = Arrivals(network.nodes, lambda index: _shape_of(index, figures, network))
    for node in network.nodes:
        figures.append(_figures(node, figures, reading, arrivals, bytes_per_value))
    return figures


def _figures(
    node: GraphNode,
    before: Sequence[LayerFigures | None],
    reading: Reading,
    arrivals: Arrivals,
    bytes_per_value: int,
) -> LayerFigures | None:
    """The figures of one layer; None where it or a layer that it reads has a problem."""
    network = reading.network
    arriving = _arriving(node, before, network)
    if arriving is None or node.layer is None:
        return None
    inputs, fields = arriving
    layer = node.layer
    try:
        if node.like is not None:
            alike = _shape_of(node.like, before, network)
            if alike is None:
                return None
            layer = layer.sized_like(alike)
        answers = _answers(layer, inputs)
    except LayerError as error:
        error, note = arrivals.told(node, inputs, error)
        node.add_error(error, reading.problems, note)
        return None
    return LayerFigures(
        name=node.name,
        path=node.path,
        layer=layer,
        inputs=tuple([_name(each, network) for each in node.inputs]),
        input_shapes=inputs,
        output_shape=answers.output.shape,
        sizes=answers.output.sizes,
        learned=answers.learned,
        work_by_sort=answers.work,
        connection_count=answers.connections,
        receptive_field=_field(answers.seeing, fields, network.input_shape),
        bytes_per_value=bytes_per_value,
        trainable=node.trainable,
        blocks=node.blocks,
        named="name" in node.fields,
    )


def _arriving(
    node: GraphNode, before: Sequence[LayerFigures | None], network: Network
) -> tuple[tuple[Shape, ...], list[ReceptiveField | None]] | None:
    """The shapes that a layer reads and their fields; None where one has a problem."""
    shapes: list[Shape] = []
    fields: list[ReceptiveField | None] = []
    for index in node.inputs:
        if index == INPUT:
            shapes.append(network.input_shape)
            fields.append(field_of_input())
            continue
        figures = before[index]
        if figures is None:
            return None
        shapes.append(figures.output_shape)
        fields.append(figures.receptive_field)
    return tuple(shapes), fields


def _shape_of(index: int, before: Sequence[LayerFigures | None], network: Network) -> Shape | None:
    if index == INPUT:
        return network.input_shape
    figures = before[index]
    return None if figures is None else figures.output_shape


class _Answers(NamedTuple):
    """What a layer answers for some input shapes."""

    output: Output
    learned: Learned
    work: Work
    connections: Expression
    seeing: Seeing


@lru_cache(maxsize=1024)
def _answers(layer: Layer, inputs: tuple[Shape, ...]) -> _Answers:
    """Ask a layer, once for all places where an equal one stands; LayerError as it raises."""
    output = layer.output(inputs)
    return _Answers(
        output,
        layer.learned(inputs, output.shape),
        layer.work(inputs, output.shape),
        layer.connections(inputs, output.shape),
        layer.window(inputs),
    )


def _answers_with(figures: LayerFigures, inputs: tuple[Shape, ...], output: Shape) -> _Answers:
    """Ask a layer about the shape that it is said to give: its sizes are settled numbers."""
    layer = figures.layer
    sizes = {
        axis: Leaf(f"output {axis}", getattr(output, axis), _OUTPUT[axis]) for axis in figures.sizes
    }
    return _Answers(
        Output(output, sizes),
        layer.learned(inputs, output),
        layer.work(inputs, output),
        layer.connections(inputs, output),
        layer.window(inputs),
    )


_OUTPUT = {"channels": "K", "height": "H_out", "width": "W_out", "length": "U"}
"""The letters of the sizes of an output."""


def _field(
    seeing: Seeing, fields: list[ReceptiveField | None], network_input: Shape
) -> ReceptiveField | None:
    """What the layer sees of the network's input, over all paths.

    None of a vector, and after layers whose positions see in too many ways.
    """
    if not isinstance(network_input, Image):
        return None
    if seeing == "whole":
        return whole_field(network_input)
    followed = tuple([each for each in fields if each is not None])
    if len(followed) < len(fields):
        return None
    try:
        return _seen(seeing, united(followed))
    except PatternTooLongError:
        return None


def _seen(seeing: Window | Shift | Spread | None, field: ReceptiveField) -> ReceptiveField:
    if isinstance(seeing, Window):
        return grown(field, seeing)
    if isinstance(seeing, Shift):
        return shifted(field, seeing)
    return field if seeing is None else spread(field, seeing)


def _name(index: int, network: Network) -> str:
    return "input" if index == INPUT else network.nodes[index].name
