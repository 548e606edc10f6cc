"""Keys: what counts is theirs, only the answers are the student's."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from cnncalc.coursework.key import read_key, read_keys
from cnncalc.coursework.sheet import sheet_of
from cnncalc.diagnostic import CannotRunError, SpecError
from cnncalc.spec.source import parse_source

from .made import CS231N, answered, copied

if TYPE_CHECKING:
    from pathlib import Path

    from cnncalc.coursework.verdict import CheckedSheet

COPY = copied(CS231N)


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """The key to CS231n's example: 32x32x10, 760 parameters (2017, lecture 5)."""
    path = tmp_path / "key.yaml"
    path.write_text(COPY.key)
    return path


def graded(key: Path, sheet: str) -> CheckedSheet:
    """Check a sheet by a key."""
    return read_key(str(key)).check(sheet_of(parse_source(sheet, "sheet.yaml")), "Ada")


def test_a_slip_earns_what_the_key_says(key: Path) -> None:
    """750 is 5*5*3*10: the weights alone. It earns 1 of 2 points."""
    found = graded(key, answered(COPY.sheet, {"output": "32x32x10", "parameters": "750"}))
    assert [each.points for each in found.rows] == [Fraction(1), Fraction(1)]
    assert [found.points, found.possible] == [2, 3]


def test_a_sheet_whose_network_was_changed_is_checked_against_the_key(key: Path) -> None:
    """With 1 filter in place of 10 the answers would be 32x32x1 and 76."""
    easier = COPY.sheet.replace("filters: 10", "filters: 1").replace("parameters: 2", "output: 99")
    found = graded(key, answered(easier, {"output": "32x32x1", "parameters": "76"}))
    assert found.possible == 3
    assert [each.verdict for each in found.rows] != ["right", "right"]
    assert found.points < 3


def test_what_a_sheet_leaves_out_is_open_and_what_it_adds_does_not_count(key: Path) -> None:
    sheet = COPY.sheet.replace("    output:\n", "    macs: 768,000\n")
    sheet = sheet.replace("    output: 1\n", "    macs: 500\n")
    found = graded(key, answered(sheet, {"parameters": "760"}))
    assert [each.verdict for each in found.rows] == ["open", "right"]
    assert [found.points, found.possible] == [2, 3]


def test_a_key_that_is_not_right_is_refused(key: Path) -> None:
    key.write_text(COPY.key.replace("760", "750"))
    with pytest.raises(SpecError, match="`parameters` of conv1 is not right in this key"):
        read_key(str(key))
    key.write_text(COPY.sheet)
    with pytest.raises(SpecError, match="`output` of conv1 is missing from this key"):
        read_key(str(key))


def test_two_keys_to_one_worksheet_are_refused(key: Path) -> None:
    other = key.with_name("other.yaml")
    other.write_text(COPY.key)
    with pytest.raises(CannotRunError, match="are both keys to `cs231n/1`"):
        read_keys([str(key), str(other)])


def test_keys_are_found_by_their_worksheet(key: Path) -> None:
    assert list(read_keys([str(key)])) == ["cs231n/1"]
