"""What of advice is shown: the table and the data of `cnncalc advise`.

    >>> table = advice_table(advice(network, cnncalc.analyze(network)))
    >>> [each.heading for each in table.columns]
    ['layer', 'place', 'what is', 'effect', 'source', 'rule']

What a network keeps to stands below the findings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from cnncalc.analysis.data import SCHEMA, derivation_data
from cnncalc.report.table import Column, Phrase, Table
from cnncalc.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.advice.finding import Advice, Finding
    from cnncalc.report.table import Cell, Row

__all__ = ["advice_data", "advice_table"]


def advice_table(advice: Advice, form: Literal["people", "page", "program"] = "people") -> Table:
    """Give the table of advice: a row for each finding, and below it what else was looked at.

    Where there is no finding, a row for each rule that was looked at. On a page of text the rows
    are numbered, and names, places and sources stand below; for programs there are findings alone.
    """
    if not advice.findings and form != "program":
        return Table(
            _title(advice), _LOOKED_AT, tuple((each.what, each.code) for each in advice.kept)
        )
    if form == "page":
        numbered = tuple(_numbered(*each) for each in enumerate(advice.findings, 1))
        notes = (*_sources(advice), *_notes(advice))
        return Table(_title(advice), _PAGE, numbered, notes=notes)
    rows = tuple(_row(each) for each in advice.findings)
    return Table(_title(advice), _COLUMNS, rows, notes=tuple(_notes(advice)))


_COLUMNS = (
    Column("layer", "layer"),
    Column("place", "place"),
    Column("what", "what is"),
    Column("effect", "effect"),
    Column("source", "source"),
    Column("code", "rule", rank=1),
)
_PAGE = (Column("number", ""), Column("what", "what is"), Column("effect", "effect"))
_LOOKED_AT = (Column("what", "looked at"), Column("code", "rule", rank=1))


def advice_data(advice: Advice) -> dict[str, Any]:
    """Give advice as plain data, described in docs/json.md."""
    analysis = advice.analysis
    return {
        "schema": SCHEMA,
        "cnncalc": __version__,
        "network": {"name": analysis.name, "input": list(analysis.input_shape.axes)},
        "samples": advice.samples,
        "findings": [_finding_data(each) for each in advice.findings],
        "kept": [{"code": each.code, "what": each.what} for each in advice.kept],
    }


def _title(advice: Advice) -> str:
    number = len(advice.findings)
    things = f"{number} thing{'s' * (number != 1)} to look at" if number else "nothing to look at"
    return f"{advice.analysis.name}: {things}, by the lectures' sizing rules"


def _row(finding: Finding) -> Row:
    return (
        _named(finding),
        f"{finding.place.file}:{finding.place.line}",
        finding.what,
        finding.effect,
        finding.source,
        finding.code,
    )


def _named(finding: Finding) -> Cell:
    """The first layer, and how many others."""
    if not finding.layers:
        return "network"
    first, *others = finding.layers
    return Phrase((first, f"+{len(others)}")) if others else first


def _numbered(number: int, finding: Finding) -> Row:
    return (number, finding.what, finding.effect)


def _sources(advice: Advice) -> Iterator[str]:
    """What a page has no columns for."""
    for number, each in enumerate(advice.findings, 1):
        first = each.layers[0] if each.layers else "network"
        yield f"{number}: {first} ({each.place.file}:{each.place.line}); {each.source}"


def _notes(advice: Advice) -> Iterator[str]:
    yield "these are rules of thumb, and no errors; good networks break some of them"
    if advice.kept:
        yield "also looked at:"
    yield from (each.what for each in advice.kept)


def _finding_data(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "code": finding.code,
        "layers": list(finding.layers),
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "what": finding.what,
        "effect": finding.effect,
        "source": finding.source,
        "figures": {each.name: derivation_data(each) for each in finding.quantities},
    }
