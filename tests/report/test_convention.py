"""Conventions as people read them."""

from __future__ import annotations

from pathlib import Path

from cnncalc.analysis.choice import CHOICES
from cnncalc.analysis.convention import Convention
from cnncalc.analysis.preset import PRESETS, convention, word
from cnncalc.report.convention import (
    choice_rows,
    convention_table,
    conventions_data,
    preset_rows,
)


def test_a_convention_has_a_row_for_each_choice() -> None:
    """CS231n writes volumes as W x H x D; cnncalc's own order is that of the lectures."""
    table = convention_table(convention("cs231n"))
    assert [row[0] for row in table.rows] == [*CHOICES]
    assert table.rows[0] == ("order", "whc", "shapes width x height x channels", "hwc")


def test_what_is_as_cnncalc_has_it_is_not_said_twice() -> None:
    rows = convention_table(Convention()).rows
    assert {row[3] for row in rows} == {""}


def test_a_convention_made_by_hand_has_no_source() -> None:
    table = convention_table(Convention(name="", biases="not_counted"))
    assert table.title == "Convention by hand with biases=not_counted"
    assert table.notes == ()


def test_a_choice_lists_its_options() -> None:
    meanings = {name: meaning for name, meaning, _ in choice_rows()}
    assert meanings["biases"].endswith(" One of counted, not_counted and conv_only.")
    assert meanings["megabyte"].endswith(" One of 1000000 and 1048576.")


def test_a_preset_says_what_it_chooses_otherwise_than_cnncalc() -> None:
    meanings = {name: meaning for name, meaning, _ in preset_rows()}
    assert meanings["keras"].endswith(" It says rounding=floor, batchnorm=all, megabyte=1048576.")
    assert "It says" not in meanings["cnncalc"]


def test_the_data_have_every_choice_and_preset_or_one_convention() -> None:
    data = conventions_data()
    assert len(data["choices"]) == len(CHOICES)
    assert len(data["presets"]) == len(PRESETS)
    assert conventions_data(Convention()) == {"convention": Convention().as_json()}


def test_the_page_on_numbers_has_every_preset_as_it_is() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "numbers.md"
    lines = [each for each in page.read_text(encoding="utf-8").splitlines() if each[:1] == "|"]
    table = [[cell.strip() for cell in each.strip("|").split("|")] for each in lines]
    (head,) = (row[1:] for row in table if row[0] == "choice")
    assert head == [*PRESETS]
    rows = {row[0].split("`")[1]: row[1:] for row in table if row[0].startswith("`")}
    for name in CHOICES:
        chosen = [word(getattr(each.convention, name)) for each in PRESETS.values()]
        assert [cell.split()[0] for cell in rows[name]] == chosen
