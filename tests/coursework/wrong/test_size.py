"""Wrong shapes."""

from cnncalc.coursework.slip import slips
from cnncalc.coursework.wrong.size import carried_size_slips, size_pairs, size_slips
from tests.coursework.network import asked


def test_one_slip_is_made_along_both_axes() -> None:
    """Q013: 118x118x32 and 40x40x16 for 40x40x32, and both at once."""
    conv = asked("121x121x16", "conv: {name: c, filters: 32, kernel: 4, stride: 3}", "c", "output")
    assert conv.figures is not None
    single = {each.ids: each.value for each in size_slips(conv, conv.figures)}
    assert single["S-STRIDE-IGNORED",] == (118, 118, 32)
    assert single["S-DEPTH-UNCHANGED",] == (40, 40, 16)
    pairs = {each.ids: each.value for each in size_pairs(conv, conv.figures)}
    assert pairs["S-STRIDE-IGNORED", "S-DEPTH-UNCHANGED"] == (118, 118, 16)


def test_a_pooling_may_be_done_to_the_channels() -> None:
    """Q006: 16x16x8 and 32x32x8 for 16x16x16."""
    pool = asked("32x32x16", "maxpool: {name: p, kernel: 2}", "p", "output")
    found = {each.ids: each.value for each in slips(pool)}
    assert found["S-POOL-DIVIDES-CHANNELS",] == (16, 16, 8)
    assert found["S-POOL-ONLY-CHANNELS",] == (32, 32, 8)


def test_the_order_of_the_sheet_says_what_another_order_is() -> None:
    """PyTorch's order on a sheet of CS231n's, and the other way round."""
    layers = "conv: {name: c, filters: 6, kernel: [2, 3]}"  # 27x26x6
    for order, values in (("hwc", {(6, 27, 26), (26, 27, 6)}), ("chw", {(26, 6, 27), (27, 6, 26)})):
        conv = asked("28x28x1", layers, "c", "output", order=order)
        found = {each.value for each in slips(conv) if each.ids == ("S-ORDER",)}
        assert found == values


def test_a_slip_in_all_layers_is_told_with_its_consequence() -> None:
    """Q118 once more: 8x8x16 for 10x10x16."""
    before = "conv: {filters: 6, kernel: 4}, maxpool: {kernel: 2}, "
    layers = before + "conv: {name: c, filters: 16, kernel: 3}"
    conv = asked("28x28x1", layers, "c", "output")
    assert conv.figures is not None
    found = {each.ids: each for each in carried_size_slips(conv, conv.figures)}
    slip = found["S-NO-PLUS-ONE", "X-CARRIED"]
    assert slip.value == (8, 8, 16)
    assert slip.statement == (
        'what you get with the "+1" left out and carried through from an earlier layer'
    )
