"""Layers that change each value by itself along a curve: `sigmoid`, `gelu`, `softmax`; `dropout`.

None of them has output memory of its own, as the lectures count: it is done in place. One of their
functions (an exponential, a logarithm, a hyperbolic tangent, the error function) counts as one
exponential.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cnncalc.layers.elementwise import Elementwise
from cnncalc.layers.field import Fraction01
from cnncalc.layers.layer import Layer
from cnncalc.layers.operation import Keep, Kept, Operation, Space, space

if TYPE_CHECKING:
    from cnncalc.shape import Shape

__all__ = [
    "Dropout",
    "Gelu",
    "HardSigmoid",
    "HardSwish",
    "LogSoftmax",
    "Mish",
    "ScaledTanh",
    "Sigmoid",
    "Silu",
    "Softmax",
    "Softplus",
    "Tanh",
]


class Gelu(Elementwise):
    """x times the share of a normal distribution below x.

    output: the input's shape
    parameters: none
    work: 1 exponential (the error function), 1 addition and 2 multiplications a value
    source: Hendrycks & Gimpel 2016
    """

    kind: ClassVar[str] = "gelu"
    each_value = (("exponential", 1), ("addition", 1), ("multiplication", 2))


class Silu(Elementwise):
    """x times its sigmoid (swish): x/(1 + exp(-x)).

    output: the input's shape
    parameters: none
    work: 1 exponential, 1 addition and 1 division a value
    source: Elfwing, Uchibe & Doya 2017; Ramachandran, Zoph & Le 2017
    """

    kind: ClassVar[str] = "silu"
    each_value = (("exponential", 1), ("addition", 1), ("division", 1))


class Mish(Elementwise):
    """x*tanh(softplus(x)).

    output: the input's shape
    parameters: none
    work: 3 exponentials (exp, log, tanh), 1 addition and 1 multiplication a value
    source: Misra 2019
    """

    kind: ClassVar[str] = "mish"
    each_value = (("exponential", 3), ("addition", 1), ("multiplication", 1))


class HardSwish(Elementwise):
    """x*relu6(x + 3)/6.

    output: the input's shape
    parameters: none
    work: 1 addition, 2 comparisons, 1 multiplication and 1 division a value
    source: Howard et al. 2019 (MobileNetV3)
    """

    kind: ClassVar[str] = "hardswish"
    each_value = (("addition", 1), ("comparison", 2), ("multiplication", 1), ("division", 1))


class HardSigmoid(Elementwise):
    """relu6(x + 3)/6.

    output: the input's shape
    parameters: none
    work: 1 addition, 2 comparisons and 1 division a value
    source: Howard et al. 2019 (MobileNetV3)
    """

    kind: ClassVar[str] = "hardsigmoid"
    each_value = (("addition", 1), ("comparison", 2), ("division", 1))


class Sigmoid(Elementwise):
    """1/(1 + exp(-x)).

    output: the input's shape
    parameters: none
    work: 1 exponential, 1 addition and 1 division a value
    source: CS231n, Neural Networks; netscope
    """

    kind: ClassVar[str] = "sigmoid"
    each_value = (("exponential", 1), ("addition", 1), ("division", 1))
    keeps = "output"


class Tanh(Elementwise):
    """The hyperbolic tangent.

    output: the input's shape
    parameters: none
    work: 1 exponential a value (the function counted as one)
    source: LeCun et al. 1998; netscope
    """

    kind: ClassVar[str] = "tanh"
    each_value = (("exponential", 1),)
    keeps = "output"


class ScaledTanh(Elementwise):
    """LeNet's 1.7159*tanh(2/3*x).

    output: the input's shape
    parameters: none
    work: 1 exponential (the tanh) and 2 multiplications a value
    source: LeCun et al. 1998, equation 6 and appendix A
    """

    kind: ClassVar[str] = "scaled_tanh"
    each_value = (("exponential", 1), ("multiplication", 2))

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:  # noqa: ARG002
        """Multiply, divide, take the tanh, which is kept, and multiply."""
        room = space(output)
        return Kept(
            (
                Operation((0,), room),
                Operation((1,), room),
                Operation((2,), room, (Keep(3),)),
                Operation((3,), room),
            )
        )


class Softplus(Elementwise):
    """log(1 + exp(x)).

    output: the input's shape
    parameters: none
    work: 2 exponentials (exp and log) and 1 addition a value
    source: Dugas et al. 2001
    """

    kind: ClassVar[str] = "softplus"
    each_value = (("exponential", 2), ("addition", 1))


class Softmax(Elementwise):
    """Exponentials divided by their sum: over a vector, or over the maps at each position.

    output: the input's shape
    parameters: none
    work: 1 exponential, 1 addition and 1 division a value
    source: CS231n, Linear Classification; netscope
    """

    kind: ClassVar[str] = "softmax"
    each_value = (("exponential", 1), ("addition", 1), ("division", 1))
    keeps = "output"


class LogSoftmax(Elementwise):
    """The logarithm of softmax, over a vector or over the maps at each position.

    output: the input's shape
    parameters: none
    work: 1 exponential and 2 additions a value (the logarithm of each sum left out)
    source: PyTorch, torch.nn.LogSoftmax
    """

    kind: ClassVar[str] = "log_softmax"
    each_value = (("exponential", 1), ("addition", 2))
    keeps = "output"


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

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:  # noqa: ARG002
        """Keep a mask of what is left; all of it, or none of it, needs none."""
        if self.rate == 0:
            return Kept(())
        mask = Space(output.values, "mask") if self.rate < 1 else Space(1, per_example=False)
        return Kept((Operation((0,), space(output), extra=(mask,), training="only"),))
