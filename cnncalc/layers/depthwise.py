"""Convolutions in which each map is filtered by itself: `depthwise_conv`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cnncalc.derivation import Expression, Leaf, constant
from cnncalc.layers.border import around, laid_first, rounds_up
from cnncalc.layers.field import Count, Pad, Pair, PairOfCounts, Sides
from cnncalc.layers.layer import NOTHING, Layer, Learned, Output, Window, Work, image_of, values_of
from cnncalc.layers.operation import Kept, filtered, learned_spaces
from cnncalc.layers.window import area, padded_window, slid
from cnncalc.layers.word import RoundingRule, Switch
from cnncalc.shape import Image

if TYPE_CHECKING:
    from cnncalc.shape import Shape

__all__ = ["DepthwiseConv"]

BIAS = constant("the bias of each filter", 1)


class DepthwiseConv(Layer):
    """A convolution whose filters each read one map: m filters for each of the D maps.

    output: (W - F + 2*P)/S + 1 high and wide, D*m maps deep
    parameters: F*F weights and 1 bias a filter: (F*F + 1)*D*m
    work: F*F multiply-adds for each of the D*m*H_out*W_out output values, and one bias added
    source: Howard et al. 2017 (MobileNets), section 3.1; Chollet 2017
    """

    kind: ClassVar[str] = "depthwise_conv"
    weighted: ClassVar[bool] = True

    kernel: PairOfCounts
    """F, the size of each filter: a number, or [height, width]."""
    stride: PairOfCounts = Pair(1, 1)
    """S, how far the filter moves at each step."""
    padding: Pad = Sides(0, 0, 0, 0)
    """P, the rows and columns of zeros on each side."""
    dilation: PairOfCounts = Pair(1, 1)
    """d, the distance between the values that a filter reads; 1 is an ordinary filter."""
    multiplier: Count = 1
    """m, how many filters each map has."""
    bias: Switch = True
    """Whether each filter has a bias."""
    rounding: RoundingRule = "exact"
    """What a stride that does not fit is: a problem (exact), or floor or ceil."""

    def output(self, inputs: tuple[Shape, ...]) -> Output:
        """Give D*m maps of (W - F + 2*P)/S + 1; LayerError where the stride does not fit."""
        image = image_of(inputs, _DOING)
        height, width = slid(image, self.window(inputs), self.rounding, same=self.padding == "same")
        maps = self._maps(inputs)
        shape = Image(int(maps), int(height), int(width))
        return Output(shape, {"channels": maps, "height": height, "width": width})

    def learned(self, inputs: tuple[Shape, ...], output: Shape) -> Learned:  # noqa: ARG002
        """Give F*F weights a filter, and D*m biases."""
        maps, kernel = self._maps(inputs), area(self.kernel)
        weights = kernel * maps
        if not self.bias:
            return Learned(weights, NOTHING, NOTHING, weights)
        return Learned(weights, maps, NOTHING, (kernel + BIAS) * maps)

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:  # noqa: ARG002
        """Give F*F multiply-adds an output value, and the biases added."""
        multiply_adds = area(self.kernel) * values_of(output)
        if not self.bias:
            return {"multiply_add": multiply_adds}
        return {"multiply_add": multiply_adds, "bias_add": values_of(output)}

    def connections(self, inputs: tuple[Shape, ...], output: Shape) -> Expression:  # noqa: ARG002
        """Give (F*F + 1)*K*H_out*W_out, without the 1 where there is no bias."""
        kernel = area(self.kernel)
        return (kernel + BIAS if self.bias else kernel) * values_of(output)

    def window(self, inputs: tuple[Shape, ...]) -> Window:
        """Give the filter's window."""
        image = image_of(inputs, _DOING)
        return padded_window(image, self.kernel, self.stride, self.padding, self.dilation)

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:
        """Keep the input, or what a border was laid around."""
        image, maps = image_of(inputs, _DOING), image_of((output,), _DOING)
        up = rounds_up(self.rounding, self.padding)
        first = laid_first(image, around(image, self.window(inputs), maps, up=up))
        learned = learned_spaces(self.learned(inputs, output))[0]
        return Kept((*first, filtered(len(first), output, len(learned))), learned)

    def _maps(self, inputs: tuple[Shape, ...]) -> Expression:
        maps = Leaf("channels in", inputs[0].channels, "D")
        if self.multiplier == 1:
            return maps
        return maps * Leaf("filters of each map", self.multiplier, "m")


_DOING = "a convolution slides over"
