"""The border around an image, in numbers, as the libraries document the words for it.

    >>> layer = Conv(filters=8, kernel=Pair(3, 3), stride=Pair(2, 2), padding="same")
    >>> border(layer, Image(3, 224, 224))
    Border(top=0, bottom=1, left=0, right=1)

`same` is TensorFlow's (https://www.tensorflow.org/api_docs/python/tf/nn, "Notes on padding"),
`half` what PyTorch code writes as `dilation*(kernel - 1)//2`, and rounding up PyTorch's
`ceil_mode` (https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxPool2d.html).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from cnncalc.layers.field import Pair

if TYPE_CHECKING:
    from cnncalc.layers.field import PadAmount, Rounding
    from cnncalc.shape import Image

__all__ = ["Border", "Sliding", "border", "covering"]


class Sliding(Protocol):
    """A layer with a window; a pooling may leave its stride out, or know no dilation."""

    @property
    def kernel(self) -> Pair:
        """Rows and columns of the window."""

    @property
    def stride(self) -> Pair | None:
        """How far it moves; its own size where nothing is said."""

    @property
    def padding(self) -> PadAmount:
        """What stands around the image."""

    @property
    def rounding(self) -> Rounding:
        """What a stride that does not fit is."""


class Border(NamedTuple):
    """Rows and columns added to an image on each side; a negative number cuts off as many."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def even(self) -> bool:
        """Whether PyTorch's own `padding`, which is the same on opposite sides, can say it."""
        return self.top == self.bottom and self.left == self.right

    @property
    def pair(self) -> tuple[int, int]:
        """The border as PyTorch's `padding` has it, where it is even."""
        return (self.top, self.left)

    @property
    def reversed(self) -> tuple[int, int, int, int]:
        """The border as `torch.nn.functional.pad` has it: the last axis first."""
        return (self.left, self.right, self.top, self.bottom)


def border(layer: Sliding, image: Image) -> Border:
    """Give the border that a layer's padding asks for."""
    stride, dilation = layer.stride or layer.kernel, dilation_of(layer)
    match layer.padding:
        case "valid":
            return Border(0, 0, 0, 0)
        case "half":
            rows = dilation.height * (layer.kernel.height - 1) // 2
            columns = dilation.width * (layer.kernel.width - 1) // 2
            return Border(rows, rows, columns, columns)
        case "same":
            spans = _spans(layer)
            top, bottom = _same(image.height, spans.height, stride.height)
            left, right = _same(image.width, spans.width, stride.width)
            return Border(top, bottom, left, right)
        case sides:
            return Border(*sides)


def covering(layer: Sliding, image: Image) -> Border:
    """Give the border with which rounding down finds the windows that rounding up finds."""
    around, stride, spans = border(layer, image), layer.stride or layer.kernel, _spans(layer)
    bottom = _after_last(image.height, around.top, around.bottom, spans.height, stride.height)
    right = _after_last(image.width, around.left, around.right, spans.width, stride.width)
    return Border(around.top, bottom, around.left, right)


def dilation_of(layer: Sliding) -> Pair:
    """Give the dilation of a layer; of one that knows none, 1."""
    dilation = getattr(layer, "dilation", Pair(1, 1))
    return Pair(*dilation)


def _spans(layer: Sliding) -> Pair:
    """How many rows and columns a window reaches over: its first and last value, and between."""
    reach = zip(layer.kernel, dilation_of(layer), strict=True)
    return Pair(*(range(0, kernel * step, step)[-1] + 1 for kernel, step in reach))


def _same(size: int, span: int, stride: int) -> tuple[int, int]:
    """TensorFlow's rule, in the words of its documentation; the odd one comes last."""
    amount = max(span - stride, 0) if size % stride == 0 else max(span - size % stride, 0)
    return amount // 2, amount - amount // 2


def _after_last(size: int, before: int, after: int, span: int, stride: int) -> int:
    """Step until a window reaches the end, and see how far the last one goes beyond the image.

    A last one that goes beyond the padding too, and starts in it, is left out. Nothing is cut off
    where the one before it ends within the image: a next one does not fit there.
    """
    end = before + size + after
    starts = range(0, max(end - span + stride, 1), stride)
    last = starts[-1]
    if last + span > end and last >= before + size:
        last = starts[-2]
    return max(last + span - before - size, 0)
