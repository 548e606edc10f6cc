"""What of advice is shown: the table and the data of `cnncalc advise`.

    >>> table = advice_table(advice(network, cnncalc.analyze(network)))
    >>> [each.heading for each in table.columns]
    ['layer', 'place', 'what is', 'effect', 'source', 'rule']

What a network keeps to stands below the findings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc.analysis.data import SCHEMA, derivation_data
from cnncalc.report.table import Column, Table
from cnncalc.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.advice.finding import Advice, Finding
    from cnncalc.report.table import Row

__all__ = ["advice_data", "advice_table"]


def advice_table(advice: Advice, *, exact: bool = False) -> Table:
    """Give the table of advice: a row for each finding, and below it what else was looked at.

    Where there is no finding, a row for each rule that was looked at; with `exact`, for programs,
    there are rows of findings alone.
    """
    if not advice.findings and not exact:
        return Table(
            title=_title(advice),
            columns=(Column("what", "looked at"), Column("code", "rule", rank=1)),
            rows=tuple((each.what, each.code) for each in advice.kept),
        )
    return Table(
        title=_title(advice),
        columns=(
            Column("layer", "layer"),
            Column("place", "place"),
            Column("what", "what is"),
            Column("effect", "effect"),
            Column("source", "source"),
            Column("code", "rule", rank=1),
        ),
        rows=tuple(_row(each) for each in advice.findings),
        notes=tuple(_notes(advice)),
    )


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


def _named(finding: Finding) -> str:
    """The first layer, and how many others."""
    if not finding.layers:
        return "network"
    first, *others = finding.layers
    return f"{first} +{len(others)}" if others else first


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
