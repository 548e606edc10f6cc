"""Operators that slide filters over an image: Conv and ConvTranspose."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.diagnostic import LayerError
from cnncalc.layers.field import Pair, Sides
from cnncalc.origin.settling import image_step, settled
from cnncalc.shape import Image

if TYPE_CHECKING:
    from cnncalc.origin.site import Site
    from cnncalc.origin.value import Data

__all__ = [
    "NO_SIDES",
    "Frame",
    "convolution",
    "framed",
    "image_of",
    "pair_of",
    "plain_window",
    "transposed_convolution",
]

NO_SIDES = Sides(0, 0, 0, 0)
ONES = Pair(1, 1)


class Frame(NamedTuple):
    """An image with the padding of the window that comes next."""

    step: int
    padding: Sides | str
    batch: int


def convolution(at: Site) -> Data:
    """Add a convolution: W is K x D/g x F_h x F_w."""
    weight, bias = at.constant(1), at.constant(2)
    if weight is None or len(weight.dims) != _RANK:
        raise LayerError("unsupported-input", "its weights are not those of an image's convolution")
    filters, read, *kernel = weight.dims
    _agree(at, Pair(*kernel))
    frame = framed(at, Pair(*kernel), fill=0.0)
    channels = image_of(at, frame.step).channels
    groups = at.number("group", 1)
    if read * groups != channels:
        message = f"its filters read {read * groups} maps, and {channels} arrive"
        raise LayerError("shapes-differ", message)
    at.learn(weight, bias)
    fields: dict[str, object] = {
        "kernel": Pair(*kernel),
        "stride": plain_window(at, "strides"),
        "padding": None if frame.padding == NO_SIDES else frame.padding,
        "dilation": plain_window(at, "dilations"),
        "bias": None if bias is not None else False,
    }
    if groups == channels and groups > 1 and filters % groups == 0:
        multiplier = filters // groups
        fields["multiplier"] = multiplier if multiplier > 1 else None
        return at.after("depthwise_conv", fields, frame.step, frame.batch, weight)
    fields = {"filters": filters, **fields, "groups": groups if groups > 1 else None}
    return at.after("conv", fields, frame.step, frame.batch, weight)


def transposed_convolution(at: Site) -> Data:
    """Add a transposed convolution: W is D x K/g x F_h x F_w."""
    weight, bias = at.constant(1), at.constant(2)
    if weight is None or len(weight.dims) != _RANK:
        raise LayerError("unsupported-input", "its weights are not those of an image's convolution")
    data = at.data(0)
    step = image_step(at.plan, data)
    image = image_of(at, step)
    channels, maps, *sides = weight.dims
    if channels != image.channels:
        message = f"its filters read {channels} maps, and {image.channels} arrive"
        raise LayerError("shapes-differ", message)
    kernel, groups = Pair(*sides), at.number("group", 1)
    _agree(at, kernel)
    stride, dilation = plain_window(at, "strides"), plain_window(at, "dilations")
    added = _added(at)
    padding, added = _cut(at, image, kernel, stride or ONES, dilation or ONES, added)
    at.learn(weight, bias)
    fields: dict[str, object] = {
        "filters": maps * groups,
        "kernel": kernel,
        "stride": stride,
        "padding": None if padding == NO_SIDES else padding,
        "output_padding": added if any(added) else None,
        "dilation": dilation,
        "groups": groups if groups > 1 else None,
        "bias": None if bias is not None else False,
    }
    return at.after("conv_transpose", fields, step, at.batch(data), weight)


def framed(at: Site, kernel: Pair, fill: float) -> Frame:
    """Give the image that a window slides over; a border before it becomes its padding.

    `fill` is what the window itself pads with.
    """
    data = settled(at.plan, at.data(0))
    padding = _padding(at, data, kernel)
    border = data.border
    if border is not None and isinstance(padding, Sides) and min(border.sides) >= 0:
        alike = border.fill == fill or (border.fill is not None and border.fill < _LEAST > fill)
        if alike and len(data.dims) == _RANK:
            padding = Sides(*(a + b for a, b in zip(padding, border.sides, strict=True)))
            data = _without_border(data)
    return Frame(image_step(at.plan, data), padding, at.batch(data))


def plain_window(at: Site, name: str) -> Pair | None:
    """Give strides or dilations; None where they are 1."""
    pair = pair_of(at, name)
    return None if pair in {None, ONES} else pair


def pair_of(at: Site, name: str) -> Pair | None:
    """Give two sizes of an attribute, height first; None where it is not there."""
    given = at.whole(name)
    if given is None:
        return None
    if len(given) != _AXES:
        raise LayerError("image-expected", f"its `{name}` are for {len(given)} axes, and not for 2")
    if min(given) < 1:
        raise LayerError("unsupported-input", f"its `{name}` are {given[0]} and {given[1]}")
    return Pair(*given)


def image_of(at: Site, step: int) -> Image:
    """Give the image after a step; LayerError where it is a vector."""
    shape = at.plan.shape(step)
    if isinstance(shape, Image):
        return shape
    raise LayerError("image-expected", f"an image is read, and a vector of {shape} arrives")


_RANK, _AXES = 4, 2
_LEAST = -1e30
"""What is below stands for minus infinity, in files of two bytes a value too."""


def _agree(at: Site, kernel: Pair) -> None:
    """Refuse a window that is said to be another than its weights are."""
    said = pair_of(at, "kernel_shape")
    if said is not None and said != kernel:
        sizes = (f"{each.height}x{each.width}" for each in (said, kernel))
        message = "its `kernel_shape` is {}, and its weights are {}".format(*sizes)
        raise LayerError("shapes-differ", message)


def _added(at: Site) -> Pair:
    """The rows and columns that an output has more."""
    added = at.whole("output_padding") or (0, 0)
    if len(added) != _AXES:
        raise LayerError("image-expected", f"its `output_padding` is for {len(added)} axes")
    return Pair(*added)


def _without_border(data: Data) -> Data:
    from dataclasses import replace

    return replace(data, border=None)


def _padding(at: Site, data: Data, kernel: Pair) -> Sides | str:
    """The padding of a window, as its attributes say it."""
    match at.word("auto_pad", "NOTSET"):
        case "SAME_UPPER":
            return "same"
        case "SAME_LOWER":
            stride, dilation = pair_of(at, "strides") or ONES, pair_of(at, "dilations") or ONES
            sizes = bordered_sizes(data)
            rows, columns = (
                _same(*each) for each in zip(sizes, kernel, stride, dilation, strict=True)
            )
            return Sides(rows - rows // 2, rows // 2, columns - columns // 2, columns // 2)
        case "VALID":
            return NO_SIDES
    pads = at.whole("pads")
    if pads is None:
        return NO_SIDES
    if len(pads) != 2 * _AXES or min(pads) < 0:
        raise LayerError("image-expected", "its `pads` are not those of an image")
    top, left, bottom, right = pads
    return Sides(top, bottom, left, right)


def bordered_sizes(data: Data) -> tuple[int, int]:
    """Give the height and width of an image with its border."""
    height, width = data.dims[-2:]
    top, bottom, left, right = data.border.sides if data.border else NO_SIDES
    return height + top + bottom, width + left + right


def _same(size: int, kernel: int, stride: int, dilation: int) -> int:
    """The rows that make ceil(W/S) positions."""
    positions = -(-size // stride)
    return max((positions - 1) * stride + dilation * (kernel - 1) + 1 - size, 0)


def _cut(  # noqa: PLR0913, PLR0917  all that the size of an output depends on
    at: Site, image: Image, kernel: Pair, stride: Pair, dilation: Pair, added: Pair
) -> tuple[Sides, Pair]:
    """The padding of a transposed convolution, which is cut off its output; what is added to it."""
    wanted = at.whole("output_shape")
    rule = at.word("auto_pad", "NOTSET")
    if wanted is None and rule not in {"SAME_UPPER", "SAME_LOWER"}:
        pads = at.whole("pads") if rule == "NOTSET" else None
        if pads is None:
            return NO_SIDES, added
        if len(pads) != 2 * _AXES or min(pads) < 0:
            raise LayerError("image-expected", "its `pads` are not those of an image")
        top, left, bottom, right = pads
        return Sides(top, bottom, left, right), added
    sizes = wanted[-2:] if wanted else (image.height * stride[0], image.width * stride[1])
    cut, more_added = [], list(added)
    for axis, size in enumerate((image.height, image.width)):
        full = (size - 1) * stride[axis] + dilation[axis] * (kernel[axis] - 1) + 1 + added[axis]
        cut.append(max(full - sizes[axis], 0))
        more_added[axis] += max(sizes[axis] - full, 0)
    less = [each // 2 for each in cut]
    more = [each - few for each, few in zip(cut, less, strict=True)]
    first, last = (more, less) if rule == "SAME_UPPER" else (less, more)
    return Sides(first[0], last[0], first[1], last[1]), Pair(*more_added)
