"""Layers that bend at zero: `relu` and its relatives."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cnncalc.derivation import Leaf, constant
from cnncalc.layers.elementwise import Elementwise
from cnncalc.layers.field import Numeral
from cnncalc.layers.layer import NOTHING, Learned
from cnncalc.layers.operation import Keep, Kept, Operation, Temporary, learned_spaces, space
from cnncalc.layers.word import Switch

if TYPE_CHECKING:
    from cnncalc.shape import Shape

__all__ = ["Elu", "LeakyRelu", "PRelu", "Relu", "Relu6", "Selu"]


class Relu(Elementwise):
    """The larger of a value and 0.

    output: the input's shape
    parameters: none
    work: 1 comparison a value
    source: Krizhevsky et al. 2012, section 3.1; netscope
    """

    kind: ClassVar[str] = "relu"
    each_value = (("comparison", 1),)
    keeps = "output"
    overwrites = True


class Relu6(Elementwise):
    """A value between 0 and 6.

    output: the input's shape
    parameters: none
    work: 2 comparisons a value
    source: Krizhevsky 2010; Howard et al. 2017
    """

    kind: ClassVar[str] = "relu6"
    each_value = (("comparison", 2),)


class LeakyRelu(Elementwise):
    """A value, or a small part of it where it is below 0.

    output: the input's shape
    parameters: none
    work: 1 comparison and 1 multiplication a value
    source: Maas, Hannun & Ng 2013
    """

    kind: ClassVar[str] = "leaky_relu"
    each_value = (("comparison", 1), ("multiplication", 1))
    overwrites = True

    slope: Numeral = 0.01
    """The part of a value below 0 that is left."""


class PRelu(Elementwise):
    """A value, or a learned part of it where it is below 0.

    output: the input's shape
    parameters: 1 slope (a weight) a map, or 1 in all where it is shared
    work: 1 comparison and 1 multiplication a value
    source: He et al. 2015 (Delving Deep into Rectifiers)
    """

    kind: ClassVar[str] = "prelu"
    each_value = (("comparison", 1), ("multiplication", 1))

    shared: Switch = True
    """Whether one slope serves all maps, as PyTorch's default has it."""

    def learned(self, inputs: tuple[Shape, ...], output: Shape) -> Learned:  # noqa: ARG002
        """Give one slope, or one a map."""
        slopes = ONE_SLOPE if self.shared else Leaf("maps", output.channels, "K")
        return Learned(slopes, NOTHING, NOTHING, slopes)

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:
        """Keep the input; backwards a gradient of each value is summed up to that of the slopes."""
        room = space(output)
        operation = Operation(
            (0,),
            room,
            (Keep(0),),
            trains=(0,),
            temporaries=(Temporary(room),),
            unwanted="always",
            sums_after=True,
        )
        return Kept((operation,), *learned_spaces(self.learned(inputs, output)))


class Elu(Elementwise):
    """A value, or exp(x) - 1 where it is below 0.

    output: the input's shape
    parameters: none
    work: 1 comparison, 1 exponential and 1 addition a value
    source: Clevert, Unterthiner & Hochreiter 2015
    """

    kind: ClassVar[str] = "elu"
    each_value = (("comparison", 1), ("exponential", 1), ("addition", 1))
    overwrites = True


class Selu(Elementwise):
    """A scaled elu, whose factors keep mean and variance.

    output: the input's shape
    parameters: none
    work: 1 comparison, 1 exponential, 1 addition and 2 multiplications a value
    source: Klambauer et al. 2017
    """

    kind: ClassVar[str] = "selu"
    each_value = (("comparison", 1), ("exponential", 1), ("addition", 1), ("multiplication", 2))
    overwrites = True


ONE_SLOPE = constant("the slope of all maps", 1)
