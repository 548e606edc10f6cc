"""The input: divisible by two as often as the network halves it.

Nothing is said where a stride is no power of two, since then no such input is the better one, and
nothing where no better input could be found: each is tried out with the whole network first.
"""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from typing import TYPE_CHECKING

from cnncalc.analysis.advice.finding import Finding, Kept
from cnncalc.analysis.advice.subject import NOTES
from cnncalc.analysis.walk import walk
from cnncalc.diagnostic import CnncalcError
from cnncalc.layers.layer import Spread, Window
from cnncalc.shape import Image
from cnncalc.spec.read import read_network

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.advice.subject import Subject
    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.shape import Shape

__all__ = ["input_halving"]

CODE = "input-halving"
COMMON = (32, 64, 96, 224, 384, 512)
"""The sides that the notes call common."""
SOURCE = f"{NOTES}, Layer Sizing Patterns: the input layer is divisible by 2 many times"


def input_halving(subject: Subject) -> Iterator[Finding | Kept]:
    """Compare how often the sides of the input divide by two with how often they are halved."""
    shape, halvings = subject.analysis.input_shape, _halvings(subject)
    if not isinstance(shape, Image) or halvings < 1:
        return
    if any(each & (each - 1) for each in _strides(subject)):
        return
    sides = sorted({shape.height, shape.width})
    odd = [each for each in sides if _twos(each) < halvings]
    if not odd:
        factored = " and ".join(_factored(each) for each in sides)
        yield Kept(CODE, f"input: {factored}, and halved {_times(halvings)}")
        return
    for side in odd:
        near = [
            each
            for each in sorted({_nearest(side, halvings), *_common(side, halvings)})
            if _fits(subject, _with_side(shape, side, each, halvings))
        ]
        if not near:
            continue
        which = "" if len(sides) == 1 else " high" if side == shape.height else " wide"
        yield Finding(
            CODE,
            (),
            subject.input_place,
            f"an input of {side}{which} {_divides(side)}, and is halved {_times(halvings)}",
            f"its sides become {_sizes(subject, side)}; {' or '.join(map(str, near))} would divide "
            f"{_times(halvings)} (common are {', '.join(map(str, COMMON))})",
            SOURCE,
        )


def _halvings(subject: Subject) -> int:
    """How often a side is halved on the way to the widest positions."""
    apart: dict[str, Fraction] = {"input": Fraction(1)}
    for each in subject.layers:
        read = zip(each.inputs, each.input_shapes, strict=True)
        before = [apart[name] for name, shape in read if name in apart and _is_map(shape)]
        if before and _is_map(each.output_shape):
            apart[each.name] = max(before) * _step(each)
    return max(int(each).bit_length() - 1 for each in apart.values() if each >= 1)


def _step(figures: LayerFigures) -> Fraction:
    """How many positions of what a layer reads lie between two neighbours that it gives."""
    seeing = figures.layer.window(figures.input_shapes)
    if isinstance(seeing, Window):
        return Fraction(seeing.stride.height)
    if isinstance(seeing, Spread):
        return Fraction(figures.input_shapes[0].axes[1], figures.output_shape.axes[1])
    return Fraction(1)


def _strides(subject: Subject) -> set[int]:
    """How far windows move, but for those that see a whole map at once."""
    windows = (each.window for each in subject.layers if _is_map(each.output_shape))
    return {stride for each in windows if each is not None for stride in each.stride}


def _is_map(shape: Shape) -> bool:
    """Whether it is maps of more than one value."""
    return shape.axes[1:] not in {(), (1, 1)}


def _with_side(shape: Image, side: int, other: int, halvings: int) -> Image:
    """The input with another side in the place of one; the other divides often enough as well."""
    height, width = (
        other if each == side else each if _twos(each) >= halvings else _nearest(each, halvings)
        for each in (shape.height, shape.width)
    )
    return Image(shape.channels, height, width)


def _fits(subject: Subject, shape: Image) -> bool:
    """Whether the network takes an input, its windows rounded as the spec says."""
    network = subject.network
    said = {**network.overrides._asdict(), "input": str(shape)}
    with suppress(CnncalcError):
        walk(read_network(network.source, **said, limits=network.limits))
        return True
    return False


def _twos(side: int) -> int:
    """How often a number divides by two."""
    return (side & -side).bit_length() - 1


def _factored(side: int) -> str:
    """Write a side as a power of two and the rest: 224 = 2^5*7."""
    twos = _twos(side)
    rest = side >> twos
    power = f"2^{twos}"
    return f"{side} = {power if rest == 1 else f'{power}*{rest}'}"


def _nearest(side: int, halvings: int) -> int:
    """The side nearest to one that divides often enough."""
    step = 1 << halvings
    return max(step, (2 * side + step) // (2 * step) * step)


def _common(side: int, halvings: int) -> list[int]:
    """The common side nearest to one, where it is near and divides often enough."""
    fitting = [each for each in COMMON if _twos(each) >= halvings]
    near = min(fitting, key=lambda each: abs(each - side), default=0)
    return [near] if 2 * abs(near - side) < side else []


def _divides(side: int) -> str:
    return f"divides by 2 {_times(_twos(side))}" if _twos(side) else "is odd"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _sizes(subject: Subject, side: int) -> str:
    """What a side of the input becomes, map by map, as it becomes smaller."""
    axis = subject.analysis.input_shape.axes.index(side, 1)
    sizes = [side]
    for each in subject.layers:
        length = each.output_shape.axes[axis] if isinstance(each.output_shape, Image) else 1
        if 1 < length < sizes[-1]:
            sizes.append(length)
    shown = sizes if len(sizes) <= _MOST_SIZES else [*sizes[: _MOST_SIZES - 1], sizes[-1]]
    gap = ", ..." if len(sizes) > _MOST_SIZES else ""
    return (
        f"{', '.join(map(str, shown[:-1]))}{gap}, {shown[-1]}" if len(shown) > 1 else str(sizes[0])
    )


_MOST_SIZES = 8
