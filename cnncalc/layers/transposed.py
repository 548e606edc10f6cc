"""Convolutions run the other way, from small maps to large ones: `conv_transpose`.

    >>> layer = ConvTranspose(filters=64, kernel=Pair(2, 2), stride=Pair(2, 2))
    >>> print(equation(layer.output((Image(128, 28, 28),)).sizes["height"]))
    (W - 1)*S - 2*P + F = (28 - 1)*2 - 2*0 + 2 = 56

Each input value lays its kernel's worth of products into the output, S apart; what falls into the
padding is cut off.
"""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from cnncalc.derivation import Expression, Leaf, constant
from cnncalc.diagnostic import LayerError
from cnncalc.layers.field import Amounts, Count, Pad, Pair, PairOfCounts, Sides
from cnncalc.layers.group import check_groups
from cnncalc.layers.layer import (
    NOTHING,
    Layer,
    Learned,
    Output,
    Spread,
    Window,
    Work,
    image_of,
    inputs_read,
    values_of,
)
from cnncalc.layers.operation import Kept, Operation, filtered, learned_spaces, space
from cnncalc.layers.window import area
from cnncalc.layers.word import Switch
from cnncalc.shape import Image

if TYPE_CHECKING:
    from cnncalc.shape import Shape

__all__ = ["ConvTranspose"]

BIAS = constant("the bias of each filter", 1)
FIRST_INPUT = constant("the first input value, which has no step before it", 1)
FIRST_TAP = constant("the window's first value", 1)
BOTH_SIDES = constant("the two padded sides", 2)


class ConvTranspose(Layer):
    """A transposed convolution: each input value is laid out through K filters, S apart.

    output: (W - 1)*S - 2*P + F + output padding high and wide, K maps deep
    parameters: F*F*D/g weights and 1 bias a filter: (F*F*D/g + 1)*K
    work: F*F*K/g multiply-adds for each of the D*H*W input values, and one bias an output value
    source: Dumoulin & Visin 2016, chapter 4; PyTorch, torch.nn.ConvTranspose2d
    """

    kind: ClassVar[str] = "conv_transpose"
    weighted: ClassVar[bool] = True

    filters: Count
    """K, the number of filters, and so of maps out."""
    kernel: PairOfCounts
    """F, the size of each filter: a number, or [height, width]."""
    stride: PairOfCounts = Pair(1, 1)
    """S, how far apart neighbouring input values are laid out."""
    padding: Pad = Sides(0, 0, 0, 0)
    """P, the rows and columns that are cut off the output on each side; same gives W*S."""
    output_padding: Amounts = Pair(0, 0)
    """Rows and columns added at the bottom and right, fewer than the stride or the dilation."""
    dilation: PairOfCounts = Pair(1, 1)
    """d, the distance between the values that a filter lays out; 1 is an ordinary filter."""
    groups: Count = 1
    """g, the number of groups that maps in and out are divided into, each seeing its own."""
    bias: Switch = True
    """Whether each filter has a bias."""

    def output(self, inputs: tuple[Shape, ...]) -> Output:
        """Give K maps of (W - 1)*S - 2*P + F; LayerError where nothing is left of them."""
        image = image_of(inputs, _DOING)
        self._check(image)
        rows, columns = self._axes(image)
        height, width = rows.size(), columns.size()
        for size, axis in ((height, rows), (width, columns)):
            if size.value < 1:
                raise _nothing_left(axis, int(size))
        shape = Image(self.filters, int(height), int(width))
        return Output(
            shape,
            {
                "channels": Leaf("filters", self.filters, "K"),
                "height": height,
                "width": height if rows == columns else width,
            },
        )

    def learned(self, inputs: tuple[Shape, ...], output: Shape) -> Learned:  # noqa: ARG002
        """Give F*F*D/g weights and a bias a filter."""
        maps, read = Leaf("filters", self.filters, "K"), area(self.kernel) * self._per_group(inputs)
        weights = read * maps
        if not self.bias:
            return Learned(weights, NOTHING, NOTHING, weights)
        return Learned(weights, maps, NOTHING, (read + BIAS) * maps)

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:
        """Give F*F*K/g multiply-adds an input value, and the biases added."""
        multiply_adds = self._multiply_adds(inputs)
        if not self.bias:
            return {"multiply_add": multiply_adds}
        return {"multiply_add": multiply_adds, "bias_add": values_of(output)}

    def connections(self, inputs: tuple[Shape, ...], output: Shape) -> Expression:
        """Give the multiply-adds, and one for each biased output value."""
        multiply_adds = self._multiply_adds(inputs)
        return multiply_adds + values_of(output) if self.bias else multiply_adds

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:
        """Keep the input; what cannot be cut off alike on opposite sides is cut off afterwards."""
        learned = learned_spaces(self.learned(inputs, output))[0]
        axes = self._axes(image_of(inputs, _DOING))
        if all(each.before == each.after for each in axes):
            return Kept((filtered(0, output, len(learned)),), learned)
        rows, columns = (int(each._replace(before=0, after=0).size()) for each in axes)
        whole = Image(self.filters, rows, columns)
        cut = Operation((1,), space(output))
        return Kept((filtered(0, whole, len(learned)), cut), learned)

    def window(self, inputs: tuple[Shape, ...]) -> Spread:
        """Say which input values are laid out onto each output value."""
        rows, columns = self._axes(image_of(inputs, _DOING))
        sides = Sides(rows.before, rows.after, columns.before, columns.after)
        window = Window(self.kernel, self.stride, sides, self.dilation)
        return Spread(rows, columns, window)

    def _multiply_adds(self, inputs: tuple[Shape, ...]) -> Expression:
        products = inputs_read(inputs[0]) * area(self.kernel) * Leaf("filters", self.filters, "K")
        return products if self.groups == 1 else products / self._groups()

    def _per_group(self, inputs: tuple[Shape, ...]) -> Expression:
        maps = Leaf("channels in", inputs[0].channels, "D")
        return maps if self.groups == 1 else maps / self._groups()

    def _groups(self) -> Leaf:
        return Leaf("groups", self.groups, "g")

    def _axes(self, image: Image) -> tuple[_Axis, _Axis]:
        if isinstance(self.padding, Sides):
            top, bottom, left, right = self.padding
            added = self.output_padding
        else:
            top, bottom, more_rows = self._rule(self.kernel[0], self.stride[0], self.dilation[0])
            left, right, more_columns = self._rule(self.kernel[1], self.stride[1], self.dilation[1])
            added = Pair(self.output_padding[0] + more_rows, self.output_padding[1] + more_columns)
        rows = (image.height, self.kernel[0], self.stride[0], top, bottom, self.dilation[0])
        columns = (image.width, self.kernel[1], self.stride[1], left, right, self.dilation[1])
        alike = (*rows, added[0]) == (*columns, added[1])
        return (
            _Axis(*rows, added[0], "" if alike else "height"),
            _Axis(*columns, added[1], "" if alike else "width"),
        )

    def _rule(self, kernel: int, stride: int, dilation: int) -> tuple[int, int, int]:
        """Rows that a rule cuts off before and after, and rows that it adds."""
        span = dilation * (kernel - 1) + 1
        if self.padding == "half":
            return (span - 1) // 2, (span - 1) // 2, 0
        if self.padding == "same":
            over = max(span - stride, 0)
            return over // 2, over - over // 2, max(stride - span, 0)
        return 0, 0, 0

    def _check(self, image: Image) -> None:
        check_groups(image.channels, self.filters, self.groups)
        for added, stride, dilation in zip(
            self.output_padding, self.stride, self.dilation, strict=True
        ):
            if added and added >= max(stride, dilation):
                raise LayerError(
                    "padding-too-large",
                    f"output padding {added} is not below the stride {stride} "
                    f"or the dilation {dilation}",
                    field="output_padding",
                    helps=(f"output_padding {max(stride, dilation) - 1} is the most here",),
                )


_DOING = "a transposed convolution starts from"


class _Axis(NamedTuple):
    """One axis: all that the output's size depends on."""

    input: int
    kernel: int
    stride: int
    before: int
    after: int
    dilation: int
    added: int
    name: str
    """height or width; empty where both axes are alike."""

    def size(self) -> Expression:
        """Give (W - 1)*S - 2*P + F, where F becomes d*(F - 1) + 1, and the rows that are added."""
        source = Leaf(
            f"input {self.name or 'size'}", self.input, "H" if self.name == "height" else "W"
        )
        stride, kernel = self._leaf("stride", self.stride, "S"), self._kernel()
        span: Expression = kernel
        if self.dilation != 1:
            dilation = self._leaf("dilation", self.dilation, "d")
            span = dilation * (kernel - FIRST_TAP) + FIRST_TAP
        size = (source - FIRST_INPUT) * stride - self._cut() + span
        if self.added:
            size = size + self._leaf("output padding", self.added, "A")
        return size

    @property
    def period(self) -> int:
        """S output positions see, each in its own way, what lies around one input position."""
        return self.stride

    @property
    def advance(self) -> int:
        """Every S outputs the input moves on by one."""
        return 1

    def inputs(self, position: int) -> tuple[int, int]:
        """Give the first and last input whose products reach an output position."""
        place = position + self.before
        # Of input i, tap t falls on i*S + d*t: the taps that reach a place are `step` apart.
        step = self.stride // gcd(self.stride, self.dilation)
        reaching = (
            tap
            for tap in range(min(self.kernel, step))
            if (place - self.dilation * tap) % self.stride == 0
        )
        first = next(reaching, None)
        if first is None:  # a hole between dilated taps: it sees nothing
            return place // self.stride, place // self.stride
        last = first + (self.kernel - 1 - first) // step * step
        return (
            (place - self.dilation * last) // self.stride,
            (place - self.dilation * first) // self.stride,
        )

    def _cut(self) -> Expression:
        if self.before == self.after:
            return BOTH_SIDES * self._leaf("padding", self.before, "P")
        before, after = ("top", "bottom") if self.name == "height" else ("left", "right")
        return Leaf(f"padding at the {before}", self.before, f"P_{before}") + Leaf(
            f"padding at the {after}", self.after, f"P_{after}"
        )

    def _kernel(self) -> Leaf:
        if not self.name:
            return Leaf("kernel size", self.kernel, "F")
        return Leaf(f"kernel {self.name}", self.kernel, f"F_{self.name[0]}")

    def _leaf(self, name: str, value: int, letter: str) -> Leaf:
        if not self.name:
            return Leaf(name, value, letter)
        return Leaf(f"{name} along the {self.name}", value, f"{letter}_{self.name[0]}")


def _nothing_left(axis: _Axis, size: int) -> LayerError:
    return LayerError(
        "padding-too-large",
        f"padding {axis.before} and {axis.after} cut off all of the output: {size} would be left",
        field="padding",
    )
