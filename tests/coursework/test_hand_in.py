"""Which files are sheets, and which are keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cnncalc.coursework.hand_in import handed_in
from cnncalc.diagnostic import CannotRunError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What `cnncalc quiz -o` makes, and other things."""
    for name in (
        *("sheets/10.yaml", "sheets/9.yaml", "sheets/9.md", "sheets/.hidden.yaml"),
        *("sheets/ada_1234/file.YML", "keys/9.yaml", "keys/10.yaml", ".git/x.yaml"),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    return tmp_path


def test_a_folder_is_searched_and_its_keys_are_told_from_sheets(folder: Path) -> None:
    found = handed_in([str(folder)])
    assert [each.removeprefix(f"{folder}/") for each in found.sheets] == [
        "sheets/9.yaml",
        "sheets/10.yaml",
        "sheets/ada_1234/file.YML",
    ]
    assert [each.removeprefix(f"{folder}/") for each in found.keys] == [
        "keys/9.yaml",
        "keys/10.yaml",
    ]


def test_keys_that_are_named_are_the_only_ones(folder: Path) -> None:
    key = str(folder / "keys/9.yaml")
    assert handed_in([str(folder)], [key]).keys == (key,)


def test_a_file_that_is_named_is_taken_as_it_is(folder: Path) -> None:
    sheet = str(folder / "sheets/9.md")
    assert handed_in([sheet]) == ((sheet,), ())
    assert handed_in(["nothing.yaml"]) == (("nothing.yaml",), ())


def test_a_sheet_is_taken_once(folder: Path) -> None:
    sheet = str(folder / "sheets/9.yaml")
    assert handed_in([sheet, str(folder / "sheets"), sheet]).sheets.count(sheet) == 1


def test_a_key_is_nobodys_sheet(folder: Path) -> None:
    keys = str(folder / "keys")
    with pytest.raises(CannotRunError, match="there is no sheet but keys"):
        handed_in([str(folder / "keys/9.yaml")], [keys])


def test_a_folder_without_sheets_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotRunError, match=r"there is no sheet \(.yaml\) in this folder"):
        handed_in([str(tmp_path)])
