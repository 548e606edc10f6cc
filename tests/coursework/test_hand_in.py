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


def test_a_key_that_a_student_brings_is_no_key_and_is_said(folder: Path) -> None:
    for name in ("ada/sheets/1.yaml", "ada/keys/1.yaml", "keys/x/2.yaml"):
        path = folder / "class" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    deep = handed_in([str(folder / "class")])
    assert [each.removeprefix(f"{folder}/class/") for each in deep.sheets] == ["ada/sheets/1.yaml"]
    assert deep.keys == ()
    assert len(deep.ignored) == 2
    assert deep.remarks[0].startswith("left out: 2 files in a folder `keys` that is not beside")
    top = handed_in([str(folder)])
    assert [each.removeprefix(f"{folder}/") for each in top.keys] == ["keys/9.yaml", "keys/10.yaml"]
    assert len(top.ignored) == 2


def test_of_several_folders_none_brings_a_key(folder: Path) -> None:
    """A glob names the folder of each student."""
    other = folder / "sheets/ada_1234"
    found = handed_in([str(folder), str(other)])
    assert found.keys == ()
    assert len(found.ignored) == 2


def test_a_key_that_is_named_leaves_out_what_a_student_brings(folder: Path) -> None:
    brought = folder / "sheets/ada_1234/keys/9.yaml"
    brought.parent.mkdir()
    brought.write_text("")
    found = handed_in([str(folder)], [str(folder / "keys")])
    assert len(found.keys) == 2
    assert found.ignored == (str(brought),)


def test_a_file_that_is_named_is_taken_as_it_is(folder: Path) -> None:
    sheet = str(folder / "sheets/9.yaml")
    assert handed_in([sheet]).sheets == (sheet,)
    assert handed_in(["nothing.yaml", "answers.txt", "-"]).sheets == (
        *("nothing.yaml", "answers.txt", "-"),
    )


def test_what_has_not_the_suffix_of_a_sheet_is_left_out_with_one_remark(folder: Path) -> None:
    """A shell writes `sheets/*` out, with the printed sheets."""
    sheets, printed = str(folder / "sheets/9.yaml"), [str(folder / "sheets/9.md"), "sheets/9.TEX"]
    found = handed_in([sheets, *printed])
    assert (found.sheets, found.skipped) == ((sheets,), tuple(printed))
    assert found.remarks == (
        f"left out: 2 files without the suffix of a sheet, such as {printed[0]}",
    )
    with pytest.raises(CannotRunError, match=r"9.md: this is no sheet; name its .yaml file"):
        handed_in(printed)


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
