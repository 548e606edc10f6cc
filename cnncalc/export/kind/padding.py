"""What a window needs around the image: PyTorch's own padding, or a module before that pads.

PyTorch pads both sides alike, rounds convolutions down, and knows `same` for a stride of 1 alone.
Everything else is a module of its own before the window: of zeros, or for a maximum of minus
infinity.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cnncalc.export.code.call import Call, given, named
from cnncalc.export.code.term import Term, whole
from cnncalc.export.kind.site import axes
from cnncalc.layers.field import Sides
from cnncalc.layers.layer import Window
from cnncalc.shape import Image
from cnncalc.spec.node import Items

if TYPE_CHECKING:
    from cnncalc.export.code.call import Value
    from cnncalc.export.kind.site import Site
    from cnncalc.layers.convolution import Conv
    from cnncalc.layers.depthwise import DepthwiseConv
    from cnncalc.layers.local import LocallyConnected
    from cnncalc.layers.pooling import AvgPool, L2Pool, MaxPool, Subsample
    from cnncalc.layers.transposed import ConvTranspose

    Windowed = Conv | DepthwiseConv | LocallyConnected | MaxPool | AvgPool | L2Pool | Subsample

__all__ = ["Padding", "counted_padding", "padding_of", "sides_of", "sliding", "sticks_out"]


class Padding(NamedTuple):
    """Modules before a window, and the padding that is left to its own."""

    before: tuple[Call, ...]
    own: Value


NONE = Term.of(0)


def padding_of(
    layer: Windowed,
    at: Site,
    *,
    symmetric: bool = True,
    rounds_up: bool = False,
    fill: float = 0.0,
) -> Padding:
    """Give the padding of a window, which by itself may pad both sides alike, and may round up.

    `fill` is what the padding consists of.
    """
    kernel, stride, dilation = sliding(layer, at)
    fills = named("value", Term.of(fill), 0.0)
    moves = (given("kernel_size", kernel), named("stride", stride, 1))
    wide = named("dilation", dilation, 1)
    if layer.padding == "same":
        return Padding((Call("SamePad2d", (*moves, wide, fills)),), NONE)
    sides = sides_of(layer, at)
    height, width = ((sides[0], sides[1]), (sides[2], sides[3]))
    alike = height[0] == height[1] and width[0] == width[1]
    if sticks_out(layer, at) and not (rounds_up and alike and symmetric):
        around = named("padding", _in_order(sides), (0, 0, 0, 0))
        return Padding((Call("CeilPad2d", (*moves, around, wide, fills)),), NONE)
    if alike and (symmetric or sides == (NONE,) * 4):
        return Padding((), _whole(at, sides))
    around = given("padding", _in_order(sides))
    if fill:
        return Padding((Call("nn.ConstantPad2d", (around, given("value", Term.of(fill)))),), NONE)
    return Padding((Call("nn.ZeroPad2d", (around,)),), NONE)


def counted_padding(layer: Windowed, at: Site) -> Call:
    """Give padding of zeros that count in a mean, before a window that rounds up by itself.

    What a window lacks beyond them does not count. At the end of an axis where no window sticks
    out, the padding stops where the last one does: else PyTorch would start another there.
    """
    sides, window = sides_of(layer, at), layer.window((at.input,))
    if isinstance(at.input, Image) and isinstance(at.output, Image):
        top, bottom, left, right = sides
        bottom = _reached(window, 0, (top, bottom), (at.input.height, at.output.height))
        right = _reached(window, 1, (left, right), (at.input.width, at.output.width))
        sides = (top, bottom, left, right)
    return Call("nn.ZeroPad2d", (given("padding", _in_order(sides)),))


def _reached(window: Window, axis: int, sides: tuple[Term, Term], sizes: tuple[int, int]) -> Term:
    """The padding at the end of an axis, as far as a window reaches; `sizes` are in and out."""
    (before, after), (given_size, windows) = sides, sizes
    start = whole(before) + given_size
    end = (windows - 1) * window.stride[axis] + window.dilation[axis] * (window.kernel[axis] - 1)
    return Term.of(max(end + 1 - start, 0)) if end < start + whole(after) else after


def sliding(layer: Windowed, at: Site) -> tuple[Value, Value, Value]:
    """Give the kernel, stride and dilation of a window, as they were written."""
    kernel = at.value("kernel")
    stride = kernel if layer.stride is None else at.value("stride")
    return kernel, stride, _dilation(layer, at)


def _dilation(layer: Windowed | ConvTranspose, at: Site) -> Value:
    return at.value("dilation") if "dilation" in type(layer).model_fields else Term.of(1)


def sticks_out(layer: Windowed, at: Site) -> bool:
    """Say whether a fraction was rounded up, so that a window sticks out at the end."""
    window = layer.window((at.input,))
    if layer.rounding != "ceil" or layer.padding == "same" or not isinstance(window, Window):
        return False
    if not isinstance(at.input, Image) or not isinstance(at.output, Image):
        return False
    top, bottom, left, right = window.padding
    sizes = (at.input.height + top + bottom, at.input.width + left + right)
    spans = (d * (f - 1) + 1 for d, f in zip(window.dilation, window.kernel, strict=True))
    down = ((w - f) // s + 1 for w, f, s in zip(sizes, spans, window.stride, strict=True))
    return (at.output.height, at.output.width) != tuple(down)


FourTerms = tuple[Term, Term, Term, Term]


def sides_of(layer: Windowed | ConvTranspose, at: Site) -> FourTerms:
    """Give the padding at the top, bottom, left and right, as it was written."""
    if layer.padding == "half":
        kernel, dilation = at.value("kernel"), _dilation(layer, at)
        high, wide = ((d * (f - 1)) // 2 for d, f in zip(axes(dilation), axes(kernel), strict=True))
        return high, high, wide, wide
    if not isinstance(layer.padding, Sides):
        return NONE, NONE, NONE, NONE
    node = at.node("padding")
    if isinstance(node, Items):
        first, *_, last = node.items
        items = node.items if len(node.items) == len(layer.padding) else [first, first, last, last]
        top, bottom, left, right = map(at.same, items, layer.padding)
    elif len(set(layer.padding)) == 1:
        top = bottom = left = right = at.same(node, layer.padding.top)
    else:
        top, bottom, left, right = (Term.of(each) for each in layer.padding)
    return top, bottom, left, right


def _in_order(sides: FourTerms) -> tuple[Term, ...]:
    """The four sides in PyTorch's order: left, right, top, bottom."""
    top, bottom, left, right = sides
    return left, right, top, bottom


def _whole(at: Site, sides: FourTerms) -> Value:
    """The padding of sides that are alike: what stands in the spec, or a number for each axis."""
    pair = (sides[0].value, sides[2].value)
    node = at.node("padding")
    if node is not None and not isinstance(node, Items):
        term = at.read(node)
        if term.value == pair:  # a setting that is a pair
            return term
    return sides[0] if sides[0] == sides[2] else (sides[0], sides[2])
