"""The choice of a format."""

from __future__ import annotations

from importlib import import_module

import pytest

from cnncalc.diagnostic import CannotRunError
from cnncalc.report.format import FORMATS, write_table
from cnncalc.report.look import Look
from cnncalc.report.table import Column, Table
from tests.report.specimen import TABLE


def test_the_formats_are_these() -> None:
    assert FORMATS == ("table", "markdown", "latex", "html", "csv", "json")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_lines_that_end(name: str) -> None:
    text = write_table(TABLE, name, Look())
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_a_table_without_rows(name: str) -> None:
    columns = (Column("name", "layer"), Column("macs", "MACs", numeric=True, rank=1))
    for width in (None, 80, 1):
        assert write_table(Table("", columns, ()), name, Look(width=width)).endswith("\n")


def test_a_format_is_a_module_of_its_own() -> None:
    for name in ("markdown", "latex", "html", "csv", "json"):
        module = import_module(f"cnncalc.report.{name}")
        assert write_table(TABLE, name, Look()) == module.write(TABLE, Look())


def test_another_format_gets_the_nearest() -> None:
    with pytest.raises(CannotRunError) as problem:
        write_table(TABLE, "markdwn", Look())
    assert str(problem.value) == "there is no format `markdwn`; did you mean `markdown`?"


def test_one_that_is_near_to_none_gets_them_all() -> None:
    with pytest.raises(CannotRunError) as problem:
        write_table(TABLE, "\x1b", Look())
    assert str(problem.value) == (
        r"there is no format `\x1b`; there are table, markdown, latex, html, csv and json"
    )
