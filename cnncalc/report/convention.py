"""Conventions as people read them: what one chooses, and all that there is to choose.

>>> [row[:2] for row in convention_table(convention("cs231n")).rows][:2]
[('order', 'whc'), ('rounding', 'exact')]
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cnncalc.analysis.choice import CHOICES
from cnncalc.analysis.convention import Convention
from cnncalc.analysis.preset import PRESETS, changes, title, word
from cnncalc.report.table import Column, Table
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["choice_rows", "convention_table", "conventions_data", "echoed", "preset_rows"]


def convention_table(convention: Convention) -> Table:
    """Give a row for each choice of a convention: its name, the option, and this in words."""
    usual = Convention()
    preset = PRESETS.get(convention.name)
    return Table(
        title=f"Convention {title(convention)}",
        columns=(
            Column("choice", "choice"),
            Column("option", "option"),
            Column("meaning", "which says"),
            Column("usual", "cnncalc", rank=1),
        ),
        rows=tuple(
            (
                field,
                word(getattr(convention, field)),
                each.options[getattr(convention, field)].said,
                _unless_same(getattr(usual, field), getattr(convention, field)),
            )
            for field, each in CHOICES.items()
        ),
        notes=(preset.meaning, f"source: {preset.source}") if preset else (),
    )


def echoed(table: Table, convention: Convention) -> Table:
    """Add a column that names a convention, where it is not cnncalc's own: CSV has no notes."""
    if convention == Convention():
        return table
    name = title(convention)
    return replace(
        table,
        columns=(*table.columns, Column("convention", "convention")),
        rows=tuple((*row, name) for row in table.rows),
        totals=table.totals and (*table.totals, name),
    )


def choice_rows() -> Iterator[tuple[str, str, str]]:
    """Give each choice, what it is about and its options, and who does it which way."""
    for field, each in CHOICES.items():
        options = listed(map(word, each.options), "and")
        yield field, f"{each.meaning} One of {options}.", each.source


def preset_rows() -> Iterator[tuple[str, str, str]]:
    """Give each preset, whose it is and what it chooses otherwise than cnncalc, and its source."""
    for name, each in PRESETS.items():
        chosen = ", ".join(changes(each.convention, Convention()))
        yield name, each.meaning + (f" It says {chosen}." if chosen else ""), each.source


def conventions_data(convention: Convention | None = None) -> Mapping[str, Any]:
    """Give the choices and presets as plain data; with a convention, this one."""
    if convention is not None:
        return {"convention": convention.as_json()}
    return {
        "choices": [
            {
                "name": field,
                "options": {word(value): option.said for value, option in each.options.items()},
                "meaning": each.meaning,
                "source": each.source,
            }
            for field, each in CHOICES.items()
        ],
        "presets": [
            {**each.convention.as_json(), "meaning": each.meaning, "source": each.source}
            for each in PRESETS.values()
        ],
    }


def _unless_same(usual: object, chosen: object) -> str:
    return "" if usual == chosen else word(usual)
