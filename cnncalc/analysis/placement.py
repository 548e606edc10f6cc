"""One window on one axis, by itself: whether it fits, and every value that would.

    >>> Placement(input=10, kernel=3, stride=2).fits
    False
    >>> found = fitting(Given(input=227, kernel=3, stride=1, output=227))
    >>> [each.padding for each in found.placements]
    [1]

A value fits when the number of positions, (W - F + 2*P)/S + 1 with the value put in, is whole and
at least one (CS231n). What `Given` leaves out is sought: one size follows from the others (the
output, where it is sought), and the rest are tried over ranges that the answer states.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Literal, get_args

from cnncalc.derivation import substitute
from cnncalc.diagnostic import LayerError
from cnncalc.layers.window import Axis, axis_size
from cnncalc.limit import DEFAULT_LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cnncalc.derivation import Expression
    from cnncalc.layers.field import Rounding
    from cnncalc.limit import Limits

__all__ = [
    "MOST_SOUGHT",
    "SIZES",
    "Fitting",
    "Given",
    "Padding",
    "Placement",
    "Size",
    "fitting",
    "nearest_fits",
]

Padding = int | Literal["valid", "half", "same"]
Size = Literal["input", "kernel", "stride", "padding", "output"]
SIZES: tuple[Size, ...] = get_args(Size)


@dataclass(frozen=True, slots=True)
class Placement:
    """A window of `kernel` that moves by `stride` over `input` values, all sizes known."""

    input: int
    kernel: int
    stride: int
    padding: Padding = 0
    """Zeros on each side, or the rule that gives them."""
    dilation: int = 1

    @property
    def positions(self) -> Expression:
        """How often the window fits, derived (CS231n); a fraction where it does not fit."""
        values = {
            "W": self.input,
            "F": self.kernel,
            "S": self.stride,
            "P": self.sides[0],
            "d": self.dilation,
        }
        fits_always = Axis(1, 1, 1, 0, 0, self.dilation, "exact", self.padding == "same", "")
        return substitute(axis_size(fits_always), values)

    @property
    def fits(self) -> bool:
        """Whether the number of positions is whole and at least one."""
        positions = self.positions
        return positions.whole and positions.value >= 1

    @property
    def output(self) -> int:
        """The number of positions; ValueError where it is not whole."""
        return int(self.positions)

    @property
    def span(self) -> int:
        """The values that the window reaches over: d*(F - 1) + 1."""
        return self.dilation * (self.kernel - 1) + 1

    @property
    def sides(self) -> tuple[int, int]:
        """The zeros before and after, in numbers."""
        if self.padding == "valid":
            return (0, 0)
        if self.padding == "half":
            half = self.dilation * (self.kernel - 1) // 2
            return (half, half)
        if self.padding == "same":
            moves = -(-self.input // self.stride) - 1
            amount = max(moves * self.stride + self.span - self.input, 0)
            return (amount // 2, amount - amount // 2)
        return (self.padding, self.padding)

    @property
    def fault(self) -> LayerError | None:
        """The problem that a spec with this window would have, with its remedies."""
        try:
            self.rounded("exact")
        except LayerError as error:
            return error
        return None

    def rounded(self, rounding: Rounding) -> int:
        """Give the output under a rounding; LayerError where the window does not fit."""
        sizes = (self.input, self.kernel, self.stride, *self.sides, self.dilation)
        return int(axis_size(Axis(*sizes, rounding, self.padding == "same", "")))


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a window; None is sought."""

    input: int | None = None
    kernel: int | None = None
    stride: int | None = None
    padding: Padding | None = None
    output: int | None = None
    dilation: int = 1

    @property
    def sought(self) -> tuple[Size, ...]:
        """The sizes that are not known."""
        return tuple(each for each in SIZES if getattr(self, each) is None)


@dataclass(frozen=True, slots=True)
class Fitting:
    """Every placement that fits what is given."""

    given: Given
    follows: Size
    """The size that follows from the others, and so was computed."""
    tried: Mapping[Size, range]
    """The other sizes that were sought, and what was tried for each."""
    placements: tuple[Placement, ...]
    more: int = 0
    """How many further ones there are, where one size alone has more than a hundred values."""
    searched: range = range(0)
    """Where nothing else was tried: the values among which the size that follows was sought."""


def fitting(given: Given, limits: Limits = DEFAULT_LIMITS) -> Fitting:
    """Give every placement that fits; ValueError where not one to three sizes are sought."""
    sought = sorted(given.sought, key=_FOLLOWING.index)
    if not 1 <= len(sought) <= MOST_SOUGHT:
        raise ValueError(f"{len(sought)} sizes are sought, and 1 to {MOST_SOUGHT} can be")
    follows, *others = sought
    trying = [each for each in SIZES if each in others]
    tried = {each: _tried(each, given)[: _MOST_TRIED[place]] for place, each in enumerate(trying)}
    found: list[Placement] = []
    more, searched = 0, range(0)
    for values in product(*tried.values()):
        placement = _placed(replace(given, **dict(zip(tried, values, strict=True))))
        if given.output is None:
            found += [placement] if placement.fits else []
            continue
        searched = _candidates(placement, follows, given.output, limits)
        matching = _matching(placement, follows, given.output, searched)
        found += [_changed(placement, follows, value) for value in matching[:MOST]]
        more += len(matching[MOST:])
    return Fitting(given, follows, tried, tuple(found), more, range(0) if tried else searched)


def nearest_fits(
    placement: Placement, output: int | None, limits: Limits = DEFAULT_LIMITS
) -> Mapping[Size, tuple[Placement, ...]]:
    """Give for each size the nearest two other values that fit, all else as it is.

    With an output, only those that give it.
    """
    found: dict[Size, tuple[Placement, ...]] = {}
    for size in SIZES[:-1]:
        present = getattr(placement, size)
        if isinstance(present, str):
            continue
        if output is None:
            most = present + NEAREST
            if size == "stride":  # a stride beyond the window skips values, and is no remedy
                most = min(most, max(placement.span, present))
            around = range(max(_LEAST[size], present - NEAREST), most + 1)
            possible: Iterable[int] = (
                each for each in around if _changed(placement, size, each).fits
            )
        else:
            possible = _matching(
                placement, size, output, _candidates(placement, size, output, limits)
            )
        nearest = sorted(set(possible) - {present}, key=lambda each: (abs(each - present), each))
        found[size] = tuple(_changed(placement, size, each) for each in sorted(nearest[:2]))
    return {size: placements for size, placements in found.items() if placements}


MOST_SOUGHT = 3
"""More are too many to be tried, and to be shown in a table."""
MOST = 100
"""Most values of one size that are listed."""
NEAREST = 64
"""How far from a present value a remedy is looked for."""

_FOLLOWING: Sequence[Size] = ("output", "input", "padding", "kernel", "stride")
"""Which of the sizes that are sought follows from the others: the first of these."""
_LEAST: Mapping[Size, int] = {"input": 1, "kernel": 1, "stride": 1, "padding": 0}

MOST_POSITIONS, MOST_INPUTS, MOST_KERNEL, MOST_STRIDE, MOST_PADDING = 32, 256, 32, 64, 10
STRIDES_AT_LEAST = 4
_MOST_TRIED = (MOST_INPUTS, 16)
"""How many values of the first size that is tried, and of the second, which lies across a table."""


def _tried(size: Size, given: Given) -> range:
    """The values of a size that are tried, so few that a person can look through them."""
    kernel = given.kernel and given.dilation * (given.kernel - 1) + 1
    if size == "kernel":
        padded = given.input and given.input + 2 * _number(given.padding)
        return range(1, min(padded or MOST_KERNEL, MOST_KERNEL) + 1)
    if size == "stride":
        return range(1, min(max(kernel or 0, STRIDES_AT_LEAST), MOST_STRIDE) + 1)
    if size == "padding":
        return range(min((kernel or STRIDES_AT_LEAST + 1) - 1, MOST_PADDING) + 1)
    first = max((kernel or 1) - 2 * _number(given.padding), 1)
    return range(first, first + min(MOST_POSITIONS * (given.stride or 1), MOST_INPUTS))


def _number(padding: Padding | None) -> int:
    return padding if isinstance(padding, int) else 0


def _placed(given: Given) -> Placement:
    """The placement of what is given, the size that is still sought being its least value."""
    return Placement(
        given.input or 1,
        given.kernel or 1,
        given.stride or 1,
        given.padding or 0,
        given.dilation,
    )


def _changed(placement: Placement, size: Size, value: int) -> Placement:
    return replace(placement, **{size: value})


def _candidates(placement: Placement, size: Size, output: int, limits: Limits) -> range:
    """The values of a size among which those are looked for that give an output."""
    padded = placement.input + sum(placement.sides)
    if size == "input":
        return range(1, min(placement.span + output * placement.stride, limits.size) + 1)
    if size == "padding":
        return range(placement.span)
    if size == "kernel" and placement.padding in {"half", "same"}:
        return range(1, min(padded, MOST_KERNEL) + 1)
    return range(1, max(padded, 1) + 1)


def _matching(placement: Placement, size: Size, output: int, candidates: range) -> Sequence[int]:
    """Every candidate for one size that gives an output.

    The number of positions only grows with the input and the padding, and only shrinks with the
    kernel and the stride; so the values that give one output lie together, and their ends are
    found by halving.
    """
    sign = 1 if size in {"input", "padding"} else -1

    def positions(value: int) -> Fraction:
        return sign * Fraction(_changed(placement, size, value).positions.value)

    if size == "kernel" and placement.padding in {
        "half",
        "same",
    }:  # such padding grows with the kernel
        return [each for each in candidates if positions(each) == sign * output]
    sought = Fraction(sign * output)
    first = bisect_left(candidates, sought, key=positions)
    return candidates[first : bisect_right(candidates, sought, key=positions)]
