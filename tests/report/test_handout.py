"""What stands on a printed sheet, whatever the format."""

from __future__ import annotations

from cnncalc.coursework.quiz import quiz
from cnncalc.report.handout import handout
from tests.coursework.made import ALEXNET, CS231N, copied, template


def test_a_sheet_has_the_questions_and_a_key_the_answers_with_their_working() -> None:
    """CS231n 2017, lecture 5: 32x32x10 and 760."""
    copy = copied(CS231N, student="Ada")
    sheet, key = (handout(copy, key=each) for each in (False, True))
    assert [each.words for each in sheet.questions] == [each.words for each in key.questions]
    assert [each.answer for each in sheet.questions] == ["", ""]
    assert [each.working for each in sheet.questions] == [(), ()]
    assert [each.answer for each in key.questions] == ["32x32x10", "760"]
    assert key.questions[1].working == ("(F*F*D + 1)*K = (5*5*3 + 1)*10 = 760",)
    assert (sheet.student, sheet.worksheet, sheet.title) == (
        "Ada",
        "cs231n/1",
        "The example of the lecture",
    )


def test_nothing_on_a_sheet_is_a_right_answer() -> None:
    """AlexNet's conv1: 55x55x96, 34,944 parameters, 105,415,200 MACs (CS231n)."""
    words = str(handout(copied(ALEXNET), key=False))
    for secret in ("55", "34,944", "34944", "105,415,200", "105415200"):
        assert secret not in words


def test_the_network_is_told_layer_by_layer_without_its_shapes() -> None:
    text = "{worksheet: w, model: alexnet, questions: [{layer: total, ask: macs}]}"
    (copy,) = quiz(template(text), seed="1").copies
    lines = handout(copy, key=False).network
    assert lines[:3] == (
        "network: AlexNet",
        "input: 227x227x3",
        "conv1 (conv: filters 96, kernel 11, stride 4)",
    )
    assert not any("55" in each or "27x27" in each for each in lines)


def test_points_are_written_as_people_do() -> None:
    half = CS231N.replace("points: 2", "points: 2.5")
    assert [each.points for each in handout(copied(half), key=False).questions] == [
        "1 point",
        "2.5 points",
    ]
