"""What can be wrong with a spec, and where: facts, then text, then the drawing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.diagnostic import (
    EXCERPT_WIDTH,
    CannotRunError,
    CnncalcError,
    Diagnostic,
    LayerError,
    Place,
    SpecError,
)

LINE = "  - conv: {name: conv1, filters: 96, kernel: 11, stride: 4}"
PLACE = Place("mynet.yaml", 4, LINE.index("4}") + 1, 1, LINE)
MISFIT = Diagnostic(
    "stride-does-not-fit",
    "conv1: a window of 11 moving by 4 over 224 leaves 1 over",
    PLACE,
    "(W - F + 2*P)/S + 1 = (224 - 11 + 2*0)/4 + 1 = 54.25, not a whole number",
    ("input 223 or 227 fits, and so does stride 3 or 1",),
)


def test_a_problem_is_drawn_with_its_line_and_place() -> None:
    """CS231n: the 224 that the AlexNet paper prints does not fit."""
    assert MISFIT.drawn() == (
        "error[stride-does-not-fit]: conv1: a window of 11 moving by 4 over 224 leaves 1 over\n"
        "  --> mynet.yaml:4:58\n"
        "  |\n"
        "4 |   - conv: {name: conv1, filters: 96, kernel: 11, stride: 4}\n"
        "  |                                                          ^\n"
        "  = (W - F + 2*P)/S + 1 = (224 - 11 + 2*0)/4 + 1 = 54.25, not a whole number\n"
        "  help: input 223 or 227 fits, and so does stride 3 or 1"
    )


def test_a_problem_is_one_line_where_lines_are_read_by_programs() -> None:
    assert MISFIT.concise() == (
        "mynet.yaml:4:58: stride-does-not-fit "
        "conv1: a window of 11 moving by 4 over 224 leaves 1 over; "
        "(W - F + 2*P)/S + 1 = (224 - 11 + 2*0)/4 + 1 = 54.25, not a whole number; "
        "help: input 223 or 227 fits, and so does stride 3 or 1"
    )


def test_a_problem_within_a_block_shows_the_uses_that_led_there() -> None:
    use = Place("mynet.yaml", 12, 5, 5, "  - stage: {stride: 4}")
    problem = replace(MISFIT, working="", helps=(), uses=(use,), note="input gives 224x224x3")
    assert problem.drawn("warning") == (
        "warning[stride-does-not-fit]: conv1: a window of 11 moving by 4 over 224 leaves 1 over\n"
        "   --> mynet.yaml:4:58\n"
        "   |\n"
        " 4 |   - conv: {name: conv1, filters: 96, kernel: 11, stride: 4}\n"
        "   |                                                          ^\n"
        "   used at mynet.yaml:12:5\n"
        "   |\n"
        "12 |   - stage: {stride: 4}\n"
        "   |     ^^^^^\n"
        "   note: input gives 224x224x3"
    )
    assert problem.concise() == (
        "mynet.yaml:4:58: stride-does-not-fit conv1: a window of 11 moving by 4 over 224 "
        "leaves 1 over (used at mynet.yaml:12:5); note: input gives 224x224x3"
    )


def test_a_problem_without_a_place_is_a_sentence() -> None:
    problem = Diagnostic("empty-file", "the file is empty")
    assert problem.drawn() == "error[empty-file]: the file is empty"
    assert problem.concise() == "empty-file the file is empty"


def test_an_empty_line_is_not_drawn() -> None:
    problem = Diagnostic("empty-file", "the file is empty", Place("a.yaml", 1, 1))
    assert problem.drawn() == "error[empty-file]: the file is empty\n  --> a.yaml:1:1"


def drawn(text: str, column: int, length: int) -> tuple[str, str]:
    """Give the drawn line and its underline, without the margin."""
    lines = Diagnostic("x", "x", Place("f", 1, column, length, text)).drawn().splitlines()
    return lines[3].removeprefix("1 | "), lines[4].removeprefix("  | ")


def test_a_long_line_is_cut_around_the_place() -> None:
    line, underline = drawn("a" * 300 + "HERE" + "b" * 300, 301, 4)
    assert line == "..." + "a" * 50 + "HERE" + "b" * 46 + "..."
    assert underline == " " * 53 + "^^^^"


def test_a_line_that_just_fits_is_not_cut() -> None:
    assert drawn("a" * EXCERPT_WIDTH, 100, 1) == ("a" * 100, " " * 99 + "^")
    assert drawn("a" * (EXCERPT_WIDTH + 1), 1, 1) == ("a" * 100 + "...", "^")
    assert drawn("a" * (EXCERPT_WIDTH + 1), 101, 1) == ("..." + "a" * 100, " " * 102 + "^")


def test_an_underline_ends_where_the_excerpt_does() -> None:
    line, underline = drawn("k: " + "x" * 500, 4, 500)
    assert line == "k: " + "x" * 97 + "..."
    assert underline == " " * 3 + "^" * 97


def test_an_underline_stands_below_wide_letters() -> None:
    """A terminal takes two columns for 漢 and none for an accent that is set on a letter."""
    assert drawn("名: 漢字 x", 4, 2) == ("名: 漢字 x", " " * 4 + "^^^^")
    assert drawn("e\u0301: x", 5, 1) == ("e\u0301: x", " " * 3 + "^")


def test_an_underline_stands_below_what_is_shown_of_a_control() -> None:
    assert drawn("a\t\x1bbad", 4, 3) == (r"a\t\x1bbad", " " * 7 + "^^^")


def test_the_end_of_a_line_is_a_place() -> None:
    assert drawn("input:", 7, 1) == ("input:", "      ^")


def test_nothing_from_a_file_comes_alive() -> None:
    place = Place("a\n\x1b.yaml", 1, 1, 1, "\x1b[2J")
    problem = Diagnostic("x", "a\nb\x1b", place, "\x1b", ("c\nd",), (), "e\n")
    for text in (problem.concise(), problem.drawn()):
        assert "\x1b" not in text
    assert "\n" not in problem.concise()
    assert problem.drawn() == (
        "error[x]: a\\nb\\x1b\n"
        "  --> a\\n\\x1b.yaml:1:1\n"
        "  |\n"
        "1 | \\x1b[2J\n"
        "  | ^^^^\n"
        "  = \\x1b\n"
        "  help: c\\nd\n"
        "  note: e\\n"
    )


@given(st.text(max_size=300), st.integers(1, 310), st.integers(1, 310))
def test_any_place_of_any_line_is_drawn_within_bounds(text: str, column: int, length: int) -> None:
    place = Place("f", 1, column, length, text.replace("\n", " "))
    lines = Diagnostic("x", "x", place).drawn().split("\n")
    assert len(lines) in {2, 5}
    longest_escape = len(r"\U0001f600")
    assert all(len(each) <= EXCERPT_WIDTH * longest_escape + 20 for each in lines)


def test_an_error_of_a_spec_says_all_its_problems() -> None:
    error = SpecError((MISFIT, Diagnostic("empty-file", "the file is empty")))
    assert str(error) == f"{MISFIT.concise()}\nempty-file the file is empty"
    assert error.diagnostics[0] is MISFIT


def test_an_error_of_a_layer_says_the_field_and_no_file() -> None:
    error = LayerError("stride-does-not-fit", "it leaves 1 over", field="stride", working="54.25")
    assert str(error) == "it leaves 1 over: 54.25"
    assert str(LayerError("x", "it leaves 1 over")) == "it leaves 1 over"
    assert (error.field, error.helps) == ("stride", ())


@pytest.mark.parametrize(("error", "code"), [(SpecError(()), 1), (CannotRunError("no file"), 2)])
def test_what_is_wrong_and_what_cannot_run_exit_differently(error: CnncalcError, code: int) -> None:
    assert isinstance(error, CnncalcError)
    assert error.exit_code == code
