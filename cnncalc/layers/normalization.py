"""Layers that rescale values by their neighbours or their statistics: `lrn`, `batchnorm`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cnncalc.derivation import Leaf, constant
from cnncalc.layers.field import Count, Numeral, Switch
from cnncalc.layers.layer import NOTHING, Layer, Learned, Work, values_of

if TYPE_CHECKING:
    from cnncalc.shape import Shape

__all__ = ["BatchNorm", "Lrn"]

ONCE = constant("one for each output value", 1)


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
        maps = Leaf("maps", output.channels, "K")
        gamma = maps if self.scale else NOTHING
        beta = maps if self.center else NOTHING
        statistics = constant("mean and variance", 2)
        if self.scale and self.center:
            return Learned(gamma, beta, statistics * maps, constant("gamma and beta", 2) * maps)
        return Learned(gamma, beta, statistics * maps, gamma if self.scale else beta)

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:  # noqa: ARG002
        """Give one multiply-add a value."""
        return {"multiply_add": ONCE * values_of(output)}
