"""`cnncalc watch` on a terminal, with real files: what it shows is waited for, never a time.

The numbers are those of a convolution and a dense layer of CS231n: (F*F*D + 1)*K and (N + 1)*U.
"""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import termios
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from cnncalc.cli.main import run
from tests.cli.process import CNNCALC, ran, surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Captured = pytest.CaptureFixture[str]

FOUR = """\
name: n
input: 8x8x1
layers:
  - conv: {name: a, filters: 4, kernel: 3, padding: 1}
  - dense: {name: out, units: 10}
"""
SIX = FOUR.replace("filters: 4", "filters: 6")
FAULTY = FOUR.replace("conv", "cnov")
ALL = "2,610"
"""(9 + 1)*4 = 40 and (8*8*4 + 1)*10 = 2,570."""
MORE = "2,610 -> 3,910"
"""With six filters: (9 + 1)*6 = 60 and (8*8*6 + 1)*10 = 3,850."""


class Watch:
    """A watch that goes on, and what it has shown and nobody has read yet."""

    def __init__(self, leader: int, process: subprocess.Popen[bytes]) -> None:
        self.leader = leader
        self.process = process
        self._shown = ""

    def until(self, piece: str) -> str:
        """What is shown up to a piece of text, which is waited for."""
        while piece not in self._shown:
            try:
                more = os.read(self.leader, 65536)
            except OSError:  # it has gone
                more = b""
            if not more:
                pytest.fail(f"{piece!r} was never shown, but: {self._shown}")
            self._shown += re.sub("\x1b\\[[0-9;]*m", "", more.decode().replace("\r\n", "\n"))
        before, _, self._shown = self._shown.partition(piece)
        return before + piece


@contextmanager
def watched(spec: Path, *options: str) -> Iterator[Watch]:
    """Watch a spec on a terminal; in the end it is killed, if it still runs."""
    leader, follower = pty.openpty()
    termios.tcsetwinsize(follower, (24, 100))
    process = subprocess.Popen(
        [*CNNCALC, "watch", str(spec), *options],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env=surroundings(),
    )
    os.close(follower)
    try:
        yield Watch(leader, process)
    finally:
        process.kill()
        process.wait()
        os.close(leader)


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """A spec that is fine."""
    path = tmp_path / "n.cnn.yaml"
    path.write_text(FOUR)
    return path


def moved_there(spec: Path, text: str) -> None:
    """Save as many editors do: to another file, which is moved to the place of the old one."""
    beside = spec.with_name(".n.swp")
    beside.write_text(text)
    beside.replace(spec)


def test_all_is_shown_first_and_then_what_changed(spec: Path) -> None:
    with watched(spec) as watch:
        first = watch.until("Ctrl-C ends")
        assert ALL in first
        assert "total" in first
        spec.write_text(SIX)
        watch.until("What changed in n")
        assert MORE in watch.until("bytes of activations")


def test_a_file_that_is_moved_there_is_a_save_every_time(spec: Path) -> None:
    with watched(spec) as watch:
        watch.until("Ctrl-C ends")
        moved_there(spec, SIX)
        watch.until(MORE)
        watch.until("bytes of activations")
        moved_there(spec, FOUR)
        watch.until("3,910 -> 2,610")


def test_problems_are_shown_and_the_last_good_version_is_kept(spec: Path) -> None:
    with watched(spec) as watch:
        watch.until("Ctrl-C ends")
        spec.write_text(FAULTY)
        watch.until("did you mean `conv`?")
        watch.until("the last good version stands: 2 layers, 2,610 parameters, 4,864 MACs")
        spec.write_text(SIX)
        watch.until(MORE)


def test_a_problem_that_is_mended_leaves_nothing_changed(spec: Path) -> None:
    with watched(spec) as watch:
        watch.until("Ctrl-C ends")
        spec.write_text(FAULTY)
        watch.until("the last good version stands")
        spec.write_text(FOUR)
        watch.until("fine again, and as the last good version")


def test_a_spec_may_have_problems_from_the_start(spec: Path) -> None:
    spec.write_text(FAULTY)
    with watched(spec) as watch:
        watch.until("did you mean `conv`?")
        spec.write_text(FOUR)
        assert ALL in watch.until("Ctrl-C ends")


def test_a_file_may_go_and_come_back(spec: Path) -> None:
    with watched(spec) as watch:
        watch.until("Ctrl-C ends")
        spec.unlink()
        watch.until("waiting for it to come back")
        spec.write_text(SIX)
        watch.until(MORE)


def test_after_many_saves_in_a_row_the_last_is_what_is_shown(spec: Path) -> None:
    with watched(spec) as watch:
        watch.until("Ctrl-C ends")
        for filters in (*range(7, 60), 6):
            spec.write_text(FOUR.replace("filters: 4", f"filters: {filters}"))
        watch.until("-> 3,910")


def test_a_save_that_changes_no_figure_says_so(spec: Path) -> None:
    with watched(spec) as watch:
        watch.until("Ctrl-C ends")
        spec.write_text(f"# a remark\n{FOUR}")
        watch.until("no figure changed")


def test_what_a_link_leads_to_is_watched(spec: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    link = folder / "link.yaml"
    link.symlink_to(spec)
    with watched(link) as watch:
        watch.until("Ctrl-C ends")
        moved_there(spec, SIX)
        watch.until(MORE)


def test_other_files_of_the_folder_are_none_of_its_business(spec: Path) -> None:
    with watched(spec) as watch:
        watch.until("Ctrl-C ends")
        spec.with_name("other.yaml").write_text(FAULTY)
        spec.write_text(SIX)
        assert "cnov" not in watch.until(MORE)


def test_ctrl_c_ends_it_in_silence_with_130(spec: Path) -> None:
    with watched(spec) as watch:
        watch.until("Ctrl-C ends\n\n")
        watch.process.send_signal(signal.SIGINT)
        assert watch.process.wait() == 130
        with pytest.raises(pytest.fail.Exception, match=r"never shown, but: $"):
            watch.until("Traceback")


def test_what_there_is_not_cannot_be_watched(tmp_path: Path, capsys: Captured) -> None:
    assert run(["watch", str(tmp_path / "none.yaml")]) == 2
    assert "there is no such file" in capsys.readouterr().err


def test_standard_input_cannot_be_watched(capsys: Captured) -> None:
    assert run(["watch", "-"]) == 2
    assert "save the spec to a file, and name that" in capsys.readouterr().err


def test_without_the_library_it_says_what_to_install(spec: Path) -> None:
    lines = (
        "import sys; sys.modules['watchfiles'] = None\n"
        f"from cnncalc.cli.main import run; sys.exit(run(['watch', {str(spec)!r}]))"
    )
    process = subprocess.run(
        [sys.executable, "-c", lines],
        env=surroundings(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (process.returncode, process.stdout) == (2, "")
    message = "error: watching a file is an extra: pip install 'cnncalc[watch]'\n"
    assert process.stderr == message


def test_it_ends_where_nobody_reads_any_more(spec: Path) -> None:
    with subprocess.Popen(
        [*CNNCALC, "watch", str(spec)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=surroundings(),
    ) as process:
        assert process.stdout
        assert process.stdout.readline()
        process.stdout.close()
        filters = 5
        while process.poll() is None:  # saved until it is seen
            spec.write_text(FOUR.replace("filters: 4", f"filters: {filters % 50 + 5}"))
            filters += 1
        assert process.returncode == 0


def test_the_examples_in_its_help_work(spec: Path) -> None:
    examples = [each for each in ran("watch", "--help").stdout.splitlines() if "mynet" in each]
    assert len(examples) == 2
    for each in examples:
        options = each.split()[3:]
        with watched(spec, *options) as watch:
            watch.until("Ctrl-C ends")


def test_its_help_says_what_it_needs() -> None:
    assert "\n  pip install 'cnncalc[watch]'\n" in ran("watch", "--help").stdout


def test_what_is_no_file_cannot_be_watched(tmp_path: Path, capsys: Captured) -> None:
    assert run(["watch", str(tmp_path)]) == 2
    assert "not a file that can be saved; name the file of a spec" in capsys.readouterr().err
