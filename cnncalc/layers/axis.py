"""One axis of a sliding window: how often the window fits along it.

    >>> size = positions(Axis(227, 11, 4, 0, 0, 1, "exact", same=False, name=""))
    >>> equation(size)
    '(W - F + 2*P)/S + 1 = (227 - 11 + 2*0)/4 + 1 = 55'

The rule is (W - F + 2*P)/S + 1 (CS231n; Dumoulin & Visin 2016), where F becomes d*(F - 1) + 1 under
a dilation d. `exact` leaves a fraction as it is; `floor` rounds down, as PyTorch does; `ceil`
rounds up and drops a last window that would start in the padding, as Caffe and PyTorch do. Under
`same` the output is ceil(W/S), as in TensorFlow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.derivation import FIRST, Expression, Leaf, ceiling, constant, floor

if TYPE_CHECKING:
    from cnncalc.layers.field import Rounding

__all__ = ["Axis", "positions"]

BOTH_SIDES = constant("the two padded sides", 2)
FIRST_TAP = constant("the window's first value", 1)
LAST_WINDOW = constant("the last window, which would start in the padding", 1)


class Axis(NamedTuple):
    """One axis of a sliding window: all that its number of positions depends on."""

    size: int
    kernel: int
    stride: int
    before: int
    """Zeros before the first value."""
    after: int
    dilation: int
    rounding: Rounding
    same: bool
    """Whether the padding was chosen so that the output is ceil(W/S)."""
    name: str
    """height or width; empty where both axes are alike and one derivation serves both."""
    unlike: str = ""
    """The letters, of F, S, P and d, that stand for two numbers: they are written F_h and F_w."""

    @property
    def input(self) -> Leaf:
        """W, or H of the height where the axes differ."""
        symbol = "H" if self.name == "height" else "W"
        return Leaf(f"input {self.name or 'size'}", self.size, symbol)

    def letter(self, letter: str) -> str:
        """Give the symbol that stands for a letter on this axis: F, or F_h."""
        return f"{letter}_{self.name[0]}" if letter in self.unlike else letter

    def number(self, letter: str) -> Leaf:
        """Give the number that F, S, P (where both sides are alike) or d stands for."""
        name, value = {
            "F": ("kernel", self.kernel),
            "S": ("stride", self.stride),
            "P": ("padding", self.before),
            "d": ("dilation", self.dilation),
        }[letter]
        if letter == "F":
            name = f"kernel {self.name}" if letter in self.unlike else "kernel size"
        elif letter in self.unlike:
            name = f"{name} along the {self.name}"
        return Leaf(name, value, self.letter(letter))

    @property
    def sides(self) -> tuple[Leaf, Leaf]:
        """The padding before and after, each by itself: P_top and P_bottom, or P_left, P_right."""
        before, after = ("top", "bottom") if self.name == "height" else ("left", "right")
        return (
            Leaf(f"padding at the {before}", self.before, f"P_{before}"),
            Leaf(f"padding at the {after}", self.after, f"P_{after}"),
        )


def positions(axis: Axis) -> Expression:
    """Give the number of positions; it may be a fraction (under `exact`), or less than 1."""
    stride = axis.number("S")
    if axis.same:
        return ceiling(axis.input / stride)
    moves = (axis.input - _span(axis) + _padding(axis)) / stride
    if axis.rounding == "exact":
        return moves + FIRST
    if axis.rounding == "floor":
        return floor(moves) + FIRST
    rounded = ceiling(moves) + FIRST
    last_start = (rounded.value - 1) * axis.stride - axis.before
    return rounded - LAST_WINDOW if not moves.whole and last_start >= axis.size else rounded


def _span(axis: Axis) -> Expression:
    """The values that a window reaches over: F, or d*(F - 1) + 1 under dilation."""
    kernel = axis.number("F")
    if axis.dilation == 1:
        return kernel
    return axis.number("d") * (kernel - FIRST_TAP) + FIRST_TAP


def _padding(axis: Axis) -> Expression:
    if axis.before == axis.after:
        return BOTH_SIDES * axis.number("P")
    before, after = axis.sides
    return before + after
