"""Words that are not known, and what was probably meant by them.

A misspelt field is a problem, and is read as the field that was meant, so that `{filtres: 64}` is
one problem and not two, and what follows is looked at too.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.spec.dialect import FIELD_SYNONYMS, PART_SYNONYMS, PARTS_ELSEWHERE
from cnncalc.spec.habit import foreign_field
from cnncalc.spec.problem import Fault, did_you_mean
from cnncalc.spec.validation import field_names
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

    from cnncalc.layers.layer import Layer
    from cnncalc.spec.problem import Problems
    from cnncalc.spec.source import Entry, Node

__all__ = ["COMMON_FIELDS", "Vocabulary", "corrected", "guesses"]

_LONGEST = 40


COMMON_FIELDS = ("name", "from", "when", "trainable")
"""The fields that every layer may have."""


class Vocabulary(NamedTuple):
    """The fields that something may have, and what messages call it."""

    names: tuple[str, ...]
    subject: str
    noun: str = "field"
    synonyms: Mapping[str, tuple[str, ...]] = FIELD_SYNONYMS
    """What other tools and people call the fields."""
    elsewhere: Callable[[str, Node], str | None] = lambda _, __: None
    """What to do with a word that is written in another way here; None for any other."""

    @classmethod
    @cache
    def of_layer(cls, kind: type[Layer]) -> Vocabulary:
        """Give the fields of a kind of layer: its own, then those that every layer may have."""
        own = ("inputs",) if kind.merges else field_names(kind)
        return cls((*own, *COMMON_FIELDS), kind.kind, elsewhere=foreign_field)

    @classmethod
    def of_frame(cls, names: tuple[str, ...]) -> Vocabulary:
        """Give the parts of a spec's frame."""

        def elsewhere(name: str, _: Node) -> str | None:
            return PARTS_ELSEWHERE.get(name.lower())

        return cls(names, "the spec", "field", PART_SYNONYMS, elsewhere)


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


def guesses(fields: Mapping[str, Entry], synonyms: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Give the fields that words were taken for by their letters alone.

    A value that does not fit such a field speaks against the guess, and not against the value.
    """
    written = {name: entry.key.text for name, entry in fields.items()}
    return {
        name
        for name, word in written.items()
        if word != name and name not in synonyms.get(word.lower(), ())
    }


def _understood(
    name: str, entry: Entry, vocabulary: Vocabulary, problems: Problems, given: Container[str]
) -> tuple[str | None, str]:
    """The known field that was probably meant, if there is one, and what to say.

    A field that is given too, under its own name, is not what others call it.
    """
    names = vocabulary.names
    for meant in vocabulary.synonyms.get(name.lower(), ()):
        if meant in names and meant not in given:
            return meant, f"did you mean `{meant}`?"
    field, equals, value = name.partition("=")
    if equals and field.strip() in names:
        written = f"{field.strip()}: {value.strip()[:_LONGEST]}"
        return field.strip(), f"a colon and a space stand before a value: `{written}`"
    remedy = vocabulary.elsewhere(name, entry.value)
    if remedy is not None:
        return None, remedy
    nearest = problems.meant(name, names)
    otherwise = f"its {vocabulary.noun}s are {listed(names, 'and')}"
    (help_text,) = did_you_mean(nearest, otherwise)
    return nearest, help_text
