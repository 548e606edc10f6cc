"""At mark and hint the right number appears nowhere, whatever the sheet and the answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cnncalc
from cnncalc.analysis.convention import Convention
from cnncalc.coursework.answer import AnswerError, read_answer
from cnncalc.coursework.check import check
from cnncalc.coursework.data import checked_data
from cnncalc.coursework.feedback import feedback
from cnncalc.coursework.question import ASKED, question
from cnncalc.coursework.secret import holds
from cnncalc.coursework.slip import slips
from cnncalc.report.checked import checked_table, checked_tables
from cnncalc.report.format import FORMATS, write_table
from cnncalc.report.json import write_json
from cnncalc.report.look import Look
from tests.analysis.network import specs
from tests.coursework.filled import filled
from tests.law import untimed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cnncalc.coursework.feedback import Level
    from cnncalc.coursework.question import Question
    from cnncalc.coursework.verdict import CheckedSheet

LEVELS: tuple[Level, ...] = ("mark", "hint")
NUMBER = re.compile(r"[0-9]{1,3}(?:[,_' ][0-9]{3})+(?![0-9])|[0-9]+")
"""A number, with marks between its thousands or without."""


def numbers(text: str) -> set[str]:
    """Every number in a text, without the marks between its thousands."""
    return {re.sub("[^0-9]", "", each) for each in NUMBER.findall(text)}


def digits(text: str) -> set[str]:
    """Every number in a text, and whatever digits stand together in it."""
    return numbers(text) | set(re.findall("[0-9]+", text)) | {re.sub("[^0-9]", "", text)}


def right_numbers(asked: Question) -> tuple[int, ...]:
    """The right count, or the sizes of the right shape."""
    right = asked.right if isinstance(asked.right, tuple) else (asked.right,)
    return tuple(int(each) for each in right)


def written(sheet: CheckedSheet, level: Level) -> Iterator[str]:
    """Everything that can be printed about a sheet, in every format."""
    table = checked_table(sheet, level)
    for name in FORMATS:
        yield write_table(table, name, Look())
    yield write_table(table, "table", Look(width=60))
    yield write_table(checked_tables([sheet], level), "csv", Look())
    yield write_json(checked_data(sheet, level))


@st.composite
def wrong_texts(draw: st.DrawFn, asked: Question) -> str | None:
    """Draw what a student may write: slips, other conventions, near misses, what nobody can read.

    Nothing that says the right answer itself.
    """
    sizes = right_numbers(asked)
    stories = [each.value for each in slips(asked, pairs=True)]
    drawn = draw(st.sampled_from([*stories, None, "near", "far", "twice", "?", "4,5", "1.234.567"]))
    match drawn:
        case None:
            return None
        case "near":
            return "x".join(str(each + draw(st.integers(1, 3))) for each in sizes)
        case "far":
            return str(draw(st.integers(1, 10**12)))
        case "twice":
            return f"{sizes[0]}*2" if len(sizes) == 1 else f"{sizes[0]}x{sizes[0]}"
        case tuple():
            return "x".join(str(each) for each in drawn)
    return str(drawn)  # a number, or what nobody can read


class Filled(NamedTuple):
    """A sheet that is not read yet, so that a failure shows what is in it."""

    model: str
    answers: dict[str, dict[str, str | None]]
    more: str
    choices: dict[str, str]

    def checked(self) -> CheckedSheet:
        """Read it, and check it."""
        return check(filled(self.model, self.answers, more=self.more, **self.choices))


@st.composite
def sheets(draw: st.DrawFn) -> Filled:
    """Draw a network, some questions about it, and wrong answers to them."""
    spec = draw(specs())
    analysis = cnncalc.analyze(cnncalc.load_text(spec))
    layers = draw(st.lists(st.sampled_from([*analysis.layers]), min_size=1, max_size=4))
    answers: dict[str, dict[str, str | None]] = {}
    for layer in dict.fromkeys(layers):
        quantities = draw(st.lists(st.sampled_from(ASKED), min_size=1, max_size=4, unique=True))
        of_layer = answers.setdefault(layer, {})
        for quantity in quantities:
            put = question(analysis, layer, quantity, Convention())
            of_layer[quantity] = draw(wrong_texts(put))
    answers["total"] = {
        "parameters": draw(wrong_texts(question(analysis, "total", "parameters", Convention())))
    }
    choices = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "biases": st.sampled_from(["counted", "not_counted"]),
                "order": st.sampled_from(["hwc", "chw", "whc"]),
                "bias_adds": st.sampled_from(["counted", "not_counted"]),
                "memory": st.sampled_from(["forward", "forward_backward"]),
            },
        )
    )
    more = draw(st.sampled_from(["", "tolerance: 3 significant digits\n"]))
    return Filled(spec.removeprefix("name: Random\n"), answers, more, choices)


@pytest.mark.long
@untimed
@given(sheets())
def test_no_right_number_is_told(drawn: Filled) -> None:
    """But where the student wrote it, or the exercise gives it: an input size, a number of filters.

    A number below 100 may stand in a report by chance: as a count of answers, or as points.
    """
    sheet = drawn.checked()
    by_student = {each for row in sheet.rows for each in digits(str(row.cell.answer_text))}
    by_teacher = digits(sheet.sheet.network.source.text) | digits(" ".join(shape_of_input(sheet)))
    told = {
        number for level in LEVELS for text in written(sheet, level) for number in numbers(text)
    }
    for row in sheet.rows:
        for right in right_numbers(row.question):
            if right >= 100 and not {str(right)} & (by_student | by_teacher):
                assert str(right) not in told, row.cell


def shape_of_input(sheet: CheckedSheet) -> tuple[str, ...]:
    """The sizes of the network's input, which every exercise gives."""
    return tuple(str(each) for each in sheet.sheet.analysis.input_shape.axes)


@untimed
@given(sheets())
def test_no_right_size_is_told_in_what_is_said_of_its_row(drawn: Filled) -> None:
    """However small it is: an example of a hint may have the answer in it, and is left out then."""
    sheet = drawn.checked()
    for row in sheet.rows:
        for level in LEVELS:
            said = numbers(without_names(feedback(row, level), sheet))
            told = said - digits(str(row.cell.answer_text))
            assert not told & {str(each) for each in right_numbers(row.question)}


def without_names(text: str, sheet: CheckedSheet) -> str:
    """A text without the names of layers, which have numbers."""
    for name in sorted(sheet.sheet.analysis.layers, key=len, reverse=True):
        text = text.replace(name, "")
    return text


SMALL: Mapping[str, tuple[str, str]] = {
    "a window of 3 in a row of 3": (
        "input: 6x6x1\nlayers:\n- conv: {name: c, filters: 1, kernel: 4}\n",
        "2x2x1",
    ),
    "no example": (
        "input: 9x9x1\nlayers:\n- conv: {name: c, filters: 1, kernel: 4}\n",
        "5x5x1",
    ),
}


def test_an_example_that_happens_to_be_the_answer_is_left_out() -> None:
    """(6 - 4)/1 + 1 = 3 is a number of the hint about a window of 3; (9 - 4)/1 + 1 = 6 is none."""
    (model, answer), (other_model, other_answer) = SMALL.values()
    (row,) = check(filled(model, {"c": {"output": answer}})).rows
    assert "3" not in feedback(row, "hint")
    assert feedback(row, "hint").startswith("not yet. First step: ")
    (row,) = check(filled(other_model, {"c": {"output": other_answer}})).rows
    assert "a window of 3" in feedback(row, "hint")


@pytest.mark.parametrize("text", ["4,5", "34,94", "1.234.567", "3 4944", "(11*11*3+1*96"])
def test_what_cannot_be_read_is_asked_about_without_the_answer(text: str) -> None:
    """Even where one of the readings would be right."""
    with pytest.raises(AnswerError) as caught:
        read_answer(text, shape=False)
    digits = re.sub("[^0-9]", "", text)
    model = f"input: {digits}\nlayers:\n- relu: {{name: r}}\n"
    if len(digits) > 6:
        return  # more than a size may have
    (row,) = check(filled(model, {"r": {"values": text}})).rows
    assert right_numbers(row.question) == (int(digits),)
    assert row.verdict == "unreadable"
    assert not holds(feedback(row, "hint").replace(text, ""), row.question), caught.value


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("it is 34,944", True),
        ("it is 34944.", True),
        ("it is 34 944", True),
        ("11*11*3*96 = 34_944", True),
        ("it is 34,945", False),
        ("how many filters?", False),
        ("134,944", False),
    ],
)
def test_a_number_is_recognised_in_any_writing(text: str, is_told: bool) -> None:  # noqa: FBT001  by its name
    """CS231n: AlexNet's first layer has 34,944 parameters."""
    asked = question(cnncalc.analyze("alexnet"), "conv1", "parameters", Convention())
    assert holds(text, asked) == is_told
