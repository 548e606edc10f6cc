"""A network as rules look at it: its figures, where its layers stand, and which of them look first.

subject.convolutions       # those of two axes that slide filters larger than a position
subject.place("conv1", "kernel")
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cnncalc.layers import FAMILIES
from cnncalc.layers.convolution import Conv
from cnncalc.layers.depthwise import DepthwiseConv
from cnncalc.shape import Image
from cnncalc.spec.node import Scalar

if TYPE_CHECKING:
    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.analysis.result import Analysis
    from cnncalc.diagnostic import Place
    from cnncalc.spec.graph import GraphNode, Network

__all__ = ["NOTES", "Subject", "counted", "few", "is_depthwise"]

NOTES = "CS231n notes, Convolutional Networks"
"""https://cs231n.github.io/convolutional-networks/."""

_PASSING = frozenset(
    each.kind for family in ("normalization", "activation") for each in FAMILIES[family]
) | {"pad"}
"""Kinds behind which a layer still looks at the network's input."""


@dataclass(frozen=True)
class Subject:
    """A network that rules are held against."""

    network: Network
    analysis: Analysis
    samples: int | None = None

    @cached_property
    def layers(self) -> tuple[LayerFigures, ...]:
        """The figures of all layers, in order."""
        return tuple(self.analysis.layers.values())

    @cached_property
    def convolutions(self) -> tuple[LayerFigures, ...]:
        """The convolutions whose filters are larger than a position and smaller than the image.

        One over the whole image is a dense layer in another form. Depthwise ones are not among
        them: each map by itself has few weights, whatever its filter.
        """
        return tuple(each for each in self.layers if _slides(each))

    @property
    def strides(self) -> bool:
        """Say whether any convolution at all moves by more than one position."""
        return any(
            each.window is not None and max(each.window.stride) > 1
            for each in self.layers
            if each.layer.weighted
        )

    @cached_property
    def first(self) -> frozenset[str]:
        """The names of the layers with weights that look at the input itself."""
        through, found = {"input"}, set()
        for each in self.layers:
            if not through.issuperset(each.inputs):
                continue
            if each.kind in _PASSING:
                through.add(each.name)
            elif each.layer.weighted:
                found.add(each.name)
        return frozenset(found)

    def reads_padding(self, figures: LayerFigures) -> bool:
        """Say whether a layer of its own pads what a layer reads."""
        layers = self.analysis.layers
        return any(name in layers and layers[name].kind == "pad" for name in figures.inputs)

    def place(self, layer: str, field: str = "") -> Place:
        """Give where a layer stands in the spec, or a field of it where that is written.

        What a block takes from where it is used, `$kernel`, stands at the use.
        """
        node = self._nodes[layer]
        entry = node.fields.get(field)
        where = node.key if entry is None else entry.value
        if node.uses and isinstance(where, Scalar) and "$" in where.text:
            where = node.uses[0]
        return self.network.source.place(where)

    @property
    def input_place(self) -> Place:
        """Where the spec says its input."""
        root = self.network.source.root
        entries = getattr(root, "entries", {})
        return self.network.source.place(entries["input"].value if "input" in entries else root)

    @cached_property
    def _nodes(self) -> dict[str, GraphNode]:
        return {each.name: each for each in self.network.nodes}


def is_depthwise(figures: LayerFigures) -> bool:
    """Say whether a convolution looks at each map by itself."""
    layer, shape = figures.layer, figures.input_shapes[0]
    grouped = isinstance(layer, Conv) and 1 < shape.axes[0] == layer.groups
    return grouped or isinstance(layer, DepthwiseConv)


def _slides(figures: LayerFigures) -> bool:
    layer, image = figures.layer, figures.input_shapes[0]
    if not isinstance(layer, Conv) or not isinstance(image, Image) or layer.kernel == (1, 1):
        return False
    whole = figures.output_shape.axes[1:] == (1, 1) and image.axes[1:] != (1, 1)
    return not is_depthwise(figures) and not whole


def few(names: tuple[str, ...]) -> str:
    """Name some layers, and say how many more there are."""
    more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


_MOST_NAMED = 3


def counted(number: int, noun: str) -> str:
    """Give a number with its noun: 1 convolution, 13 convolutions."""
    return f"{number:,} {noun}" + "s" * (number != 1)
