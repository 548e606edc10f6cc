"""One axis of a receptive field, and how layers change it.

>>> pixel = AxisField(constant("one pixel", 1), constant("one pixel", 1), constant("first", 0))
>>> print(equation(grown_axis(pixel, step_of(axis)).size))      # a window of 5
r + (F - 1)*j = 1 + (5 - 1)*1 = 5
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.analysis.phase import Phases, united_phases
from cnncalc.derivation import Expression, Leaf, constant, largest, smallest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.layers.axis import Axis
    from cnncalc.layers.layer import Seen

__all__ = [
    "AxisField",
    "Step",
    "grown_axis",
    "shifted_axis",
    "spread_axis",
    "step_of",
    "united_axis",
]

FIRST_VALUE = constant("the window's first value, which is seen already", 1)


class AxisField(NamedTuple):
    """One axis of a field, in pixels of the input; no jump where all positions see the same."""

    size: Expression
    jump: Expression | None
    start: Expression
    phases: Phases | None = None
    """What neighbouring positions see where they do not all see alike; then size is the largest."""

    def parts(self) -> dict[str, Expression]:
        """Give the derived numbers by name."""
        found = {"size": self.size, "jump": self.jump, "start": self.start}
        return {name: each for name, each in found.items() if each is not None}


class Step(NamedTuple):
    """What a window adds along one axis, in numbers of the positions that it slides over."""

    reach: Expression
    """How much further than its first value it sees: (F - 1)*d."""
    stride: Leaf
    before: Leaf
    """The padding before the first value."""

    @property
    def stays(self) -> bool:
        """Whether the window looks at each position by itself."""
        return (self.reach.value, self.stride.value, self.before.value) == (0, 1, 0)


def step_of(axis: Axis) -> Step:
    """Give what the axis of a window adds."""
    reach: Expression = axis.number("F") - FIRST_VALUE
    if axis.dilation != 1:
        reach = reach * axis.number("d")
    before = axis.number("P") if axis.before == axis.after else axis.sides[0]
    return Step(reach, axis.number("S"), before)


def grown_axis(axis: AxisField, step: Step) -> AxisField:
    """Give the axis after a window; PatternTooLongError as `Phases` raises it, here and below."""
    if axis.jump is None or step.stays:
        return axis
    size, jump = Leaf("field of the input", axis.size.value, "r"), _jump(axis.jump)
    if axis.phases is not None:
        before, reach = int(step.before), int(step.reach)
        seen = axis.phases.seen(lambda _: (-before, reach - before), 1, int(step.stride))
        return _of_phases(seen, jump * step.stride)
    start = Leaf("its start", axis.start.value, "s")
    return AxisField(size + step.reach * jump, jump * step.stride, start - step.before * jump)


def shifted_axis(axis: AxisField, shift: int) -> AxisField:
    """Give the axis after positions were cut off before the first, or added (a negative shift)."""
    if axis.jump is None or not shift:
        return axis
    if axis.phases is not None:
        return _of_phases(axis.phases.seen(lambda _: (shift, shift), 1, 1), axis.jump)
    start, jump = Leaf("its start", axis.start.value, "s"), _jump(axis.jump)
    if shift > 0:
        return axis._replace(start=start + Leaf("positions cut off", shift, "o") * jump)
    return axis._replace(start=start - Leaf("padding before", -shift, "P") * jump)


def spread_axis(axis: AxisField, seen: Seen) -> AxisField:
    """Give the axis after a layer whose positions do not all see alike."""
    if axis.jump is None:
        return axis
    phases = _phases(axis, axis.jump).seen(seen.inputs, seen.period, seen.advance)
    jump: Expression = _jump(axis.jump)
    if seen.advance != 1:
        jump = jump * Leaf("input positions gone through", seen.advance, "a")
    if seen.period != 1:
        jump = jump / Leaf("output positions meanwhile", seen.period, "p")
    return _of_phases(phases, jump)


def united_axis(axes: Sequence[AxisField]) -> AxisField:
    """Give the axis of positions that see what the positions of several axes see."""
    jumps = [each.jump for each in axes]
    jump = jumps[0]
    if jump is not None and any(each.phases for each in axes) and len(_values(jumps)) == 1:
        return _of_phases(united_phases([_phases(each, jump) for each in axes]), jump)
    starts = [_of_path(index, "start", each.start, "s") for index, each in enumerate(axes, 1)]
    sizes = [_of_path(index, "field", each.size, "r") for index, each in enumerate(axes, 1)]
    first = smallest(*starts)
    end = largest(*(start + size for start, size in zip(starts, sizes, strict=True)))
    return AxisField(end - first, None if None in jumps else jump, first)


def _values(jumps: Sequence[Expression | None]) -> set[object]:
    return {each and each.value for each in jumps}


def _of_path(index: int, part: str, expression: Expression, letter: str) -> Leaf:
    return Leaf(f"{part} of path {index}", expression.value, f"{letter}_{index}")


def _jump(jump: Expression) -> Leaf:
    return Leaf("jump of the input", jump.value, "j")


def _phases(axis: AxisField, jump: Expression) -> Phases:
    return axis.phases or Phases.alike(int(axis.start), int(axis.size), int(jump))


def _of_phases(phases: Phases, jump: Expression) -> AxisField:
    """An axis whose size is the largest of its phases, and whose start is that of position 0."""
    sizes = sorted({last - first + 1 for first, last in phases.intervals})
    some = [
        Leaf("field of all positions" if len(sizes) == 1 else "field of some", each, f"r_{index}")
        for index, each in enumerate(sizes, 1)
    ]
    first = Leaf("first pixel of position 0", phases.intervals[0][0], "s_0")
    size = largest(*some) if len(some) > 1 else some[0]
    return AxisField(size, jump, first, phases if len(phases.intervals) > 1 else None)
