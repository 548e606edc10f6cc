"""The input, divisible by two many times (CS231n notes, Layer Sizing Patterns)."""

from __future__ import annotations

import pytest

from tests.analysis.advice.advised import advised, advised_shipped, codes, finding, kept

CODE = "input-halving"
POOL = "maxpool: {kernel: 2, stride: 2}"


@pytest.mark.parametrize("side", [32, 64, 96, 224, 384, 512])
def test_the_sides_that_the_notes_call_common_divide_often(side: int) -> None:
    layers = ", ".join([POOL] * 5)
    found = advised(f"layers: [{layers}]", f"{side}x{side}x3")
    assert CODE not in codes(found)
    assert f"input: {side} = 2^" in kept(found, CODE)[0]


def test_alexnets_227_is_odd() -> None:
    """Its strides are 4, 2, 2 and 2: five halvings. Its sides are 227, 55, 27, 13 and 6."""
    found = finding(advised_shipped("alexnet"), CODE)
    assert found.what == "an input of 227 is odd, and is halved 5 times"
    assert found.effect.startswith("its sides become 227, 55, 27, 13, 6; 224 would divide 5 times")


def test_a_network_of_32x32_may_end_early() -> None:
    assert CODE not in codes(advised(f"layers: [{POOL}, {POOL}]", "28x28x1"))  # 28 = 2^2*7
    found = finding(advised(f"rounding: floor\nlayers: [{POOL}, {POOL}, {POOL}]", "28x28x1"), CODE)
    assert found.what == "an input of 28 divides by 2 twice, and is halved 3 times"


def test_what_is_never_halved_may_be_odd() -> None:
    """AlphaGo's board has 19x19 points."""
    assert CODE not in codes(advised_shipped("alphago"))


def test_either_side_counts() -> None:
    found = finding(advised(f"rounding: floor\nlayers: [{POOL}]", "32x31x3"), CODE)
    assert found.what == "an input of 31 is odd, and is halved once"
