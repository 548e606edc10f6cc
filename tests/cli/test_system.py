"""cnncalc among files, devices, pipes and signals that fail in all kinds of ways.

The rows are those of a survey of hostile and awkward inputs: 55 to 62.
"""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.process import CNNCALC, ran, surroundings


def one_line(text: str) -> str:
    """The one line that a text consists of."""
    (line,) = text.splitlines()
    return line


# Specs that cannot be opened (rows 55 and 56)


@pytest.mark.parametrize(
    "spec", ["{folder}", "{folder}/missing.yaml", "/dev/zero", "/proc/self/mem"]
)
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


@pytest.mark.parametrize(
    "name", [b"net-\xff.yaml", b"net\n.yaml", b"net\x1b[2J.yaml", "net\u202e.yaml".encode()]
)
@pytest.mark.parametrize("exists", [True, False])
def test_a_file_name_of_any_bytes_is_shown_harmless(
    tmp_path: Path, name: bytes, *, exists: bool
) -> None:
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


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["list"], ["analyze", "alexnet"]], ids=str
)
def test_a_closed_pipe_is_silent(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = subprocess.run(
        [*CNNCALC, *arguments],
        env=surroundings(),
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (process.returncode, process.stderr) == (0, b"")


@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-", "<&-", "<&- >&- 2>&-"])
def test_closed_streams_do_no_harm(closed: str) -> None:
    """Row 58."""
    line = " ".join([*CNNCALC, "analyze", "alexnet", closed])
    process = subprocess.run(
        ["/bin/sh", "-c", line], env=surroundings(), capture_output=True, check=False
    )
    assert (process.returncode, process.stderr) == (0, b"")


def test_closed_streams_keep_the_exit_code_of_a_failure() -> None:
    line = " ".join([*CNNCALC, "analyze", "alexnt", ">&- 2>&-"])
    assert subprocess.run(["/bin/sh", "-c", line], env=surroundings(), check=False).returncode == 2


@pytest.mark.parametrize(
    "arguments", [["analyze", "alexnet"], ["list"], ["schema"], ["--help"]], ids=str
)
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
    environment = surroundings(PYTHONDONTWRITEBYTECODE="1")
    for name in [each for each in environment if each.startswith("COVERAGE_")]:
        del environment[name]  # a run that is measured could not write down what was measured
    process = subprocess.run(
        [*CNNCALC, "analyze", "alexnet", "-o", str(old)],
        env=environment,
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


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    process = ran("analyze", "alexnet", "-o", str(tmp_path / "none" / "table.md"))
    assert process.returncode == 2
    where = f"{tmp_path}/none"
    expected = f"error: cannot write {where}/table.md: there is no folder {where}; make it first"
    assert one_line(process.stderr) == expected


def test_the_name_of_a_folder_is_no_name_of_a_file(tmp_path: Path) -> None:
    process = ran("analyze", "alexnet", "-o", f"{tmp_path}/none.md/")
    assert process.returncode == 2
    expected = f"error: {tmp_path}/none.md/ is a folder's name: name a file in it"
    assert one_line(process.stderr) == expected
    assert list(tmp_path.iterdir()) == []


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
    assert target.read_text() in wholes
    assert list(tmp_path.iterdir()) == [target]


# Interruption (row 61)


def pressed(process: subprocess.Popen[bytes]) -> int:
    """Press Ctrl-C until a process ends; give its exit code.

    A signal between Python's last look for signals and a read that waits stays unseen until the
    next: on a busy machine it happens.
    """
    for _ in range(60):
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return process.wait(timeout=1)
    process.kill()
    return process.wait()


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
    assert pressed(process) == 130
    assert process.stderr.read() == b""
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
    assert pressed(process) == 130
    assert process.stderr.read() == b""
    assert list(tmp_path.iterdir()) == []
    process.stdin.close()
    process.stderr.close()
