"""The input, divisible by two many times (CS231n notes, Layer Sizing Patterns)."""

from __future__ import annotations

import pytest

import cnncalc
from cnncalc.analysis.advice import advice
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
    network = cnncalc.load("alexnet", rounding="floor")
    found = finding(advice(network, cnncalc.analyze(network)), CODE)
    assert found.what == "an input of 227 is odd, and is halved 5 times"
    assert found.effect.startswith("its sides become 227, 55, 27, 13, 6; 224 would divide 5 times")


def test_an_input_that_the_network_does_not_take_is_not_recommended() -> None:
    """CS231n notes: (224 - 11)/4 + 1 is not a whole number, and the paper's 224 was 227."""
    assert CODE not in codes(advised_shipped("alexnet"))


@pytest.mark.parametrize(
    ("side", "layers"),
    [
        # 48/6/8 = 1: fits, where 32 does not divide by 6
        (48, "conv: {filters: 8, kernel: 3, padding: 1}, maxpool: 6, maxpool: 8, dense: 10"),
        # (100 - 3)/4 + 1 = 25 under floor, and 25/5 = 5; 96 would give 24, which does not divide
        (100, "conv: {filters: 8, kernel: 3, stride: 4}, maxpool: {kernel: 5, stride: 5}"),
        (99, "maxpool: 3, maxpool: 3"),
    ],
)
def test_a_stride_that_is_no_power_of_two_asks_for_other_inputs(side: int, layers: str) -> None:
    rest = f"rounding: {{conv: floor, maxpool: exact}}\nlayers: [{layers}]"
    assert CODE not in codes(advised(rest, f"{side}x{side}x3"))


def test_what_is_recommended_can_be_taken() -> None:
    """(33 - 3)/2 + 1 = 16 and 16/4 = 4; 32 gives (32 - 3)/2 + 1 = 15.5, which does not fit."""
    layers = "conv: {filters: 8, kernel: 3, stride: 2}, maxpool: 4"
    assert CODE not in codes(advised(f"layers: [{layers}]", "33x33x3"))
    found = finding(advised(f"rounding: {{conv: ceil}}\nlayers: [{layers}]", "33x33x3"), CODE)
    assert "32 would divide 3 times" in found.effect


def test_a_pooling_over_the_whole_map_halves_nothing() -> None:
    """112/4 = 28, and one window of 28 sees all of it: an average over maps."""
    assert CODE not in codes(advised("layers: [maxpool: 4, avgpool: 28]", "112x112x3"))
    assert CODE not in codes(
        advised("layers: [maxpool: 4, avgpool: 8]", "36x36x3\nrounding: floor")
    )


def test_a_network_of_32x32_may_end_early() -> None:
    assert CODE not in codes(advised(f"layers: [{POOL}, {POOL}]", "28x28x1"))  # 28 = 2^2*7
    found = finding(advised(f"rounding: floor\nlayers: [{POOL}, {POOL}, {POOL}]", "28x28x1"), CODE)
    assert found.what == "an input of 28 divides by 2 twice, and is halved 3 times"


def test_what_is_never_halved_may_be_odd() -> None:
    """AlphaGo's board has 19x19 points."""
    assert CODE not in codes(advised_shipped("alphago"))


def test_either_side_counts() -> None:
    found = finding(advised(f"rounding: floor\nlayers: [{POOL}]", "32x31x3"), CODE)
    assert found.what == "an input of 31 wide is odd, and is halved once"


TWO = "conv: {filters: 8, kernel: 3, stride: 2, padding: 1}"


@pytest.mark.parametrize(
    ("shape", "sides"),
    [
        ("34x50x3", {"34 high": "34, 17, 9", "50 wide": "50, 25, 13"}),
        ("50x48x3", {"50 high": "50, 25, 13"}),
        ("48x50x3", {"50 wide": "50, 25, 13"}),
    ],
)
def test_the_sides_are_those_of_the_side_that_is_named(shape: str, sides: dict[str, str]) -> None:
    """(W - 3 + 2)/2 + 1, rounded down, is half of W, rounded up; 34 and 50 divide by two once."""
    found = advised(f"rounding: floor\nlayers: [{TWO}, {TWO}]", shape)
    halved = [each for each in found.findings if each.code == CODE]
    assert {each.what.split(" divides")[0]: each.effect.split(";")[0] for each in halved} == {
        f"an input of {side}": f"its sides become {become}" for side, become in sides.items()
    }


@pytest.mark.parametrize("name", ["se-resnet50", "efficientnet-b0", "regnety-400mf", "resnet50"])
def test_a_gate_over_the_maps_does_not_end_the_halving(name: str) -> None:
    """224 x 224 become 7 x 7 = 224/2^5 in all of them, squeezed and excited or not."""
    assert kept(advised_shipped(name), CODE) == ["input: 224 = 2^5*7, and halved 5 times"]


def test_what_was_made_larger_can_be_halved_again() -> None:
    """32 to 16, back to 32 and to 16 again: 48 = 2^4*3 divides more often than that."""
    layers = f"{POOL}, upsample: 2, {POOL}"
    assert kept(advised(f"layers: [{layers}]", "48x48x3"), CODE) == [
        "input: 48 = 2^4*3, and halved once"
    ]
