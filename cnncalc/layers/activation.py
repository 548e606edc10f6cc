"""Layers that change each value by itself: `relu`, `sigmoid`, `tanh`, `softmax`, `dropout`.

None of them has output memory of its own, as the lectures count: it is done in place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cnncalc.derivation import constant
from cnncalc.layers.field import Fraction01
from cnncalc.layers.layer import Layer, Work, values_of

if TYPE_CHECKING:
    from cnncalc.shape import Shape

__all__ = ["Dropout", "Relu", "ScaledTanh", "Sigmoid", "Softmax", "Tanh"]

ONCE = constant("one for each value", 1)
TWICE = constant("two for each value", 2)


class Relu(Layer):
    """The larger of a value and 0.

    output: the input's shape
    parameters: none
    work: 1 comparison a value
    source: Krizhevsky et al. 2012, section 3.1; netscope
    """

    kind: ClassVar[str] = "relu"
    stored: ClassVar[bool] = False

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:  # noqa: ARG002
        """Give a comparison a value."""
        return {"comparison": ONCE * values_of(output)}


class Sigmoid(Layer):
    """1/(1 + exp(-x)).

    output: the input's shape
    parameters: none
    work: 1 exponential, 1 addition and 1 division a value
    source: CS231n, Neural Networks; netscope
    """

    kind: ClassVar[str] = "sigmoid"
    stored: ClassVar[bool] = False

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:  # noqa: ARG002
        """Give an exponential, an addition and a division a value."""
        each = ONCE * values_of(output)
        return {"exponential": each, "addition": each, "division": each}


class Tanh(Layer):
    """The hyperbolic tangent.

    output: the input's shape
    parameters: none
    work: 1 exponential a value (the function counted as one)
    source: LeCun et al. 1998; netscope
    """

    kind: ClassVar[str] = "tanh"
    stored: ClassVar[bool] = False

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:  # noqa: ARG002
        """Give an exponential a value."""
        return {"exponential": ONCE * values_of(output)}


class ScaledTanh(Layer):
    """LeNet's 1.7159*tanh(2/3*x).

    output: the input's shape
    parameters: none
    work: 1 exponential (the tanh) and 2 multiplications a value
    source: LeCun et al. 1998, equation 6 and appendix A
    """

    kind: ClassVar[str] = "scaled_tanh"
    stored: ClassVar[bool] = False

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:  # noqa: ARG002
        """Give an exponential and two multiplications a value."""
        values = values_of(output)
        return {"exponential": ONCE * values, "multiplication": TWICE * values}


class Softmax(Layer):
    """Exponentials divided by their sum: over a vector, or over the maps at each position.

    output: the input's shape
    parameters: none
    work: 1 exponential, 1 addition and 1 division a value
    source: CS231n, Linear Classification; netscope
    """

    kind: ClassVar[str] = "softmax"
    stored: ClassVar[bool] = False

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:  # noqa: ARG002
        """Give an exponential, an addition and a division a value."""
        each = ONCE * values_of(output)
        return {"exponential": each, "addition": each, "division": each}


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
