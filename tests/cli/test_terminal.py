"""cnncalc on all kinds of terminals and in all kinds of environments: colour, width, characters.

The rows are those of a survey of hostile and awkward inputs: 63 and 64.
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.process import ran, seen, surroundings

if TYPE_CHECKING:
    from pathlib import Path

PARAMETERS = "60,965,224"
"""AlexNet's, in two groups: the Caffe model bvlc_alexnet."""


# Colour


def test_a_pipe_gets_no_colour() -> None:
    assert "\x1b" not in ran("analyze", "alexnet").stdout


def test_a_terminal_gets_colour() -> None:
    assert "\x1b[" in seen("analyze", "alexnet").text


def test_no_color_turns_colour_off_on_a_terminal() -> None:
    assert "\x1b[" not in seen("analyze", "alexnet", environment=surroundings(NO_COLOR="1")).text


def test_an_empty_no_color_says_nothing() -> None:
    assert "\x1b[" in seen("analyze", "alexnet", environment=surroundings(NO_COLOR="")).text


def test_force_color_turns_colour_on_in_a_pipe() -> None:
    assert "\x1b[" in ran("analyze", "alexnet", environment=surroundings(FORCE_COLOR="1")).stdout


def test_no_color_is_stronger_than_force_color() -> None:
    environment = surroundings(FORCE_COLOR="1", NO_COLOR="1")
    assert "\x1b[" not in ran("analyze", "alexnet", environment=environment).stdout


def test_an_option_is_stronger_than_the_environment() -> None:
    never = ran("analyze", "alexnet", "--color", "never", environment=surroundings(FORCE_COLOR="1"))
    always = ran("analyze", "alexnet", "--color", "always", environment=surroundings(NO_COLOR="1"))
    assert "\x1b[" not in never.stdout
    assert "\x1b[" in always.stdout


def test_a_dumb_terminal_gets_neither_colour_nor_boxes() -> None:
    text = seen("analyze", "alexnet", environment=surroundings(TERM="dumb")).text
    assert "\x1b" not in text
    assert text.isascii()


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
    ids=str,
)
def test_errors_follow_the_same_rules(environment: dict[str, str], *, coloured: bool) -> None:
    process = ran("analyze", "alexnt", environment=surroundings(**environment))
    assert ("\x1b[" in process.stderr) is coloured


def test_an_error_of_a_command_heeds_its_color_option() -> None:
    assert "\x1b[" in ran("analyze", "alexnt", "--color", "always").stderr
    forced = surroundings(FORCE_COLOR="1")
    assert "\x1b[" not in ran("analyze", "alexnt", "--color=never", environment=forced).stderr


@pytest.mark.parametrize("form", ["markdown", "latex", "html", "csv", "json"])
def test_only_a_table_is_coloured(form: str) -> None:
    process = ran("analyze", "alexnet", "--color", "always", "--format", form)
    assert "\x1b" not in process.stdout


# Characters and width (rows 63 and 64)


def test_output_is_ascii_where_the_encoding_is() -> None:
    process = ran("analyze", "alexnet", environment=surroundings(PYTHONIOENCODING="ascii"))
    assert process.returncode == 0
    assert process.stdout.isascii()
    assert PARAMETERS in process.stdout


def test_a_name_that_the_encoding_lacks_is_written_as_an_escape(tmp_path: Path) -> None:
    spec = tmp_path / "net.yaml"
    spec.write_text(
        "name: 网络\ninput: 8x8x1\nlayers: [{conv: {name: 卷积, filters: 1, kernel: 3}}]\n"
    )
    process = ran("analyze", str(spec), environment=surroundings(PYTHONIOENCODING="ascii"))
    assert process.returncode == 0
    assert "\\u5377\\u79ef" in process.stdout


@pytest.mark.parametrize(
    "columns", ["abc", "0", "-7", "", "1e9", "99999999999999999999", "20", "40"]
)
def test_whatever_columns_says_the_numbers_are_whole(columns: str) -> None:
    text = seen("analyze", "alexnet", environment=surroundings(COLUMNS=columns, NO_COLOR="1")).text
    assert PARAMETERS in text


def test_columns_and_width_are_stronger_than_the_terminal() -> None:
    plain = surroundings(NO_COLOR="1")
    narrow = seen("analyze", "alexnet", columns=60, environment=plain).text
    assert narrow != seen("analyze", "alexnet", columns=200, environment=plain).text
    assert narrow == seen("analyze", "alexnet", "--width", "60", environment=plain).text
    told = surroundings(NO_COLOR="1", COLUMNS="60")
    assert narrow == seen("analyze", "alexnet", columns=200, environment=told).text
    assert narrow == ran("analyze", "alexnet", "--width", "60").stdout


def test_a_pipe_has_no_width() -> None:
    """A pipe leaves out no column, and an exported COLUMNS is the width of some terminal."""
    narrow = ran("analyze", "alexnet", environment=surroundings(COLUMNS="40")).stdout
    assert narrow == ran("analyze", "alexnet").stdout


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONDONTWRITEBYTECODE": "1"},
        {"PYTHONOPTIMIZE": "2"},
        {"PYTHONWARNINGS": "error"},
        {"HOME": ""},
        {"TERM": ""},
    ],
    ids=str,
)
def test_it_works_under(environment: dict[str, str]) -> None:
    process = ran("analyze", "alexnet", environment=surroundings(**environment))
    assert (process.returncode, process.stderr) == (0, "")
    assert PARAMETERS in process.stdout


def test_it_works_without_a_home_and_a_term() -> None:
    environment = surroundings()
    for name in ("HOME", "TERM", "USER", "LANG", "LC_ALL"):
        environment.pop(name, None)
    assert PARAMETERS in ran("analyze", "alexnet", environment=environment).stdout


def test_it_works_in_a_folder_that_was_deleted(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    program = "import os, sys; os.rmdir(os.getcwd()); from cnncalc.cli.main import main; main()"
    process = subprocess.run(
        [sys.executable, "-c", program, "analyze", "alexnet"],
        cwd=gone,
        env=surroundings(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (process.returncode, process.stderr) == (0, "")
    assert PARAMETERS in process.stdout
