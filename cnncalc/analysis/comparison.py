"""Networks side by side: their totals, the ratios of these, and where their layers differ.

    >>> found = Comparison((cnncalc.analyze("vgg16").counted(), cnncalc.analyze("vgg19").counted()))
    >>> found.ratios("parameters")
    (Fraction(1, 1), Fraction(17958405, 17294693))
    >>> [each.other.name for each in found.differences[0].pairs if not each.alike][:2]
    ['conv3_4', 'relu8']

Every network is compared with the first. The figures are counted as one convention does.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cnncalc.analysis.alignment import aligned
from cnncalc.analysis.data import SCHEMA, layer_data, receptive_field_data
from cnncalc.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.pair import Pair
    from cnncalc.analysis.receptive import ReceptiveField
    from cnncalc.analysis.tally import Tally
    from cnncalc.shape import Shape

__all__ = ["FIGURES", "Comparison", "Difference", "output_of"]

FIGURES = (
    *("parameters", "weights", "biases", "fixed", "macs", "flops", "connections"),
    *("neurons", "activations", "activation_bytes", "layers", "weight_layers"),
)
"""The totals that are compared, in the order of the report."""


@dataclass(frozen=True)
class Comparison:
    """Two networks or more, the first of which the others are compared with."""

    networks: tuple[Tally, ...]

    def __repr__(self) -> str:
        return f"<Comparison of {', '.join(each.analysis.name for each in self.networks)}>"

    def totals(self, name: str) -> tuple[int, ...]:
        """Give one of the FIGURES for each network; KeyError for another name."""
        return tuple(_total(each, name) for each in self.networks)

    def ratios(self, name: str) -> tuple[Fraction | None, ...]:
        """Give one of the FIGURES of each network by that of the first; None where this has 0."""
        first, *_ = totals = self.totals(name)
        return tuple(Fraction(each, first) if first else None for each in totals)

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What differs between the layers of the first network and those of each other."""
        first, *others = self.networks
        return tuple(Difference(first, each) for each in others)

    def as_json(self) -> dict[str, Any]:
        """Give everything as plain data; the shapes are channels first."""
        return {
            "schema": SCHEMA,
            "cnncalc": __version__,
            "networks": [_network(each) for each in self.networks],
            "convention": self.networks[0].convention.as_json(),
            "totals": [{name: _total(each, name) for name in FIGURES} for each in self.networks],
            "ratios": [
                {name: _ratio(self.ratios(name)[index]) for name in FIGURES}
                for index in range(len(self.networks))
            ],
            "differences": [each.as_json() for each in self.differences],
        }


@dataclass(frozen=True)
class Difference:
    """Two networks, layer by layer."""

    first: Tally
    other: Tally

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The layers of both in pairs, alike or not, in their order."""
        return aligned(self.first.analysis.layers.values(), self.other.analysis.layers.values())

    @cached_property
    def runs(self) -> tuple[tuple[Pair, ...], ...]:
        """The pairs in runs: those that are alike together, and each that is not by itself."""
        return tuple(_runs(self.pairs))

    def as_json(self) -> dict[str, Any]:
        """Give the runs as plain data."""
        names = [each.analysis.name for each in (self.first, self.other)]
        return {"between": names, "layers": [_run(each) for each in self.runs]}


def output_of(tally: Tally) -> tuple[tuple[Shape, ...], ReceptiveField | None]:
    """Give the shapes of a network's results, and what the last of them sees of the input."""
    analysis = tally.analysis
    results = [analysis.layers[each] for each in analysis.outputs]
    return tuple(each.output_shape for each in results), results[-1].receptive_field


def _total(tally: Tally, name: str) -> int:
    if name == "layers":
        return tally.analysis.totals.layer_count
    if name == "weight_layers":
        return tally.analysis.totals.weight_layers
    return int(tally.totals[name])


def _runs(pairs: tuple[Pair, ...]) -> Iterator[tuple[Pair, ...]]:
    run: list[Pair] = []
    for each in pairs:
        if each.alike:
            run.append(each)
            continue
        if run:
            yield tuple(run)
            run = []
        yield (each,)
    if run:
        yield tuple(run)


def _network(tally: Tally) -> dict[str, Any]:
    shapes, seen = output_of(tally)
    return {
        "name": tally.analysis.name,
        "input": list(tally.analysis.input_shape.axes),
        "outputs": [list(each.axes) for each in shapes],
        "receptive_field": receptive_field_data(seen),
    }


def _ratio(ratio: Fraction | None) -> float | None:
    """The nearest float, for programs; the totals beside it are exact."""
    return None if ratio is None else float(ratio)


def _run(run: tuple[Pair, ...]) -> dict[str, Any]:
    """Layers that are alike, by their number and the first and last; else both in full."""
    first, last = run[0], run[-1]
    if not first.alike:
        return {
            "alike": 0,
            "first": first.first and layer_data(first.first),
            "other": first.other and layer_data(first.other),
            "differing": list(first.differing),
        }
    return {
        "alike": len(run),
        "of_other_shapes": sum(not each.same_shape for each in run),
        "first": [each.first.name for each in (first, last) if each.first],
        "other": [each.other.name for each in (first, last) if each.other],
    }
