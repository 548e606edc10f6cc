"""Which layer of one network stands for which of another, so that what differs can be seen.

    >>> pairs = aligned(vgg16.layers.values(), vgg19.layers.values())
    >>> [each.other.name for each in pairs if each.first is None]
    ['conv3_4', 'relu8', 'conv4_4', 'relu12', 'conv5_4', 'relu16']

Two layers are alike where kind, window and all other fields are; of what arrives at them nothing is
asked. The pairs are those that leave least to be changed (Wagner & Fischer 1974): a layer of
another form costs less than one too many here and one too few there, one of another kind little
less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.analysis.pair import Pair, form, settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cnncalc.analysis.figure import LayerFigures

__all__ = ["aligned"]


def aligned(first: Iterable[LayerFigures], other: Iterable[LayerFigures]) -> tuple[Pair, ...]:
    """Give the layers of two networks in pairs, in the order of both."""
    ours, theirs = list(first), list(other)
    numbers: dict[object, int] = {}
    left, right = (
        [
            _Token(numbers.setdefault(form(each), len(numbers)), each.kind, _role(each))
            for each in layers
        ]
        for layers in (ours, theirs)
    )
    pairs = [
        Pair(
            None if one is None else ours[one],
            None if another is None else theirs[another],
        )
        for one, another in _paired(left, right)
    ]
    return tuple(settled(pairs))


class _Token(NamedTuple):
    form: int
    kind: str
    role: str


def _role(figures: LayerFigures) -> str:
    """What a layer is there for: only another of its role can stand in its place."""
    if len(figures.inputs) > 1:
        return "merge"
    if figures.layer.weighted or figures.layer.window(figures.input_shapes) is not None:
        return "window"
    return "normalization" if figures.layer.stored else "activation"


_ABSENT = 3
"""What a layer costs that the other network has not."""
_RESHAPED = 2
"""What a layer costs that is of the same kind there."""
_REPLACED = 5
"""What a layer costs in whose place stands another kind of the same role."""
_STRANGE = 7
"""More than what both cost by themselves: a layer never stands in the place of another role."""
_MOST = 700
"""Layers of each network that are laid against one another at once: the time grows with both."""

_Places = tuple[int | None, int | None]


def _paired(left: Sequence[_Token], right: Sequence[_Token]) -> Iterator[_Places]:
    """The indices of pairs: alike ones at both ends, and the cheapest pairs between them."""
    shorter = min(len(left), len(right))
    start = next((each for each in range(shorter) if left[each] != right[each]), shorter)
    rest = shorter - start
    end = next((each for each in range(rest) if left[-1 - each] != right[-1 - each]), rest)
    yield from ((each, each) for each in range(start))
    yield from _pieces(left, right, (start, len(left) - end), (start, len(right) - end))
    for each in range(-end, 0):
        yield len(left) + each, len(right) + each


def _pieces(
    left: Sequence[_Token], right: Sequence[_Token], ours: tuple[int, int], theirs: tuple[int, int]
) -> Iterator[_Places]:
    """The pairs between two places, in so many pieces that none takes long."""
    long, wide = ours[1] - ours[0], theirs[1] - theirs[0]
    pieces = -(-max(long, wide) // _MOST)
    for each in range(pieces):
        above, below = (ours[0] + long * step // pieces for step in (each, each + 1))
        before, behind = (theirs[0] + wide * step // pieces for step in (each, each + 1))
        for one, other in _cheapest(left[above:below], right[before:behind]):
            yield (
                None if one is None else above + one,
                None if other is None else before + other,
            )


def _cheapest(left: Sequence[_Token], right: Sequence[_Token]) -> list[_Places]:
    """The pairs that cost least, found from the ends: `costs[i][j]` is for all behind i and j."""
    last = [_ABSENT * each for each in range(len(right), -1, -1)]
    costs = [last]
    for mine in reversed(left):
        row = [0] * len(right) + [last[-1] + _ABSENT]
        for index in range(len(right) - 1, -1, -1):
            row[index] = min(
                last[index + 1] + _change(mine, right[index]),
                last[index] + _ABSENT,
                row[index + 1] + _ABSENT,
            )
        costs.append(row)
        last = row
    costs.reverse()
    pairs: list[_Places] = []
    one = other = 0
    while one < len(left) or other < len(right):
        cost = costs[one][other]
        both = one < len(left) and other < len(right)
        if both and cost == costs[one + 1][other + 1] + _change(left[one], right[other]):
            pairs.append((one, other))
            one, other = one + 1, other + 1
        elif one < len(left) and cost == costs[one + 1][other] + _ABSENT:
            pairs.append((one, None))
            one += 1
        else:
            pairs.append((None, other))
            other += 1
    return pairs


def _change(mine: _Token, yours: _Token) -> int:
    if mine.form == yours.form:
        return 0
    if mine.kind == yours.kind:
        return _RESHAPED
    return _REPLACED if mine.role == yours.role else _STRANGE
