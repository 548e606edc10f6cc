r"""All that there is to say of a spec, right or wrong: its text, its figures, its faults.

    >>> found = examination(b"name: n\ninput: 8x8x1\nlayers: [rleu]", "n.cnn.yaml")
    >>> found.analysis, found.problems[0].code
    (None, 'unknown-kind')

Where `cnncalc.api` raises what is wrong, a page that shows a spec with its problems needs both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cnncalc.analysis.published import disputed_figures, published_problems
from cnncalc.analysis.walk import walk
from cnncalc.diagnostic import SpecError
from cnncalc.limit import DEFAULT_LIMITS, Limits
from cnncalc.spec.read import read_network
from cnncalc.spec.source import parse_source

if TYPE_CHECKING:
    from cnncalc.analysis.result import Analysis
    from cnncalc.diagnostic import Diagnostic

__all__ = ["Examination", "examination"]


@dataclass(frozen=True)
class Examination:
    """A spec as it is written, and what came of it."""

    name: str
    """As messages show it: a path, or `<stdin>`."""
    text: str
    """As it stands in the file; bytes that are no UTF-8 have a sign in their place."""
    analysis: Analysis | None = None
    """None where a problem stands in its way; a published figure does not."""
    problems: tuple[Diagnostic, ...] = ()
    notes: tuple[Diagnostic, ...] = ()
    """Published figures that do not hold, and are marked as disputed."""


def examination(
    content: bytes,
    name: str,
    *,
    limits: Limits = DEFAULT_LIMITS,
    **overrides: Any,  # noqa: ANN401  each as `read_network` has it
) -> Examination:
    """Read a spec from its bytes and analyse it as far as it goes; `overrides` as `read_network`.

    Raises CannotRunError for an override that cannot be.
    """
    text = content[: limits.bytes].decode("utf-8", "replace").lstrip("\ufeff")
    found = Examination(name, text)
    try:
        source = parse_source(content, name, limits)
        reading = read_network(source, **overrides, limits=limits)
        analysis = walk(reading)
    except SpecError as error:
        return replace(found, problems=error.diagnostics)
    disputed = disputed_figures(reading, analysis)
    return replace(
        found,
        analysis=analysis,
        problems=published_problems(reading, analysis),
        notes=tuple(replace(each, code="disputed-figure") for each in disputed),
    )
