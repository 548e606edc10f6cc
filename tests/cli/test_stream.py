"""Streams that are closed, full, or in an encoding that lacks characters."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from cnncalc.cli.stream import discard, is_terminal, takes_boxes, takes_color, write


class Terminal(io.StringIO):
    """A stream behind which a person sits."""

    def isatty(self) -> bool:
        super().isatty()
        return True


def test_a_stream_that_is_closed_takes_everything() -> None:
    write("text", None)
    discard(None)
    assert not is_terminal(None)


def test_a_stream_that_was_closed_later_is_no_terminal() -> None:
    stream = Terminal()
    stream.close()
    assert not is_terminal(stream)


def test_a_full_device_raises_once_and_is_then_silent() -> None:
    with Path("/dev/full").open("w") as full:
        with pytest.raises(OSError, match="No space left"):
            write("text", full)
        write("text", full)


def test_a_stream_in_memory_needs_no_discarding() -> None:
    stream = io.StringIO("kept")
    discard(stream)
    assert stream.getvalue() == "kept"


@pytest.mark.parametrize(
    ("environment", "on_a_terminal", "in_a_pipe"),
    [
        ({}, True, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": "0"}, False, False),
        ({"NO_COLOR": ""}, True, False),
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": ""}, True, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, False),
        ({"TERM": "dumb"}, False, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
    ],
    ids=str,
)
def test_colour_follows_the_environment_and_the_terminal(
    environment: dict[str, str], *, on_a_terminal: bool, in_a_pipe: bool
) -> None:
    """As no-color.org and force-color.org ask."""
    assert takes_color(Terminal(), environment=environment) is on_a_terminal
    assert takes_color(io.StringIO(), environment=environment) is in_a_pipe


def test_what_is_asked_for_is_stronger_than_the_environment() -> None:
    assert takes_color(io.StringIO(), "always", {"NO_COLOR": "1"})
    assert not takes_color(Terminal(), "never", {"FORCE_COLOR": "1"})


@pytest.mark.parametrize(
    ("encoding", "taken"),
    [("utf-8", True), ("ascii", False), ("latin-1", False), ("cp1252", False), ("utf-16", True)],
)
def test_boxes_are_drawn_where_the_encoding_has_them(encoding: str, *, taken: bool) -> None:
    assert takes_boxes(io.TextIOWrapper(io.BytesIO(), encoding), {}) is taken


def test_a_dumb_terminal_has_no_boxes() -> None:
    assert not takes_boxes(io.StringIO(), {"TERM": "dumb"})
