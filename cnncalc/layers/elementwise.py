"""What layers share that compute each value from that value alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cnncalc.derivation import constant
from cnncalc.layers.layer import Layer, Sort, Work, values_of

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

    def work(self, inputs: tuple[Shape, ...], output: Shape) -> Work:  # noqa: ARG002
        """Give the arithmetic of all values."""
        values = values_of(output)
        return {sort: _TIMES[count] * values for sort, count in self.each_value}


_TIMES = {
    1: constant("one for each value", 1),
    2: constant("two for each value", 2),
    3: constant("three for each value", 3),
}
