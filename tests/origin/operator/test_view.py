"""Operators that hold the same values in other axes, after a border was put around them."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("onnx", reason="ONNX is not installed", exc_type=ImportError)

from tests.origin.made import layers_of, model, node

PAD = node("Pad", "x sides", "p")
SIDES = [0, 0, 1, 1, 0, 0, 1, 1]


@pytest.mark.parametrize(
    ("view", "shape"),
    [
        (node("Flatten", "p"), [1]),
        (node("Reshape", "p shape"), [1, -1]),
        (node("Reshape", "p shape"), [1, 300]),
        (node("Reshape", "p shape"), [0, -1]),
    ],
)
def test_a_border_is_a_part_of_what_is_flattened(view: Any, shape: list[int]) -> None:
    """With one around it, 8x8x3 is 10x10x3, 300 values."""
    made = model([PAD, view], numbers={"sides": SIDES, "shape": shape})
    assert layers_of(made) == ["pad: 1", "flatten"]
