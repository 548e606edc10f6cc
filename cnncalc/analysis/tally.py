"""An analysis as one convention counts it: the same figures, counted a course's way.

    >>> vgg16 = cnncalc.analyze("vgg16")
    >>> listing = vgg16.counted("cs231n")
    >>> print(int(vgg16.totals.parameters), int(listing.totals.parameters))
    138357544 138344128
    >>> print(listing.layers["conv1_1"].parameters)
    parameters = F*F*D*K = 3*3*3*64 = 1,728

The figures of the analysis stay what they are; a tally is made of them and a convention. In every
convention a total is the sum of its rows, the input being one of these where it is counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cnncalc.analysis.choice import CHOICES
from cnncalc.analysis.convention import Convention
from cnncalc.analysis.counting import counted, counted_input, counted_total
from cnncalc.analysis.data import tally_data
from cnncalc.analysis.figure import BYTES_PER_VALUE, COUNTED
from cnncalc.analysis.preset import sentence
from cnncalc.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.analysis.result import Analysis
    from cnncalc.derivation import Expression, Number

__all__ = ["Counts", "Tally", "tally_of"]


class Counts(Mapping[str, Quantity]):
    """The counted figures of a layer, of the input, or of all together, each by its name.

    Each is counted once, when it is asked for: counts.parameters, or counts["parameters"].
    """

    def __init__(self, of: Callable[[str], Quantity]) -> None:
        """Take what gives a figure for its name."""
        self._of = of
        self._found: dict[str, Quantity] = {}

    def __getattr__(self, name: str) -> Quantity:
        if name not in COUNTED:
            raise AttributeError(f"{type(self).__name__} has no {name}")
        return self[name]

    def __getitem__(self, name: str) -> Quantity:
        found = self._found.get(name)
        if found is None:
            if name not in COUNTED:
                raise KeyError(name)
            found = self._found[name] = self._of(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(COUNTED)

    def __len__(self) -> int:
        return len(COUNTED)


@dataclass(frozen=True)
class Tally:
    """Every counted figure of a network under one convention."""

    analysis: Analysis
    convention: Convention

    @cached_property
    def layers(self) -> Mapping[str, Counts]:
        """The figures of each layer by its name."""
        found = self.analysis.layers.items()
        return MappingProxyType(
            {name: Counts(partial(self._counted, each)) for name, each in found}
        )

    @cached_property
    def totals(self) -> Counts:
        """The figures of the whole network: each the sum of its layers', and of the input's."""
        return Counts(self._total)

    @cached_property
    def input(self) -> Counts:
        """What the input adds to each figure: 0 where it is not counted."""
        return Counts(self._input)

    @property
    def departs(self) -> bool:
        """Whether the convention is another than cnncalc's own."""
        return self.convention != Convention()

    def as_json(self, *, derivations: bool = False) -> dict[str, Any]:
        """Give the analysis as plain data, and beside its facts what the convention counts."""
        return tally_data(self, derivations=derivations)

    @property
    def bytes_per_value(self) -> int:
        """The bytes of one value."""
        figures = self.analysis.layers.values()
        return next((each.bytes_per_value for each in figures), BYTES_PER_VALUE)

    def sentence(self, names: Iterable[str], layer: str | None = None) -> str:
        """Say what the convention chooses, as far as it matters to some figures of this network.

        With a layer, to figures of this one. It is the line that every report has.
        """
        order = ("order",) if self.convention.order != Convention().order else ()
        return sentence(self.convention, (*order, *self.choices(names, layer)))

    def choices(self, names: Iterable[str], layer: str | None = None) -> tuple[str, ...]:
        """Give the choices that make a difference to some figures, of a layer or of any."""
        wanted = frozenset(names)
        return tuple(field for field in CHOICES if _matters(field, wanted, layer, self))

    def _counted(self, figures: LayerFigures, name: str) -> Quantity:
        source = COUNTED[name].source or figures.source
        return _quantity(name, counted(figures, name, self.convention), source)

    def _total(self, name: str) -> Quantity:
        count = counted_total(self.analysis.totals, name, self.convention)
        return _quantity(name, count, "the sum of the layers")

    def _input(self, name: str) -> Quantity:
        shape, width = self.analysis.input_shape, self.bytes_per_value
        return _quantity(name, counted_input(shape, name, self.convention, width), "")


def tally_of(found: Analysis | Tally) -> Tally:
    """Give a tally as it is, and an analysis as cnncalc counts it."""
    return found if isinstance(found, Tally) else Tally(found, Convention())


def _matters(field: str, names: frozenset[str], layer: str | None, tally: Tally) -> bool:
    """Whether another choice would change one of some figures, of a layer or of the input."""
    layers, mine, chosen = tally.analysis.layers, tally.convention, CHOICES[field]
    touched = names & chosen.figures
    others = (each for each in chosen.options if each != getattr(mine, field))
    rows = (None, *layers.values()) if layer is None else (layers[layer],)
    return any(
        _value(each, name, mine, tally) != _value(each, name, other, tally)
        for other in (mine.choosing(**{field: option}) for option in others)
        for name in touched
        for each in rows
    )


def _value(figures: LayerFigures | None, name: str, convention: Convention, tally: Tally) -> Number:
    """The value of a figure of a layer; of the input, where there is none."""
    if figures is None:
        shape = tally.analysis.input_shape
        return counted_input(shape, name, convention, tally.bytes_per_value).value
    return counted(figures, name, convention).value


def _quantity(name: str, count: Expression, source: str) -> Quantity:
    return Quantity(name, count, COUNTED[name].unit, source)
