"""Words that are not known, and what was probably meant by them.

A misspelt field is a problem, and is read as the field that was meant, so that `{filtres: 64}` is
one problem and not two, and what follows is looked at too.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.spec.habit import foreign_field
from cnncalc.spec.problem import Fault, did_you_mean
from cnncalc.spec.validation import field_names
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from cnncalc.layers.layer import Layer
    from cnncalc.spec.problem import Problems
    from cnncalc.spec.source import Entry, Node

__all__ = ["COMMON_FIELDS", "Vocabulary", "corrected", "guessed"]

FIELD_SYNONYMS = {
    "pad": ("padding",),
    "pads": ("padding",),
    "strides": ("stride",),
    "kernel_size": ("kernel",),
    "kernel_shape": ("kernel",),
    "kernels": ("kernel",),
    "filter_size": ("kernel",),
    "ksize": ("kernel",),
    "pool_size": ("kernel",),
    "window": ("kernel",),
    "size": ("kernel", "units"),
    "out_channels": ("filters",),
    "out_planes": ("filters",),
    "channels": ("filters",),
    "num_filters": ("filters",),
    "num_output": ("filters", "units"),
    "features": ("filters", "units"),
    "maps": ("filters",),
    "depth": ("filters",),
    "out_features": ("units",),
    "num_units": ("units",),
    "num_classes": ("units",),
    "neurons": ("units",),
    "group": ("groups",),
    "use_bias": ("bias",),
    "bias_term": ("bias",),
    "dilation_rate": ("dilation",),
    "dilations": ("dilation",),
    "local_size": ("size",),
    "p": ("rate",),
    "prob": ("rate",),
    "dropout_ratio": ("rate",),
    "table": ("connections",),
    "frozen": ("trainable",),
    "id": ("name",),
    "input": ("from",),
    "bottom": ("from",),
}
"""What other tools call a field; of several, it is the one that the layer has."""

_LONGEST = 40


COMMON_FIELDS = ("name", "from", "when", "trainable")
"""The fields that every layer may have."""


class Vocabulary(NamedTuple):
    """The fields that something may have, and what messages call it."""

    names: tuple[str, ...]
    subject: str
    noun: str = "field"
    layer: bool = False
    """Whether the subject is a kind of layer, where fields of other tools' layers are known."""

    @classmethod
    @cache
    def of_layer(cls, kind: type[Layer]) -> Vocabulary:
        """Give the fields of a kind of layer: its own, then those that every layer may have."""
        own = ("inputs",) if kind.merges else field_names(kind)
        return cls((*own, *COMMON_FIELDS), kind.kind, layer=True)


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
    if entries.keys() <= set(vocabulary.names):
        return entries
    fields = {name: entry for name, entry in entries.items() if name in vocabulary.names}
    for name, entry in entries.items():
        if name in vocabulary.names:
            continue
        meant, help_text = _understood(name, entry, vocabulary, problems, entries)
        message = f"{vocabulary.subject} has no {vocabulary.noun} `{name[:_LONGEST]}`"
        fault = Fault(f"unknown-{vocabulary.noun}", message, entry.key, (help_text,))
        problems.add(fault, uses)
        if meant is not None:
            fields.setdefault(meant, entry)
    return fields


def guessed(name: str, entry: Entry) -> bool:
    """Whether a field was taken for another by its letters alone, so that its value is no proof."""
    written = entry.key.text
    return written != name and name not in FIELD_SYNONYMS.get(written.lower(), ())


def _understood(
    name: str, entry: Entry, vocabulary: Vocabulary, problems: Problems, given: Container[str]
) -> tuple[str | None, str]:
    """The known field that was probably meant, if there is one, and what to say.

    A field that is given too, under its own name, is not what others call it.
    """
    names = vocabulary.names
    for meant in FIELD_SYNONYMS.get(name.lower(), ()):
        if meant in names and meant not in given:
            return meant, f"did you mean `{meant}`?"
    foreign = foreign_field(name, entry.value) if vocabulary.layer else None
    if foreign is not None:
        return None, foreign
    nearest = problems.meant(name, names)
    otherwise = f"its {vocabulary.noun}s are {listed(names, 'and')}"
    (help_text,) = did_you_mean(nearest, otherwise)
    return nearest, help_text
