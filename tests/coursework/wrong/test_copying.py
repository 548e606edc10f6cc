"""What becomes of a right number in writing."""

from cnncalc.coursework.wrong.copying import copying_slips
from tests.coursework.network import asked


def test_a_number_gets_a_zero_more_or_two_digits_change_places() -> None:
    """77,760 for 7,776 stands in the key of an exam (Q079); the others are made up."""
    layers = "conv: {name: c, filters: 32, kernel: 9}"
    told: dict[str, set[object]] = {}
    for each in copying_slips(asked("128x128x3", layers, "c", "weights")):
        told.setdefault(each.ids[0], set()).add(each.value)
    assert told["X-FACTOR-10"] == {77760, 7776000}
    assert told["X-DIGITS-SWAPPED"] == {7767}  # 7776 with its first two swapped is itself
    assert told["X-ROUNDED"] == {7780, 7800, 8000}


def test_a_zero_less_is_a_factor_too() -> None:
    """10,035,200 multiplications of the bottleneck."""
    layers = "conv: {name: c, filters: 32, kernel: 5, padding: 2}"
    values = {each.value for each in copying_slips(asked("28x28x16", layers, "c", "macs"))}
    assert {1003520, 100352000} <= values


def test_where_a_single_digit_changes_nothing_is_said_of_rounding() -> None:
    """7,500 for 7,600 is no rounding of it, nor 7,600 for 7,603 one that can be told."""
    layers = "conv: {name: c, filters: 1, kernel: 1, bias: false}"
    question = asked("8x8x7603", layers, "c", "weights")
    assert 7600 not in {each.value for each in copying_slips(question)}


def test_a_shape_is_not_miscopied() -> None:
    """Its numbers are small, and slips of the formula explain more."""
    conv = asked("28x28x1", "conv: {name: c, filters: 6, kernel: 5}", "c", "output")
    assert not list(copying_slips(conv))


def test_two_digits_of_a_short_number_are_not_called_swapped() -> None:
    """156 parameters of LeNet-5's C1: 516 may be anything."""
    c1 = asked("32x32x1", "conv: {name: c, filters: 6, kernel: 5}", "c", "parameters")
    assert 516 not in {each.value for each in copying_slips(c1)}
