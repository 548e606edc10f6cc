"""Operators that join branches: Add, Mul, Sum and Concat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.diagnostic import LayerError
from cnncalc.origin.layout import straight
from cnncalc.origin.model import Constant
from cnncalc.origin.operator.sizes import concatenated
from cnncalc.origin.settling import any_step, bordered
from cnncalc.origin.value import Data
from cnncalc.shape import Image

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.origin.site import Site
    from cnncalc.origin.value import Value
    from cnncalc.shape import Shape

__all__ = ["concat", "merged", "total"]


def merged(at: Site, kind: str) -> Data:
    """Add a merge of all inputs, which are data."""
    several = [bordered(at.plan, at.data(each)) for each in range(len(at.inputs))]
    order = _order(at, several)
    if order is not None and len({at.plan.shape(each.step) for each in several}) == 1:
        step = at.plan.add(kind, {}, tuple(each.step for each in several))
        return Data(step, several[0].layout)
    inputs = tuple(any_step(at.plan, each) for each in several)
    step = at.plan.add(kind, {}, inputs)
    return Data(step, straight(at.plan.shape(step), at.batch(several[0])))


def total(at: Site) -> Value:
    """Add branches, however many."""
    if len(at.inputs) == 1:
        return at.data(0)
    return merged(at, "add")


def concat(at: Site) -> Value:
    """Put maps one after another."""
    constants = [each for each in at.inputs if isinstance(each, Constant)]
    if len(constants) == len(at.inputs):
        return concatenated(constants, at.number("axis", 0))
    several = [bordered(at.plan, at.data(each)) for each in range(len(at.inputs))]
    if len(several) == 1:
        return several[0]
    axis = at.number("axis", 1) % len(several[0].dims)
    order = _order(at, several)
    if order is not None and order[axis] == 1:
        step = at.plan.add("concat", {}, tuple(each.step for each in several))
        shape = at.plan.shape(step)
        return Data(step, straight(shape, at.batch(several[0])).permuted(order))
    if axis != 1:
        raise LayerError("no-such-layer", "it joins along another axis than the channels")
    step = at.plan.add("concat", {}, tuple(any_step(at.plan, each) for each in several))
    return Data(step, straight(at.plan.shape(step), at.batch(several[0])))


def _order(at: Site, several: Sequence[Data]) -> tuple[int, ...] | None:
    """The one order that the axes of all data have; None where it is not one."""
    orders = {_permutation(at.plan.shape(each.step), each) for each in several}
    return orders.pop() if len(orders) == 1 else None


def _permutation(shape: Shape, data: Data) -> tuple[int, ...] | None:
    plain = straight(shape, data.dims[0])
    known = (_STRAIGHT, _LAST) if isinstance(shape, Image) else ((0, 1),)
    for order in known:
        if plain.permuted(order) == data.layout:
            return order
    return None


_STRAIGHT, _LAST = (0, 1, 2, 3), (0, 2, 3, 1)
"""Channels before rows and columns, and after them."""
