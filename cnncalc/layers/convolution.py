"""Layers whose filters slide over an image: `conv`."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from cnncalc.derivation import Expression, Leaf, constant
from cnncalc.diagnostic import LayerError
from cnncalc.layers.field import Amount, Count, Pad, Pair, PairOfCounts, Rounding, Sides
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
from cnncalc.layers.window import padded_window, slid
from cnncalc.shape import Image, Shape
from cnncalc.suggestion import listed

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
    bias: Literal[True, False, "untied"] = True
    """One bias a filter, none, or (untied) one for each output value."""
    connections_: Annotated[
        list[list[Amount]] | None, Field(alias="connections", min_length=1, strict=True)
    ] = None
    """For each filter the maps that it reads, counted from 0 (LeNet-5's table)."""
    rounding: Rounding = "exact"
    """What a stride that does not fit is: a problem (exact), or floor or ceil."""

    def output(self, inputs: tuple[Shape, ...]) -> Output:
        """Give K maps of (W - F + 2*P)/S + 1; LayerError where groups or stride do not fit."""
        image = image_of(inputs, "a convolution slides over")
        self._check_groups(image)
        self._check_connections(image)
        window = self._window(image)
        height, width = slid(image, window, self.rounding, same=self.padding == "same")
        shape = Image(self.filters, int(height), int(width))
        maps = Leaf("filters", self.filters, "K")
        return Output(shape, {"channels": maps, "height": height, "width": width})

    def learned(self, inputs: tuple[Shape, ...], output: Shape) -> Learned:
        """Give F*F*D/g weights a filter and K biases, or K*H_out*W_out untied ones."""
        filters = Leaf("filters", self.filters, "K")
        if self.connections_ is not None:
            weights: Expression = self._read(inputs)
        else:
            weights = self._read(inputs) * filters
        if self.bias is False:
            return Learned(weights, NOTHING, NOTHING, weights)
        if self.bias == "untied":
            biases = values_of(output)
            return Learned(weights, biases, NOTHING, weights + biases)
        if self.connections_ is not None:
            return Learned(weights, filters, NOTHING, weights + filters)
        return Learned(weights, filters, NOTHING, (self._read(inputs) + BIAS) * filters)

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:
        """Give F*F*D/g multiply-adds an output value, and the biases added."""
        positions = self._repeats(output)
        multiply_adds = self._read(inputs) * positions
        if self.bias is False:
            return {"multiply_add": multiply_adds}
        return {"multiply_add": multiply_adds, "bias_add": values_of(output)}

    def connections(self, inputs: tuple[Shape, ...], output: Shape) -> Expression:
        """Give (F*F*D/g + 1)*K*H_out*W_out, without the 1 where there is no bias."""
        read = self._read(inputs)
        if self.bias is not False:
            read = read + (BIAS if self.connections_ is None else Leaf("filters", self.filters, "K"))
        return read * self._repeats(output)

    def window(self, inputs: tuple[Shape, ...]) -> Window:
        """Give the filter's window."""
        return self._window(image_of(inputs, "a convolution slides over"))

    def _window(self, image: Image) -> Window:
        return padded_window(image, self.kernel, self.stride, self.padding, self.dilation)

    def _read(self, inputs: tuple[Shape, ...]) -> Expression:
        """Values read for one output value; with a connection table, for one position of all maps."""
        (image,) = inputs
        square = self.kernel.height == self.kernel.width
        rows = Leaf("kernel size" if square else "kernel height", self.kernel.height, "F" if square else "F_h")
        columns = rows if square else Leaf("kernel width", self.kernel.width, "F_w")
        if self.connections_ is not None:
            kernels = sum(len(each) for each in self.connections_)
            return rows * columns * Leaf("kernels in the connection table", kernels, "n")
        read = rows * columns * Leaf("channels in", image.channels, "D")
        return read if self.groups == 1 else read / Leaf("groups", self.groups, "g")

    def _repeats(self, output: Shape) -> Expression:
        """How often `_read` values are read: for each output value, or for each position."""
        if self.connections_ is None or not isinstance(output, Image):
            return values_of(output)
        height = Leaf("output height", output.height, "H_out")
        return height * Leaf("output width", output.width, "W_out")

    def _check_groups(self, image: Image) -> None:
        for name, count in (("maps in", image.channels), ("filters", self.filters)):
            if count % self.groups:
                raise LayerError(
                    "groups-do-not-divide",
                    f"{count} {name} do not divide into {self.groups} groups",
                    field="groups",
                    helps=(_divisors(image.channels, self.filters, self.groups),),
                )

    def _check_connections(self, image: Image) -> None:
        if self.connections_ is None:
            return
        fault = _table_fault(self.connections_, self.filters, image.channels, self.groups)
        if fault:
            raise LayerError("connection-table", fault, field="connections")


def _divisors(maps: int, filters: int, groups: int) -> str:
    common = gcd(maps, filters)
    fits = [each for each in range(1, min(common, 4096) + 1) if common % each == 0]
    nearest = sorted(fits, key=lambda each: (abs(each - groups), each))[:3]
    return f"groups {listed(sorted(nearest))} divides both {maps} maps in and {filters} filters"


def _table_fault(
    table: Sequence[Sequence[int]], filters: int, channels: int, groups: int
) -> str | None:
    """Say what is wrong with a connection table, or nothing."""
    if groups != 1:
        return "a connection table already says what each filter reads, and groups say it too"
    if len(table) != filters:
        return f"the table has {len(table)} rows and the layer {filters} filters: one row a filter"
    for row, maps in enumerate(table):
        if not maps:
            return f"filter {row} reads no map"
        if max(maps) >= channels:
            return f"filter {row} reads map {max(maps)}, and the maps in are 0 to {channels - 1}"
        if len(set(maps)) != len(maps):
            return f"filter {row} reads a map twice"
    return None
