"""A window that slides over an image: how often it fits along both axes.

>>> image = Image(channels=3, height=227, width=227)
>>> window = padded_window(image, Pair(11, 11), Pair(4, 4), Sides(0, 0, 0, 0), Pair(1, 1))
>>> height, width = slid(image, window, "exact")
>>> print(equation(height))
(W - F + 2*P)/S + 1 = (227 - 11 + 2*0)/4 + 1 = 55
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cnncalc.derivation import Expression, Leaf
from cnncalc.layers.axis import Axis, positions
from cnncalc.layers.field import Sides
from cnncalc.layers.layer import Window
from cnncalc.layers.misfit import misfit

if TYPE_CHECKING:
    from cnncalc.layers.field import PadAmount, Pair, Rounding
    from cnncalc.shape import Image

__all__ = ["Axis", "area", "axes", "axis_size", "padded_window", "slid"]


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
    height, width = axes(image, window, rounding, same=same)
    return axis_size(height), axis_size(width)


def axes(
    image: Image, window: Window, rounding: Rounding = "exact", *, same: bool = False
) -> tuple[Axis, Axis]:
    """Give the vertical and the horizontal axis of a window: equal where they are alike."""
    kernel, stride, (top, bottom, left, right), dilation = window
    pairs = {"F": kernel, "S": stride, "P": ((top, bottom), (left, right)), "d": dilation}
    unlike = "".join([letter for letter, (high, wide) in pairs.items() if high != wide])
    alike = image.height == image.width and not unlike and (same or top == bottom)
    rows, columns = ("", "") if alike else ("height", "width")
    height = (image.height, kernel[0], stride[0], top, bottom, dilation[0])
    width = (image.width, kernel[1], stride[1], left, right, dilation[1])
    return (
        Axis(*height, rounding, same, rows, unlike),
        Axis(*width, rounding, same, columns, unlike),
    )


@lru_cache(maxsize=4096)
def axis_size(axis: Axis) -> Expression:
    """Give the number of positions of a window along one axis; LayerError where it does not fit."""
    size = positions(axis)
    if size.value < 1 or not size.whole:
        raise misfit(axis, size)
    return size


def area(kernel: Pair) -> Expression:
    """Give the values in one window of one map: F*F, or F_h*F_w."""
    if kernel.height == kernel.width:
        side = Leaf("kernel size", kernel.height, "F")
        return side * side
    return Leaf("kernel height", kernel.height, "F_h") * Leaf("kernel width", kernel.width, "F_w")


def _same(size: int, kernel: int, stride: int, dilation: int) -> tuple[int, int]:
    """Pad so that the output is ceil(W/S), the odd pixel last, as TensorFlow does."""
    positions = -(-size // stride)
    amount = max((positions - 1) * stride + dilation * (kernel - 1) + 1 - size, 0)
    return amount // 2, amount - amount // 2
