"""The line that says what is being done: while it takes long, and gone at the end."""

from __future__ import annotations

import io

import pytest

from cnncalc.cli.progress import Progress

ERASED = "\r\x1b[K"


class Screen(io.StringIO):
    """Stands for a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """A terminal that can be written to."""
    monkeypatch.setenv("TERM", "xterm")
    return Screen()


def test_what_is_quick_shows_nothing(screen: Screen) -> None:
    """The first look is not shown."""
    progress = Progress(screen)
    progress.show("conv1")
    progress.clear()
    assert screen.getvalue() == ""


def test_the_line_is_written_anew_when_it_changes_and_leaves_nothing(screen: Screen) -> None:
    """One line, whatever is shown."""
    progress = Progress(screen)
    for each in ("conv1", "conv1", "conv1", "conv2"):
        progress.show(each)
    progress.clear()
    progress.clear()
    assert screen.getvalue() == f"{ERASED}at conv1 ...{ERASED}at conv2 ...{ERASED}"


def test_a_line_never_reaches_the_edge_and_no_name_comes_alive(screen: Screen) -> None:
    """80 columns, where the terminal does not say."""
    progress = Progress(screen)
    progress.show("")
    progress.show("\x1b[2J" + "a" * 200)
    shown = screen.getvalue().removeprefix(ERASED)
    assert shown.startswith(r"at \x1b[2Jaaa")
    assert len(shown) == 79


def test_a_pipe_and_a_dumb_terminal_see_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """They keep what is written."""
    for screen, terminal in ((Screen(), "dumb"), (io.StringIO(), "xterm")):
        monkeypatch.setenv("TERM", terminal)
        progress = Progress(screen)
        progress.show("conv1")
        progress.show("conv1")
        progress.clear()
        assert screen.getvalue() == ""


def test_where_nothing_can_be_shown_nothing_is() -> None:
    """Standard error may be closed."""
    progress = Progress(None)
    progress.show("conv1")
    progress.show("conv1")
    progress.clear()
