"""The numbers that a student has at hand for a layer, each by the letter of the formulas.

>>> conv1 = cnncalc.analyze("alexnet").layers["conv1"]
>>> sorted(given_numbers(conv1, Image(3, 227, 227)))[:4]
['D', 'D_0', 'F', 'H']
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cnncalc.derivation import Leaf, leaves
from cnncalc.layers.window import axes
from cnncalc.shape import Image

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.shape import Shape

__all__ = ["given_numbers"]


def given_numbers(figures: LayerFigures, network_input: Shape | None = None) -> Mapping[str, Leaf]:
    """Give the numbers at hand for a layer, by symbol.

    W, H, D of its input (or N, the number of values), F, S, P, d of its window (F_h and F_w where
    two numbers differ), g groups, K filters or U units, H_out, W_out, H_0, W_0, D_0 of the
    network's input, where that is given.
    """
    found = [*_of_formulas(figures), *_of_input(figures), *_of_window(figures)]
    found += _of_output(figures)
    if isinstance(network_input, Image):
        found += [
            Leaf("height of the network's input", network_input.height, "H_0"),
            Leaf("width of the network's input", network_input.width, "W_0"),
            Leaf("channels of the network's input", network_input.channels, "D_0"),
        ]
    return MappingProxyType({each.symbol: each for each in found})


def _of_formulas(figures: LayerFigures) -> Iterator[Leaf]:
    """Whatever the layer's own derivations name, and are no constants."""
    learned = figures.learned
    for each in (*figures.sizes.values(), learned.parameters, learned.fixed):
        yield from (leaf for leaf in leaves(each) if not leaf.symbol.isdecimal())


def _of_input(figures: LayerFigures) -> Iterator[Leaf]:
    shape = figures.input_shapes[0]
    yield Leaf("values in", shape.values, "N")
    if isinstance(shape, Image):
        yield Leaf("input height", shape.height, "H")
        yield Leaf("input width", shape.width, "W")
        yield Leaf("channels in", shape.channels, "D")


def _of_window(figures: LayerFigures) -> Iterator[Leaf]:
    window, shape = figures.window, figures.input_shapes[0]
    if window is None or not isinstance(shape, Image):
        return
    for axis in axes(shape, window):
        for letter in "FSd":
            yield axis.number(letter)
        if axis.before == axis.after:
            yield axis.number("P")
        else:
            yield from axis.sides
    groups = getattr(figures.layer, "groups", 1)
    yield Leaf("groups", groups, "g")


def _of_output(figures: LayerFigures) -> Iterator[Leaf]:
    shape = figures.output_shape
    if isinstance(shape, Image):
        yield Leaf("filters" if figures.layer.weighted else "maps out", shape.channels, "K")
        yield Leaf("output height", shape.height, "H_out")
        yield Leaf("output width", shape.width, "W_out")
    else:
        yield Leaf("units" if figures.layer.weighted else "values out", shape.length, "U")
