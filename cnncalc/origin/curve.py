"""Functions of one value, recognised by what they give: `x*sigmoid(x)` is silu, however written.

    >>> sigmoid = applied("Sigmoid", [STARTING])
    >>> kind_of(STARTING, applied("Mul", [STARTING, sigmoid]))
    ('silu', {})

Exporters write an activation as one operator or as ten. So it is computed at some points, operator
by operator, and compared with those that a spec knows.
"""

from __future__ import annotations

import math
import operator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["FUNCTIONS", "STARTING", "Samples", "affine", "applied", "constant_samples", "kind_of"]

Samples = tuple[float, ...]
"""The values of a function at the points."""

STARTING: Samples = tuple(-9.03 + 0.37 * step for step in range(50))
"""The points: from below -9 to above 9, and none of them 0."""


def constant_samples(value: float) -> Samples:
    """Give the values of a constant."""
    return (float(value),) * len(STARTING)


def applied(
    kind: str, values: Sequence[Samples], attributes: Mapping[str, float] | None = None
) -> Samples:
    """Give the values of an ONNX operator of `FUNCTIONS` for those of its inputs."""
    names = FUNCTIONS[kind][1]
    given = tuple((attributes or {}).get(name, usual) for name, usual in names.items())
    return _applied(kind, tuple(values), given)


@lru_cache(maxsize=4096)
def _applied(kind: str, values: tuple[Samples, ...], given: tuple[float, ...]) -> Samples:
    """What an operator makes of some values; networks ask for the same again and again."""
    function = FUNCTIONS[kind][0]
    return tuple(_safely(function, [*each, *given]) for each in zip(*values, strict=True))


@lru_cache(maxsize=4096)
def kind_of(
    before: Samples, after: Samples, *, positive: bool = False
) -> tuple[str, dict[str, float]] | None:
    """Give the kind and fields of what leads from some values to others; "" where nothing does.

    None where no kind does. With `positive`, only values from 0 on occur.
    """
    pairs = [(x, y) for x, y in zip(before, after, strict=True) if x >= 0 or not positive]
    if _same(pairs, lambda x: x):
        return "", {}
    for kind, function in _KINDS:
        if _same(pairs, function):
            return kind, {}
    below = [(x, y) for x, y in pairs if x < 0]
    if below and _same([each for each in pairs if each[0] >= 0], lambda x: x):
        x, y = below[0]
        slope, alpha = y / x, y / math.expm1(x)
        if 0 < slope < 1 and _same(below, lambda x: slope * x):
            return "leaky_relu", {"slope": float(f"{slope:.6g}")}
        if alpha > 0 and _same(below, lambda x: alpha * math.expm1(x)):
            return "elu", {}
    return None


def affine(before: Samples, after: Samples) -> tuple[float, float] | None:
    """Give the factor and what is added where values become a*x + b; None where they do not."""
    (x, y), (u, v) = (before[0], after[0]), (before[-1], after[-1])
    if x == u:
        return None
    factor = (v - y) / (u - x)
    added = y - factor * x
    pairs = list(zip(before, after, strict=True))
    if not math.isfinite(factor) or not _same(pairs, lambda x: factor * x + added):
        return None
    return factor, added


def _safely(function: Callable[..., float], values: list[float]) -> float:
    try:
        return float(function(*values))
    except (ArithmeticError, ValueError, TypeError):
        return math.nan


def _same(pairs: Sequence[tuple[float, float]], function: Callable[[float], float]) -> bool:
    return all(
        math.isclose(y, _safely(function, [x]), rel_tol=_NEAR, abs_tol=_NEAR) for x, y in pairs
    )


_NEAR = 2e-4
"""Files hold constants of four bytes, and some exporters round theirs."""


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def _softplus(x: float) -> float:
    return math.log1p(math.exp(x))


def _elu(x: float, alpha: float = 1.0) -> float:
    return x if x > 0 else alpha * math.expm1(x)


def _selu(x: float, alpha: float = 1.67326319, gamma: float = 1.05070102) -> float:
    return gamma * _elu(x, alpha)


def _gelu(x: float) -> float:
    return x * (1 + math.erf(x / math.sqrt(2))) / 2


def _gelu_by_tanh(x: float) -> float:
    return x * (1 + math.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))) / 2


def _clip(x: float, low: float, high: float) -> float:
    return min(max(x, low), high)


def _hard_sigmoid(x: float, alpha: float = 0.2, beta: float = 0.5) -> float:
    return _clip(alpha * x + beta, 0, 1)


def _power(x: float, y: float) -> float:
    """A power; OverflowError where whole numbers become longer than 64 bits, at once."""
    if isinstance(x, int) and isinstance(y, int) and x.bit_length() * y > _BITS:
        raise OverflowError
    power = operator.pow(x, y)
    return power if isinstance(power, int) else float(power)  # or complex, a TypeError


_BITS = 1_000
"""More than enough for a whole number of 64."""


def _mish(x: float) -> float:
    return x * math.tanh(_softplus(x))


_KINDS: tuple[tuple[str, Callable[[float], float]], ...] = (
    ("relu", lambda x: max(x, 0.0)),
    ("relu6", lambda x: _clip(x, 0, 6)),
    ("sigmoid", _sigmoid),
    ("tanh", math.tanh),
    ("silu", lambda x: x * _sigmoid(x)),
    ("gelu", _gelu),
    ("gelu", _gelu_by_tanh),
    ("gelu", lambda x: x * _sigmoid(1.702 * x)),  # Hendrycks & Gimpel 2016, section 2
    ("hardswish", lambda x: x * _hard_sigmoid(x, 1 / 6)),
    ("hardsigmoid", lambda x: _hard_sigmoid(x, 1 / 6)),
    ("hardsigmoid", _hard_sigmoid),  # as Keras and ONNX have it by default
    ("mish", _mish),
    ("softplus", _softplus),
    ("selu", _selu),
    ("scaled_tanh", lambda x: 1.7159 * math.tanh(2 / 3 * x)),
)

_NO_NAMES: dict[str, float] = {}
_ALPHA_GAMMA = {"alpha": 1.67326319, "gamma": 1.05070102}
FUNCTIONS: Mapping[str, tuple[Callable[..., float], Mapping[str, float]]] = {
    "Abs": (abs, _NO_NAMES),
    "Add": (operator.add, _NO_NAMES),
    "And": (lambda x, y: bool(x) and bool(y), _NO_NAMES),
    "Ceil": (math.ceil, _NO_NAMES),
    "Celu": (lambda x, alpha: x if x > 0 else alpha * math.expm1(x / alpha), {"alpha": 1.0}),
    "Clip": (_clip, _NO_NAMES),
    "Div": (operator.truediv, _NO_NAMES),
    "Elu": (_elu, {"alpha": 1.0}),
    "Equal": (operator.eq, _NO_NAMES),
    "Erf": (math.erf, _NO_NAMES),
    "Exp": (math.exp, _NO_NAMES),
    "Floor": (math.floor, _NO_NAMES),
    "Gelu": (_gelu, _NO_NAMES),
    "Greater": (operator.gt, _NO_NAMES),
    "GreaterOrEqual": (operator.ge, _NO_NAMES),
    "HardSigmoid": (_hard_sigmoid, {"alpha": 0.2, "beta": 0.5}),
    "HardSwish": (lambda x: x * _hard_sigmoid(x, 1 / 6), _NO_NAMES),
    "LeakyRelu": (lambda x, alpha: x if x > 0 else alpha * x, {"alpha": 0.01}),
    "Less": (operator.lt, _NO_NAMES),
    "LessOrEqual": (operator.le, _NO_NAMES),
    "Log": (math.log, _NO_NAMES),
    "Max": (max, _NO_NAMES),
    "Min": (min, _NO_NAMES),
    "Mish": (_mish, _NO_NAMES),
    "Mul": (operator.mul, _NO_NAMES),
    "Neg": (operator.neg, _NO_NAMES),
    "Not": (lambda x: not x, _NO_NAMES),
    "Or": (lambda x, y: bool(x) or bool(y), _NO_NAMES),
    "Pow": (_power, _NO_NAMES),
    "Reciprocal": (lambda x: 1 / x, _NO_NAMES),
    "Relu": (lambda x: max(x, 0.0), _NO_NAMES),
    "Selu": (_selu, _ALPHA_GAMMA),
    "Sigmoid": (_sigmoid, _NO_NAMES),
    "Sign": (lambda x: (x > 0) - (x < 0), _NO_NAMES),
    "Softplus": (_softplus, _NO_NAMES),
    "Softsign": (lambda x: x / (1 + abs(x)), _NO_NAMES),
    "Sqrt": (math.sqrt, _NO_NAMES),
    "Sub": (operator.sub, _NO_NAMES),
    "Swish": (lambda x, alpha: x * _sigmoid(alpha * x), {"alpha": 1.0}),
    "Tanh": (math.tanh, _NO_NAMES),
    "ThresholdedRelu": (lambda x, alpha: x if x > alpha else 0.0, {"alpha": 1.0}),
    "Where": (lambda condition, x, y: x if condition else y, _NO_NAMES),
}
"""Each operator that changes values one by one: its function, and its attributes with what they
are where the file does not say."""
