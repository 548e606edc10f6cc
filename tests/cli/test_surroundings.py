"""cnncalc in all kinds of surroundings: full disks, closed pipes, dumb terminals, bad environments.

The rows of a survey of hostile and awkward surroundings stand beside the tests that cover them.
"""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.process import CHECKOUT, CNNCALC, ran, seen, surroundings

PARAMETERS = "60,965,224"
"""AlexNet's, in two groups: the Caffe model bvlc_alexnet."""


def one_line(text: str) -> str:
    """The one line that a text consists of."""
    (line,) = text.splitlines()
    return line


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


@pytest.mark.parametrize("form", ["markdown", "latex", "csv", "json"])
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
    spec.write_text("name: 网络\ninput: 8x8x1\nlayers: [{conv: {name: 卷积, filters: 1, kernel: 3}}]\n")
    process = ran("analyze", str(spec), environment=surroundings(PYTHONIOENCODING="ascii"))
    assert process.returncode == 0
    assert "\\u5377\\u79ef" in process.stdout


@pytest.mark.parametrize("columns", ["abc", "0", "-7", "", "1e9", "99999999999999999999", "20", "40"])
def test_whatever_columns_says_the_numbers_are_whole(columns: str) -> None:
    text = seen("analyze", "alexnet", environment=surroundings(COLUMNS=columns, NO_COLOR="1")).text
    assert PARAMETERS in text


def test_columns_sets_the_width_of_a_terminal() -> None:
    text = seen("analyze", "alexnet", environment=surroundings(COLUMNS="60", NO_COLOR="1")).text
    assert max(len(line) for line in text.splitlines()) <= 60


def test_width_is_stronger_than_the_terminal() -> None:
    text = seen("analyze", "alexnet", "--width", "50", environment=surroundings(NO_COLOR="1")).text
    assert max(len(line) for line in text.splitlines()) <= 50


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


# Specs that cannot be opened (rows 55 and 56)


@pytest.mark.parametrize("spec", ["{folder}", "{folder}/missing.yaml", "/dev/zero", "/proc/self/mem"])
def test_what_cannot_be_read_is_one_line_and_exit_code_2(spec: str, tmp_path: Path) -> None:
    process = ran("analyze", spec.format(folder=tmp_path))
    assert process.returncode == 2
    assert one_line(process.stderr).startswith("error: ")
    assert process.stdout == ""


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for root")
def test_a_file_without_permission_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    spec = tmp_path / "net.yaml"
    spec.write_text("name: net\n")
    spec.chmod(0)
    process = ran("analyze", str(spec))
    assert process.returncode == 2
    assert "Permission denied" in one_line(process.stderr)


@pytest.mark.parametrize("name", [b"net-\xff.yaml", b"net\n.yaml", b"net\x1b[2J.yaml", "net\u202e.yaml".encode()])
@pytest.mark.parametrize("exists", [True, False])
def test_a_file_name_of_any_bytes_is_shown_harmless(tmp_path: Path, name: bytes, *, exists: bool) -> None:
    path = bytes(tmp_path) + b"/" + name
    if exists:
        Path(os.fsdecode(path)).write_text("name: net\nunknown: 1\n")
    process = ran("analyze", path)
    assert process.returncode == (1 if exists else 2)
    assert process.stderr.replace("\n", "").isprintable()
    assert "Traceback" not in process.stderr


# Where output goes (rows 57 to 62)


def test_a_reader_that_goes_away_is_passed_over_in_silence() -> None:
    """Row 57: `cnncalc analyze ... | head -1`; the exit code is what the specs deserve."""
    process = subprocess.Popen(
        [*CNNCALC, "analyze", "vgg16", "vgg19", "alexnet"],
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


def test_a_budget_is_held_even_where_nobody_reads_on() -> None:
    process = subprocess.Popen(
        [*CNNCALC, "analyze", "vgg16", "--max-parameters", "5M"],
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout
    process.stdout.close()
    assert process.wait() == 1


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["list"], ["analyze", "alexnet"]], ids=str)
def test_a_closed_pipe_is_silent(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = subprocess.run(
        [*CNNCALC, *arguments], env=surroundings(), stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (process.returncode, process.stderr) == (0, b"")


@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-", "<&-", "<&- >&- 2>&-"])
def test_closed_streams_do_no_harm(closed: str) -> None:
    """Row 58."""
    line = " ".join([*CNNCALC, "analyze", "alexnet", closed])
    process = subprocess.run(["/bin/sh", "-c", line], env=surroundings(), capture_output=True, check=False)
    assert (process.returncode, process.stderr) == (0, b"")


def test_closed_streams_keep_the_exit_code_of_a_failure() -> None:
    line = " ".join([*CNNCALC, "analyze", "alexnt", ">&- 2>&-"])
    assert subprocess.run(["/bin/sh", "-c", line], env=surroundings(), check=False).returncode == 2


@pytest.mark.parametrize("arguments", [["analyze", "alexnet"], ["list"], ["schema"], ["--help"]], ids=str)
def test_a_full_disk_is_one_line_and_exit_code_2(arguments: list[str]) -> None:
    """Row 59: standard output is a full device."""
    with Path("/dev/full").open("w") as full:
        process = subprocess.run(
            [*CNNCALC, *arguments],
            env=surroundings(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert process.returncode == 2
    expected = "error: cannot write to standard output: No space left on device"
    assert one_line(process.stderr) == expected


def test_a_full_standard_error_leaves_the_exit_code() -> None:
    with Path("/dev/full").open("w") as full:
        process = subprocess.run(
            [*CNNCALC, "analyze", "alexnt"], env=surroundings(), stderr=full, check=False
        )
    assert process.returncode == 2


def test_a_full_device_named_as_the_file_is_one_line_too() -> None:
    process = ran("analyze", "alexnet", "-o", "/dev/full")
    assert process.returncode == 2
    assert one_line(process.stderr) == "error: cannot write /dev/full: No space left on device"


def test_a_device_is_written_to_and_not_replaced() -> None:
    assert ran("analyze", "alexnet", "-o", "/dev/null").returncode == 0
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_file_that_cannot_be_written_whole_is_left_as_it_was(tmp_path: Path) -> None:
    """Row 59: a file may hold 100 bytes, as on a disk that fills up while it is written."""
    old = tmp_path / "table.md"
    old.write_text("old")
    process = subprocess.run(
        [*CNNCALC, "analyze", "alexnet", "-o", str(old)],
        env=surroundings(PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
    )
    assert process.returncode == 2
    assert one_line(process.stderr) == f"error: cannot write {old}: File too large"
    assert old.read_text() == "old"
    assert list(tmp_path.iterdir()) == [old]


@pytest.mark.parametrize("folder", ["/proc", "/nowhere/at/all"])
def test_a_folder_that_takes_no_files_is_one_line_and_exit_code_2(folder: str) -> None:
    """Row 60."""
    process = ran("analyze", "alexnet", "-o", f"{folder}/table.md")
    assert process.returncode == 2
    assert one_line(process.stderr).startswith(f"error: cannot write {folder}/table.md: ")


def test_a_folder_is_no_file_to_write(tmp_path: Path) -> None:
    process = ran("analyze", "alexnet", "-o", str(tmp_path))
    assert process.returncode == 2
    assert one_line(process.stderr) == f"error: cannot write {tmp_path}: Is a directory"


def test_two_runs_into_one_file_leave_one_whole_result(tmp_path: Path) -> None:
    """Row 62."""
    target = tmp_path / "table.csv"
    networks = ["alexnet", "vgg16"] * 3
    processes = [
        subprocess.Popen([*CNNCALC, "analyze", each, "-o", str(target)], env=surroundings())
        for each in networks
    ]
    assert [each.wait() for each in processes] == [0] * len(networks)
    wholes = [ran("analyze", each, "--format", "csv").stdout for each in ("alexnet", "vgg16")]
    assert target.read_bytes().decode() in [each for each in _with_bytes(wholes)]
    assert list(tmp_path.iterdir()) == [target]


def _with_bytes(texts: list[str]) -> list[str]:
    """Texts as a file has them, where lines of CSV end in a carriage return and a line feed."""
    return [each for text in texts for each in (text, text.replace("\n", "\r\n"))]


# Interruption (row 61)


def test_ctrl_c_ends_in_silence_with_130() -> None:
    process = subprocess.Popen(
        [*CNNCALC, "analyze", "alexnet", "-"],  # the second spec never comes
        env=surroundings(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert process.stderr.read() == b""
    assert process.wait() == 130
    for each in (process.stdin, process.stdout, process.stderr):
        each.close()


def test_an_interrupted_run_leaves_no_file(tmp_path: Path) -> None:
    target = tmp_path / "table.md"
    process = subprocess.Popen(
        [*CNNCALC, "analyze", "missing", "-", "-o", str(target)],
        env=surroundings(),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin
    assert process.stderr
    process.stderr.readline()  # the first spec is missing, and so the program waits for the second
    process.send_signal(signal.SIGINT)
    assert process.stderr.read() == b""
    assert process.wait() == 130
    assert list(tmp_path.iterdir()) == []
    process.stdin.close()
    process.stderr.close()


def test_the_checkout_is_what_is_tested() -> None:
    assert (CHECKOUT / "cnncalc" / "cli" / "main.py").is_file()
