"""A layer and what only changes its values afterwards: what a graph draws as one box.

    >>> [each.words for each in units(cnncalc.analyze("alexnet"))][:2]
    ['conv 11x11, stride 4', 'maxpool 3x3, stride 2']

An activation, a normalization or a dropout that alone reads a layer belongs to it, as in papers'
figures; one that stands by itself (before a convolution, say) is a unit of its own.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.diagram.canvas.palette import family_of
from cnncalc.diagram.words import window_words

if TYPE_CHECKING:
    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.analysis.result import Analysis
    from cnncalc.shape import Shape

__all__ = ["INPUT", "Unit", "units"]

INPUT = "input"
"""What the network's input is called where layers say what they read."""
FOLLOWING = {"activation", "normalization"}
"""Families whose layers belong to what they read."""


class Unit(NamedTuple):
    """A layer, the layers that belong to it, and what it reads."""

    lead: LayerFigures
    followers: tuple[LayerFigures, ...]
    inputs: tuple[str, ...]
    """The names of the units it reads (those of their leads), or `input`."""

    @property
    def name(self) -> str:
        """The name of its first layer."""
        return self.lead.name

    @property
    def words(self) -> str:
        """The kind of its first layer, and its window."""
        return window_words(self.lead)

    @property
    def shape(self) -> Shape:
        """The shape of what it gives."""
        return self.lead.output_shape

    @property
    def layers(self) -> tuple[LayerFigures, ...]:
        """All its layers, in order."""
        return (self.lead, *self.followers)


def units(analysis: Analysis) -> tuple[Unit, ...]:
    """Give the units of a network in the order of their first layers."""
    readers = Counter(name for each in analysis.layers.values() for name in set(each.inputs))
    readers.update(analysis.outputs)  # a result is read from outside
    home: dict[str, str] = {INPUT: INPUT}
    members: dict[str, list[LayerFigures]] = {}
    for name, each in analysis.layers.items():
        alone = len(each.inputs) == 1 and readers[each.inputs[0]] == 1
        source = home[each.inputs[0]]
        if (
            alone
            and source != INPUT
            and family_of(each.kind) in FOLLOWING
            and _near(members[source][0], each)
        ):
            members[source].append(each)
            home[name] = source
        else:
            members[name] = [each]
            home[name] = name
    return tuple(
        Unit(lead, tuple(others), tuple(dict.fromkeys(home[each] for each in lead.inputs)))
        for lead, *others in members.values()
    )


def _near(lead: LayerFigures, follower: LayerFigures) -> bool:
    """Whether a follower stands in the same block as the layer, or around it."""
    return lead.path[: len(follower.path)] == follower.path
