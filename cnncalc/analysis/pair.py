"""A layer of one network beside one of another, and where a gap between such pairs lies best.

    >>> Pair(alexnet.layers["conv1"], zfnet.layers["conv1"]).differing
    ('kernel', 'stride', 'padding')

Two layers are alike where kind, window and all other fields are; of what arrives at them nothing is
asked.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.analysis.figure import LayerFigures

__all__ = ["Pair", "form", "settled"]


class Pair(NamedTuple):
    """A layer of one network and the one in its place in another; None where there is none."""

    first: LayerFigures | None
    other: LayerFigures | None

    @property
    def alike(self) -> bool:
        """Whether both are there and of one form, whatever arrives at them."""
        return (
            self.first is not None
            and self.other is not None
            and form(self.first) == form(self.other)
        )

    @property
    def same_shape(self) -> bool:
        """Whether both give the same shape."""
        first, other = self.first, self.other
        return first is not None and other is not None and first.output_shape == other.output_shape

    @property
    def differing(self) -> tuple[str, ...]:
        """The fields that differ, of two layers of one kind: stride, filters, ..."""
        if self.first is None or self.other is None or self.first.kind != self.other.kind:
            return ()
        one, other = dict(form(self.first)), dict(form(self.other))
        return tuple(name for name in one if one[name] != other.get(name))


def form(figures: LayerFigures) -> tuple[tuple[str, object], ...]:
    """Give what a layer is, by the names of its fields: the kind, the window, and all others.

    Padding is what was added, whatever rule gave it; rounding counts by the shapes it leads to.
    """
    layer, window = figures.layer, figures.window
    names = type(layer).model_fields
    parts: dict[str, object] = {"kind": figures.kind}
    if window is not None:
        parts |= window._asdict()
    parts |= {
        name: getattr(layer, name)
        for name in names
        if name not in parts and name not in {"rounding", "like"}
    }
    return tuple(parts.items())


def settled(pairs: Sequence[Pair]) -> list[Pair]:
    """Move layers that one network alone has to where a block begins, or else as late as can be.

    Where a repeat is longer in one network, any of its rounds may be the one too many: layers may
    leave the gap at its one end as those behind it enter at the other, while what they are paired
    with is alike.
    """
    moved = list(pairs)
    start = 0
    while start < len(moved):
        side = _side(moved[start])
        end = start + 1
        while side is not None and end < len(moved) and _side(moved[end]) == side:
            end += 1
        start = end if side is None else max(end, _Gap(moved, start, end - start, side).settle())
    return moved


def _side(pair: Pair) -> int | None:
    """Which network has the layer, 0 or 1, where the other has none."""
    if (pair.first is None) == (pair.other is None):
        return None
    return 0 if pair.other is None else 1


class _Gap:
    """Pairs in succession in which one network has no layer."""

    def __init__(self, pairs: list[Pair], start: int, length: int, side: int) -> None:
        self.pairs = pairs
        self.start = start
        self.length = length
        self.side = side
        """Which of each pair is there: 0 or 1."""

    def settle(self) -> int:
        """Move it to the best of its places; give the index of what follows it."""
        while self._move(-1):
            pass
        best, least = self.start, self._nesting()
        while self._move(1):
            if self._nesting() <= least:
                best, least = self.start, self._nesting()
        while self.start > best:
            self._move(-1)
        return self.start + self.length

    def _move(self, by: int) -> bool:
        """Move by one place, where what is paired then is alike; else say that it does not."""
        behind = self.start + self.length
        outside = behind if by > 0 else self.start - 1
        inside = self.start if by > 0 else behind - 1
        if not 0 <= outside < len(self.pairs) or not self.pairs[outside].alike:
            return False
        here, there = self.pairs[outside][self.side], self.pairs[outside][1 - self.side]
        joined = self._pair(self.pairs[inside][self.side], there)
        if not joined.alike:
            return False
        self.pairs[inside], self.pairs[outside] = joined, self._pair(here, None)
        self.start += by
        return True

    def _pair(self, here: LayerFigures | None, there: LayerFigures | None) -> Pair:
        return Pair(there, here) if self.side else Pair(here, there)

    def _nesting(self) -> int:
        """How many block uses the two ends cut through."""
        ends = (self.start, self.start + self.length)
        return sum(self._shared(each) for each in ends if 0 < each < len(self.pairs))

    def _shared(self, place: int) -> int:
        """How many block uses the layers before and behind a place have in common."""
        before, behind = self.pairs[place - 1][self.side], self.pairs[place][self.side]
        if before is None or behind is None:
            return 0
        shared = zip(before.path, behind.path, strict=False)
        return sum(1 for _ in takewhile(lambda each: each[0] == each[1], shared))
