"""Operators that change values one by one: activations, sums, products, factors that are learned.

What could still be part of an activation becomes a curve, and a layer once something else reads it.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from cnncalc.diagnostic import LayerError
from cnncalc.origin.curve import FUNCTIONS, STARTING, applied, constant_samples
from cnncalc.origin.learned import learned_bias, learned_factor
from cnncalc.origin.model import Constant
from cnncalc.origin.moment import normalized
from cnncalc.origin.naming import generated
from cnncalc.origin.operator import merge, sizes
from cnncalc.origin.settling import LONGEST, settled
from cnncalc.origin.value import Curve, Data

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.origin.curve import Samples
    from cnncalc.origin.site import Site
    from cnncalc.origin.value import Value

__all__ = [
    "addition",
    "cast",
    "clip",
    "division",
    "dropout",
    "function",
    "multiplication",
    "prelu",
    "subtraction",
    "unchanged",
]


def function(at: Site) -> Value:
    """Apply a function of each value, of data or of constants."""
    piece = normalized(at)
    if piece is not None:
        return piece
    values = [each for each in at.inputs if each is not None]
    constants = [each for each in values if isinstance(each, Constant)]
    if len(constants) == len(values):
        return sizes.folded(at.operation.kind, constants)
    return _curved(at, values)


def addition(at: Site) -> Value:
    """Add two branches, a learned bias, or a number."""
    learned = _learned(at, learned_bias)
    if learned is not None:
        return learned
    return merge.merged(at, "add") if _branches(at) or _twice(at) else function(at)


def multiplication(at: Site) -> Value:
    """Multiply two branches, or by a learned factor, or by a number."""
    learned = _learned(at, learned_factor)
    if learned is not None:
        return learned
    return merge.merged(at, "multiply") if _branches(at) else function(at)


def subtraction(at: Site) -> Value:
    """Subtract a number, or a learned bias."""
    learned = _learned(at, learned_bias, either_way=False)
    if learned is not None:
        return learned
    if _branches(at):
        raise LayerError("no-such-layer", "the difference of two branches is no layer of a spec")
    return function(at)


def division(at: Site) -> Value:
    """Divide by a number, or a learned factor; or by what neighbouring maps say."""
    learned = _learned(at, learned_factor, either_way=False)
    if learned is not None:
        return learned
    if _branches(at):
        raise LayerError("no-such-layer", "the quotient of two branches is no layer of a spec")
    return function(at)


def clip(at: Site) -> Value:
    """Bound each value, by attributes or, in later versions, by inputs."""
    data = at.inputs[0]
    if not isinstance(data, Data):
        return function(at)
    bounds = []
    for index, (name, usual) in enumerate((("min", -math.inf), ("max", math.inf)), 1):
        given = at.constant(index)
        bound = at.real(name, usual) if given is None else given.scalar
        if bound is None:
            raise LayerError("unsupported-input", f"its `{name}` is not in the file as a number")
        bounds.append(constant_samples(bound))
    own = applied("Clip", [STARTING, *bounds])
    return data.bent(applied("Clip", [data.samples, *bounds]), data.curve, own)


def unchanged(at: Site) -> Value:
    """Pass on what comes in: another type of number is none of a spec's business."""
    value = at.inputs[0]
    if value is None:
        raise LayerError("unsupported-input", "nothing comes in")
    return value


def cast(at: Site) -> Value:
    """Pass on data as they are, and constants as numbers of another type."""
    value = unchanged(at)
    return sizes.cast(value, at.number("to", 0)) if isinstance(value, Constant) else value


def dropout(at: Site) -> Value:
    """Add a dropout, which files that are still to be trained have."""
    if not isinstance(at.inputs[0], Data):
        return unchanged(at)
    rate = at.real("ratio", 0.5)
    given = at.constant(1)
    if given is not None and given.scalar is not None:
        rate = given.scalar
    fields = {"rate": float(f"{rate:.6g}")}
    return at.along("dropout", fields, settled(at.plan, at.data(0)))


def prelu(at: Site) -> Value:
    """Add a learned slope below 0: one in all, or one a map."""
    data, slopes = settled(at.plan, at.data(0)), at.constant(1)
    if slopes is None:
        raise LayerError("unsupported-input", "it has no slopes")
    maps = at.plan.shape(data.step).channels
    if slopes.size not in {1, maps}:
        raise LayerError("shapes-differ", f"it has {slopes.size} slopes for {maps} maps")
    at.learn(slopes)
    shared = slopes.size == 1
    return at.along("prelu", {"shared": None if shared else False}, data)


def _curved(at: Site, values: list[Value]) -> Data:
    """What becomes of data that all come from the same step."""
    several = [each for each in values if isinstance(each, Data)]
    if len(several) < len(values):
        for each in values:
            if isinstance(each, Constant) and each.scalar is None:
                message = "it takes a number for each value, which no activation of a spec does"
                raise LayerError("no-such-layer", message)
    samples = [
        each.samples if isinstance(each, Data) else constant_samples(_scalar(each))
        for each in values
    ]
    first = max(several, key=lambda each: each.curve.length if each.curve else 0)
    if any(each.border for each in several) and len(values) > 1:
        several = [replace(each, border=first.border) for each in several]
    if any((each.step, each.layout) != (first.step, first.layout) for each in several):
        message = "it joins branches in a way that no layer of a spec does"
        raise LayerError("no-such-layer", message)
    kind = at.operation.kind
    names = FUNCTIONS[kind][1]
    attributes = {name: at.real(name, usual) for name, usual in names.items()}
    own = None
    if len(several) == 1:
        own = applied(
            kind,
            [
                STARTING if isinstance(each, Data) else constant_samples(_scalar(each))
                for each in values
            ],
            attributes,
        )
    return _after(at, first, several, (applied(kind, samples, attributes), own))


def _after(
    at: Site, first: Data, several: list[Data], samples: tuple[Samples, Samples | None]
) -> Data:
    before = _common(several)
    if before is not None and before.length >= LONGEST:
        message = f"{LONGEST} operators in a row change values one by one, and are no activation"
        raise LayerError("no-such-layer", message)
    constants = [each for each in at.inputs if isinstance(each, Constant)]
    names = [name for each in constants for name in each.names[:1] if not generated(name)]
    bent = first.bent(samples[0], before, samples[1], tuple(names))
    plain = first.curve is None and first.border is None and not first.moment
    plain = plain and len(several) == 1 and at.readers.get(at.operation.inputs[0], 0) == 1
    if plain and at.operation.kind in _ACTIVATIONS:
        return settled(at.plan, bent)
    return bent


_ACTIVATIONS = frozenset(
    [
        "Relu",
        "LeakyRelu",
        "Sigmoid",
        "Tanh",
        "Elu",
        "Selu",
        "Gelu",
        "Mish",
        "HardSwish",
        "HardSigmoid",
        "Softplus",
    ]
)
"""Operators that are an activation by themselves, unless what comes next says otherwise."""


def _common(several: list[Data]) -> Curve | None:
    """The last curve that all data pass through."""
    rows = []
    for each in several:
        row, curve = [], each.curve
        while curve is not None:
            row.append(curve)
            curve = curve.before
        rows.append(row)
    return next((each for each in rows[0] if all(each in row for row in rows[1:])), None)


def _scalar(value: Value) -> float:
    number = value.scalar if isinstance(value, Constant) else None
    return math.nan if number is None else number


def _learned(
    at: Site, make: Callable[[Site, Data, Constant], Data], *, either_way: bool = True
) -> Value | None:
    """What comes of a piece of a normalization, or of data and a constant of several numbers.

    `make` gives it for the latter, where the constant comes second, or either comes first.
    """
    piece = normalized(at)
    if piece is not None:
        return piece
    first, second = (*at.inputs, None, None)[:2]
    if either_way and isinstance(first, Constant):
        first, second = second, first
    if isinstance(first, Data) and isinstance(second, Constant) and second.scalar is None:
        return make(at, first, second)
    return None


def _twice(at: Site) -> bool:
    """Whether both inputs are the very same data."""
    return isinstance(at.inputs[0], Data) and len({*at.operation.inputs}) == 1


def _branches(at: Site) -> bool:
    """Whether the two inputs are data of different places."""
    first, second = (*at.inputs, None, None)[:2]
    if not (isinstance(first, Data) and isinstance(second, Data)):
        return False
    return first.step != second.step or first.layout != second.layout
