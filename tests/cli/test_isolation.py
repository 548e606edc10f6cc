"""Work in a process of its own: what it gives, and every way in which that process can end."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.cli.process import surroundings

PROGRAM = """\
import os, signal, sys, time
from cnncalc.cli.failure import told
from cnncalc.cli.isolation import isolated
from cnncalc.diagnostic import CannotRunError

def work(tell):
    tell("conv5")
    {work}

{first}
try:
    print(isolated(work))
except BaseException as error:
    sys.exit(told(error))
"""
FOR_EVER = "time.sleep(3600)"
REPORT = (
    "this is a bug in PyTorch, or in how cnncalc calls it: please report it with the command and "
    "the spec; `--device meta` checks shapes and counts without computing"
)
LESS = (
    "a smaller --batch or --input needs less, "
    "and `--device meta` checks shapes and counts without any"
)


def ended(work: str, first: str = "") -> tuple[int, str, str]:
    """Run some work; give the exit code and what both streams saw."""
    process = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(work=work, first=first)],
        env=surroundings(),
        capture_output=True,
        text=True,
        check=False,
    )
    return process.returncode, process.stdout, process.stderr


def test_a_result_travels_back_from_another_process() -> None:
    """Whatever its length; a pipe of Linux holds 64 KiB at a time (pipe(7))."""
    assert ended("return len('1' * 10)") == (0, "10\n", "")
    assert ended("return '1' * 300_000") == (0, "1" * 300_000 + "\n", "")
    other = ended("return os.getpid() != waiting", "waiting = os.getpid()")
    assert other == (0, "True\n", "")


def test_the_other_process_has_variables_of_its_own_unless_they_are_set() -> None:
    """And the one that waits has none of them."""
    look = "return os.environ['ONE'], os.environ['TWO']"
    given = "from functools import partial; os.environ['ONE'] = 'mine'; "
    given += "isolated = partial(isolated, environment={'ONE': '1', 'TWO': '2'})"
    assert ended(look, given) == (0, "('mine', '2')\n", "")


def test_an_error_is_told_once_and_keeps_its_exit_code() -> None:
    """What was foreseen, and what was not."""
    refused = ended("raise CannotRunError('PyTorch sees no GPU')")
    assert refused == (2, "", "error: PyTorch sees no GPU\n")
    code, _, said = ended("1 / 0")
    assert code == 70
    assert said.startswith("error: this is a bug in cnncalc (ZeroDivisionError at ")
    assert said.count("\n") == 1


def test_what_is_being_done_is_shown_and_gone_before_an_error_is_told() -> None:
    """The work waits until it was shown."""
    progress = """
import cnncalc.cli.isolation
shown = os.pipe()
class Progress:
    interval = 0
    def __init__(self, screen):
        assert screen is sys.stderr
    def show(self, doing):
        if doing == 'conv5':
            os.write(shown[1], b'!')
    def clear(self):
        sys.stderr.write('cleared; ')
cnncalc.cli.isolation.Progress = Progress
"""
    found = ended("os.read(shown[0], 1); raise CannotRunError('no')", progress)
    assert found == (2, "", "cleared; error: no\n")


@pytest.mark.parametrize("name", ["SIGSEGV", "SIGABRT", "SIGFPE", "SIGBUS", "SIGILL"])
def test_a_crash_ends_in_a_sentence_with_70(name: str) -> None:
    """It names the signal and the layer; what the library itself said is no help."""
    work = f"os.write(2, b'double free'); os.kill(os.getpid(), signal.{name})"
    assert ended(work) == (70, "", f"error: PyTorch crashed at conv5 ({name}); {REPORT}\n")


def test_a_process_that_the_system_ends_ends_in_a_sentence_with_2() -> None:
    """Linux kills a process when no memory is left."""
    expected = f"error: the system ended PyTorch at conv5, as it does when memory runs out; {LESS}"
    assert ended("os.kill(os.getpid(), signal.SIGKILL)") == (2, "", expected + "\n")
    stopped = ended("os.kill(os.getpid(), signal.SIGTERM)")
    assert stopped == (2, "", "error: PyTorch was ended by SIGTERM at conv5\n")


def test_ctrl_c_is_heard_while_a_kernel_computes() -> None:
    """The work never comes back to Python, and is ended all the same."""
    work = f"os.kill(os.getppid(), signal.SIGINT); {FOR_EVER}"
    expected = "error: interrupted at conv5; nothing was kept\n"
    assert ended(work) == (130, "", expected)
    assert ended(work, "import cnncalc.__main__") == (130, "", expected)


def test_ctrl_c_that_is_ignored_stays_ignored() -> None:
    """As for a program that a shell has started in the background."""
    work = "os.kill(os.getppid(), signal.SIGINT); return 'went on'"
    ignored = "signal.signal(signal.SIGINT, signal.SIG_IGN)"
    assert ended(work, ignored) == (0, "went on\n", "")


def test_the_work_ends_with_the_program_that_waits_for_it() -> None:
    """Its end of the streams would stay open, and this test would wait for ever."""
    assert ended(f"os.kill(os.getppid(), signal.SIGKILL); {FOR_EVER}")[0] == -9


@pytest.mark.parametrize(
    "obstacle", ["sys.modules['torch'] = None", "del os.fork"], ids=["loaded", "no fork"]
)
def test_without_a_second_process_it_is_work_like_any(obstacle: str) -> None:
    """PyTorch's threads do not outlive a fork, and not every system has one."""
    work = "return os.getpid() == waiting"
    assert ended(work, f"waiting = os.getpid(); {obstacle}") == (0, "True\n", "")


def test_standard_error_may_be_closed() -> None:
    """Then there is nothing to keep silent."""
    assert ended("return 10", "sys.stderr = None")[:2] == (0, "10\n")
