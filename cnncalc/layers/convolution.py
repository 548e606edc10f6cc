"""Layers whose filters slide over an image: `conv`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from cnncalc.derivation import Expression, Leaf, constant
from cnncalc.diagnostic import LayerError
from cnncalc.layers.border import around, laid_first, rounds_up
from cnncalc.layers.field import ConnectionTable, Count, Pad, Pair, PairOfCounts, Sides
from cnncalc.layers.group import check_groups
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
from cnncalc.layers.operation import Kept, filtered, learned_spaces, shifted_by
from cnncalc.layers.table import filtered_by_table
from cnncalc.layers.window import area, padded_window, slid
from cnncalc.layers.word import Bias, RoundingRule
from cnncalc.shape import Image, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Conv"]

BIAS = constant("the bias of each filter", 1)


class Conv(Layer):
    """A convolution: each of K filters slides over all maps of the image.

    output: (W - F + 2*P)/S + 1 high and wide, K maps deep
    parameters: F*F*D/g weights and 1 bias a filter: (F*F*D/g + 1)*K; untied, a bias a position
    work: F*F*D/g multiply-adds for each of the K*H_out*W_out output values, and one bias added
    source: LeCun et al. 1998, section II.B; CS231n, Convolutional Networks
    """

    kind: ClassVar[str] = "conv"
    weighted: ClassVar[bool] = True

    filters: Count
    """K, the number of filters, and so of maps out."""
    kernel: PairOfCounts
    """F, the size of each filter: a number, or [height, width]."""
    stride: PairOfCounts = Pair(1, 1)
    """S, how far the filter moves at each step."""
    padding: Pad = Sides(0, 0, 0, 0)
    """P, the rows and columns of zeros on each side."""
    dilation: PairOfCounts = Pair(1, 1)
    """d, the distance between the values that a filter reads; 1 is an ordinary filter."""
    groups: Count = 1
    """g, the number of groups that maps in and out are divided into, each seeing its own."""
    bias: Bias = True
    """One bias a filter, none, or (untied) one for each output value."""
    connections_: ConnectionTable | None = Field(None, alias="connections")
    """For each filter the maps that it reads, counted from 0 (LeNet-5's table)."""
    rounding: RoundingRule = "exact"
    """What a stride that does not fit is: a problem (exact), or floor or ceil."""

    def output(self, inputs: tuple[Shape, ...]) -> Output:
        """Give K maps of (W - F + 2*P)/S + 1; LayerError where groups or stride do not fit."""
        image = image_of(inputs, _DOING)
        check_groups(image.channels, self.filters, self.groups)
        self._check_connections(image)
        height, width = slid(image, self.window(inputs), self.rounding, same=self.padding == "same")
        shape = Image(self.filters, int(height), int(width))
        return Output(shape, {"channels": self._maps(), "height": height, "width": width})

    def learned(self, inputs: tuple[Shape, ...], output: Shape) -> Learned:
        """Give F*F*D/g weights a filter and K biases, or K*H_out*W_out untied ones."""
        maps, read = self._maps(), self._read(inputs)
        weights = read * maps if self.connections_ is None else read
        if self.bias is False:
            return Learned(weights, NOTHING, NOTHING, weights)
        biases = values_of(output) if self.bias == "untied" else maps
        if self.bias == "untied" or self.connections_ is not None:
            return Learned(weights, biases, NOTHING, weights + biases)
        return Learned(weights, biases, NOTHING, (read + BIAS) * maps)

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:
        """Give F*F*D/g multiply-adds an output value, and the biases added."""
        multiply_adds = self._read(inputs) * self._readers(output)
        if self.bias is False:
            return {"multiply_add": multiply_adds}
        return {"multiply_add": multiply_adds, "bias_add": values_of(output)}

    def connections(self, inputs: tuple[Shape, ...], output: Shape) -> Expression:
        """Give (F*F*D/g + 1)*K*H_out*W_out, without the 1 where there is no bias."""
        read = self._read(inputs)
        if self.bias is not False:
            read = read + (BIAS if self.connections_ is None else self._maps())
        return read * self._readers(output)

    def window(self, inputs: tuple[Shape, ...]) -> Window:
        """Give the filter's window."""
        image = image_of(inputs, _DOING)
        return padded_window(image, self.kernel, self.stride, self.padding, self.dilation)

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:
        """Keep the input, or what a border was laid around."""
        image, maps = image_of(inputs, _DOING), image_of((output,), _DOING)
        up = rounds_up(self.rounding, self.padding)
        sides = around(image, self.window(inputs), maps, up=up)
        first = laid_first(image, sides)
        if self.connections_ is not None:
            size = (image.height + sides.top + sides.bottom, image.width + sides.left + sides.right)
            read = Image(image.channels, *size) if first else image
            return filtered_by_table(self, read, maps, first)
        learned = learned_spaces(self.learned(inputs, output))[0]
        if self.bias == "untied":
            # The bias comes before the filters, as PyTorch lists a module's own parameters first.
            filters = filtered(len(first), output, 1)._replace(trains=(1,))
            return Kept((*first, filters, shifted_by(len(first) + 1, output, 0)), learned[::-1])
        return Kept((*first, filtered(len(first), output, len(learned))), learned)

    def _maps(self) -> Leaf:
        return Leaf("filters", self.filters, "K")

    def _read(self, inputs: tuple[Shape, ...]) -> Expression:
        """Values read for an output value; with a connection table, for a position of all maps."""
        (image,) = inputs
        if self.connections_ is not None:
            kernels = sum(len(each) for each in self.connections_)
            return area(self.kernel) * Leaf("kernels in the connection table", kernels, "n")
        read = area(self.kernel) * Leaf("channels in", image.channels, "D")
        return read if self.groups == 1 else read / Leaf("groups", self.groups, "g")

    def _readers(self, output: Shape) -> Expression:
        """How often that is read: for each output value; with a table, for each position."""
        if self.connections_ is None or not isinstance(output, Image):
            return values_of(output)
        rows = Leaf("output height", output.height, "H_out")
        return rows * Leaf("output width", output.width, "W_out")

    def _check_connections(self, image: Image) -> None:
        for fault in self._table_faults(image.channels):
            raise LayerError("connection-table", fault, field="connections")

    def _table_faults(self, channels: int) -> Iterator[str]:
        """Say what is wrong with the connection table, if there is one."""
        table = self.connections_
        if table is None:
            return
        if self.groups != 1:
            yield "a connection table already says what each filter reads, and groups say it too"
        if len(table) != self.filters:
            rows = f"{len(table)} row{'s' if len(table) != 1 else ''}"
            yield f"the table has {rows} and the layer {self.filters} filters: one row a filter"
        for row, maps in enumerate(table):
            if not maps:
                yield f"filter {row} reads no map"
            elif max(maps) >= channels:
                last = channels - 1
                yield f"filter {row} reads map {max(maps)}, and the maps in are 0 to {last}"
            elif len(set(maps)) != len(maps):
                yield f"filter {row} reads a map twice"


_DOING = "a convolution slides over"
