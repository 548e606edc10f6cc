"""Layers that rescale values by their neighbours, their statistics or a learned factor."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from cnncalc.derivation import Leaf, constant
from cnncalc.layers.affine import affine, halved, maps_in, normal
from cnncalc.layers.field import Count, Numeral
from cnncalc.layers.group import check_parts
from cnncalc.layers.layer import (
    WHOLE,
    Layer,
    Learned,
    Output,
    Work,
    image_of,
    inputs_read,
    values_of,
)
from cnncalc.layers.operation import (
    TO_THE_END,
    Keep,
    Kept,
    Operation,
    Space,
    contiguous,
    learned_spaces,
    powers,
    scaled,
    shifted_by,
    space,
)
from cnncalc.layers.word import AxesRule, Switch

if TYPE_CHECKING:
    from cnncalc.shape import Shape

__all__ = ["BatchNorm", "GroupNorm", "InstanceNorm", "LayerNorm", "Lrn", "Scale"]

ONCE = constant("one for each output value", 1)
TWICE = constant("two for each output value", 2)


class Lrn(Layer):
    """Local response normalization: each value divided by a power of its neighbours' squares.

    output: the input's shape
    parameters: none
    work: n multiplications, n - 1 additions, 1 multiply-add, 1 power and 1 division a value
    source: Krizhevsky et al. 2012, section 3.3
    """

    kind: ClassVar[str] = "lrn"

    size: Count = 5
    """n, how many adjacent maps are summed over."""
    alpha: Numeral = 0.0001
    """The factor of the sum."""
    beta: Numeral = 0.75
    """The power."""
    k: Numeral = 1.0
    """What is added to the sum (2 in the paper)."""

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:  # noqa: ARG002
        """Give the squares, their sum, k + alpha*sum, its power, and the division."""
        values = values_of(output)
        neighbours = Leaf("maps summed over", self.size, "n")
        first = constant("the first square, which needs no addition", 1)
        return {
            "multiplication": neighbours * values,
            "addition": (neighbours - first) * values,
            "multiply_add": ONCE * values,
            "power": ONCE * values,
            "division": ONCE * values,
        }

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:
        """Keep the input, its squares between maps of zeros, k + alpha*sum, and its power."""
        (shape,), room = inputs, space(output)
        maps = shape.channels + self.size - 1
        return Kept(
            (
                Operation((0, 0), room, (Keep(0),)),
                Operation((1,), Space(maps * (shape.values // shape.channels))),
                Operation((2,), room, (Keep(2),), held=5),
                Operation((3,), room),
                Operation((4,), room),
                Operation((5,), room, (Keep(5),), temporaries=powers(room)),
                # The divisor's gradient needs two quotients and a negative, before the other is.
                Operation((0, 6), room, (Keep(0, 6), Keep(6)), temporaries=powers(room)),
            )
        )


class BatchNorm(Layer):
    """Batch normalization: each map shifted and scaled by its statistics, then by gamma and beta.

    output: the input's shape
    parameters: gamma (a weight) and beta (a bias) a map; mean and variance a map are fixed
    work: 1 multiply-add a value (mean, variance, gamma and beta folded into one)
    source: Ioffe & Szegedy 2015; netscope
    """

    kind: ClassVar[str] = "batchnorm"

    scale: Switch = True
    """Whether there is a gamma."""
    center: Switch = True
    """Whether there is a beta."""

    def learned(self, inputs: tuple[Shape, ...], output: Shape) -> Learned:  # noqa: ARG002
        """Give gamma, beta, and the running mean and variance, one of each a map."""
        maps = maps_in(output)
        learned = affine(maps, scale=self.scale, center=self.center)
        return learned._replace(fixed=constant("mean and variance", 2) * maps)

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:
        """Keep the input, and the mean and deviation of each map of the batch."""
        statistic = Space(output.channels, "statistic", per_example=False)
        normalized = Operation(
            (0,),
            space(output),
            (Keep(0),),
            extra=(statistic, statistic),
            training="extra",
            copies="gradient on a GPU",
            unwanted="in cuDNN",
        )
        running = Space(output.channels, per_example=False)
        count = Space(1, "index", per_example=False)
        learned, _ = learned_spaces(self.learned(inputs, output))
        operations = halved(normalized, output, scale=self.scale, center=self.center)
        return Kept(operations, learned, (running, running, count))

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:  # noqa: ARG002
        """Give one multiply-add a value."""
        return {"multiply_add": ONCE * values_of(output)}


class LayerNorm(Layer):
    """Layer normalization: shifted and scaled by the statistics of one example.

    output: the input's shape
    parameters: gamma (a weight) and beta (a bias) a map; over all axes, of each value
    work: 2 additions, 2 multiply-adds and 1 division a value (mean, variance, both, gamma and beta)
    source: Ba, Kiros & Hinton 2016; PyTorch, torch.nn.LayerNorm
    """

    kind: ClassVar[str] = "layernorm"

    axes: AxesRule = "all"
    """Over what the statistics are taken: the channels of each position, or all values."""

    def learned(self, inputs: tuple[Shape, ...], output: Shape) -> Learned:
        """Give a gamma and a beta a map, or a value."""
        return affine(maps_in(output) if self.axes == "channels" else inputs_read(inputs[0]))

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:
        """Keep the input, and the mean and deviation of each position, or of the example."""
        rows = output.values // output.channels if self.axes == "channels" else 1
        normalized = normal(output, Space(rows, "statistic"))._replace(trains=(0, 1))
        return Kept((normalized,), *learned_spaces(self.learned(inputs, output)))

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:  # noqa: ARG002
        """Give the arithmetic of the statistics and of what is done with them."""
        return _normalized(output)

    def window(self, inputs: tuple[Shape, ...]) -> Literal["whole"] | None:  # noqa: ARG002
        """See the whole input, or one position."""
        return None if self.axes == "channels" else WHOLE


class GroupNorm(Layer):
    """Group normalization: shifted and scaled by the statistics of groups of maps.

    output: the input's shape
    parameters: gamma (a weight) and beta (a bias) a map: 2*K
    work: 2 additions, 2 multiply-adds and 1 division a value (mean, variance, both, gamma and beta)
    source: Wu & He 2018; PyTorch, torch.nn.GroupNorm
    """

    kind: ClassVar[str] = "groupnorm"

    groups: Count
    """g, the number of groups that the maps are divided into."""

    def output(self, inputs: tuple[Shape, ...]) -> Output:
        """Give the input's shape; LayerError where the groups do not divide the maps."""
        check_parts(inputs[0].channels, self.groups, "groups")
        return Output(inputs[0], {})

    def learned(self, inputs: tuple[Shape, ...], output: Shape) -> Learned:  # noqa: ARG002
        """Give a gamma and a beta a map."""
        return affine(maps_in(output))

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:
        """Keep the input, and the mean and deviation of each group."""
        normalized = normal(output, Space(self.groups), read=1)
        normalized = normalized._replace(trains=(0, 1), copies="gradient")
        return Kept((contiguous(output), normalized), *learned_spaces(self.learned(inputs, output)))

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:  # noqa: ARG002
        """Give the arithmetic of the statistics and of what is done with them."""
        return _normalized(output)

    def window(self, inputs: tuple[Shape, ...]) -> Literal["whole"]:  # noqa: ARG002
        """See the whole input."""
        return WHOLE


class InstanceNorm(Layer):
    """Instance normalization: each map shifted and scaled by its own statistics.

    output: the input's shape
    parameters: none; with scale a gamma, with center a beta a map
    work: 2 additions, 2 multiply-adds and 1 division a value, as group normalization
    source: Ulyanov, Vedaldi & Lempitsky 2016; PyTorch, torch.nn.InstanceNorm2d
    """

    kind: ClassVar[str] = "instancenorm"

    scale: Switch = False
    """Whether there is a gamma; none by default, as in PyTorch."""
    center: Switch = False
    """Whether there is a beta; none by default, as in PyTorch."""

    def output(self, inputs: tuple[Shape, ...]) -> Output:
        """Give the input's shape; LayerError of a vector, whose maps have one value each."""
        return Output(image_of(inputs, "instance normalization goes over the maps of"), {})

    def learned(self, inputs: tuple[Shape, ...], output: Shape) -> Learned:  # noqa: ARG002
        """Give a gamma and a beta a map, where they are asked for."""
        return affine(maps_in(output), scale=self.scale, center=self.center)

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:
        """Keep the input, and the mean and deviation of each map."""
        normalized = normal(output, Space(output.channels), read=1)._replace(copies="gradient")
        operations = halved(normalized, output, scale=self.scale, center=self.center)
        learned = learned_spaces(self.learned(inputs, output))
        return Kept((contiguous(output), *operations), *learned)

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:  # noqa: ARG002
        """Give the arithmetic of the statistics and of what is done with them."""
        return _normalized(output)

    def window(self, inputs: tuple[Shape, ...]) -> Literal["whole"]:  # noqa: ARG002
        """See the whole input."""
        return WHOLE


class Scale(Layer):
    """Each map times a learned factor, plus a learned bias.

    output: the input's shape
    parameters: 1 factor and 1 bias a map
    work: 1 multiply-add a value, or 1 multiplication where there is no bias
    source: Caffe, layer Scale; Touvron et al. 2021 (LayerScale)
    """

    kind: ClassVar[str] = "scale"

    bias: Switch = True
    """Whether each map has a bias."""

    def learned(self, inputs: tuple[Shape, ...], output: Shape) -> Learned:  # noqa: ARG002
        """Give a factor and a bias a map."""
        return affine(maps_in(output), center=self.bias)

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:
        """Keep the input, for the gradient of the factors."""
        product = scaled(0, output, 0, held=TO_THE_END)
        operations = (product, *[shifted_by(1, output, 1)] * self.bias)
        return Kept(operations, *learned_spaces(self.learned(inputs, output)))

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:  # noqa: ARG002
        """Give a multiply-add or a multiplication a value."""
        each = ONCE * values_of(output)
        return {"multiply_add": each} if self.bias else {"multiplication": each}


def _normalized(output: Shape) -> Work:
    """Give the arithmetic of a normalization by the statistics of the example itself."""
    values = values_of(output)
    return {"addition": TWICE * values, "multiply_add": TWICE * values, "division": ONCE * values}
