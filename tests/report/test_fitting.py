"""What `fit` shows and prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cnncalc.analysis.placement import Given, Placement, fitting
from cnncalc.report.fitting import (
    fitting_data,
    fitting_explanation,
    holds,
    placements_table,
    verdict_data,
    verdict_explanation,
)
from cnncalc.report.look import Look
from cnncalc.report.working_format import write_working

if TYPE_CHECKING:
    from cnncalc.layers.field import Rounding
    from cnncalc.report.table import Table
    from cnncalc.report.working import Explanation
    from tests.conftest import Golden

IMPOSSIBLE = Placement(10, 3, 2)
"""CS231n: W=10, F=3, P=0 and S=2 give 4.5."""

FORMATS = (("table", "txt"), ("markdown", "md"), ("latex", "tex"))


def table_of(explanation: Explanation) -> Table:
    """Give the one table of an explanation."""
    (table,) = (each.table for each in explanation.sections if each.table)
    return table


def test_the_lecture_s_impossible_window(golden: Golden) -> None:
    explanation = verdict_explanation(IMPOSSIBLE, None, ("padding 0, since none is given",))
    for style, suffix in FORMATS:
        golden(f"fit-impossible.{suffix}", write_working(explanation, style, Look(width=80)))


def test_the_strides_and_paddings_of_a_window_of_three_over_ten(golden: Golden) -> None:
    """CS231n: stride 2 fits with no padding."""
    explanation = fitting_explanation(fitting(Given(input=10, kernel=3)))
    for style, suffix in FORMATS:
        golden(f"fit-table.{suffix}", write_working(explanation, style, Look(width=80)))


@pytest.mark.parametrize(
    ("placement", "output", "title"),
    [
        (
            Placement(227, 11, 4),
            None,
            "Fits: a window of 11 moving by 4 over 227 has 55 positions",
        ),
        (Placement(3, 3, 1), None, "Fits: a window of 3 moving by 1 over 3 has 1 position"),
        (
            IMPOSSIBLE,
            None,
            "Does not fit: a window of 3 moving by 2 over 10 leaves 1 over",
        ),
        (Placement(227, 11, 4), 54, "Does not fit: the output is 55, not 54"),
        (
            Placement(5, 11, 1),
            None,
            "Does not fit: a window of 11 is larger than the 5 that it slides over",
        ),
    ],
)
def test_the_title_is_the_verdict(placement: Placement, output: int | None, title: str) -> None:
    """CS231n: 227 and 11 by 4 give 55, 10 and 3 by 2 do not fit."""
    assert verdict_explanation(placement, output, ()).title == title
    assert holds(placement, output) == title.startswith("Fits")


def test_padding_by_a_rule_is_told_in_numbers() -> None:
    """TensorFlow's `same` puts the odd pixel last: 2 and 3 for 224, 7 and 2."""
    about = verdict_explanation(Placement(224, 7, 2, "same"), None, ()).about
    assert about == (
        "padding same: (output - 1)*S + F - W = (112 - 1)*2 + 7 - 224 = 5: 2 before and 3 after",
    )
    about = verdict_explanation(Placement(5, 3, 1, "half"), None, ()).about
    assert about == ("padding half: 1 on each side",)


def test_what_would_fit_says_how_the_rest_can_be_rounded() -> None:
    """PyTorch rounds 4.5 down."""
    notes = table_of(verdict_explanation(IMPOSSIBLE, None, ())).notes
    assert notes == (
        "no other padding near it fits, all else as it is",
        "rounding down (floor, as PyTorch does) gives 4, rounding up (ceil) 5",
    )


def test_one_answer_comes_with_its_working() -> None:
    """CS231n: P = (F - 1)/2 keeps the size."""
    explanation = fitting_explanation(fitting(Given(32, 5, 1, None, 32)))
    assert explanation.title == "What fits: input 32, kernel 5, stride 1, output 32"
    (section,) = explanation.sections
    assert str(section.lines[0].quantity) == (
        "output = (W - F + 2*P)/S + 1 = (32 - 5 + 2*2)/1 + 1 = 32"
    )


def test_several_answers_are_a_list() -> None:
    """By hand: 227 + 2P stays as it is."""
    explanation = fitting_explanation(fitting(Given(kernel=11, stride=4, output=55)))
    assert explanation.about == ("tried: padding 0 to 10; the input follows",)
    assert [each.title for each in explanation.sections] == ["Inputs that fit"]
    assert table_of(explanation).rows[:3] == ((0, 227), (1, 225), (2, 223))


def test_no_answer_says_what_was_looked_at() -> None:
    explanation = fitting_explanation(fitting(Given(10, 3, None, 0, 5)))
    assert explanation.title == "Nothing fits: input 10, kernel 3, padding 0, output 5"
    assert explanation.about == ("no stride from 1 to 10 gives an output of 5",)
    assert explanation.sections == ()


def test_kernels_that_never_fit_are_left_out_of_a_table() -> None:
    """CS231n: 227 to 55 takes a kernel of 11 by 4; without padding there is no other."""
    table = table_of(fitting_explanation(fitting(Given(input=227, output=55))))
    assert table.rows[0] == (11, "-", "-", "-", "0")
    assert table.notes[0].endswith(f"; {32 - len(table.rows)} kernels that never fit left out")


def test_strides_that_never_fit_are_left_out_of_a_long_table() -> None:
    """By hand: 163 + 2P is a multiple of 3 for P = 1, and never of 2."""
    table = table_of(fitting_explanation(fitting(Given(input=227, kernel=64))))
    assert [row[0] for row in table.rows[:2]] == [1, 3]
    assert table.rows[1][1:3] == ("-", "56")


@pytest.mark.parametrize(("rounding", "output"), [("floor", 112), ("ceil", 113)])
def test_a_window_that_does_not_fit_may_be_rounded(rounding: Rounding, output: int) -> None:
    """PyTorch's ResNet: 224, 7, 2 and 3 give 112; with ceil_mode the half counts (113)."""
    placement = Placement(224, 7, 2, 3)
    assert not holds(placement, None)
    assert holds(placement, None, rounding)
    assert holds(placement, output, rounding)
    assert not holds(placement, 54, rounding)
    title = verdict_explanation(placement, None, (), rounding).title
    way = {"floor": "down", "ceil": "up"}[rounding]
    assert title.endswith(f"has {output} positions, rounded {way}")
    data = verdict_data(placement, Given(224, 7, 2, 3), rounding)["fit"]
    assert (data["fits"], data["rounding"], data["output"]["value"]) == (True, rounding, output)


def test_rounding_does_not_make_a_window_smaller() -> None:
    placement = Placement(5, 7, 2)
    assert not holds(placement, None, "floor")
    assert verdict_explanation(placement, None, (), "floor").title.startswith("Does not fit: ")


def test_dilation_is_named_where_there_is_one() -> None:
    found = fitting(Given(input=9, kernel=3, stride=1, padding=0, dilation=2))
    title = fitting_explanation(found).title
    assert title == "What fits: input 9, kernel 3, stride 1, padding 0, dilation 2"


def test_of_very_many_answers_the_rest_is_counted() -> None:
    """TensorFlow's `same`: 1001 to 2000 give 2 positions by 1000."""
    found = fitting(Given(kernel=3, stride=1000, padding="same", output=2))
    assert fitting_explanation(found).about == ("and 900 more",)
    assert fitting_data(found)["fit"]["more"] == 900


def test_the_verdict_as_data() -> None:
    """CS231n: 4.5."""
    data = verdict_data(IMPOSSIBLE, Given(10, 3, 2))["fit"]
    assert data["given"]["padding"] is None
    assert data["placement"]["padding"] == 0
    assert data["fits"] is False
    assert data["output"]["value"] == 4.5
    assert data["output"]["substituted"] == "(10 - 3 + 2*0)/2 + 1"
    assert data["changes"]["stride"] == [{"value": 1, "output": 8}]
    fits = verdict_data(Placement(227, 11, 4), Given(227, 11, 4))["fit"]
    assert fits["fits"] is True
    assert fits["output"]["value"] == 55
    assert fits["changes"] == {}


def test_what_fits_as_data() -> None:
    data = fitting_data(fitting(Given(input=10, kernel=3)))["fit"]
    assert data["follows"] == "output"
    assert data["tried"] == {"stride": [1, 4], "padding": [0, 2]}
    assert data["placements"][0] == {
        "input": 10, "kernel": 3, "stride": 1, "padding": 0, "dilation": 1, "output": 8,
    }  # fmt: skip


def test_placements_as_rows() -> None:
    table = placements_table([Placement(227, 11, 4), IMPOSSIBLE])
    assert table.rows == ((227, 11, 4, 0, 1, 55), (10, 3, 2, 0, 1, None))
