"""A folder of files that is written whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cnncalc.cli.folder import write_folder
from cnncalc.diagnostic import CannotRunError
from tests.cli.process import surroundings

FILES = {"sheets/1.yaml": "one", "keys/1.yaml": "key"}


def held(folder: Path) -> dict[str, str]:
    """What a folder holds, hidden files among it."""
    return {
        str(each.relative_to(folder)): each.read_text()
        for each in folder.rglob("*")
        if each.is_file()
    }


def test_a_new_folder_has_exactly_the_files(tmp_path: Path) -> None:
    write_folder(str(tmp_path / "a/b"), FILES)
    assert held(tmp_path / "a/b") == FILES
    assert [each.name for each in (tmp_path / "a").iterdir()] == ["b"]


def test_what_else_lies_in_a_folder_stays(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    write_folder(str(tmp_path), FILES)
    assert held(tmp_path) == {**FILES, "notes.txt": "mine"}


def test_a_file_that_is_there_is_replaced_only_by_force(tmp_path: Path) -> None:
    write_folder(str(tmp_path / "a"), FILES)
    with pytest.raises(CannotRunError, match=r"a has sheets/1\.yaml and keys/1\.yaml already"):
        write_folder(str(tmp_path / "a"), dict.fromkeys(FILES, "new"))
    assert held(tmp_path / "a") == FILES
    write_folder(str(tmp_path / "a"), dict.fromkeys(FILES, "new"), force=True)
    assert set(held(tmp_path / "a").values()) == {"new"}


def test_where_writing_fails_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == "2.yaml":
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(CannotRunError, match=r"cannot write .*: No space left on device"):
        write_folder(str(tmp_path / "a"), {**FILES, "sheets/2.yaml": "two"})
    assert list(tmp_path.iterdir()) == []


INTERRUPTED = """\
import os, signal, sys
from pathlib import Path
from cnncalc.cli.folder import write_folder
from cnncalc.cli.interruption import end_when_interrupted

end_when_interrupted()
write = Path.write_bytes
def interrupted(path, content):
    write(path, content)
    os.kill(os.getpid(), signal.SIGINT)
Path.write_bytes = interrupted
write_folder(sys.argv[1], {"sheets/1.yaml": "one", "keys/1.yaml": "key"})
"""


def test_ctrl_c_leaves_nothing_half_written(tmp_path: Path) -> None:
    process = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, str(tmp_path / "a")], env=surroundings(), check=False
    )
    assert process.returncode == 130
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "x" * 300])
def test_a_name_that_no_folder_can_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotRunError):
        write_folder(os.path.join(tmp_path, name), FILES)  # noqa: PTH118  a Path takes no such name
