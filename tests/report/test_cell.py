"""Cells as plain text."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cnncalc.derivation import Leaf
from cnncalc.quantity import Quantity
from cnncalc.report.cell import cell_text, line, working
from cnncalc.report.look import Look
from cnncalc.report.table import Cell, Phrase
from cnncalc.shape import Image, Vector
from tests.report.specimen import CONV1_PARAMETERS, HOSTILE

TIMES = "\N{MULTIPLICATION SIGN}"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (0, "0"),
        (105_415_200, "105,415,200"),
        (2**64 + 1, "18,446,744,073,709,551,617"),
        (CONV1_PARAMETERS, "34,944"),
        (Image(96, 55, 55), "55x55x96"),
        (Vector(4096), "4096"),
        (Phrase(((11, 11), "stride", 4)), "11x11 stride 4"),
        (Phrase((Image(64, 28, 28), "+", Image(96, 28, 28))), "28x28x64 + 28x28x96"),
        (Phrase((Fraction(1, 2),)), "0.5"),
        ("conv1", "conv1"),
    ],
    ids=str,
)
def test_a_cell_is_written_for_people(cell: Cell, text: str) -> None:
    assert cell_text(cell, Look(ascii=True)) == text


def test_sizes_have_a_times_sign_where_it_can_be_shown() -> None:
    assert cell_text(Image(96, 55, 55), Look()) == f"55{TIMES}55{TIMES}96"
    assert cell_text(Phrase(((3, 3), "pad", 1)), Look()) == f"3{TIMES}3 pad 1"


def test_the_x_of_a_name_stays_a_letter() -> None:
    assert cell_text("conv3x3", Look()) == "conv3x3"


def test_the_order_of_axes_is_that_of_the_look() -> None:
    assert cell_text(Image(96, 55, 54), Look(order="chw", ascii=True)) == "96x55x54"
    assert cell_text(Image(96, 55, 54), Look(order="whc", ascii=True)) == "54x55x96"


def test_sizes_are_height_first_unless_the_look_has_the_width_first() -> None:
    window = Phrase(((3, 5), "stride", 2))
    assert cell_text(window, Look(order="chw", ascii=True)) == "3x5 stride 2"
    assert cell_text(window, Look(order="whc", ascii=True)) == "5x3 stride 2"


def test_the_working_is_the_numbers_and_the_result() -> None:
    """As a lecture's table of AlexNet has it."""
    assert working(CONV1_PARAMETERS) == "(11*11*3 + 1)*96 = 34,944"
    assert cell_text(CONV1_PARAMETERS, Look(working=True)) == "(11*11*3 + 1)*96 = 34,944"


def test_a_number_that_was_given_has_no_working() -> None:
    given = Quantity("weights", Leaf("weights", 34_848, "N"))
    assert working(given) == ""
    assert cell_text(given, Look(working=True)) == "34,848"


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_text_is_one_printable_line(name: str) -> None:
    assert line(name, Look()).isprintable()


def test_text_is_ascii_where_the_look_is() -> None:
    assert line("卷积", Look(ascii=True)) == r"\u5377\u79ef"
    assert line("卷积", Look()) == "卷积"
