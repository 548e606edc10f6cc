"""Files, standard input, and what is no text: each refused in one line, with a remedy."""

from __future__ import annotations

import io
import os
import socket
import sys
from pathlib import Path

import pytest

from cnncalc.diagnostic import CannotRunError, SpecError
from cnncalc.spec.source import parse_source, plain, read_source


def stopped(path: str | Path) -> str:
    """The one line that a path is refused with."""
    with pytest.raises(CannotRunError) as refused:
        read_source(path)
    return str(refused.value)


def test_a_file_is_read_from_a_path(tmp_path: Path) -> None:
    """With its name as given."""
    path = tmp_path / "net.yaml"
    path.write_bytes(b"a: 1")
    for each in (path, str(path)):
        source = read_source(each)
        assert (source.name, source.text, plain(source.root)) == (str(path), "a: 1", {"a": 1})


def test_no_more_of_a_file_is_read_than_the_bound(tmp_path: Path) -> None:
    """A file of a terabyte, none of it on the disk."""
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(SpecError, match="file-too-large the file is larger than 5,000,000 bytes"):
        read_source(path)


def test_a_path_that_is_no_ordinary_file_is_refused_in_one_line(tmp_path: Path) -> None:
    """Nothing of it is opened: a pipe would wait for ever."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "file").touch()
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(tmp_path / "socket"))
    special = (
        "this is no ordinary file; save what it gives to a file, "
        "or send that through standard input and name it `-`"
    )
    missing = "there is no such file; check its name and its folder"
    assert stopped("/dev/zero") == f"/dev/zero: {special}"
    assert stopped(tmp_path / "pipe") == f"{tmp_path}/pipe: {special}"
    assert stopped(tmp_path / "socket") == f"{tmp_path}/socket: {special}"
    assert stopped(tmp_path) == f"{tmp_path}: this is a folder; name a file in it"
    assert stopped(tmp_path / "none.yaml") == f"{tmp_path}/none.yaml: {missing}"
    assert stopped(tmp_path / "file" / "x") == f"{tmp_path}/file/x: {missing}"
    assert stopped("") == "(no name): no spec is named; name a file, or `-` for standard input"
    assert "this file cannot be read (Too many levels of symbolic links)" in stopped(
        tmp_path / "loop"
    )
    assert "this file cannot be read (File name too long)" in stopped("x" * 300)
    server.close()


@pytest.mark.parametrize("name", ["a\0b", "a\ud800"])
def test_a_name_that_no_file_can_have_is_refused_in_one_line(name: str) -> None:
    """With its characters shown."""
    shown = name.encode("unicode_escape").decode()
    message = "no file can have this name; check it for stray characters"
    assert stopped(name) == f"{shown}: {message}"


def test_a_name_is_shown_without_its_control_characters() -> None:
    """In one line, whatever it holds."""
    assert stopped("a\x1b[2J\nb").startswith("a\\x1b[2J\\nb: there is no such file")
    assert parse_source("a: 1", "a\nb\x1b").name == "a\\nb\\x1b"


def test_a_file_that_may_not_be_read_is_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may read all, so that the refusal is the test's own."""
    path = tmp_path / "net.yaml"
    path.touch()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert stopped(path) == f"{path}: reading this file is not permitted; change its permissions"


class Stdin:
    """Standard input with these bytes."""

    def __init__(self, buffer: object) -> None:
        self.buffer = buffer


def test_a_hyphen_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read up to the bound."""
    monkeypatch.setattr(sys, "stdin", Stdin(io.BytesIO(b"a: 1")))
    source = read_source("-")
    assert (source.name, plain(source.root)) == ("<stdin>", {"a": 1})
    endless = io.BytesIO(b"#" * 6_000_000)
    monkeypatch.setattr(sys, "stdin", Stdin(endless))
    with pytest.raises(SpecError, match="<stdin>:1:1: file-too-large"):
        read_source("-")
    assert endless.tell() == 5_000_001


def test_standard_input_that_cannot_be_read_is_refused_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Closed before the start, since, or broken."""
    start = "<stdin>: standard input cannot be read"
    closed = io.BytesIO()
    closed.close()
    monkeypatch.setattr(sys, "stdin", None)
    assert stopped("-") == f"{start} (it is closed); name a file instead"
    monkeypatch.setattr(sys, "stdin", Stdin(closed))
    assert stopped("-") == f"{start} (I/O operation on closed file.); name a file instead"
