"""`cnncalc practice`, through a pipe and on a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from tests.cli.process import CNNCALC, ran, surroundings
from tests.coursework.made import CS231N

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def lecture(tmp_path: Path) -> str:
    """CS231n 2017, lecture 5: 32x32x10, then 760 parameters."""
    path = tmp_path / "cs231n.yaml"
    path.write_text(CS231N)
    return str(path)


def typed(path: str, *keys: bytes) -> tuple[str, int]:
    """Practise on a terminal, typing when a prompt stands there; give what is shown."""
    process_id, terminal = pty.fork()
    if process_id == 0:
        arguments = [*CNNCALC, "practice", path, "--count", "2"]
        os.execve(arguments[0], arguments, surroundings(NO_COLOR="1"))  # noqa: S606  no shell is meant
    shown = b""
    waiting = list(keys)
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
        if waiting and shown.endswith(b"> "):
            time.sleep(0.1)  # readline takes the keys only once it has shown its prompt
            os.write(terminal, waiting.pop(0))
    os.close(terminal)
    _, status = os.waitpid(process_id, 0)
    return shown.decode().replace("\r\n", "\n"), os.waitstatus_to_exitcode(status)


def test_answers_come_through_a_pipe_and_are_repeated(lecture: str) -> None:
    found = ran("practice", lecture, "--count", "2", text="32x32x10\n750\n760\n")
    assert (found.returncode, found.stderr) == (0, "")
    assert "\n> 750\nnot yet. " in found.stdout
    assert found.stdout.endswith(
        "> 760\nright\n\n2 of 2 right: 1 at once, 1 after a hint.\n"
        "  to look at again: the biases left out\n"
    )


def test_the_end_of_a_pipe_ends_with_the_summary(lecture: str) -> None:
    for text in ("32x32x10\n", "32x32x10"):
        found = ran("practice", lecture, "--count", "2", text=text)
        assert found.returncode == 0
        assert found.stdout.endswith("1 of 1 right: 1 at once.\n")
    assert ran("practice", lecture, text="").stdout.endswith("Nothing answered.\n")


def test_the_same_seed_asks_the_same() -> None:
    first, again = (ran("practice", "lenet5", "--seed", "3", text="\n" * 9) for _ in range(2))
    assert first.returncode == 0
    assert first.stdout == again.stdout
    assert "5 skipped" in first.stdout


def test_bytes_that_are_no_text_and_endless_lines_are_no_answers(lecture: str) -> None:
    for content in (b"\xff\xfe\x00\n", b"9" * 100_000 + b"\n", b"\x1b[2J\n"):
        found = subprocess.run(
            [*CNNCALC, "practice", lecture, "--count", "1"],
            input=content,
            env=surroundings(),
            capture_output=True,
            check=False,
        )
        assert found.returncode == 0
        assert found.stderr == b""
        assert b"\x1b" not in found.stdout


def test_on_a_terminal_ctrl_d_ends_with_the_summary(lecture: str) -> None:
    text, code = typed(lecture, b"32x32x10\n", b"\x04")
    assert code == 0
    assert text.endswith("1 of 1 right: 1 at once.\n")


def test_on_a_terminal_ctrl_c_ends_with_the_summary_and_130(lecture: str) -> None:
    text, code = typed(lecture, b"32x32x10\n", b"\x03")
    assert code == 130
    assert "1 of 1 right: 1 at once." in text
    assert "Traceback" not in text


def test_on_a_terminal_all_can_be_answered(lecture: str) -> None:
    text, code = typed(lecture, b"32x32x10\n", b"750\n", b"760\n")
    assert code == 0
    assert text.endswith("  to look at again: the biases left out\n")


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["--layers", "softmax"], "there is no exercise on `softmax`"),
        (["alexnet", "--layers", "conv"], "exclude each other"),
        (["alexnett"], "did you mean `alexnet`?"),
        (["alexnet", "--ask", "colour"], "colour"),
        (["alexnet", "--ask", "biases", "--convention", "cs213n"], "did you mean `cs231n`?"),
    ],
)
def test_what_cannot_be_practised_is_said(arguments: list[str], answer: str) -> None:
    found = ran("practice", *arguments)
    assert found.returncode == 2
    assert answer in found.stderr


def test_a_template_says_itself_what_is_asked_and_counted(lecture: str) -> None:
    for more in (["--ask", "macs"], ["--convention", "keras"]):
        found = ran("practice", lecture, *more)
        assert found.returncode == 2
        assert more[0] in found.stderr
