"""The first dense layer, where most parameters are; and what an average over maps would leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.analysis.advice.finding import Finding, Kept
from cnncalc.analysis.advice.subject import NOTES
from cnncalc.derivation import Leaf, constant
from cnncalc.layers.dense import Dense
from cnncalc.notation import equation
from cnncalc.quantity import Quantity
from cnncalc.shape import Image

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.advice.subject import Subject
    from cnncalc.analysis.figure import LayerFigures

__all__ = ["first_dense_layer"]

CODE = "dense-parameters"
SOURCE = f"{NOTES}, Case studies: GoogLeNet averages at the top, VGG's first FC has most parameters"
MOST = 2
"""A finding where the layer has one in so many of all parameters."""


def first_dense_layer(subject: Subject) -> Iterator[Finding | Kept]:
    """Give a finding where the first dense layer over maps has half of all parameters."""
    totals = subject.analysis.totals
    for each in subject.layers:
        maps = _maps(each, subject)
        if maps is None:
            continue
        here, whole = int(each.parameters), int(totals.parameters)
        percent = f"{100 * here / whole:.1f} %" if whole else ""
        if maps.height * maps.width == 1:
            read = f"{maps.channels:,} {_values(each, subject)}"
            yield Kept(CODE, f"{each.name} reads {read}, and no whole maps")
        elif MOST * here < whole:
            yield Kept(CODE, f"{each.name}, the first dense layer, has {percent} of the parameters")
        else:
            yield _finding(subject, each, maps, percent)
        return
    if int(totals.parameters) and not any(each.kind == "dense" for each in subject.layers):
        yield Kept(CODE, "no dense layer")


def _maps(figures: LayerFigures, subject: Subject) -> Image | None:
    """The maps that a dense layer reads, through what only arranges them; None of anything else."""
    if not isinstance(figures.layer, Dense):
        return None
    layers, shape, name = subject.analysis.layers, figures.input_shapes[0], figures.inputs[0]
    while not isinstance(shape, Image) and name in layers:
        before = layers[name]
        if before.layer.stored:
            return None
        shape, name = before.input_shapes[0], before.inputs[0]
    return shape if isinstance(shape, Image) else None


def _values(figures: LayerFigures, subject: Subject) -> str:
    """What the values of maps of 1x1 are, by the layer that gave them: averages, or maxima."""
    layers, name = subject.analysis.layers, figures.inputs[0]
    while name in layers and len(layers[name].inputs) == 1:
        before = layers[name]
        if before.kind in _POOLED:
            return _POOLED[before.kind]
        if before.input_shapes[0].values != before.output_shape.values or before.layer.weighted:
            break
        name = before.inputs[0]
    return "values"


_POOLED = {
    **dict.fromkeys(("avgpool", "adaptive_avgpool", "global_avgpool"), "averages"),
    **dict.fromkeys(("maxpool", "adaptive_maxpool", "global_maxpool"), "maxima"),
}


def _finding(subject: Subject, figures: LayerFigures, maps: Image, percent: str) -> Finding:
    totals = subject.analysis.totals
    units = Leaf("units", figures.output_shape.values, "U")
    depth = Leaf("maps", maps.channels, "D")
    bias = constant("the bias of each unit", 1)
    fewer = (depth + bias) * units if int(figures.biases) else depth * units
    left = int(totals.parameters) - int(figures.parameters) + int(fewer)
    return Finding(
        CODE,
        (figures.name,),
        subject.place(figures.name),
        f"{figures.name} reads maps of {maps.height}x{maps.width}x{maps.channels} and has "
        f"{int(figures.parameters):,} of {int(totals.parameters):,} parameters ({percent})",
        "over a global average pooling, which forgets where in the image things are, it would "
        f"have {equation(fewer)} parameters, and the "
        f"network {left:,}",
        SOURCE,
        (
            figures.parameters,
            Quantity("parameters over averages", fewer),
            Quantity("parameters of the network then", Leaf("parameters", left, "P")),
        ),
    )
