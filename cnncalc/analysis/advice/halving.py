"""The input: divisible by two as often as the network halves it.

Nothing is said where a stride is no power of two, since then no such input is the better one, and
nothing where no better input could be found: each is tried out with the whole network first.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from cnncalc.analysis.advice.finding import Finding, Kept
from cnncalc.analysis.advice.subject import NOTES
from cnncalc.analysis.walk import walk
from cnncalc.diagnostic import CnncalcError
from cnncalc.shape import Image
from cnncalc.spec.read import read_network

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.advice.subject import Subject
    from cnncalc.analysis.figure import LayerFigures

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
    side = odd[0]
    near = [
        each
        for each in sorted({_nearest(side, halvings), *_common(side, halvings)})
        if _fits(subject, _with_sides(shape, {side: each}, halvings))
    ]
    if not near:
        return
    yield Finding(
        CODE,
        (),
        subject.input_place,
        f"an input of {side} {_divides(side)}, and is halved {_times(halvings)}",
        f"its sides become {_sizes(subject)}; {' or '.join(map(str, near))} would divide "
        f"{_times(halvings)} (common are {', '.join(map(str, COMMON))})",
        SOURCE,
    )


def _halvings(subject: Subject) -> int:
    """How often a side is halved on the way to the widest positions."""
    jumps = [
        each.receptive_field.height.jump.value
        for each in subject.layers
        if each.receptive_field and each.receptive_field.height.jump and _has_positions(each)
    ]
    return max((int(each).bit_length() - 1 for each in jumps if each >= 1), default=0)


def _strides(subject: Subject) -> set[int]:
    """How far windows move, but for those that see a whole map at once."""
    windows = (each.window for each in subject.layers if _has_positions(each))
    return {stride for each in windows if each is not None for stride in each.stride}


def _has_positions(figures: LayerFigures) -> bool:
    """Whether a layer gives maps of more than one value."""
    return figures.output_shape.axes[1:] not in {(), (1, 1)}


def _with_sides(shape: Image, sides: dict[int, int], halvings: int) -> Image:
    """The input with other sides; one that is not among them divides often enough as well."""
    height, width = (
        each if _twos(each) >= halvings else sides.get(each, _nearest(each, halvings))
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


def _sizes(subject: Subject) -> str:
    """The heights that maps have one after another, as they become smaller."""
    shape = subject.analysis.input_shape
    sizes = [shape.axes[-1]]
    for each in subject.layers:
        height = each.output_shape.axes[-1]
        if isinstance(each.output_shape, Image) and 1 < height < sizes[-1]:
            sizes.append(height)
    shown = sizes if len(sizes) <= _MOST_SIZES else [*sizes[: _MOST_SIZES - 1], sizes[-1]]
    gap = ", ..." if len(sizes) > _MOST_SIZES else ""
    return (
        f"{', '.join(map(str, shown[:-1]))}{gap}, {shown[-1]}" if len(shown) > 1 else str(sizes[0])
    )


_MOST_SIZES = 8
