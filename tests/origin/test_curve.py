"""Functions of one value, recognised by what they give: formulas of the papers that name them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from cnncalc.origin.curve import STARTING, affine, applied, constant_samples, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("function", "kind", "fields"),
    [
        (lambda x: x / (1 + math.exp(-x)), "silu", {}),
        (lambda x: x * min(max(x + 3, 0), 6) / 6, "hardswish", {}),
        (lambda x: min(max(x + 3, 0), 6) / 6, "hardsigmoid", {}),
        (lambda x: min(max(0.2 * x + 0.5, 0), 1), "hardsigmoid", {}),
        (lambda x: 0.5 * x * (1 + math.erf(x / 2**0.5)), "gelu", {}),
        (lambda x: x * math.tanh(math.log(1 + math.exp(x))), "mish", {}),
        (lambda x: 1.7159 * math.tanh(2 * x / 3), "scaled_tanh", {}),
        (lambda x: max(0.1 * x, x), "leaky_relu", {"slope": 0.1}),
        (lambda x: x if x > 0 else math.exp(x) - 1, "elu", {}),
        (lambda x: x, "", {}),
    ],
)
def test_a_formula_is_recognised(
    function: Callable[[float], float], kind: str, fields: dict[str, float]
) -> None:
    assert kind_of(STARTING, tuple(function(x) for x in STARTING)) == (kind, fields)


def test_what_is_no_activation_is_none() -> None:
    for function in (math.sin, lambda x: x * x, abs, lambda x: min(max(x, -1), 1)):
        assert kind_of(STARTING, tuple(function(x) for x in STARTING)) is None


def test_operators_one_after_another_are_the_function_that_they_compute() -> None:
    """SiLU as exporters write it: x*Sigmoid(x)."""
    assert kind_of(STARTING, applied("Mul", [STARTING, applied("Sigmoid", [STARTING])])) == (
        "silu",
        {},
    )


def test_numbers_that_no_computer_has_end_in_no_error() -> None:
    """1/0, the root of -1, exp of a large number: not a number, and no activation."""
    zero = constant_samples(0)
    for values in (
        applied("Div", [STARTING, zero]),
        applied("Sqrt", [STARTING]),
        applied("Exp", [constant_samples(1e9)]),
        applied("Pow", [constant_samples(1e300), constant_samples(5)]),
    ):
        assert kind_of(STARTING, values) is None


def test_a_line_is_known_by_its_slope_and_what_is_added() -> None:
    found = affine(STARTING, tuple(3 * x - 2 for x in STARTING))
    assert found == pytest.approx((3, -2))
    assert affine(STARTING, tuple(x * x for x in STARTING)) is None
