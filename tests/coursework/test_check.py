"""A verdict for each answer, by the most charitable story that is true."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from cnncalc.coursework.check import check
from cnncalc.coursework.data import checked_data
from cnncalc.coursework.feedback import LEVELS, feedback
from cnncalc.report.json import write_json
from tests.coursework.filled import filled
from tests.law import untimed

if TYPE_CHECKING:
    import pytest

    from cnncalc.coursework.verdict import CheckedSheet

NET = "alexnet-single"


def verdicts(sheet: CheckedSheet) -> dict[str, str]:
    """Give the verdict of each row by its name: `conv1 output`."""
    return {f"{each.cell.layer} {each.cell.quantity}": each.verdict for each in sheet.rows}


def test_what_follows_from_a_wrong_answer_is_a_right_step() -> None:
    """26 for pool1 leaves out the +1 of (55 - 3)/2 + 1; 26 and then 12 follow by the formula."""
    sheet = check(
        filled(
            NET,
            {
                "pool1": {"output": "26x26x96"},
                "conv2": {"output": "26x26x256", "macs": "(26*26*256)*(5*5*96)"},
                "pool2": {"output": "12x12x256"},
                "conv3": {"output": "98x97x384"},
            },
        )
    )
    assert verdicts(sheet) == {
        "pool1 output": "slip",
        "conv2 output": "follows",
        "conv2 macs": "follows",
        "pool2 output": "follows",
        "conv3 output": "not_recognised",
    }
    pool1, *others = sheet.rows
    assert all(each.earlier == (pool1.cell,) for each in others if each.verdict == "follows")
    assert all(each.points == 1 for each in others if each.verdict == "follows")


def test_the_same_slip_made_again_on_a_wrong_number_is_found() -> None:
    """Stack Overflow, "Determining size of FC layer": 24, 11, 8, 3 and 144 instead of 400."""
    model = (
        "input: 28x28x1\nrounding: floor\nlayers:\n"
        "- conv: {name: c1, filters: 6, kernel: 4}\n- maxpool: {name: p1, kernel: 2}\n"
        "- conv: {name: c2, filters: 16, kernel: 3}\n- maxpool: {name: p2, kernel: 2}\n"
        "- flatten: {name: f}\n"
    )
    answers = {
        "c1": {"output": "24x24x6"},
        "p1": {"output": "11x11x6"},
        "c2": {"output": "8x8x16"},
        "p2": {"output": "3x3x16"},
        "f": {"values": "144"},
    }
    sheet = check(filled(model, answers))
    *sizes, values = sheet.rows
    assert [each.verdict for each in sizes] == ["slip"] * 4
    for each in sizes:
        assert each.diagnosis is not None
        assert each.diagnosis.candidates[0].ids == ("S-NO-PLUS-ONE",)
    assert values.verdict == "follows"
    assert values.earlier == (sizes[-1].cell,)


def test_the_same_slip_in_another_row_comes_first() -> None:
    """12 of 13 leaves out the +1, or adds the padding once; 25 of 27 does the second alone."""
    conv3 = {"conv3": {"output": "12x12x384"}}
    rows = {"conv2": {"output": "25x25x256"}, "pool2": {"output": "13x13x256"}}
    (alone,) = check(filled(NET, conv3)).rows
    *_, again = check(filled(NET, rows | conv3)).rows
    assert alone.diagnosis is not None
    assert again.diagnosis is not None
    assert alone.diagnosis.candidates[0].ids == ("S-NO-PLUS-ONE",)
    assert again.diagnosis.candidates[0].ids == ("S-PAD-ONCE",)


def test_a_total_follows_from_the_rows_that_a_student_added_up() -> None:
    """34,848 for conv1, and the right numbers of all other layers: 96 too few."""
    answers = {
        "conv1": {"parameters": "34,848"},
        "total": {"parameters": str(62_378_344 - 96)},
    }
    conv1, total = check(filled(NET, answers)).rows
    assert total.verdict == "follows"
    assert total.earlier == (conv1.cell,)


def test_flops_follow_from_macs_and_parameters_from_weights_and_biases() -> None:
    """Each is a sum or a multiple of other answers in the same row."""
    answers = {
        "conv1": {
            "macs": "105,415,201",
            "flops": "210,830,402",
            "weights": "34,000",
            "biases": "96",
            "parameters": "34,096",
        }
    }
    sheet = check(filled(NET, answers))
    assert verdicts(sheet)["conv1 flops"] == "follows"
    assert verdicts(sheet)["conv1 parameters"] == "follows"


def test_a_dense_layer_after_a_wrong_vector_is_looked_into() -> None:
    """9,000 for the 6*6*256 = 9,216 of AlexNet; 4,096 units and no bias read it."""
    answers = {"flatten1": {"output": "9000"}, "fc6": {"parameters": "36,864,000"}}
    flatten, fc6 = check(filled(NET, answers)).rows
    assert fc6.verdict == "slip"
    assert fc6.earlier == (flatten.cell,)
    assert fc6.diagnosis is not None
    assert fc6.diagnosis.candidates[0].ids == ("P-NO-BIAS",)


def test_no_two_answers_follow_from_one_another() -> None:
    """The later one follows from the earlier one, which is to be repaired."""
    answers = {"conv1": {"flops": "210,830,402", "macs": "105,415,201"}}
    flops, macs = check(filled(NET, answers)).rows
    assert (flops.verdict, macs.verdict) == ("not_recognised", "follows")
    assert macs.earlier == (flops.cell,)
    answers = {"conv1": {"macs": "105,415,201", "flops": "210,830,402"}}
    macs, flops = check(filled(NET, answers)).rows
    assert (macs.verdict, flops.verdict) == ("not_recognised", "follows")
    assert flops.earlier == (macs.cell,)


def test_nothing_follows_from_what_stands_below_it() -> None:
    """Else two made up numbers vouch for each other: 7,777 is the sum of what comes after it."""
    conv1 = {"parameters": "7,777", "weights": "7,000", "biases": "777"}
    found = verdicts(check(filled(NET, {"conv1": conv1})))
    assert set(found.values()) == {"not_recognised"}


def test_what_follows_goes_on_with_a_result_and_not_with_the_working_beside_it() -> None:
    """CS231n: (11*11*3+1)*96 is 34,944, and 62,378,344 in all; 34,494 are 450 fewer."""
    total = {"parameters": str(62_378_344 - 450)}
    row, summed = check(
        filled(NET, {"conv1": {"parameters": "(11*11*3+1)*96 = 34,494"}, "total": total})
    ).rows
    assert (row.verdict, summed.verdict, summed.earlier) == (
        "miscalculated",
        "follows",
        (row.cell,),
    )
    answers = {"conv1": {"weights": "11*11*96 = 34,848", "biases": "90", "parameters": "34,938"}}
    *_, parameters = check(filled(NET, answers)).rows
    assert [(each.layer, each.quantity) for each in parameters.earlier] == [("conv1", "biases")]


QUANTITIES = ("output", "weights", "biases", "parameters", "macs", "flops", "neurons", "values")


@untimed
@given(
    st.permutations(QUANTITIES),
    st.lists(st.sampled_from(["7", "14", "28"]), min_size=8, max_size=8),
)
def test_whatever_follows_goes_back_to_an_earlier_wrong_answer(
    order: list[str], numbers: list[str]
) -> None:
    """Of numbers that are each other's double, and none of which is right anywhere."""
    answers = dict(zip(order, numbers, strict=True))
    rows = check(filled(NET, {"conv1": answers, "total": {"macs": "14"}})).rows
    places = [each.cell for each in rows]
    for row in rows:
        if row.verdict == "follows":
            assert row.earlier
            for cell in row.earlier:
                root = rows[places.index(cell)]
                assert root.verdict not in {"right", "follows", "open"}
                assert places.index(cell) < places.index(row.cell)


def test_a_sheet_that_asks_for_too_much_is_looked_into_as_far_as_it_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nobody fills in thousands of wrong answers but to keep the machine busy."""
    monkeypatch.setattr("cnncalc.coursework.check.MOST_EFFORT", 25)
    answers = {"conv1": {"weights": "34,848", "parameters": "34,848", "biases": "97"}}
    answers |= {"conv2": {"parameters": "6,656"}}
    found = check(filled(NET, answers))
    assert [each.verdict for each in found.rows] == [
        "right",
        "slip",
        "not_recognised",
        "not_recognised",
    ]
    assert found.passed_over == 2


BLANK = filled(
    NET,
    {
        "conv1": {"output": None, "parameters": None, "memory": None, "receptive_field": None},
        "pool1": {"output": None},
        "conv2": {"macs": None},
        "total": {"memory": None},
    },
)


@untimed
@given(st.text(max_size=30) | st.from_regex(r"[-0-9x*/^+(),. eMkB=]{1,30}", fullmatch=True))
def test_whatever_is_written_gets_a_verdict(text: str) -> None:
    """As any answer, at any level, in a report too."""
    found = check(
        replace(BLANK, cells=tuple(replace(each, answer_text=text) for each in BLANK.cells))
    )
    assert len(found.rows) == 7
    for level in LEVELS:
        assert all(feedback(each, level) for each in found.rows)
        write_json(checked_data(found, level))
    for each in found.rows:
        assert bool(each.earlier) >= (each.verdict == "follows")


def test_points_reward_the_method() -> None:
    """Right, right elsewhere and following earn them all; a slip none, unless the sheet says so."""
    more = "points:\n  conv1:\n    parameters: 4\n    macs: 3\n"
    answers = {"conv1": {"output": "55x55x96", "parameters": "34,848", "macs": "210,830,400"}}
    sheet = check(filled(NET, answers, more=more))
    assert [each.points for each in sheet.rows] == [1, 0, 3]
    assert [each.possible for each in sheet.rows] == [1, 4, 3]
    assert sheet.points == 4
    assert sheet.possible == 8
    partial = more + "partial:\n  conv1:\n    parameters:\n      P-NO-BIAS: 2\n"
    sheet = check(filled(NET, answers, more=partial))
    assert [each.points for each in sheet.rows] == [1, 2, 3]


def test_open_answers_are_no_wrong_ones() -> None:
    """A sheet that is half done is fine so far."""
    sheet = check(filled(NET, {"conv1": {"output": "55x55x96", "macs": None}}))
    assert sheet.fine
    assert sheet.counts["open"] == 1
    assert not check(filled(NET, {"conv1": {"output": "54x54x96"}})).fine
