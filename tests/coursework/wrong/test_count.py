"""Wrong counts of one layer."""

import pytest

from cnncalc.coursework.slip import slips
from cnncalc.notation import equation
from tests.coursework.network import asked


def found(*question: str, pairs: bool = False, **choices: str) -> dict[tuple[str, ...], object]:
    """The wrong numbers of a question, by what they are."""
    return {each.ids: each.value for each in slips(asked(*question, **choices), pairs=pairs)}


def test_a_size_that_went_wrong_goes_into_the_operations() -> None:
    """Q135: 56x56 at padding 1; 54x54 without it, and 3*3*64*128 products each."""
    layers = "conv: {name: c, filters: 128, kernel: 3, padding: 1}"
    macs = found("56x56x64", layers, "c", "macs")
    assert macs["S-PAD-IGNORED",] == 54 * 54 * 3 * 3 * 64 * 128


def test_a_size_that_went_wrong_goes_into_the_dense_layer_behind_it() -> None:
    """Q118 as the whole network: 3*3*16 = 144 inputs in place of 5*5*16 = 400."""
    layers = (
        "conv: {filters: 6, kernel: 4}, maxpool: {kernel: 2}, conv: {filters: 16, kernel: 3}, relu,"
        " maxpool: {name: p, kernel: 2}, "
    )
    for tail in ("dense: {name: d, units: 10}", "flatten, dense: {name: d, units: 10}"):
        dense = found("28x28x1", layers + tail, "d", "parameters")
        assert dense["S-NO-PLUS-ONE", "X-CARRIED"] == (144 + 1) * 10
        assert dense["S-NO-PLUS-ONE",] == (4 * 4 * 16 + 1) * 10
        assert dense["P-NO-FLATTEN",] == (16 + 1) * 10


def test_a_flattened_block_may_lose_a_side() -> None:
    """7x7x512 has 25,088 values; 3,584 and 512 are options of a quiz."""
    for name, layers in (("f", "flatten: {name: f}"), ("r", "relu: {name: r}")):
        values = {each.value for each in slips(asked("7x7x512", layers, name, "values"))}
        assert values >= {3584, 512, 49}
    lengths = {each.value for each in slips(asked("7x7x512", "flatten: {name: f}", "f", "output"))}
    assert lengths >= {3584, 512}


@pytest.mark.parametrize(
    ("bias", "quantity", "expected"),
    [
        ("counted", "parameters", {("P-NO-BIAS",): 204800}),
        ("not_counted", "parameters", {("P-BIAS-ADDED",): 204928}),
        ("counted", "weights", {("P-BIAS-ADDED",): 204928}),
    ],
)
def test_the_convention_of_the_sheet_says_which_count_is_the_slip(
    bias: str, quantity: str, expected: dict[tuple[str, ...], int]
) -> None:
    """204,800 weights, 204,928 with biases; each is asked for in some course."""
    layers = "conv: {name: c, filters: 128, kernel: 5}"
    numbers = found("28x28x64", layers, "c", quantity, biases=bias)
    assert numbers.items() >= expected.items()


def test_two_slips_are_written_as_one_working() -> None:
    """Q101: 576 is 3*3*64, and its author says that it leaves out the input channels."""
    asked_of = asked("8x8x32", "conv: {name: c, filters: 64, kernel: 3}", "c", "parameters")
    (slip,) = [
        each for each in slips(asked_of, pairs=True) if set(each.ids) == {"P-NO-CIN", "P-NO-BIAS"}
    ]
    assert not isinstance(slip.expression, tuple)
    assert equation(slip.expression) == "F*F*K = 3*3*64 = 576"


def test_a_small_count_has_no_pairs() -> None:
    """Of a handful of parameters any number is some pair's."""
    question = ("8x8x3", "conv: {name: c, filters: 1, kernel: 3}", "c", "parameters")
    assert found(*question) == found(*question, pairs=True)


def test_a_depthwise_layer_may_be_counted_as_an_ordinary_one() -> None:
    """By hand: 8 filters of 3x3 over 8 maps have (3*3*8 + 1)*8 = 584, 576 without biases."""
    for quantity, wrong in (
        ("parameters", 584),
        ("weights", 576),
        ("macs", 28 * 28 * 576),
        ("flops", 2 * 28 * 28 * 576),
    ):
        layer = "depthwise_conv: {name: d, kernel: 3}"
        told = list(slips(asked("30x30x8", layer, "d", quantity)))
        assert wrong in {each.value for each in told if each.ids == ("P-GROUPS-IGNORED",)}


def test_the_channels_may_be_forgotten_before_a_dense_layer() -> None:
    """By hand: (15*15 + 1)*10 = 2,260 in place of (15*15*8 + 1)*10."""
    put = asked("15x15x8", "flatten, dense: {name: d, units: 10}", "d", "parameters")
    told = {each.value for each in slips(put) if each.ids == ("S-FLATTEN-NO-CHANNELS",)}
    assert 2260 in told


def test_no_filter_of_1x1_is_taken_for_one_of_1x1() -> None:
    """By hand: 8*4 = 32 weights are the count without the biases, and nothing else."""
    put = asked("8x8x8", "conv: {name: c, filters: 4, kernel: 1}", "c", "parameters")
    told = {each.ids for each in slips(put) if each.value == 32}
    assert told == {("P-NO-BIAS",)}
