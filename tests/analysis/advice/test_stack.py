"""A stack of 3x3 in place of one larger filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import cnncalc
from tests.analysis.advice.advised import advised, advised_shipped, codes, finding, kept

if TYPE_CHECKING:
    from cnncalc.analysis.result import Totals

CODE = "stack-of-small-filters"


def totals_of(layers: list[str]) -> Totals:
    """The totals of some layers and a dense one."""
    text = f"name: Net\ninput: 24x20x24\nlayers: [{', '.join(layers)}, dense: 10]\n"
    return cnncalc.analyze(cnncalc.load_text(text)).totals


def test_three_of_3x3_have_27_c2_weights_where_one_of_7x7_has_49_c2() -> None:
    """CS231n notes, layer patterns, with C = 64 and, in the spec's setting, C = 32."""
    found = finding(advised_shipped("single7x7"), CODE)
    stack, one, *_ = found.quantities
    assert (stack.value, one.value) == (27 * 64**2, 49 * 64**2)
    assert "parameters of the network 200,704 -> 110,592" in found.effect


def test_the_stack_itself_is_fine() -> None:
    assert CODE not in codes(advised_shipped("stack3x3"))


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize(
    ("one", "small", "count"),
    [
        (
            "conv: {filters: 24, kernel: 5, padding: 2}",
            "conv: {filters: 24, kernel: 3, padding: 1}",
            2,
        ),
        (
            "conv: {filters: 24, kernel: 7, groups: 4, bias: false, padding: half}",
            "conv: {filters: 24, kernel: 3, groups: 4, bias: false, padding: half}",
            3,
        ),
    ],
)
def test_what_is_promised_is_what_the_stack_written_out_has(
    one: str, small: str, count: int, number: int
) -> None:
    """Equal layers over equal maps share a finding, which promises all of them."""
    before = advised(f"layers: [{', '.join([one] * number)}, dense: 10]", "24x20x24")
    _, _, parameters, macs = finding(before, CODE).quantities
    totals = totals_of([small] * (count * number))
    assert (int(parameters), int(macs)) == (int(totals.parameters), int(totals.macs))


def test_what_is_promised_holds_without_padding_too() -> None:
    before = advised("layers: [conv: {filters: 24, kernel: 7}, dense: 10]", "24x20x24")
    _, _, parameters, macs = finding(before, CODE).quantities
    totals = totals_of(["conv: {filters: 24, kernel: 3}"] * 3)
    assert (int(parameters), int(macs)) == (int(totals.parameters), int(totals.macs))


def test_few_maps_in_make_a_stack_dearer() -> None:
    """LeNet-5's C1: 25*1*6 = 150 weights; a stack would have 9*1*6 + 9*6*6 = 378."""
    found = advised_shipped("lenet5")
    assert CODE not in codes(found)
    assert kept(found, CODE)[0].startswith("C1 has so few maps in")


@pytest.mark.parametrize(
    "layer",
    [
        "conv: {filters: 64, kernel: 5, stride: 2, padding: 2}",
        "conv: {filters: 64, kernel: 4}",
        "conv: {filters: 64, kernel: [5, 3]}",
        "conv: {filters: 64, kernel: 5, padding: 1}",
        "conv: {filters: 64, kernel: 5, padding: 2, bias: untied}",
        "depthwise_conv: {kernel: 7, padding: 3}",
    ],
)
def test_what_no_stack_would_do_likewise_is_left_alone(layer: str) -> None:
    rest = f"rounding: floor\nlayers: [{layer}]"
    assert CODE not in codes(advised(rest, "32x32x64"))


def test_a_kernel_that_a_block_is_given_stands_where_it_is_used() -> None:
    found = advised(
        """\
blocks:
  unit:
    settings: {kernel: 3}
    layers:
      - conv: {filters: 64, kernel: $kernel, padding: half}
      - relu
layers:
  - unit
  - unit: {kernel: 7}
""",
        "32x32x64",
    )
    assert finding(found, CODE).place.line == 11
