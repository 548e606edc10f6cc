"""Wrong totals."""

from cnncalc.coursework.slip import slips
from tests.coursework.network import asked

TABLE = "conv: {filters: 16, kernel: 3}, maxpool: {kernel: 2}, dense: 10"  # Q090: 160 and 27,050


def test_a_total_has_a_layer_too_many_or_too_few() -> None:
    """27,370 is an option that its own author could not explain: the convolution twice."""
    total = asked("28x28x1", TABLE, "total", "parameters")
    told = {(each.ids[0], each.layer): each.value for each in slips(total)}
    assert told["T-COUNTED-TWICE", "conv1"] == 27370
    assert told["T-LAYER-MISSED", "conv1"] == 27050
    assert told["T-LAYER-MISSED", "dense1"] == 160
    (twice,) = [each for each in slips(total) if each.value == 27370]
    assert twice.statement == "the total with conv1 counted twice"


def test_the_same_slip_may_be_made_in_every_layer() -> None:
    """Without biases 144 + 27,040."""
    total = asked("28x28x1", TABLE, "total", "parameters")
    assert {each.value for each in slips(total) if each.ids == ("P-NO-BIAS",)} == {27184}


def test_a_network_of_one_layer_is_no_sum() -> None:
    """Its total is the layer's own count."""
    total = asked("28x28x1", "conv: {filters: 16, kernel: 3}", "total", "parameters")
    assert not [each for each in slips(total) if each.ids[0].startswith("T-")]


def test_a_dense_layer_may_read_the_wrong_row_of_the_table() -> None:
    """Q098: 225,034 for 1,011,466, since the key pools once more than the network does."""
    layers = (
        "conv: {filters: 32, kernel: 3}, maxpool: {name: p, kernel: 2}, conv: {filters: 64,"
        " kernel: 3}, dense: 128, dense: 10"
    )
    total = asked("28x28x1", layers, "total", "parameters")
    (slip,) = [each for each in slips(total) if each.value == 225034]
    assert slip.ids == ("S-STALE-LAYER",)
    assert slip.statement == "what you get with the size of a block that p pools once more"


def test_the_input_is_left_out_of_a_sum_or_put_in_by_convention() -> None:
    """Q041: 157,226 values with the picture's 7,500, 149,726 without."""
    layers = (
        "conv: {filters: 32, kernel: 3, padding: 1}, maxpool: {kernel: 2}, conv: {filters: 64,"
        " kernel: 3, padding: 1}, maxpool: {kernel: 2}, dense: 500, dense: 10"
    )
    for convention, other in (("counted", 149726), ("not_counted", 157226)):
        total = asked("50x50x3", layers, "total", "activations", input=convention)
        told = {each.value for each in slips(total) if each.ids == ("M-NO-INPUT",)}
        assert told == {other}
