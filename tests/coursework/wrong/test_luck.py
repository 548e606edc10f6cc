"""One formula in two forms, or two that meet by chance."""

from cnncalc.coursework.wrong.luck import same_formula
from cnncalc.derivation import FIRST, Leaf, constant

WIDTH, WINDOW, STRIDE = Leaf("input", 32, "W"), Leaf("kernel", 2, "F"), Leaf("stride", 2, "S")
RIGHT = (WIDTH - WINDOW) / STRIDE + FIRST


def test_two_formulas_may_meet_by_chance() -> None:
    """W/S is right of a pooling of 2x2 with stride 2, and of hardly any other."""
    by_stride = WIDTH / STRIDE
    assert by_stride.value == RIGHT.value
    assert not same_formula(by_stride, RIGHT)


def test_one_formula_may_be_written_in_two_ways() -> None:
    """(W - F + S)/S is (W - F)/S + 1."""
    assert same_formula((WIDTH - WINDOW + STRIDE) / STRIDE, RIGHT)
    assert same_formula(constant("two", 2) * WIDTH, WIDTH + WIDTH)
