"""What an analysis found: finished, frozen figures, each with its derivation.

An `Analysis` has the layers by name and the totals:

    >>> analysis = cnncalc.analyze("alexnet")
    >>> print(analysis.layers["conv1"].biases)
    biases = K = 96
    >>> int(analysis.totals.parameters)
    60965224
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from cnncalc.analysis.block import grouped
from cnncalc.analysis.data import analysis_data
from cnncalc.analysis.display import Svg
from cnncalc.analysis.figure import BYTES_PER_VALUE, COUNTED, LayerFigures
from cnncalc.analysis.preset import convention as convention_of
from cnncalc.analysis.tally import Tally
from cnncalc.derivation import Leaf, total
from cnncalc.diagnostic import CannotRunError
from cnncalc.quantity import Quantity
from cnncalc.suggestion import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from cnncalc.analysis.block import Group
    from cnncalc.analysis.convention import Convention
    from cnncalc.analysis.display import Display
    from cnncalc.layers.layer import Sort
    from cnncalc.shape import Shape

__all__ = ["BYTES_PER_VALUE", "COUNTED", "Analysis", "LayerFigures", "Layers", "Totals"]


@dataclass(frozen=True)
class Analysis:
    """Everything that was found about one network."""

    name: str
    title: str
    input_shape: Shape
    layers: Layers
    outputs: tuple[str, ...]
    """The names of the layers whose outputs are the network's results."""
    warnings: tuple[str, ...] = ()

    display: ClassVar[Display | None] = None
    """What shows it in a notebook; None where only the engine was imported."""

    def __repr__(self) -> str:
        return f"<Analysis {self.name}: {self.totals.written}>"

    @cached_property
    def totals(self) -> Totals:
        """The figures of the whole network."""
        return Totals(tuple(self.layers.values()), self.input_shape)

    def counted(self, convention: str | Convention = "cnncalc", /, **choices: object) -> Tally:
        """Give the same figures as a convention counts them, with some choices of its own.

        `counted("cs231n").totals`, or `counted(biases="conv_only")`. LookupError for a preset or a
        choice that there is not, ValueError for no option; each offers the nearest.
        """
        return Tally(self, convention_of(convention, **choices))

    def blocks(self, depth: int = 1) -> tuple[Group, ...]:
        """Give the layers in groups, one for each block at a depth of blocks in blocks, from 1."""
        return grouped(self.layers.values(), depth)

    def draw(self, style: str = "volumes", *, depth: int | None = None, log: bool = False) -> Svg:
        """Draw it as an SVG, which a notebook shows; the styles are those of `cnncalc.draw`.

        Raises CannotRunError where what draws it is not installed.
        """
        if self.display is None:
            message = "what draws is not loaded; `import cnncalc.api` loads it"
            raise CannotRunError(message)
        return Svg(self.display.drawing(self, style, depth=depth, log=log))

    def _repr_html_(self) -> str | None:
        return self.display.html(self) if self.display else None

    def as_json(self, *, derivations: bool = False) -> dict[str, Any]:
        """Give everything as plain data, ready for `json.dumps`; counts are exact ints."""
        return analysis_data(self, derivations=derivations)


class Layers(dict[str, LayerFigures]):
    """The layers of a network in order, by name; iterating gives the names, as of any mapping."""

    def __missing__(self, name: object) -> LayerFigures:
        if isinstance(name, int):  # a position, as of any sequence
            if -len(self) <= name < len(self):
                return tuple(self.values())[name]
            raise KeyError(f"there is no layer {name}; there are {len(self)}, the first is 0")
        if not isinstance(name, str):
            raise KeyError(f"a layer has a name and a position; {name!r} is neither")
        meant = nearest(name, self)
        raise KeyError(f"there is no layer {name}" + (f"; the nearest is {meant}" if meant else ""))


@dataclass(frozen=True)
class Totals:
    """The figures of a whole network: each a sum of its layers'."""

    layers: tuple[LayerFigures, ...]
    input_shape: Shape

    def __repr__(self) -> str:
        return f"<Totals: {self.written}>"

    @property
    def written(self) -> str:
        """The figures that a network is known by, in words."""
        layers = "layer" if self.layer_count == 1 else "layers"
        parameters, macs = int(self.parameters), int(self.macs)
        return f"{self.layer_count:,} {layers}, {parameters:,} parameters, {macs:,} MACs"

    def __getattr__(self, name: str) -> Quantity:
        """Give the sum of a counted figure over all layers: totals.parameters, totals.macs, ..."""
        if name not in COUNTED:
            raise AttributeError(f"{type(self).__name__} has no {name}")
        count = COUNTED[name]
        counts = ((each.name, count.of(each).value) for each in self.layers)
        terms = (Leaf(layer, value, layer) for layer, value in counts if value)
        quantity = Quantity(name, total(terms), count.unit, "the sum of the layers")
        self.__dict__[name] = quantity  # so that it is summed once
        return quantity

    @cached_property
    def work(self) -> Mapping[Sort, int]:
        """All arithmetic by sort."""
        sums: dict[Sort, int] = {}
        for each in self.layers:
            for sort, count in each.work_by_sort.items():
                sums[sort] = sums.get(sort, 0) + int(count)
        return sums

    @property
    def input_activations(self) -> Quantity:
        """The values of the input itself."""
        return Quantity("input_activations", Leaf("input values", self.input_shape.values, "N_0"))

    @property
    def layer_count(self) -> int:
        """How many layers there are, activations and poolings among them."""
        return len(self.layers)

    @property
    def weight_layers(self) -> int:
        """How many layers have weights that are multiplied: the 16 of VGG-16."""
        return sum(each.layer.weighted for each in self.layers)

    def share(self, name: str, kinds: frozenset[str]) -> Fraction:
        """Give the part of a total, from 0 to 1, that layers of some kinds hold."""
        whole = int(getattr(self, name))
        part = sum(int(COUNTED[name].of(each)) for each in self.layers if each.kind in kinds)
        return Fraction(part, whole) if whole else Fraction(0)
