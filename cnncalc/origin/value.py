"""What reaches an operator: data that depend on the input, or constants.

Data are the output of a step of the plan, seen through a layout, and with what has happened since
that is no layer yet: a function of each value whose last operator may still come, and a border.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from cnncalc.origin.curve import STARTING, Samples
from cnncalc.origin.model import Constant

if TYPE_CHECKING:
    from cnncalc.layers.field import Sides
    from cnncalc.origin.layout import Layout


__all__ = ["Border", "Curve", "Data", "Moment", "Unknown", "Value"]


@dataclass(frozen=True, slots=True)
class Curve:
    """A function of each value, by its values at the points of `cnncalc.origin.curve`."""

    samples: Samples
    before: Curve | None
    """What all of it passes through last; None for the step itself."""
    own: Samples | None = None
    """What the last operator alone makes of the points; None where it reads several data."""
    length: int = 1
    """How many curves there are up to here."""
    numbers: tuple[str, ...] = ()
    """The stored numbers with names of their own that the last operator reads."""


@dataclass(frozen=True, slots=True)
class Border:
    """Rows and columns that were added around an image, or, below 0, cut off."""

    sides: Sides
    fill: float | None = 0.0
    """What they hold; None for anything that is copied from the image."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A step on the way from values to their normalization."""

    sort: Literal["neighbours", "mean", "centred", "squares", "variance"]
    """Means of squares over neighbouring maps; or means, what is left without them, its squares,
    and their means."""
    size: int = 0
    """How many maps are neighbours."""


@dataclass(frozen=True, slots=True)
class Data:
    """Values that depend on the input."""

    step: int
    layout: Layout
    curve: Curve | None = None
    border: Border | None = None
    moment: Moment | None = None
    """What they are of a normalization that an exporter writes as its arithmetic."""

    @property
    def dims(self) -> tuple[int, ...]:
        """The sizes of the tensor, its border left out."""
        return self.layout.dims

    @property
    def whole_dims(self) -> tuple[int, ...]:
        """The sizes of the tensor with its border."""
        if self.border is None or len(self.dims) != _RANK:
            return self.dims
        top, bottom, left, right = self.border.sides
        batch, channels, height, width = self.dims
        return batch, channels, height + top + bottom, width + left + right

    @property
    def samples(self) -> Samples:
        """What became of the points."""
        return self.curve.samples if self.curve else STARTING

    def bent(
        self,
        samples: Samples,
        before: Curve | None,
        own: Samples | None = None,
        numbers: tuple[str, ...] = (),
    ) -> Data:
        """Give the data after a function of each value."""
        length = before.length + 1 if before else 1
        return replace(self, curve=Curve(samples, before, own, length, numbers))


_RANK = 4


@dataclass(frozen=True, slots=True)
class Unknown:
    """What comes of an operator that could not be read; nothing more is said of it."""


Value = Data | Constant | Unknown
