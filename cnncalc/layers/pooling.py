"""Layers that shrink maps, each map by itself: `maxpool`, `avgpool`, `l2pool`, `subsample`."""

from __future__ import annotations

from typing import ClassVar

from cnncalc.derivation import Expression, Leaf, constant
from cnncalc.diagnostic import LayerError
from cnncalc.layers.field import Pad, Pair, PairOfCounts, Sides
from cnncalc.layers.layer import (
    NOTHING,
    Layer,
    Learned,
    Output,
    Window,
    Work,
    image_of,
    values_of,
)
from cnncalc.layers.window import area, padded_window, slid
from cnncalc.layers.word import RoundingRule, Switch
from cnncalc.shape import Image, Shape

__all__ = ["AvgPool", "L2Pool", "MaxPool", "Subsample"]

ONE_LESS = constant("the first value, which needs no operation", 1)
ONCE = constant("one for each output value", 1)
BIAS = constant("the bias of each output value", 1)


class Pool(Layer):
    """What all pooling windows share; not a kind by itself."""

    kernel: PairOfCounts
    """F, the size of the window: a number, or [height, width]."""
    stride: PairOfCounts | None = None
    """S, how far the window moves; by its own size where nothing is said."""
    padding: Pad = Sides(0, 0, 0, 0)
    """P, on each side at most half of the window."""
    rounding: RoundingRule = "exact"
    """What a stride that does not fit is: a problem (exact), or floor or ceil."""

    def output(self, inputs: tuple[Shape, ...]) -> Output:
        """Give as many maps, each (W - F + 2*P)/S + 1; LayerError where it does not fit."""
        image = image_of(inputs, _DOING)
        window = self.window(inputs)
        if self.padding != "same":
            _check_padding(window)
        height, width = slid(image, window, self.rounding, same=self.padding == "same")
        shape = Image(image.channels, int(height), int(width))
        return Output(shape, {"height": height, "width": width})

    def window(self, inputs: tuple[Shape, ...]) -> Window:
        """Give the pooling window."""
        stride = self.stride or self.kernel
        return padded_window(
            image_of(inputs, _DOING), self.kernel, stride, self.padding, self._dilation()
        )

    def _dilation(self) -> Pair:
        return Pair(1, 1)

    def _others(self) -> Expression:
        """The values of a window but the first, (F*F - 1)."""
        return area(self.kernel) - ONE_LESS


_DOING = "pooling slides over"


def _check_padding(window: Window) -> None:
    """Refuse padding of more than half of the kernel, as PyTorch does."""
    top, bottom, left, right = window.padding
    for padding, size in (
        (max(top, bottom), window.kernel.height),
        (max(left, right), window.kernel.width),
    ):
        if 2 * padding > size:
            raise LayerError(
                "padding-too-large",
                f"padding {padding} is more than half of the kernel of {size}, "
                "the most that PyTorch takes for pooling",
                field="padding",
                helps=(f"padding {size // 2} is the most for this kernel",),
            )


class MaxPool(Pool):
    """The largest value of each window.

    output: (W - F + 2*P)/S + 1 high and wide, as many maps as came in
    parameters: none
    work: F*F - 1 comparisons an output value
    source: CS231n, Convolutional Networks; netscope
    """

    kind: ClassVar[str] = "maxpool"

    dilation: PairOfCounts = Pair(1, 1)
    """d, the distance between the values of a window; 1 is an ordinary window."""

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:  # noqa: ARG002
        """Give F*F - 1 comparisons an output value."""
        return {"comparison": self._others() * values_of(output)}

    def _dilation(self) -> Pair:
        return self.dilation


class AvgPool(Pool):
    """The mean of each window.

    output: (W - F + 2*P)/S + 1 high and wide, as many maps as came in
    parameters: none
    work: F*F - 1 additions and 1 division an output value
    source: CS231n, Convolutional Networks; netscope
    """

    kind: ClassVar[str] = "avgpool"

    count_include_pad: Switch = True
    """Whether padding counts as values of the mean, as in PyTorch."""

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:  # noqa: ARG002
        """Give F*F - 1 additions and a division an output value."""
        values = values_of(output)
        return {"addition": self._others() * values, "division": ONCE * values}


class L2Pool(Pool):
    """The root of the sum of the squares of each window.

    output: (W - F + 2*P)/S + 1 high and wide, as many maps as came in
    parameters: none
    work: F*F multiplications (squares), F*F - 1 additions and 1 power (a root) an output value
    source: CS231n, Convolutional Networks (L2-norm pooling); counted from its definition
    """

    kind: ClassVar[str] = "l2pool"

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:  # noqa: ARG002
        """Give the squares, their additions and the root."""
        values = values_of(output)
        return {
            "multiplication": area(self.kernel) * values,
            "addition": self._others() * values,
            "power": ONCE * values,
        }


class Subsample(Pool):
    """LeNet's trainable pooling: the sum of each window, times a coefficient, plus a bias.

    output: (W - F + 2*P)/S + 1 high and wide, as many maps as came in
    parameters: 1 coefficient and 1 bias a map: 2*K
    work: F*F - 1 additions and 1 multiply-add an output value
    source: LeCun et al. 1998, section II.B (layers S2 and S4)
    """

    kind: ClassVar[str] = "subsample"

    def learned(self, inputs: tuple[Shape, ...], output: Shape) -> Learned:  # noqa: ARG002
        """Give one coefficient and one bias a map."""
        maps = Leaf("maps", output.channels, "K")
        each = constant("the coefficient and the bias of each map", 2)
        return Learned(maps, maps, NOTHING, each * maps)

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:  # noqa: ARG002
        """Give F*F - 1 additions and a multiply-add an output value."""
        values = values_of(output)
        return {"addition": self._others() * values, "multiply_add": ONCE * values}

    def connections(self, inputs: tuple[Shape, ...], output: Shape) -> Expression:  # noqa: ARG002
        """Give (F*F + 1) for each output value."""
        return (area(self.kernel) + BIAS) * values_of(output)
