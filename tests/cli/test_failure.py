"""Every kind of failure: its text on standard error and its exit code."""

from __future__ import annotations

import errno
from dataclasses import replace
from typing import TYPE_CHECKING

import click
import pytest

from cnncalc.cli import failure, main
from cnncalc.cli.failure import told, written
from cnncalc.cli.main import run
from cnncalc.diagnostic import CannotRunError, CnncalcError, Diagnostic, Place, SpecError
from tests.cli.process import seen, surroundings

if TYPE_CHECKING:
    from pathlib import Path

    Captured = pytest.CaptureFixture[str]

PROBLEM = Diagnostic(
    "stride-does-not-fit",
    "conv1: a window of 11 moving by 4 over 224 leaves 1 over",
    Place("mynet.yaml", 4, 58, 1, "  - conv: {name: conv1, filters: 96, kernel: 11, stride: 4}"),
    "(W - F + 2*P)/S + 1 = (224 - 11 + 2*0)/4 + 1 = 54.25, not a whole number",
    ("input 227 fits, and so does stride 3 or 1",),
)


@pytest.mark.parametrize(
    ("error", "code", "text"),
    [
        (CnncalcError("the budget says no"), 1, "error: the budget says no\n"),
        (CannotRunError("no such file"), 2, "error: no such file\n"),
        (CannotRunError("a\x1b[2J"), 2, "error: a\\x1b[2J\n"),
        (click.UsageError("no such option"), 2, "error: no such option\n"),
        (OSError(errno.ENOENT, "No such file", "x\n\x1b"), 2, "error: x\n\\x1b: No such file\n"),
        (MemoryError(), 2, "error: there is not enough memory for this network\n"),
        (
            RecursionError(),
            2,
            "error: this nests deeper than Python can follow; nest less deeply\n",
        ),
        (KeyboardInterrupt(), 130, ""),
        (click.Abort(), 130, ""),
        (BrokenPipeError(), 0, ""),
        (SystemExit(3), 3, ""),
        (SystemExit(), 0, ""),
    ],
    ids=repr,
)
def test_each_error_has_a_sentence_and_a_code(
    error: BaseException, code: int, text: str, capsys: Captured
) -> None:
    assert told(error) == code
    assert capsys.readouterr().err == text


def test_a_problem_in_a_pipe_is_one_line_that_editors_read(capsys: Captured) -> None:
    assert told(SpecError((PROBLEM, PROBLEM))) == 1
    line = (
        "mynet.yaml:4:58: stride-does-not-fit conv1: "
        "a window of 11 moving by 4 over 224 leaves 1 over; "
        "(W - F + 2*P)/S + 1 = (224 - 11 + 2*0)/4 + 1 = 54.25, not a whole number; "
        "help: input 227 fits, and so does stride 3 or 1\n"
    )
    assert capsys.readouterr().err == line * 2


def test_a_problem_on_a_terminal_is_drawn_with_its_piece_of_the_file(tmp_path: Path) -> None:
    """The strides of CS231n: (10 - 3)/2 + 1 = 4.5."""
    spec = tmp_path / "net.yaml"
    layer = "conv: {filters: 1, kernel: 3, stride: 2}"
    spec.write_text(f"name: net\ninput: 10x10x1\nlayers:\n  - {layer}\n")
    plain = seen("analyze", str(spec), columns=200, environment=surroundings(NO_COLOR="1"))
    assert plain.code == 1
    assert "error[stride-does-not-fit]: " in plain.text
    assert "4 |   - conv: {filters: 1, kernel: 3, stride: 2}\n" in plain.text
    assert "= 4.5, not a whole number" in plain.text
    coloured = seen("analyze", str(spec), columns=200).text
    assert coloured != plain.text
    assert click.unstyle(coloured) == plain.text


def test_colour_changes_no_character_of_a_problem() -> None:
    for drawn in (True, False):
        plain = written([PROBLEM, PROBLEM], drawn=drawn, color=False)
        coloured = written([PROBLEM, PROBLEM], drawn=drawn, color=True)
        assert coloured != plain
        assert click.unstyle(coloured) == plain


def _sentences(drawing: str) -> list[str]:
    """What is no piece of the file."""
    return [each for each in drawing.splitlines() if "|" not in each and "-->" not in each]


@pytest.mark.parametrize("width", [30, 40, 60, 80])
def test_a_piece_of_the_file_fits_the_terminal_and_the_caret_its_place(width: int) -> None:
    before, after = "- conv: {name: conv1, " + "filters: 96, " * 8, ", bias: false}" * 4
    place = Place("net.yaml", 4, len(before) + 1, len("stride: 4"), f"{before}stride: 4{after}")
    drawing = written([Diagnostic("x", "x", place)], drawn=True, color=False, width=width)
    line, caret = drawing.splitlines()[-2:]
    assert len(line) <= width
    assert line[caret.index("^") : caret.rindex("^") + 1] == "stride: 4"


def test_sentences_are_broken_between_words_on_a_narrow_terminal() -> None:
    wide = written([PROBLEM], drawn=True, color=False)
    narrow = written([PROBLEM], drawn=True, color=False, width=40)
    sentences = [" ".join(_sentences(each)).split() for each in (narrow, wide)]
    assert sentences[0] == sentences[1]
    assert all(len(line) <= 40 or "-->" in line for line in narrow.splitlines())
    coloured = written([PROBLEM], drawn=True, color=True, width=40)
    assert click.unstyle(coloured) == narrow


def test_a_word_wider_than_the_terminal_stays_whole() -> None:
    place = "a" * 50
    problem = replace(PROBLEM, message=f"no layer is called {place}")
    assert place in written([problem], drawn=True, color=False, width=5)


def test_twenty_problems_are_shown_and_the_rest_counted(tmp_path: Path, capsys: Captured) -> None:
    spec = tmp_path / "net.yaml"
    spec.write_text("name: net\ninput: 10x10x1\nlayers:\n" + "  - zzzz\n" * 25)
    assert run(["analyze", str(spec)]) == 1
    *shown, last = capsys.readouterr().err.splitlines()
    assert len(shown) == 20
    assert last == "and 5 more; `cnncalc validate` shows all"
    assert run(["analyze", str(spec), "--limit", "problems=3"]) == 1
    assert capsys.readouterr().err.endswith("and 22 more; `cnncalc validate` shows all\n")


def test_a_usage_error_says_where_the_help_is(capsys: Captured) -> None:
    assert run(["analyze"]) == 2
    assert capsys.readouterr().err == (
        "error: Missing argument 'SPEC...'.\n  help: cnncalc analyze --help\n"
    )


def test_a_usage_error_is_one_line_and_its_help(capsys: Captured) -> None:
    assert run(["completion"]) == 2
    first, second = capsys.readouterr().err.splitlines()
    assert "bash, zsh, fish" in first
    assert second == "  help: cnncalc completion --help"


def faulty(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Make `cnncalc layers` fail with an error."""

    def fails(*_: object) -> None:
        raise error

    command = main.group.get_command(click.Context(main.group), "layers")
    assert command is not None
    monkeypatch.setattr(command, "callback", lambda **_: fails())


def test_a_bug_is_one_line_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    faulty(monkeypatch, KeyError("x"))
    assert run(["layers"]) == failure.BUG == 70
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("error: this is a bug in cnncalc (KeyError at test_failure.py:")
    assert "please report it" in line
    assert "--debug" in line


@pytest.mark.parametrize("arguments", [["layers", "--debug"], ["--debug", "layers"]], ids=str)
def test_debug_adds_the_traceback_of_a_bug(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    faulty(monkeypatch, ZeroDivisionError("by \x1b zero"))
    assert run(arguments) == 70
    error = capsys.readouterr().err
    assert "Traceback (most recent call last):" in error
    assert error.endswith("ZeroDivisionError: by \\x1b zero\n")


def test_the_environment_asks_for_the_traceback_too(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    faulty(monkeypatch, RecursionError())
    monkeypatch.setenv("CNNCALC_DEBUG", "1")
    assert run(["layers"]) == 2
    assert "Traceback" in capsys.readouterr().err


def test_the_text_of_an_error_from_outside_is_never_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """Pydantic's ValidationError can take minutes to write itself."""

    class EndlessError(Exception):
        def __str__(self) -> str:
            raise AssertionError

    faulty(monkeypatch, EndlessError())
    assert run(["layers", "--debug"]) == 70
    assert "EndlessError" in capsys.readouterr().err


def test_an_interrupt_inside_a_command_is_silent(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    faulty(monkeypatch, KeyboardInterrupt())
    assert run(["layers"]) == 130
    assert capsys.readouterr().err == ""
