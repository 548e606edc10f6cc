"""The border that PyTorch lays around an image before a window slides over it.

Its `padding` is the same on opposite sides. Any other border is an operation of its own, which
copies the image into a larger one:

    >>> [each.gives.items for each in laid_first(Image(3, 224, 224), Sides(0, 1, 0, 1))]
    [151875]
    >>> laid_first(Image(3, 224, 224), Sides(1, 1, 1, 1))
    ()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.layers.field import Sides
from cnncalc.layers.operation import Operation, Space

if TYPE_CHECKING:
    from cnncalc.layers.field import PadAmount, Rounding
    from cnncalc.layers.layer import Window
    from cnncalc.shape import Image

__all__ = ["around", "bordered", "covering", "laid", "laid_first", "rounds_up"]


def rounds_up(rounding: Rounding, padding: PadAmount) -> bool:
    """Say whether a last window is added that is not whole; under `same` every window is whole."""
    return rounding == "ceil" and padding != "same"


def around(image: Image, window: Window, output: Image, *, up: bool) -> Sides:
    """Give the border under which every window is whole."""
    return covering(image, window, output) if up else window.padding


def covering(image: Image, window: Window, output: Image) -> Sides:
    """Give the border with which rounding down finds the windows that rounding up finds."""
    top, _, left, _ = window.padding
    bottom = _beyond(window, 0, output.height) - top - image.height
    right = _beyond(window, 1, output.width) - left - image.width
    return Sides(top, max(bottom, 0), left, max(right, 0))


def laid_first(image: Image, sides: Sides) -> tuple[Operation, ...]:
    """Give the operation that lays a border around an image; none where `padding` says it."""
    if sides.top == sides.bottom and sides.left == sides.right:
        return ()
    return (laid(image, sides),)


def laid(image: Image, sides: Sides, *, held: int | None = None) -> Operation:
    """Give the operation that lays a border around the layer's input, be it of no width."""
    return Operation((0,), bordered(image, sides), held=held)


def bordered(image: Image, sides: Sides) -> Space:
    """Give the room of an image with a border around it."""
    height = image.height + sides.top + sides.bottom
    return Space(image.channels * height * (image.width + sides.left + sides.right))


def _beyond(window: Window, axis: int, positions: int) -> int:
    """Where the last of some windows ends, from the border's first row or column on."""
    reach = window.dilation[axis] * (window.kernel[axis] - 1) + 1
    return (positions - 1) * window.stride[axis] + reach
