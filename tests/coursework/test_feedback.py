"""What is said to a student, at each level."""

from __future__ import annotations

import pytest

from cnncalc.coursework.check import check
from cnncalc.coursework.feedback import LEVELS, feedback, marked
from tests.coursework.filled import filled

NET = "alexnet-single"


def said(layer: str, quantity: str, text: str | None, level: str, **choices: str) -> str:
    """What is said of one answer about AlexNet in one tower."""
    (row,) = check(filled(NET, {layer: {quantity: text}}, **choices)).rows
    (known,) = (each for each in LEVELS if each == level)
    return feedback(row, known)


def test_a_mark_says_whether_it_is_right_and_no_more() -> None:
    assert said("conv1", "parameters", "34,944", "mark") == "right"
    assert said("conv1", "parameters", "34,848", "mark") == "not yet"
    assert said("conv1", "parameters", "31,337", "mark") == "not yet"
    assert said("conv1", "macs", "210,830,400", "mark") == "right under another convention"
    assert said("conv1", "parameters", None, "mark") == "open"


def test_a_hint_asks_a_question() -> None:
    """The hint is the catalogue's; FINDINGS has it word for word but for the units."""
    assert said("conv1", "parameters", "34,848", "hint") == (
        "not yet. Does each filter or unit have anything besides its weights?"
    )
    assert said("conv1", "parameters", "31,337", "hint") == (
        "not recognised. First step: how many weights has one filter?"
    )
    assert said("conv1", "parameters", None, "hint") == "open"


def test_another_convention_is_named_and_not_called_a_mistake() -> None:
    assert said("conv1", "macs", "210,830,400", "hint") == (
        "right as FLOPs, two for each MAC; this sheet asks for it as MACs, one for each product"
    )
    assert said("conv1", "output", "96x55x55", "hint") == (
        "right with the channels first; this sheet asks for it as height x width x channels"
    )
    lecture = said("total", "parameters", "62,369,152", "hint")
    assert lecture.startswith("right ")
    assert "convolutions" in lecture
    for text in ("mistake", "wrong", "forgot", "error", "not yet"):
        assert text not in lecture


def test_an_explanation_says_what_the_number_is_and_works_the_right_one_out() -> None:
    """CS231n: 11*11*3 weights and a bias for each of 96 filters are 34,944."""
    text = said("conv1", "parameters", "34,848", "explain")
    assert text.startswith("34,848 is the count without the biases, 11*11*3*96. ")
    assert text.endswith("Here: (F*F*D + 1)*K = (11*11*3 + 1)*96 = 34,944.")
    assert said("conv1", "parameters", "34,944", "explain") == "right"
    assert said("conv1", "parameters", None, "explain") == "open"


def test_a_size_is_what_you_get_if() -> None:
    """26 leaves out the +1 of (55 - 3)/2 + 1 = 27 (Krizhevsky et al. 2012)."""
    text = said("pool1", "output", "26x26x96", "explain")
    assert text.startswith(
        '26x26x96 is what you get if the "+1" is left out, (55 - 3 + 2*0)/2, or what you get if '
        'the "+1" stands inside the division, floor((55 - 3 + 2*0 + 1)/2). '
    )
    assert "27x27x96; height = width = (W - F + 2*P)/S + 1 = (55 - 3 + 2*0)/2 + 1 = 27." in text


def test_the_working_that_is_shown_is_that_of_the_size_which_is_wrong() -> None:
    """Pooling keeps the 96 maps: 48 would be half of them."""
    text = said("pool1", "output", "27x27x48", "explain")
    assert text.startswith("27x27x48 is what you get if pooling reduces the channels too, 96/2. ")


def test_a_solution_answers_open_questions_too() -> None:
    assert said("conv1", "parameters", None, "solution") == (
        "open. Here: (F*F*D + 1)*K = (11*11*3 + 1)*96 = 34,944."
    )
    assert said("conv1", "parameters", "34,944", "solution").startswith("right. Here: ")


def test_what_follows_names_the_answer_to_repair_and_nothing_in_between() -> None:
    answers = {
        "pool1": {"output": "26x26x96"},
        "conv2": {"output": "26x26x256"},
        "pool2": {"output": "12x12x256"},
    }
    *_, pool2 = check(filled(NET, answers)).rows
    assert feedback(pool2, "hint") == (
        "right step from your pool1 output; repair that and this follows"
    )


def test_a_right_working_with_another_result_is_to_be_worked_out_again() -> None:
    text = said("conv1", "parameters", "(11*11*3+1)*96 = 34,494", "hint")
    assert text == "the working is right, its result is not: work the same out once more"
    text = said("conv1", "parameters", "11*11*3*96 = 34,944", "hint")
    assert text == "right, though the working beside it makes another number"


def test_a_right_working_elsewhere_or_from_an_earlier_answer_says_so() -> None:
    """Twice the MACs are FLOPs; (26 - 5 + 2*2)/1 + 1 = 26 follows from the 26 above it."""
    text = said("conv1", "macs", "2*11*11*3*96*55*55 = 210,830,401", "hint")
    assert text == (
        "the working is right as FLOPs, two for each MAC, its result is not: work the same out "
        "once more"
    )
    answers = {"pool1": {"output": "26x26x96"}, "conv2": {"values": "26*26*256 = 173,000"}}
    sheet = filled(NET, {**answers, "conv2": {"output": "26x26x256", **answers["conv2"]}})
    *_, values = check(sheet).rows
    assert feedback(values, "hint") == (
        "the working is right from your pool1 output, its result is not: work the same out once "
        "more"
    )


def test_a_slip_on_a_wrong_number_says_on_which() -> None:
    """24 for conv2 of 26: the padding of 2 is added once."""
    answers = {"pool1": {"output": "26x26x96"}, "conv2": {"output": "24x24x256"}}
    _, conv2 = check(filled(NET, answers)).rows
    assert feedback(conv2, "hint").startswith("not yet, even from your pool1 output. ")
    assert feedback(conv2, "explain").startswith("From your pool1 output: 24x24x256 is what ")


def test_of_many_answers_to_repair_the_nearest_are_named() -> None:
    """A sum of five wrong rows."""
    names = ("conv1", "conv2", "conv3", "conv4", "conv5")
    answers: dict[str, dict[str, str | None]] = {each: {"parameters": "1111"} for each in names}
    *_, total = check(filled(NET, {**answers, "total": {"parameters": "5555"}})).rows
    assert feedback(total, "hint") == (
        "right step from your conv5 parameters, your conv4 parameters, your conv3 parameters and "
        "2 more; repair those and this follows"
    )


def test_what_is_not_complete_is_right_so_far() -> None:
    text = said("conv1", "output", "55x55", "hint")
    assert text == "height and width are right. How many channels are there?"
    answers = {"pool1": {"output": "26x26"}, "conv2": {"output": "26x26"}}
    _, conv2 = check(filled(NET, answers)).rows
    assert feedback(conv2, "hint") == (
        "height and width are a right step from your pool1 output. How many channels are there?"
    )
    text = said("total", "parameters", "62.4M", "hint")
    assert text == "right as far as it goes; this sheet asks for more digits"


def test_what_cannot_be_read_is_no_wrong_answer() -> None:
    assert said("conv1", "parameters", "4,5", "hint").startswith("cannot be read: ")
    assert said("conv1", "parameters", "4,5", "mark") == "cannot be read"


@pytest.mark.parametrize("text", ["34,848", "31,337", "(11*11*3+1)*96 = 7"])
def test_at_mark_no_verdict_says_more_than_not_yet(text: str) -> None:
    """The name of a slip would be a hint."""
    (row,) = check(filled(NET, {"conv1": {"parameters": text}})).rows
    assert marked(row, "mark") == "not_yet"
    assert marked(row, "hint") == row.verdict


def test_every_level_tells_what_the_one_before_tells_or_more() -> None:
    """A row that is right needs no words but that."""
    for level in LEVELS:
        assert said("conv1", "output", "55x55x96", level).startswith("right")
