"""The library: `cnncalc.analyze("alexnet")` and what it needs.

>>> import cnncalc
>>> analysis = cnncalc.analyze("vgg16")
>>> int(analysis.totals.parameters)
138357544
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from cnncalc.analysis.published import published_problems
from cnncalc.analysis.result import BYTES_PER_VALUE
from cnncalc.analysis.walk import walk
from cnncalc.diagnostic import SpecError
from cnncalc.limit import DEFAULT_LIMITS
from cnncalc.spec.catalog import spec_path
from cnncalc.spec.graph import Reading
from cnncalc.spec.problem import Problems
from cnncalc.spec.read import read_network
from cnncalc.spec.source import parse_source, read_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.analysis.result import Analysis
    from cnncalc.diagnostic import Diagnostic
    from cnncalc.layers.field import Rounding
    from cnncalc.limit import Limits
    from cnncalc.spec.graph import Network

__all__ = ["analyze", "analyze_reading", "load", "load_text", "problems", "read_spec"]


class Overrides(TypedDict, total=False):
    """What may be said beside the spec itself."""

    input: str | None
    """Another input shape, as a spec writes it: `64x64x3`."""
    settings: Mapping[str, object] | None
    """Other values for the spec's settings."""
    rounding: Rounding | None
    """Another default for windows that do not fit; a layer's own stays."""
    limits: Limits
    """Other bounds."""


def analyze(
    spec: str | Path | Network,
    *,
    bytes_per_value: int = BYTES_PER_VALUE,
    **overrides: Unpack[Overrides],
) -> Analysis:
    """Analyse a shipped network by its name, a spec file by its path, or a loaded network.

    Raises SpecError with all problems of the spec, CannotRunError where there is none to read.
    """
    return analyze_reading(read_spec(spec, **overrides), bytes_per_value=bytes_per_value)


def load(spec: str | Path, **overrides: Unpack[Overrides]) -> Network:
    """Read a spec and check it; raises as `analyze` does."""
    return _checked(read_spec(spec, **overrides))


def load_text(text: str, name: str = "<text>", **overrides: Unpack[Overrides]) -> Network:
    """Read a spec from its text and check it; `name` is what messages call it."""
    limits = overrides.get("limits", DEFAULT_LIMITS)
    return _checked(read_network(parse_source(text, name, limits), **overrides))


def problems(spec: str | Path | Network, **overrides: Unpack[Overrides]) -> tuple[Diagnostic, ...]:
    """Give every problem of a spec, published figures that do not hold among them; none is fine."""
    try:
        reading = read_spec(spec, **overrides)
        analysis = analyze_reading(reading)
    except SpecError as error:
        return error.diagnostics
    return published_problems(reading, analysis)


def read_spec(spec: str | Path | Network, **overrides: Unpack[Overrides]) -> Reading:
    """Read a spec as far as it can be read; SpecError where it is not even YAML."""
    if isinstance(spec, (str, Path)):
        limits = overrides.get("limits", DEFAULT_LIMITS)
        path = spec_path(spec) if isinstance(spec, str) and spec != "-" else spec
        return read_network(read_source(path, limits), **overrides)
    if overrides:
        return read_network(spec.source, **overrides)
    return Reading(spec, Problems(spec.source))


def analyze_reading(reading: Reading, *, bytes_per_value: int = BYTES_PER_VALUE) -> Analysis:
    """Analyse what was read; SpecError with all its problems where there are any."""
    return walk(reading, bytes_per_value=bytes_per_value)


def _checked(reading: Reading) -> Network:
    walk(reading)
    return reading.network
