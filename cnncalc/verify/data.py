"""A verification as plain data: what `--format json` prints, documented in docs/json.md."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cnncalc.verify.extent import Extent
from cnncalc.verify.result import TOTALLED
from cnncalc.version import __version__

if TYPE_CHECKING:
    from cnncalc.verify.result import Check, Measurable, Row, Verification

__all__ = ["SCHEMA", "verification_data"]

SCHEMA = 1
"""The number of this form; a field may be added under it, never renamed."""


def verification_data(verification: Verification) -> dict[str, Any]:
    """Give a verification as dicts, lists, ints and strings; shapes are channels first."""
    return {
        "schema": SCHEMA,
        "cnncalc": __version__,
        "network": {
            "name": verification.name,
            "input": list(verification.input_shape.axes),
        },
        "surroundings": asdict(verification.surroundings),
        "agrees": verification.agrees,
        "layers": [_row(each) for each in verification.rows],
        "totals": {name: _check(verification.total(name)) for name in _totalled(verification)},
        "parameter_bytes": verification.parameter_bytes,
        "activation_bytes": verification.activation_bytes,
        "peaks": {name: asdict(each) for name, each in verification.peaks.items()},
        "base_bytes": verification.base_bytes,
        "workspace_bytes": verification.workspace_bytes,
        "untrained": verification.untrained or None,
        "context_bytes": verification.context_bytes,
    }


def _totalled(verification: Verification) -> list[str]:
    """The figures that add up, of those that were checked."""
    return [name for name in TOTALLED if verification.checked(name)]


def _row(row: Row) -> dict[str, Any]:
    return {
        "name": row.name,
        "kind": row.kind,
        "verdict": row.verdict,
        "checks": {name: _check(each) for name, each in row.checks.items()},
        "refusal": row.refusal or None,
        "milliseconds": None if row.milliseconds is None else round(row.milliseconds, 3),
    }


def _check(check: Check) -> dict[str, Any]:
    found = {"predicted": _plain(check.predicted), "measured": _plain(check.measured)}
    fault = {} if check.fault is None else {"known_fault": check.fault}
    return {**found, **fault, "verdict": check.verdict}


def _plain(value: Measurable | None) -> object:
    match value:
        case Extent():
            return {
                axis: [None if each is None else list(each) for each in spans]
                for axis, spans in (("rows", value.rows), ("columns", value.columns))
            }
        case tuple():
            return list(value)
        case _:
            return value
