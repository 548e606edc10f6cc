"""Layers that shrink maps, each map by itself: `maxpool`, `avgpool`, `l2pool`, `subsample`."""

from __future__ import annotations

from typing import ClassVar

from cnncalc.derivation import Expression, Leaf, constant
from cnncalc.diagnostic import LayerError
from cnncalc.layers.border import around, bordered, laid, rounds_up
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
from cnncalc.layers.operation import (
    TO_THE_END,
    Keep,
    Kept,
    Operation,
    Space,
    Temporary,
    changed,
    learned_spaces,
    powers,
    scaled,
    shifted_by,
    space,
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

    def _laid(self, inputs: tuple[Shape, ...], output: Shape) -> Sides:
        """The border under which every window is whole."""
        image, maps = image_of(inputs, _DOING), image_of((output,), _DOING)
        up = rounds_up(self.rounding, self.padding)
        return around(image, self.window(inputs), maps, up=up)

    def _padded(self, inputs: tuple[Shape, ...]) -> bool:
        """Whether PyTorch's own `padding` can say the border."""
        (height, width), (top, bottom, left, right) = self.kernel, self.window(inputs).padding
        even = top == bottom and left == right
        return even and 2 * top <= height and 2 * left <= width

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

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:
        """Keep the input, and where each largest value stood."""
        image = image_of(inputs, _DOING)
        # A dilated window may hold nothing but padding, unless the border is laid first.
        apart = self.dilation.height > image.height or self.dilation.width > image.width
        padded = self._padded(inputs) and not (apart and any(self.window(inputs).padding))
        first = () if padded else (laid(image, self._laid(inputs, output)),)
        read, indices = len(first), (Space(output.values, "index"),)
        return Kept((*first, Operation((read,), space(output), (Keep(read),), extra=indices)))

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

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:
        """Keep the input, although only its size is needed."""
        if self._padded(inputs):
            return Kept((changed(output, keeps="input"),))
        return self._divided(image_of(inputs, _DOING), self._laid(inputs, output), inputs, output)

    def _divided(
        self, image: Image, sides: Sides, inputs: tuple[Shape, ...], output: Shape
    ) -> Kept:
        """A mean that PyTorch's `padding` cannot say: sums over what counts, and counts of it."""
        ones, counted = image._replace(channels=1), self.window(inputs).padding
        count = ones.height * ones.width
        laid_ones, more = bordered(ones, sides), self.count_include_pad
        row = output.values // output.channels
        start = 2 if more else 1
        held = Operation((), Space(count, per_example=False), held=None if more else TO_THE_END)
        with_border = bordered(ones, counted)._replace(per_example=False)
        return Kept(
            (
                held,
                *[Operation((1,), with_border, held=TO_THE_END)] * more,
                laid(image, sides),
                Operation((start + 1,), space(output), (Keep(start + 1),)),
                Operation((start,), laid_ones._replace(per_example=False)),
                Operation((start + 3,), Space(row, per_example=False)),
                Operation((start + 2, start + 4), space(output), (Keep(start + 4),)),
            )
        )


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

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:
        """Keep the squares' input, their means twice, and the sums whose root is taken.

        PyTorch takes the root of sign(mean)*relu(|mean|) times the values of a window.
        """
        bordered_ = laid(image_of(inputs, _DOING), self._laid(inputs, output), held=TO_THE_END)
        room = space(output)
        return Kept(
            (
                bordered_,
                Operation((1,), bordered_.gives, (Keep(1),), temporaries=powers(bordered_.gives)),
                Operation((2,), room, (Keep(2),), held=TO_THE_END),
                Operation((3,), room),
                Operation((3,), room, (Keep(3),), temporaries=(Temporary(room),)),
                Operation((5,), room, (Keep(6),)),
                Operation((4, 6), room, (Keep(4, 6), Keep(6, 4))),
                Operation((7,), room),
                Operation((8,), room, (Keep(8),), temporaries=powers(room)),
            )
        )


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

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:
        """Keep a copy of the input, and the sums of the windows."""
        laid_ = laid(image_of(inputs, _DOING), self._laid(inputs, output), held=TO_THE_END)
        summed = Operation((1,), space(output), (Keep(1),), held=TO_THE_END)
        operations = (laid_, summed, scaled(2, output, 0), shifted_by(3, output, 1))
        return Kept(operations, learned_spaces(self.learned(inputs, output))[0])
