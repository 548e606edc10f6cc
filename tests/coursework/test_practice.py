"""Practice: what is said after what is typed."""

from __future__ import annotations

import pytest

from cnncalc.coursework.drill import template_drill
from cnncalc.coursework.practice import Score, practice

from .made import CS231N, template

PROBLEMS = template_drill(template(CS231N), count=2, seed="1")
"""CS231n 2017, lecture 5: 32x32x10, then 760 parameters."""


def talk(*lines: str | None) -> tuple[list[str], Score]:
    """Type lines, and give all that is said, and the score."""
    score = Score()
    session = practice(PROBLEMS, score)
    said = [next(session)]
    try:
        for line in lines:
            said.append(session.send(line))  # noqa: PERF401  the last line raises StopIteration
    except StopIteration as end:
        said.append(end.value)
    return said, score


def test_right_answers_lead_to_the_summary() -> None:
    said, score = talk("32 x 32 x 10", "760")
    assert said[0] == (
        "1 of 2  Layer conv1 (conv: filters 10, kernel 5, padding 2) over an input of 32x32x3.\n"
        "Ten 5x5 filters with stride 1, pad 2. Output volume size?"
    )
    assert said[1].startswith("right\n\n2 of 2  ")
    assert said[2] == "right\n\n2 of 2 right: 2 at once."
    assert (score.asked, score.at_once, score.later) == (2, 2, 0)


def test_a_wrong_answer_gets_a_hint_that_gives_nothing_away() -> None:
    """750 has no biases; 760 is right."""
    said, score = talk("32x32x10", "750", "760")
    assert said[2].startswith("not yet. ")
    assert "760" not in said[2]
    assert said[3] == (
        "right\n\n2 of 2 right: 1 at once, 1 after a hint.\n  to look at again: the biases left out"
    )
    assert dict(score.slips) == {"P-NO-BIAS": 1}


def test_after_three_wrong_answers_the_working_is_shown() -> None:
    said, score = talk("32x32x10", "750", "1", "750")
    assert "760" not in "".join(said[:4])
    assert "760" in said[4]
    assert (score.asked, score.shown) == (2, 1)
    assert score.slips["P-NO-BIAS"] == 2


@pytest.mark.parametrize(
    ("wrong", "second"),
    [
        (("750", "750"), "still not. First step: how many weights has one filter?"),
        (("1", "2"), "still not. The formula: (F*F*D + 1)*K"),
        (("1", "hint", "2"), "still not. The formula: (F*F*D + 1)*K"),
    ],
)
def test_a_second_wrong_answer_gets_another_hint(wrong: tuple[str, ...], second: str) -> None:
    """The formula is that of CS231n 2017, lecture 5, for the same layer."""
    said, _ = talk("32x32x10", *wrong, "760")
    assert said[len(wrong) + 1] == second
    assert said[len(wrong) + 2].startswith("right\n\n")


def test_help_before_an_answer_is_a_first_step() -> None:
    said, score = talk("32x32x10", "hint", "760")
    assert said[2] == "First step: how many weights has one filter?"
    assert (score.at_once, score.later) == (1, 1)


def test_the_answer_may_be_asked_for() -> None:
    said, score = talk("32x32x10", "show")
    assert "760" in said[2]
    assert (score.asked, score.shown, score.at_once) == (2, 1, 1)


def test_an_empty_line_skips() -> None:
    said, score = talk("", " ")
    assert said[1].startswith("skipped.\n\n2 of 2  ")
    assert (score.asked, score.skipped) == (2, 2)
    assert said[2] == "skipped.\n\n0 of 2 right: 2 skipped."


def test_what_cannot_be_read_is_asked_again_and_counts_for_nothing() -> None:
    said, score = talk("32x32x10", "4,5", "seven", "760")
    assert said[2].startswith("cannot be read: 4,5 has a comma before one digit")
    assert said[3].startswith("cannot be read: `seven` is no number")
    assert said[4] == "right\n\n2 of 2 right: 2 at once."
    assert score.asked == 2


def test_it_ends_when_it_is_told_to_and_when_no_more_lines_come() -> None:
    for last in ("quit", "q", "Exit", None):
        said, score = talk("32x32x10", last)
        assert said[2] == "1 of 1 right: 1 at once."
        assert score.asked == 1
    assert talk(None)[0][1] == "Nothing answered."


def test_right_under_another_convention_is_right_and_says_so() -> None:
    """Channels first is PyTorch's order."""
    said, score = talk("10x32x32")
    assert said[1].startswith("right with the channels first; ")
    assert score.at_once == 1
