"""Normalizations that an exporter wrote as their arithmetic.

Layer normalization: values without their mean, divided by the root of the mean of their squares.
Local response normalization: values divided by (k + alpha*m)^beta, where m is the mean of the
squares of neighbouring maps.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from cnncalc.diagnostic import LayerError
from cnncalc.origin.curve import STARTING, affine
from cnncalc.origin.layout import straight
from cnncalc.origin.model import Constant
from cnncalc.origin.settling import bordered, settled
from cnncalc.origin.value import Data, Moment
from cnncalc.shape import Image

if TYPE_CHECKING:
    from cnncalc.origin.curve import Samples
    from cnncalc.origin.site import Site

__all__ = ["averaged", "normalized"]


def averaged(at: Site, axes: tuple[int, ...] | None) -> Data | None:
    """Give a mean over channels, or over all values; None of one over rows and columns."""
    data = at.data(0)
    if data.moment is not None:
        if data.moment.sort != "squares":
            raise _other(at)
        return replace(data, moment=Moment("variance"))
    rank = len(data.dims)
    over = {each % rank for each in axes} if axes is not None else set()
    data = bordered(at.plan, data)
    met = sorted(digit for each in over for digit in data.layout.axes[each])
    _, *own = straight(at.plan.shape(data.step)).axes
    if not met or met not in (sorted(own[0]), sorted(digit for axis in own for digit in axis)):
        return None
    return replace(data, moment=Moment("mean", len(met)))


def normalized(at: Site) -> Data | None:  # noqa: PLR0911  a row for each piece
    """Give what becomes of data on their way to a normalization; None of any others.

    LayerError where they leave that way.
    """
    inputs = [each for each in at.inputs if isinstance(each, Data)]
    sorts = {each.moment.sort for each in inputs if each.moment is not None}
    if not sorts or any(each.moment and each.moment.sort == "neighbours" for each in inputs[:1]):
        return None
    if "neighbours" in sorts:
        return _response_normalized(at) if at.operation.kind == "Div" else None
    first, second = (*at.inputs, None)[:2]
    numbers = [each.scalar for each in at.inputs if isinstance(each, Constant)]
    match at.operation.kind, [_sort(each) for each in inputs]:
        case "Sub", ["", "mean"] if isinstance(first, Data) and isinstance(second, Data):
            whole = settled(at.plan, first)
            if whole.step == second.step and whole.layout == second.layout:
                size = second.moment.size if second.moment else 0
                return replace(second, moment=Moment("centred", size))
        case ("Pow", ["centred"]) if numbers == [2] and second is not None:
            return replace(inputs[0], moment=Moment("squares"))
        case "Mul", ["centred", "centred"]:
            return replace(inputs[0], moment=Moment("squares"))
        case (("Add" | "Sqrt" | "Reciprocal" | "Pow"), ["variance"]) if None not in numbers:
            return inputs[0]
        case (("Div" | "Mul"), ["centred", "variance"]):
            return _layer_normalized(at, inputs[0])
        case "Mul", ["variance", "centred"]:
            return _layer_normalized(at, inputs[1])
    raise _other(at)


def _sort(data: Data) -> str:
    return data.moment.sort if data.moment is not None else ""


def _other(at: Site) -> LayerError:
    message = "means are taken over maps, and what comes of them is no normalization of a spec"
    return LayerError("no-such-layer", f"{message} ({at.operation.kind})")


def _layer_normalized(at: Site, data: Data) -> Data:
    """Add a layer normalization, whose gamma and beta come next."""
    image = isinstance(at.plan.shape(data.step), Image)
    axes = "channels" if image and data.moment and data.moment.size == 1 else None
    found = at.along("layernorm", {"axes": axes}, replace(data, moment=None))
    at.learning.offer(found.step, "scale", "bias")
    return found


def _response_normalized(at: Site) -> Data:
    """Add a local response normalization."""
    value, divisor = at.data(0), at.data(1)
    if divisor.moment is None or value.moment is not None or value.step != divisor.step:
        raise _other(at)
    size = divisor.moment.size
    fields: dict[str, object] = {"size": size}
    for beta in _POWERS:
        line = affine(STARTING, _root(divisor.samples, beta))
        if line is not None:
            alpha, k = (float(f"{each:.6g}") for each in (line[0] / size, line[1]))
            usual = {"alpha": 0.0001, "beta": 0.75, "k": 1.0}
            found = {"alpha": alpha, "beta": beta, "k": k}
            fields |= {name: each for name, each in found.items() if each != usual[name]}
            break
    return at.along("lrn", fields, settled(at.plan, replace(value, border=None)))


_POWERS = (0.75, 0.5, 1.0, 0.25, 2.0)


def _root(samples: Samples, power: float) -> Samples:
    return tuple(each ** (1 / power) if each >= 0 else math.nan for each in samples)
