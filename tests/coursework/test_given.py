"""The numbers at hand for a layer."""

from cnncalc.coursework.given import given_numbers
from cnncalc.shape import Vector
from tests.coursework.network import network


def test_two_numbers_of_a_pair_have_two_letters() -> None:
    """Q129: kernel 3x5, padding 0 and 1, stride 3 and 4 over 8x8."""
    layers = "conv: {name: c, filters: 1, kernel: [3, 5], padding: [0, 1], stride: [3, 4]}"
    analysis = network("8x8x1", layers)
    given = given_numbers(analysis.layers["c"], analysis.input_shape)
    numbers = {symbol: leaf.value for symbol, leaf in given.items()}
    pairs = {"F_h": 3, "F_w": 5, "S_h": 3, "S_w": 4, "P_h": 0, "P_w": 1}
    assert numbers.items() >= pairs.items()
    assert not numbers.keys() & {"F", "S", "P"}


def test_a_padding_of_one_side_has_its_name() -> None:
    """TensorFlow puts the odd pixel of "same" at the bottom and right: 64, kernel 5, stride 2."""
    layers = "conv: {name: c, filters: 1, kernel: 5, padding: same, stride: 2}"
    given = given_numbers(network("64x64x1", layers).layers["c"])
    numbers = {symbol: leaf.value for symbol, leaf in given.items()}
    assert numbers.items() >= {"P_top": 1, "P_bottom": 2, "P_left": 1, "P_right": 2}.items()
    assert "H_0" not in given


def test_a_dense_layer_has_inputs_and_units() -> None:
    """Also where an image is flattened on the way in."""
    analysis = network("5x4x3", "dense: {name: a, units: 7}, dense: {name: b, units: 2}")
    first = given_numbers(analysis.layers["a"], analysis.input_shape)
    second = given_numbers(analysis.layers["b"], Vector(60))
    assert {each: first[each].value for each in ("N", "H", "W", "D", "U")} == {
        "N": 60,
        "H": 5,
        "W": 4,
        "D": 3,
        "U": 7,
    }
    assert {each: leaf.value for each, leaf in second.items()} == {"N": 7, "U": 2}
