"""Words that are not known, and what was probably meant by them.

A misspelt field is a problem, and is read as the field that was meant, so that `{filtres: 64}` is
one problem and not two, and what follows is looked at too.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.spec.problem import Fault, did_you_mean
from cnncalc.spec.validation import field_names
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.layers.layer import Layer
    from cnncalc.spec.problem import Problems
    from cnncalc.spec.source import Entry, Node

__all__ = ["COMMON_FIELDS", "KIND_SYNONYMS", "Vocabulary", "corrected"]

KIND_SYNONYMS = {
    "fc": "dense",
    "linear": "dense",
    "fully_connected": "dense",
    "conv2d": "conv",
    "convolution": "conv",
    "max_pool": "maxpool",
    "maxpool2d": "maxpool",
    "pool": "maxpool",
    "avg_pool": "avgpool",
    "average_pool": "avgpool",
    "bn": "batchnorm",
    "batch_norm": "batchnorm",
    "norm": "lrn",
    "concatenate": "concat",
    "cat": "concat",
    "sum": "add",
    "residual": "add",
}
"""What other tools and people call a kind."""

FIELD_SYNONYMS = {
    "pad": "padding",
    "kernel_size": "kernel",
    "pool_size": "kernel",
    "window": "kernel",
    "out_channels": "filters",
    "channels": "filters",
    "num_output": "filters",
    "depth": "filters",
    "out_features": "units",
    "neurons": "units",
    "group": "groups",
    "use_bias": "bias",
    "bias_term": "bias",
    "dilation_rate": "dilation",
    "local_size": "size",
    "p": "rate",
    "id": "name",
    "input": "from",
    "bottom": "from",
}
"""What other tools call a field."""

_LONGEST = 40


COMMON_FIELDS = ("name", "from", "when", "trainable")
"""The fields that every layer may have."""


class Vocabulary(NamedTuple):
    """The fields that something may have, and what messages call it."""

    names: tuple[str, ...]
    subject: str
    noun: str = "field"

    @classmethod
    @cache
    def of_layer(cls, kind: type[Layer]) -> Vocabulary:
        """Give the fields of a kind of layer: its own, then those that every layer may have."""
        own = ("inputs",) if kind.merges else field_names(kind)
        return cls((*own, *COMMON_FIELDS), kind.kind)


def corrected(
    entries: Mapping[str, Entry],
    vocabulary: Vocabulary,
    problems: Problems,
    uses: tuple[Node, ...] = (),
) -> Mapping[str, Entry]:
    """Give fields by the names that are known; each other name is a problem.

    What was probably meant by it takes its place, unless that stands there itself; else it is left
    out.
    """
    names, subject, noun = vocabulary
    if entries.keys() <= set(names):
        return entries
    otherwise = f"its {noun}s are {listed(names, 'and')}"
    fields = {name: entry for name, entry in entries.items() if name in names}
    for name, entry in entries.items():
        if name in names:
            continue
        meant = problems.meant(name, names, FIELD_SYNONYMS)
        helps = did_you_mean(meant, otherwise)
        message = f"{subject} has no {noun} `{name[:_LONGEST]}`"
        problems.add(Fault(f"unknown-{noun}", message, entry.key, helps), uses)
        if meant is not None:
            fields.setdefault(meant, entry)
    return fields
