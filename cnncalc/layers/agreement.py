"""What would make shapes agree that a merge cannot join: layers at the end of a branch, tried out.

    >>> sum_helps((Image(256, 56, 56), Image(64, 56, 56)))
    ('branch 2: `conv: {filters: 256, kernel: 1}` behind it gives 56x56x256',)

Each layer that is offered is one of the ordinary kinds, and was asked for its output shape.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.diagnostic import LayerError
from cnncalc.layers.convolution import Conv
from cnncalc.layers.dense import Dense, Reshape
from cnncalc.layers.pooling import MaxPool
from cnncalc.layers.resize import Crop, Upsample
from cnncalc.shape import Image, Vector
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cnncalc.layers.layer import Layer
    from cnncalc.shape import Shape

    Mending = Callable[[Shape, Shape], tuple[str, Layer] | None]

__all__ = ["concat_helps", "product_helps", "sum_helps"]

MOST = 3
"""Remedies that are offered at once."""


def sum_helps(inputs: Sequence[Shape]) -> tuple[str, ...]:
    """Say how all inputs of a sum come to one shape: projections, or a larger or cut image."""
    images = [each for each in inputs if isinstance(each, Image)]
    if not images:
        return _together(inputs, Vector(max(each.values for each in inputs)), _lengthened)
    height, width = min((each.height, each.width) for each in images)
    smallest = [each for each in images if (each.height, each.width) == (height, width)]
    small = max(smallest, key=lambda each: each.channels)
    large = max(images, key=lambda each: (each.height * each.width, each.channels))
    first = _together(inputs, small, _reshaped, _projected)
    enlarged = _together(inputs, large, _upsampled)
    return (*first, *enlarged, *_together(inputs, small, _cut))[:MOST]


def product_helps(inputs: Sequence[Shape], largest: Shape) -> tuple[str, ...]:
    """Say how each input of a product comes to the shape of the largest, or to one value a map."""
    if not isinstance(largest, Image):
        return _together(inputs, largest, _lengthened)
    gate = Image(largest.channels, 1, 1)
    wrong = {number: e for number, e in enumerate(inputs, 1) if e not in {largest, gate}}
    found = [list(_gated(number, each, largest, gate)) for number, each in wrong.items()]
    if len(found) == 1:
        return tuple(found[0][:MOST])
    return (", and ".join(each[0] for each in found),) if all(found) else ()


def concat_helps(images: Sequence[Image]) -> tuple[str, ...]:
    """Say how images come to one height and width."""
    sizes = {(each.height, each.width) for each in images}
    small, large = min(sizes), max(sizes)
    pooled = _sized(images, small, _pooled)
    cut = _sized(images, small, _cut)
    return (*pooled, *_sized(images, large, _upsampled), *cut)[:MOST]


def _together(inputs: Sequence[Shape], target: Shape, *mendings: Mending) -> tuple[str, ...]:
    """The first layer that works for each input that is not the target; nothing unless for all."""
    found: dict[int, str] = {}
    for number, shape in enumerate(inputs, 1):
        if shape != target:
            tried = (_tried(mending, shape, target) for mending in mendings)
            text = next((each for each in tried if each), "")
            if not text:
                return ()
            found[number] = text
    return (_behind(found, str(target)),)


def _sized(images: Sequence[Image], size: tuple[int, int], mending: Mending) -> tuple[str, ...]:
    """The layer that gives each image a size, whatever its channels; nothing unless for all."""
    found: dict[int, str] = {}
    reached = ""
    for number, shape in enumerate(images, 1):
        target = Image(shape.channels, *size)
        if shape != target:
            text = _tried(mending, shape, target)
            if not text:
                return ()
            found[number] = text
            reached = str(target) if len(found) == 1 else f"{size[0]}x{size[1]}"
    return (_behind(found, reached),)


def _behind(found: Mapping[int, str], reached: str) -> str:
    """Say of all branches that need a layer what it is, since one of them alone mends nothing."""
    parts = []
    for text in dict.fromkeys(found.values()):
        branches = [number for number, each in found.items() if each == text]
        plural = "branches" if len(branches) > 1 else "branch"
        parts.append(f"{plural} {listed(branches, 'and')}: {text}")
    ends = "behind it gives" if len(found) == 1 else "behind each gives"
    return f"{', '.join(parts)} {ends} {reached}"


def _gated(number: int, shape: Shape, largest: Image, gate: Image) -> Iterator[str]:
    """How one input comes to multiply the largest."""
    maps = largest.channels
    if isinstance(shape, Vector):
        first = "" if shape.length == maps else f"`dense: {maps}` and "
        yield f"branch {number}: {first}`reshape: {gate}` behind it gives {gate}"
        yield (
            f"branch {number}: on 1x1 maps, `conv: {{filters: {maps}, kernel: 1}}` in the place of "
            f"its last dense layer gives {gate}"
        )
        return
    target = gate if (shape.height, shape.width) == (1, 1) else largest
    for mending in (_projected, _upsampled):
        text = _tried(mending, shape, target)
        if text:
            yield f"branch {number}: {text} behind it gives {target}"
            return
    if shape.channels == maps:
        yield f"branch {number}: `global_avgpool` behind it gives {gate}"


def _tried(mending: Mending, shape: Shape, target: Shape) -> str:
    """The text of a layer, if it makes the one shape of the other."""
    try:
        text, layer = mending(shape, target) or ("", None)
        return text if layer and layer.output((shape,)).shape == target else ""
    except (LayerError, ValueError):  # ValueError: no field reads that
        return ""


def _projected(shape: Shape, target: Shape) -> tuple[str, Layer] | None:
    """A convolution of 1 x 1, with a stride where the image is to be smaller."""
    if not isinstance(shape, Image) or not isinstance(target, Image):
        return None
    rows = -(-shape.height // target.height)
    columns = -(-shape.width // target.width)
    stride = "" if (rows, columns) == (1, 1) else f", stride: {_pair(rows, columns)}"
    exact = not (shape.height - 1) % rows and not (shape.width - 1) % columns
    rounded = "" if exact else ", rounding: floor"
    conv = Conv(
        filters=target.channels,
        kernel=1,
        stride=[rows, columns],
        rounding="exact" if exact else "floor",
    )
    return f"`conv: {{filters: {target.channels}, kernel: 1{stride}{rounded}}}`", conv


def _pooled(shape: Shape, target: Shape) -> tuple[str, Layer] | None:
    """A pooling without overlap."""
    if not isinstance(shape, Image) or not isinstance(target, Image):
        return None
    rows, columns = shape.height // target.height, shape.width // target.width
    text = f"`maxpool: {_pair(rows, columns)}`"
    return (text, MaxPool(kernel=[rows, columns])) if rows and columns else None


def _upsampled(shape: Shape, target: Shape) -> tuple[str, Layer] | None:
    """Each value repeated."""
    if not isinstance(shape, Image) or not isinstance(target, Image):
        return None
    rows, columns = target.height // shape.height, target.width // shape.width
    text = f"`upsample: {_pair(rows, columns)}`"
    return (text, Upsample(scale=[rows, columns])) if rows and columns else None


def _cut(shape: Shape, target: Shape) -> tuple[str, Layer] | None:
    """The middle of the image, where that is most of it along each side."""
    if not isinstance(shape, Image) or not isinstance(target, Image):
        return None
    if shape.height >= 2 * target.height or shape.width >= 2 * target.width:
        return None
    size = [target.height, target.width]
    return f"`crop: {{size: {size}}}`", Crop(size=size)


def _reshaped(shape: Shape, target: Shape) -> tuple[str, Layer] | None:
    """The same values in another shape; only for what is no image yet."""
    if isinstance(shape, Image):
        return None
    return f"`reshape: {target}`", Reshape(output=str(target))


def _lengthened(shape: Shape, target: Shape) -> tuple[str, Layer] | None:  # noqa: ARG001  as all are called
    """A dense layer of as many units."""
    return f"`dense: {target.values}`", Dense(units=target.values)


def _pair(height: int, width: int) -> str:
    return str(height) if height == width else f"[{height}, {width}]"
