"""What is said of a short spec: `advised("layers: [...]")`, and one finding of it."""

from __future__ import annotations

import cnncalc
from cnncalc.analysis.advice import Advice, Finding, advice

__all__ = ["advised", "advised_shipped", "codes", "finding", "kept"]


def advised(rest: str, input: str = "32x32x3", samples: int | None = None) -> Advice:  # noqa: A002  the word of the language
    """Advise on a network called Net; `rest` is its spec from the settings on."""
    network = cnncalc.load_text(f"name: Net\ninput: {input}\n{rest}\n", "net.yaml")
    return advice(network, cnncalc.analyze(network), samples)


def advised_shipped(name: str, samples: int | None = None) -> Advice:
    """Advise on a shipped network."""
    network = cnncalc.load(name)
    return advice(network, cnncalc.analyze(network), samples)


def codes(found: Advice) -> list[str]:
    """The rules that found something."""
    return [each.code for each in found.findings]


def finding(found: Advice, code: str) -> Finding:
    """The one finding of a rule."""
    (only,) = (each for each in found.findings if each.code == code)
    return only


def kept(found: Advice, code: str) -> list[str]:
    """What a rule says is kept to."""
    return [each.what for each in found.kept if each.code == code]
