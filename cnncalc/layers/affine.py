"""Gamma and beta: what normalizations learn, and how PyTorch applies them.

    >>> affine(maps_in(Image(64, 56, 56)), scale=True, center=False).parameters.value
    64

PyTorch has both of them within its normalizations, or neither; one alone is a product or a sum that
comes after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.derivation import Leaf, constant
from cnncalc.layers.layer import NOTHING, Learned
from cnncalc.layers.operation import (
    TO_THE_END,
    Keep,
    Operation,
    Space,
    scaled,
    shifted_by,
    space,
)

if TYPE_CHECKING:
    from cnncalc.derivation import Expression
    from cnncalc.shape import Shape

__all__ = ["affine", "halved", "maps_in", "normal"]


def maps_in(shape: Shape) -> Leaf:
    """Give the number of maps."""
    return Leaf("maps", shape.channels, "K")


def affine(values: Expression, *, scale: bool = True, center: bool = True) -> Learned:
    """Give a gamma and a beta for each of some values, where they are asked for."""
    gamma, beta = values if scale else NOTHING, values if center else NOTHING
    both = constant("gamma and beta", 2) * values if scale and center else None
    return Learned(gamma, beta, NOTHING, both or (gamma if scale else beta))


def normal(output: Shape, statistic: Space, *, read: int = 0) -> Operation:
    """Give what keeps its input and two statistics."""
    return Operation((read,), space(output), (Keep(read),), extra=(statistic, statistic))


def halved(
    normalized: Operation, output: Shape, *, scale: bool, center: bool
) -> tuple[Operation, ...]:
    """Give a normalization with gamma and beta, with neither, or with one as an operation more."""
    (read,) = normalized.reads
    if scale == center:
        return (normalized._replace(trains=(0, 1) if scale else ()),)
    more = scaled(read + 1, output, 0) if scale else shifted_by(read + 1, output, 0)
    return (normalized._replace(held=TO_THE_END), more)
