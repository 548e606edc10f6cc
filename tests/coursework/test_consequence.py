"""What an answer would be if it were rightly worked out from the wrong answers before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.coursework.answer import read_answer
from cnncalc.coursework.consequence import Consequences
from cnncalc.coursework.question import question
from cnncalc.coursework.written import Written
from tests.coursework.filled import filled

if TYPE_CHECKING:
    from cnncalc.coursework.sheet import Sheet

NET = "alexnet-single"


def rows(sheet: Sheet) -> list[Written]:
    """The rows of a sheet, read."""
    found = []
    for cell in sheet.cells:
        asked = question(sheet.analysis, cell.layer, cell.quantity, sheet.convention)
        answer = read_answer(cell.answer_text, shape=isinstance(asked.right, tuple))
        found.append(Written(cell, asked, answer))
    return found


def following(answers: dict[str, dict[str, str | None]]) -> list[object]:
    """What the last row of a sheet would be by each way from the others; sizes as a tuple."""
    sheet = filled(NET, answers)
    written = rows(sheet)
    return [
        tuple(int(size) for size in each.right)
        if isinstance(each.right, tuple)
        else each.right.value
        for each in Consequences.of(sheet, written).of_cell(written[-1])
    ]


def test_right_answers_have_no_consequences() -> None:
    """Krizhevsky et al. 2012."""
    assert following({"conv1": {"output": "55x55x96"}, "pool1": {"output": None}}) == []


def test_a_size_follows_from_the_row_above() -> None:
    """(54 - 3)/2 + 1 is 26.5, which is rounded down."""
    answers: dict[str, dict[str, str | None]]
    answers = {"conv1": {"output": "54x54x96"}, "pool1": {"output": None}}
    assert following(answers) == [(26, 26, 96)]


def test_a_count_follows_from_the_size_of_its_own_row() -> None:
    """54*54*96 products of 11*11*3."""
    assert following({"conv1": {"output": "54x54x96", "macs": None}}) == [54 * 54 * 96 * 363]


def test_parameters_follow_from_the_channels_above() -> None:
    """(5*5*48 + 1)*256 where 48 channels come in: what the two towers of AlexNet have."""
    answers: dict[str, dict[str, str | None]]
    answers = {"pool1": {"output": "27x27x48"}, "conv2": {"parameters": None}}
    assert following(answers) == [307_456]


def test_an_answer_in_another_order_of_axes_is_followed_as_it_is_meant() -> None:
    """48x27x27 in a sheet of height x width x channels has 96 nowhere, and is read as written."""
    answers: dict[str, dict[str, str | None]]
    answers = {"conv1": {"output": "96x54x54"}, "pool1": {"output": None}}
    assert following(answers) == [(26, 26, 96)]


def test_a_total_follows_from_its_rows_alone_or_with_the_right_ones_of_all_others() -> None:
    """62,378,344 in all, 34,944 of them in conv1, for which 34,848 is written."""
    answers: dict[str, dict[str, str | None]]
    answers = {"conv1": {"parameters": "34,848"}, "total": {"parameters": None}}
    assert following(answers) == [62_378_344 - 96, 34_848]


def test_a_total_follows_from_wrong_sizes_where_these_matter() -> None:
    """Parameters of convolutions do not depend on sizes; those of the first dense layer do."""
    answers: dict[str, dict[str, str | None]]
    answers = {"conv1": {"output": "54x54x96"}, "total": {"weights": None}}
    (total, _) = following(answers)
    assert total != 62_367_776  # all weights
    answers = {"pool3": {"output": "6x6x256"}, **answers}
    assert following(answers) == []


def test_a_count_that_is_another_so_many_times_follows_from_it() -> None:
    """FLOPs are two for each MAC; parameters are weights and biases."""
    assert following({"conv1": {"macs": "100", "flops": None}}) == [200]
    answers: dict[str, dict[str, str | None]]
    answers = {"conv1": {"weights": "34,800", "biases": "96", "parameters": None}}
    assert following(answers) == [34_896]
