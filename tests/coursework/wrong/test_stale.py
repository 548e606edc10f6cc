"""The size of another layer in a count."""

from cnncalc.coursework.slip import slips
from tests.coursework.network import asked

LENET = (  # Q016: 39x39x3, 37x37x10, 17x17x20, 7x7x40; options 13,690 and 4,563 for 1,960
    "conv: {name: c1, filters: 10, kernel: 3}, conv: {name: c2, filters: 20, kernel: 5, stride: 2},"
    " conv: {name: c3, filters: 40, kernel: 5, stride: 2}, flatten: {name: f}, "
    " dense: {name: d, units: 2}"
)


def stale(layer: str, quantity: str) -> dict[str, object]:
    """The wrong numbers, by the layer whose size is in them."""
    found = slips(asked("39x39x3", LENET, layer, quantity))
    return {each.layer: each.value for each in found if each.ids == ("S-STALE-LAYER",)}


def test_a_flattened_block_may_be_that_of_another_layer() -> None:
    """The values of the picture, and of the first two layers."""
    expected = {"the input": 4563, "c1": 13690, "c2": 5780}
    assert stale("f", "values") == expected
    assert stale("c3", "values") == expected


def test_a_dense_layer_may_read_another_block() -> None:
    """Behind a flatten too."""
    assert stale("d", "weights") == {"the input": 4563 * 2, "c1": 13690 * 2, "c2": 5780 * 2}


def test_a_convolution_reads_no_flattened_block() -> None:
    """Its weights do not depend on sizes."""
    assert not stale("c3", "weights")
