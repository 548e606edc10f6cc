"""Any bytes at all, read as a spec: an analysis or an error of cnncalc's own, never anything else.

The property tests call `one_input`; `python -m tests.fuzz` hands it to a coverage-guided fuzzer.
"""

from __future__ import annotations

import json

from cnncalc.analysis.published import disputed_figures, published_problems
from cnncalc.analysis.walk import walk
from cnncalc.diagnostic import CnncalcError, SpecError
from cnncalc.limit import Limits
from cnncalc.spec.read import read_network
from cnncalc.spec.source import parse_source

__all__ = ["one_input"]

SMALL = Limits(bytes=20_000, values=2_000, layers=200)
"""So that an input takes no time, and all bounds are reached."""


def one_input(data: bytes) -> None:
    """Read and analyse a spec, and write everything that is said of it."""
    try:
        reading = read_network(parse_source(data, "fuzz.yaml", SMALL), limits=SMALL)
        analysis = walk(reading)
        json.dumps(analysis.as_json(derivations=True), allow_nan=False)
        found = [*published_problems(reading, analysis), *disputed_figures(reading, analysis)]
    except SpecError as error:
        found = list(error.diagnostics)
        if not found:
            raise AssertionError("refused without a reason") from error
    except CnncalcError as error:
        found = []
        if not str(error):
            raise AssertionError("refused without a sentence") from error
    for each in found:
        for text in (each.drawn(), each.concise()):
            if any(not (character.isprintable() or character == "\n") for character in text):
                raise AssertionError("something invisible is said")
        if "\n" in each.concise():
            raise AssertionError("one line is several")
