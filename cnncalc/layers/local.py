"""Convolutions without shared weights: `locally_connected`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cnncalc.derivation import Expression, Leaf, constant
from cnncalc.layers.border import around, laid, rounds_up
from cnncalc.layers.field import Count, Pad, Pair, PairOfCounts, Sides
from cnncalc.layers.layer import NOTHING, Layer, Learned, Output, Window, Work, image_of, values_of
from cnncalc.layers.operation import (
    TO_THE_END,
    TRAINED,
    Keep,
    Kept,
    Operation,
    Space,
    learned_spaces,
    shifted_by,
    space,
)
from cnncalc.layers.window import area, padded_window, slid
from cnncalc.layers.word import RoundingRule, Switch
from cnncalc.shape import Image

if TYPE_CHECKING:
    from cnncalc.shape import Shape

__all__ = ["LocallyConnected"]

BIAS = constant("the bias of each output value", 1)


class LocallyConnected(Layer):
    """A convolution in which each position has K filters of its own.

    output: (W - F + 2*P)/S + 1 high and wide, K maps deep
    parameters: F*F*D weights and 1 bias an output value: (F*F*D + 1)*K*H_out*W_out
    work: F*F*D multiply-adds for each of the K*H_out*W_out output values, and one bias added
    source: CS231n, Convolutional Networks (Parameter Sharing); Keras, LocallyConnected2D
    """

    kind: ClassVar[str] = "locally_connected"
    weighted: ClassVar[bool] = True

    filters: Count
    """K, the number of filters of each position, and so of maps out."""
    kernel: PairOfCounts
    """F, the size of each filter: a number, or [height, width]."""
    stride: PairOfCounts = Pair(1, 1)
    """S, how far apart the positions are."""
    padding: Pad = Sides(0, 0, 0, 0)
    """P, the rows and columns of zeros on each side."""
    dilation: PairOfCounts = Pair(1, 1)
    """d, the distance between the values that a filter reads; 1 is an ordinary filter."""
    bias: Switch = True
    """Whether each output value has a bias."""
    rounding: RoundingRule = "exact"
    """What a stride that does not fit is: a problem (exact), or floor or ceil."""

    def output(self, inputs: tuple[Shape, ...]) -> Output:
        """Give K maps of (W - F + 2*P)/S + 1; LayerError where the stride does not fit."""
        image = image_of(inputs, _DOING)
        height, width = slid(image, self.window(inputs), self.rounding, same=self.padding == "same")
        shape = Image(self.filters, int(height), int(width))
        maps = Leaf("filters", self.filters, "K")
        return Output(shape, {"channels": maps, "height": height, "width": width})

    def learned(self, inputs: tuple[Shape, ...], output: Shape) -> Learned:
        """Give F*F*D weights and a bias an output value."""
        read, values = self._read(inputs), values_of(output)
        weights = read * values
        if not self.bias:
            return Learned(weights, NOTHING, NOTHING, weights)
        return Learned(weights, values, NOTHING, (read + BIAS) * values)

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:
        """Give F*F*D multiply-adds an output value, and the biases added."""
        multiply_adds = self._read(inputs) * values_of(output)
        if not self.bias:
            return {"multiply_add": multiply_adds}
        return {"multiply_add": multiply_adds, "bias_add": values_of(output)}

    def connections(self, inputs: tuple[Shape, ...], output: Shape) -> Expression:
        """Give (F*F*D + 1)*K*H_out*W_out, without the 1 where there is no bias."""
        read = self._read(inputs)
        return (read + BIAS if self.bias else read) * values_of(output)

    def window(self, inputs: tuple[Shape, ...]) -> Window:
        """Give the filter's window."""
        image = image_of(inputs, _DOING)
        return padded_window(image, self.kernel, self.stride, self.padding, self.dilation)

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:
        """Keep every patch, cut out of a copy of the image."""
        image, maps = image_of(inputs, _DOING), image_of((output,), _DOING)
        up = rounds_up(self.rounding, self.padding)
        positions = maps.height * maps.width
        patches = Space(int(self._read(inputs)) * positions)
        operations = (
            laid(image, around(image, self.window(inputs), maps, up=up)),
            Operation((1,), patches, held=TO_THE_END),
            Operation((2,), space(output), (Keep(2, TRAINED),), trains=(0,), held=TO_THE_END),
        )
        learned = learned_spaces(self.learned(inputs, output))[0]
        return Kept((*operations, *[shifted_by(3, output, 1)] * self.bias), learned)

    def _read(self, inputs: tuple[Shape, ...]) -> Expression:
        return area(self.kernel) * Leaf("channels in", inputs[0].channels, "D")


_DOING = "local filters look at"
