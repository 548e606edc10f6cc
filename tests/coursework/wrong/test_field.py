"""Wrong receptive fields."""

from cnncalc.coursework.slip import slips
from tests.coursework.network import asked

LENET = (  # COSC2779: 14 for the second convolution
    "conv: {filters: 6, kernel: 5}, avgpool: {kernel: 2}, conv: {name: c, filters: 16, kernel: 5}"
)


def test_each_slip_of_the_recursion_gives_its_number() -> None:
    """1 + 4 + 1 + 4*2 = 14; 10 without strides, 9 without pooling, 12 added up, 50 multiplied."""
    told = {
        each.ids[0]: each.value for each in slips(asked("32x32x1", LENET, "c", "receptive_field"))
    }
    assert told["R-STRIDE-IGNORED"] == 1 + 4 + 1 + 4
    assert told["R-POOL-IGNORED"] == 1 + 4 + 4
    assert told["R-SUMMED-KERNELS"] == 5 + 2 + 5
    assert told["R-MULTIPLIED-KERNELS"] == 5 * 2 * 5
    assert told["R-OWN-STRIDE"] == 1 + 4 + 1 * 2 + 4 * 2
    assert told["R-LAST-KERNEL"] == 5
    assert told["R-OUTPUT-FORMULA"] == 10
    assert "R-DILATION-IGNORED" not in told


def test_a_field_that_is_not_square_has_two_wrong_sides() -> None:
    """A window of 1x3 after one of 3x1."""
    layers = "conv: {filters: 6, kernel: [3, 1]}, conv: {name: c, filters: 6, kernel: [3, 3]}"
    told = {
        each.ids[0]: each.value for each in slips(asked("9x9x1", layers, "c", "receptive_field"))
    }
    assert told["R-SUMMED-KERNELS"] == (6, 4)
    assert told["R-LAST-KERNEL"] == (3, 3)


def test_a_dense_layer_and_a_branch_have_no_recursion() -> None:
    """A dense layer sees the whole input; of two paths the union is taken."""
    dense = "conv: {filters: 6, kernel: 3}, dense: {name: d, units: 10}"
    assert not list(slips(asked("9x9x1", dense, "d", "receptive_field")))
    branch = "concat: {name: b, inputs: [[conv: {filters: 6, kernel: 3, padding: 1}], []]}"
    told = [each.ids[0] for each in slips(asked("9x9x1", branch, "b", "receptive_field"))]
    assert set(told) <= {"R-OUTPUT-FORMULA"}
