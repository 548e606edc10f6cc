"""What a picture says of a layer in a few words: `conv 11x11, stride 4`, and shapes with a times.

>>> window_words(cnncalc.analyze("alexnet").layers["conv1"])
'conv 11\N{MULTIPLICATION SIGN}11, stride 4'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.analysis.figure import LayerFigures
    from cnncalc.shape import Order, Shape

__all__ = ["TIMES", "given_name", "shape_words", "tail_of", "times", "window_words"]

TIMES = "\N{MULTIPLICATION SIGN}"


def window_words(figures: LayerFigures) -> str:
    """Give the kind, and of its window what is not ordinary; padding is left out."""
    window = figures.window
    kind = figures.kind.replace("_", " ")
    if window is None:
        return kind
    words = f"{kind} {_pair(window.kernel)}"
    if window.stride != (1, 1):
        high, wide = window.stride
        words += f", stride {high if high == wide else _pair(window.stride)}"
    if window.dilation != (1, 1):
        high, wide = window.dilation
        words += f", dilation {high if high == wide else _pair(window.dilation)}"
    groups = getattr(figures.layer, "groups", 1)
    return words if groups == 1 else f"{words}, {groups} groups"


def shape_words(shape: Shape, order: Order = "hwc") -> str:
    """Write a shape: 55x55x96 with the sign for times, or 4096."""
    return shape.written(order).replace("x", TIMES)


def tail_of(name: str) -> str:
    """Give the last part of a name, without the blocks that it stands in."""
    return name.rpartition("/")[2]


def given_name(figures: LayerFigures) -> str:
    """Give the name that a spec gave a layer; nothing where it gave none."""
    return tail_of(figures.name) if figures.named else ""


def times(count: int) -> str:
    """Write how often something is there: `x36`, with the sign for times; nothing for once."""
    return f"{TIMES}{count:,}" if count > 1 else ""


def _pair(pair: tuple[int, int]) -> str:
    return TIMES.join(map(str, pair))
