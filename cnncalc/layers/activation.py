"""Layers that change each value by itself: `relu` and its relatives, `softmax`, `dropout`.

None of them has output memory of its own, as the lectures count: it is done in place. One of their
functions (an exponential, a logarithm, a hyperbolic tangent, the error function) counts as one
exponential.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cnncalc.derivation import Leaf, constant
from cnncalc.layers.field import Fraction01, Numeral, Switch
from cnncalc.layers.layer import NOTHING, Layer, Learned, Sort, Work, values_of

if TYPE_CHECKING:
    from cnncalc.shape import Shape

__all__ = [
    "Dropout",
    "Elu",
    "Gelu",
    "HardSigmoid",
    "HardSwish",
    "LeakyRelu",
    "LogSoftmax",
    "Mish",
    "PRelu",
    "Relu",
    "Relu6",
    "ScaledTanh",
    "Selu",
    "Sigmoid",
    "Silu",
    "Softmax",
    "Softplus",
    "Tanh",
]


class Activation(Layer):
    """What activation functions share; not a kind by itself."""

    stored: ClassVar[bool] = False
    each_value: ClassVar[tuple[tuple[Sort, int], ...]] = ()
    """How often each sort of arithmetic is done for a value."""

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:  # noqa: ARG002
        """Give the arithmetic of all values."""
        values = values_of(output)
        return {sort: _TIMES[count] * values for sort, count in self.each_value}


_TIMES = {
    1: constant("one for each value", 1),
    2: constant("two for each value", 2),
    3: constant("three for each value", 3),
}


class Relu(Activation):
    """The larger of a value and 0.

    output: the input's shape
    parameters: none
    work: 1 comparison a value
    source: Krizhevsky et al. 2012, section 3.1; netscope
    """

    kind: ClassVar[str] = "relu"
    each_value = (("comparison", 1),)


class Relu6(Activation):
    """A value between 0 and 6.

    output: the input's shape
    parameters: none
    work: 2 comparisons a value
    source: Krizhevsky 2010; Howard et al. 2017
    """

    kind: ClassVar[str] = "relu6"
    each_value = (("comparison", 2),)


class LeakyRelu(Activation):
    """A value, or a small part of it where it is below 0.

    output: the input's shape
    parameters: none
    work: 1 comparison and 1 multiplication a value
    source: Maas, Hannun & Ng 2013
    """

    kind: ClassVar[str] = "leaky_relu"
    each_value = (("comparison", 1), ("multiplication", 1))

    slope: Numeral = 0.01
    """The part of a value below 0 that is left."""


class PRelu(Activation):
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


class Elu(Activation):
    """A value, or exp(x) - 1 where it is below 0.

    output: the input's shape
    parameters: none
    work: 1 comparison, 1 exponential and 1 addition a value
    source: Clevert, Unterthiner & Hochreiter 2015
    """

    kind: ClassVar[str] = "elu"
    each_value = (("comparison", 1), ("exponential", 1), ("addition", 1))


class Selu(Activation):
    """A scaled elu, whose factors keep mean and variance.

    output: the input's shape
    parameters: none
    work: 1 comparison, 1 exponential, 1 addition and 2 multiplications a value
    source: Klambauer et al. 2017
    """

    kind: ClassVar[str] = "selu"
    each_value = (("comparison", 1), ("exponential", 1), ("addition", 1), ("multiplication", 2))


class Gelu(Activation):
    """x times the share of a normal distribution below x.

    output: the input's shape
    parameters: none
    work: 1 exponential (the error function), 1 addition and 2 multiplications a value
    source: Hendrycks & Gimpel 2016
    """

    kind: ClassVar[str] = "gelu"
    each_value = (("exponential", 1), ("addition", 1), ("multiplication", 2))


class Silu(Activation):
    """x times its sigmoid (swish): x/(1 + exp(-x)).

    output: the input's shape
    parameters: none
    work: 1 exponential, 1 addition and 1 division a value
    source: Elfwing, Uchibe & Doya 2017; Ramachandran, Zoph & Le 2017
    """

    kind: ClassVar[str] = "silu"
    each_value = (("exponential", 1), ("addition", 1), ("division", 1))


class Mish(Activation):
    """x*tanh(softplus(x)).

    output: the input's shape
    parameters: none
    work: 3 exponentials (exp, log, tanh), 1 addition and 1 multiplication a value
    source: Misra 2019
    """

    kind: ClassVar[str] = "mish"
    each_value = (("exponential", 3), ("addition", 1), ("multiplication", 1))


class HardSwish(Activation):
    """x*relu6(x + 3)/6.

    output: the input's shape
    parameters: none
    work: 1 addition, 2 comparisons, 1 multiplication and 1 division a value
    source: Howard et al. 2019 (MobileNetV3)
    """

    kind: ClassVar[str] = "hardswish"
    each_value = (("addition", 1), ("comparison", 2), ("multiplication", 1), ("division", 1))


class HardSigmoid(Activation):
    """relu6(x + 3)/6.

    output: the input's shape
    parameters: none
    work: 1 addition, 2 comparisons and 1 division a value
    source: Howard et al. 2019 (MobileNetV3)
    """

    kind: ClassVar[str] = "hardsigmoid"
    each_value = (("addition", 1), ("comparison", 2), ("division", 1))


class Sigmoid(Activation):
    """1/(1 + exp(-x)).

    output: the input's shape
    parameters: none
    work: 1 exponential, 1 addition and 1 division a value
    source: CS231n, Neural Networks; netscope
    """

    kind: ClassVar[str] = "sigmoid"
    each_value = (("exponential", 1), ("addition", 1), ("division", 1))


class Tanh(Activation):
    """The hyperbolic tangent.

    output: the input's shape
    parameters: none
    work: 1 exponential a value (the function counted as one)
    source: LeCun et al. 1998; netscope
    """

    kind: ClassVar[str] = "tanh"
    each_value = (("exponential", 1),)


class ScaledTanh(Activation):
    """LeNet's 1.7159*tanh(2/3*x).

    output: the input's shape
    parameters: none
    work: 1 exponential (the tanh) and 2 multiplications a value
    source: LeCun et al. 1998, equation 6 and appendix A
    """

    kind: ClassVar[str] = "scaled_tanh"
    each_value = (("exponential", 1), ("multiplication", 2))


class Softplus(Activation):
    """log(1 + exp(x)).

    output: the input's shape
    parameters: none
    work: 2 exponentials (exp and log) and 1 addition a value
    source: Dugas et al. 2001
    """

    kind: ClassVar[str] = "softplus"
    each_value = (("exponential", 2), ("addition", 1))


class Softmax(Activation):
    """Exponentials divided by their sum: over a vector, or over the maps at each position.

    output: the input's shape
    parameters: none
    work: 1 exponential, 1 addition and 1 division a value
    source: CS231n, Linear Classification; netscope
    """

    kind: ClassVar[str] = "softmax"
    each_value = (("exponential", 1), ("addition", 1), ("division", 1))


class LogSoftmax(Activation):
    """The logarithm of softmax, over a vector or over the maps at each position.

    output: the input's shape
    parameters: none
    work: 1 exponential and 2 additions a value (the logarithm of each sum left out)
    source: PyTorch, torch.nn.LogSoftmax
    """

    kind: ClassVar[str] = "log_softmax"
    each_value = (("exponential", 1), ("addition", 2))


class Dropout(Layer):
    """Values set to 0 at random in training; it does nothing afterwards.

    output: the input's shape
    parameters: none
    work: none (it is left out when the network is used)
    source: Srivastava et al. 2014
    """

    kind: ClassVar[str] = "dropout"
    stored: ClassVar[bool] = False

    rate: Fraction01 = 0.5
    """The share of values that is set to 0."""


ONE_SLOPE = constant("the slope of all maps", 1)
