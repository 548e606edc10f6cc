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

from dataclasses import dataclass
from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from cnncalc.analysis.choice import CHOICES
from cnncalc.analysis.counting import counted, counted_input, counted_total
from cnncalc.analysis.figure import BYTES_PER_VALUE, COUNTED
from cnncalc.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cnncalc.analysis.convention import Convention
    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.analysis.result import Analysis
    from cnncalc.derivation import Expression, Number

__all__ = ["Counts", "Tally"]


class Counts:
    """The counted figures of a layer, of the input, or of all together, each by its name."""

    def __init__(self, of: Callable[[str], Quantity]) -> None:
        """Take what gives a figure for its name."""
        self._of = of

    def __getattr__(self, name: str) -> Quantity:
        """Give a figure: counts.parameters, counts.macs, ..."""
        if name not in COUNTED:
            raise AttributeError(f"{type(self).__name__} has no {name}")
        return self._of(name)

    def __getitem__(self, name: str) -> Quantity:
        """Give a figure by its name; KeyError for one that is not counted."""
        if name not in COUNTED:
            raise KeyError(name)
        return self._of(name)


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

    @property
    def totals(self) -> Counts:
        """The figures of the whole network: each the sum of its layers', and of the input's."""
        return Counts(self._total)

    @property
    def input(self) -> Counts:
        """What the input adds to each figure: 0 where it is not counted."""
        return Counts(self._input)

    @property
    def bytes_per_value(self) -> int:
        """The bytes of one value."""
        figures = self.analysis.layers.values()
        return next((each.bytes_per_value for each in figures), BYTES_PER_VALUE)

    def choices(self, names: Iterable[str]) -> tuple[str, ...]:
        """Give the choices of the convention that make a difference to some figures here."""
        wanted = frozenset(names)
        return tuple(field for field in CHOICES if _matters(field, wanted, self))

    def _counted(self, figures: LayerFigures, name: str) -> Quantity:
        source = COUNTED[name].source or figures.source
        return _quantity(name, counted(figures, name, self.convention), source)

    def _total(self, name: str) -> Quantity:
        count = counted_total(self.analysis.totals, name, self.convention)
        return _quantity(name, count, "the sum of the layers")

    def _input(self, name: str) -> Quantity:
        shape, width = self.analysis.input_shape, self.bytes_per_value
        return _quantity(name, counted_input(shape, name, self.convention, width), "")


def _matters(field: str, names: frozenset[str], tally: Tally) -> bool:
    """Whether another choice would change one of some figures, of a layer or of the input."""
    options, touched = CHOICES[field].options, names & CHOICES[field].figures
    analysis, mine = tally.analysis, tally.convention
    others = [mine.choosing(**{field: each}) for each in options]
    return any(
        _value(each, name, mine, tally) != _value(each, name, other, tally)
        for other in others
        for name in touched
        for each in (None, *analysis.layers.values())
    )


def _value(figures: LayerFigures | None, name: str, convention: Convention, tally: Tally) -> Number:
    """The value of a figure of a layer; of the input, where there is none."""
    if figures is None:
        shape = tally.analysis.input_shape
        return counted_input(shape, name, convention, tally.bytes_per_value).value
    return counted(figures, name, convention).value


def _quantity(name: str, count: Expression, source: str) -> Quantity:
    return Quantity(name, count, COUNTED[name].unit, source)
