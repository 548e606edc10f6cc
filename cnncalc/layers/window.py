"""A window that slides over an image: its size under each rounding, and what would fit.

The rule is (W - F + 2*P)/S + 1 along each axis (CS231n; Dumoulin & Visin 2016), where F becomes
d*(F - 1) + 1 under a dilation d. `exact` refuses a result that is not whole; `floor` rounds down, as
PyTorch does; `ceil` rounds up and drops a last window that would start in the padding, as Caffe does.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from cnncalc.derivation import FIRST, Expression, Leaf, ceiling, constant, floor
from cnncalc.diagnostic import LayerError
from cnncalc.layers.field import PadAmount, Pair, Rounding, Sides
from cnncalc.layers.layer import Window
from cnncalc.notation import equation
from cnncalc.shape import Image
from cnncalc.suggestion import fitting, listed

__all__ = ["Axis", "axis_size", "padded_window", "slid"]

BOTH_SIDES = constant("the two padded sides", 2)
FIRST_TAP = constant("the window's first value", 1)
LAST_WINDOW = constant("the last window, which would start in the padding", 1)


class Axis(NamedTuple):
    """One axis of a sliding window, all that its output size depends on."""

    size: int
    kernel: int
    stride: int
    before: int
    after: int
    dilation: int
    rounding: Rounding
    same: bool
    name: str
    """height or width; empty where both axes are alike and one derivation serves both."""

    @property
    def mark(self) -> str:
        """What the letters of this axis carry: F_h, F_w, or F where both are alike."""
        return f"_{self.name[0]}" if self.name else ""


def padded_window(
    image: Image, kernel: Pair, stride: Pair, padding: PadAmount, dilation: Pair
) -> Window:
    """Give the window with its padding in numbers, whatever rule it was written as."""
    if padding == "valid":
        padding = Sides(0, 0, 0, 0)
    elif padding == "half":
        rows, columns = (d * (f - 1) // 2 for d, f in zip(dilation, kernel, strict=True))
        padding = Sides(rows, rows, columns, columns)
    elif padding == "same":
        top, bottom = _same(image.height, kernel.height, stride.height, dilation.height)
        left, right = _same(image.width, kernel.width, stride.width, dilation.width)
        padding = Sides(top, bottom, left, right)
    return Window(kernel, stride, padding, dilation)


def slid(
    image: Image, window: Window, rounding: Rounding, *, same: bool = False
) -> tuple[Expression, Expression]:
    """Give the height and width of what a window gives; LayerError where it does not fit."""
    kernel, stride, padding, dilation = window
    top, bottom, left, right = padding
    square = (
        image.height == image.width
        and kernel[0] == kernel[1]
        and stride[0] == stride[1]
        and dilation[0] == dilation[1]
        and top == left
        and bottom == right
        and (top == bottom or same)
    )
    rows, columns = ("", "") if square else ("height", "width")
    height = axis_size(
        Axis(image.height, kernel[0], stride[0], top, bottom, dilation[0], rounding, same, rows)
    )
    width = axis_size(
        Axis(image.width, kernel[1], stride[1], left, right, dilation[1], rounding, same, columns)
    )
    return height, width


@lru_cache(maxsize=4096)
def axis_size(axis: Axis) -> Expression:
    """Give the number of positions of a window along one axis, derived."""
    size, kernel, stride = _leaves(axis)
    if axis.same:
        return ceiling(size / stride)
    span = _span(axis, kernel)
    moved = size - span + _padding(axis)
    if moved.value < 0:
        raise _too_large(axis, span)
    if axis.rounding == "floor":
        return floor(moved / stride) + FIRST
    if axis.rounding == "ceil":
        positions = ceiling(moved / stride) + FIRST
        last_start = (positions.value - 1) * axis.stride
        return positions - LAST_WINDOW if last_start >= axis.size + axis.before else positions
    positions = moved / stride + FIRST
    if not positions.whole:
        raise _does_not_fit(axis, positions)
    return positions


def _same(size: int, kernel: int, stride: int, dilation: int) -> tuple[int, int]:
    """Pad so that the output is ceil(W/S), the odd pixel last, as TensorFlow does."""
    positions = -(-size // stride)
    amount = max((positions - 1) * stride + dilation * (kernel - 1) + 1 - size, 0)
    return amount // 2, amount - amount // 2


def _leaves(axis: Axis) -> tuple[Leaf, Leaf, Leaf]:
    return (
        Leaf(f"input {axis.name or 'size'}", axis.size, "H" if axis.name == "height" else "W"),
        Leaf(f"kernel {axis.name or 'size'}", axis.kernel, f"F{axis.mark}"),
        Leaf("stride", axis.stride, f"S{axis.mark}"),
    )


def _span(axis: Axis, kernel: Leaf) -> Expression:
    """The pixels that a window reaches over: F, or d*(F - 1) + 1 under dilation."""
    if axis.dilation == 1:
        return kernel
    dilation = Leaf("dilation", axis.dilation, f"d{axis.mark}")
    return dilation * (kernel - FIRST_TAP) + FIRST_TAP


def _padding(axis: Axis) -> Expression:
    if axis.before == axis.after:
        return BOTH_SIDES * Leaf("padding", axis.before, f"P{axis.mark}")
    first, last = ("top", "bottom") if axis.name == "height" else ("left", "right")
    before = Leaf(f"padding {first}", axis.before, f"P_{first}")
    return before + Leaf(f"padding {last}", axis.after, f"P_{last}")


def _over(axis: Axis) -> str:
    padded = axis.size + axis.before + axis.after
    name = f"{axis.name} " if axis.name else ""
    if padded == axis.size:
        return f"{name}{axis.size}"
    return f"{name}{padded} ({axis.size} and padding {axis.before} + {axis.after})"


def _too_large(axis: Axis, span: Expression) -> LayerError:
    dilated = "" if axis.dilation == 1 else f" ({equation(span)})"
    return LayerError(
        "window-too-large",
        f"a window of {span.value}{dilated} is larger than the {_over(axis)} it slides over",
        field="kernel",
        helps=(
            f"a kernel of at most "
            f"{(axis.size + axis.before + axis.after - 1) // axis.dilation + 1} fits, "
            f"or an input of at least {int(span) - axis.before - axis.after}",
        ),
    )


NEAREST = 64
"""How far from the number that was written a remedy is looked for."""


def _does_not_fit(axis: Axis, positions: Expression) -> LayerError:
    span = axis.dilation * (axis.kernel - 1) + 1
    over = (axis.size - span + axis.before + axis.after) % axis.stride
    return LayerError(
        "stride-does-not-fit",
        f"a window of {span} moving by {axis.stride} over {_over(axis)} leaves {over} over",
        field="stride",
        working=f"{equation(positions)}, not a whole number",
        helps=_remedies(axis, positions),
    )


def _remedies(axis: Axis, positions: Expression) -> tuple[str, ...]:
    """What would fit, each found by putting it into the derivation; the nearest values first."""
    size, _, stride = _leaves(axis)
    below = fitting(positions, size.symbol, range(axis.size - 1, axis.size - NEAREST, -1), 1)
    above = fitting(positions, size.symbol, range(axis.size + 1, axis.size + NEAREST), 1)
    strides = sorted(
        range(max(1, axis.stride - NEAREST), max(axis.kernel, axis.stride) + 1),
        key=lambda each: (abs(each - axis.stride), each),
    )[:NEAREST]
    choices = [
        ("input", sorted(below + above)),
        ("stride", fitting(positions, stride.symbol, strides, 2)),
        ("padding", _paddings(axis, positions)),
    ]
    offers = [f"{name} {listed(values)}" for name, values in choices if values]
    down = axis_size(axis._replace(rounding="floor"))
    rounded = f"`rounding: floor` (as PyTorch does) gives {down.value}"
    if not offers:
        return (rounded,)
    others = f", and so does {listed(offers[1:])}" if offers[1:] else ""
    return (f"{offers[0]} fits{others}", rounded)


def _paddings(axis: Axis, positions: Expression) -> tuple[int, ...]:
    if axis.before != axis.after:
        return ()
    candidates = sorted(
        range(min(axis.kernel // 2 + 1, NEAREST)), key=lambda each: (abs(each - axis.before), each)
    )
    return fitting(positions, f"P{axis.mark}", candidates, 1)
