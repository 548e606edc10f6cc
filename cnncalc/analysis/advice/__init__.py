"""The lectures' sizing rules, held against a network: what to look at, and what it keeps to.

    >>> found = advice(cnncalc.load("vgg16"), cnncalc.analyze("vgg16"))
    >>> [each.code for each in found.findings]
    ['memory-early', 'dense-parameters']

A rule is a function of a `Subject` that gives findings and sentences on what is kept to; adding one
is a function in a module beside this one and a row of `RULES`. No rule refuses anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.analysis.advice.dense import first_dense_layer
from cnncalc.analysis.advice.filter import large_filters, large_strides, unkept_sizes
from cnncalc.analysis.advice.finding import Advice, Finding, Kept
from cnncalc.analysis.advice.halving import input_halving
from cnncalc.analysis.advice.memory import early_memory
from cnncalc.analysis.advice.pooling import large_poolings
from cnncalc.analysis.advice.sample import samples_per_parameter
from cnncalc.analysis.advice.stack import stacks_of_small_filters
from cnncalc.analysis.advice.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cnncalc.analysis.result import Analysis
    from cnncalc.spec.graph import Network

__all__ = ["RULES", "Advice", "Finding", "Kept", "advice"]

RULES: tuple[Callable[[Subject], Iterator[Finding | Kept]], ...] = (
    input_halving,
    stacks_of_small_filters,
    large_filters,
    large_strides,
    unkept_sizes,
    large_poolings,
    early_memory,
    first_dense_layer,
    samples_per_parameter,
)
"""Every rule, in the order of a report."""


def advice(network: Network, analysis: Analysis, samples: int | None = None) -> Advice:
    """Hold every rule against a network; `samples` are those that it is to be trained on."""
    subject = Subject(network, analysis, samples)
    said = [each for rule in RULES for each in rule(subject)]
    return Advice(
        analysis,
        samples,
        tuple(each for each in said if isinstance(each, Finding)),
        tuple(each for each in said if isinstance(each, Kept)),
    )
