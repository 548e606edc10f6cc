"""What layers share that compute each value from that value alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from cnncalc.derivation import constant
from cnncalc.layers.layer import Layer, Sort, Work, values_of
from cnncalc.layers.operation import Kept, changed

if TYPE_CHECKING:
    from cnncalc.shape import Shape

__all__ = ["Elementwise"]


class Elementwise(Layer):
    """An activation function; not a kind by itself.

    None has output memory of its own, as the lectures count: it is done in place. Any function of
    the libraries (exp, log, tanh, erf) counts as one exponential.
    """

    stored: ClassVar[bool] = False
    each_value: ClassVar[tuple[tuple[Sort, int], ...]] = ()
    """How often each sort of arithmetic is done for a value."""
    keeps: ClassVar[Literal["input", "output"]] = "input"
    """From which its derivative is computed, in PyTorch."""
    overwrites: ClassVar[bool] = False
    """Whether PyTorch can do it in place, and then needs its output alone."""

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:  # noqa: ARG002
        """Give the arithmetic of all values."""
        values = values_of(output)
        return {sort: _TIMES[count] * values for sort, count in self.each_value}

    def kept(self, inputs: tuple[Shape, ...], output: Shape) -> Kept:  # noqa: ARG002
        """Keep the input or the output."""
        operation = changed(output, keeps=self.keeps)
        return Kept((operation._replace(overwrites=self.overwrites),))


_TIMES = {
    1: constant("one for each value", 1),
    2: constant("two for each value", 2),
    3: constant("three for each value", 3),
}
