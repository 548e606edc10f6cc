"""The answers of a sheet: one cell for each question, and what is written in it.

    answers:
      conv1:
        output: 55x55x96
        parameters: 34,848
      total:
        parameters:

A word of YAML is kept as it is written: whether it is a number is for the reader of answers to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from cnncalc.coursework.quantity import QUANTITIES, SYNONYMS, quantity_named
from cnncalc.coursework.question import TOTAL, question
from cnncalc.spec.node import Fields, Items, Scalar, plain
from cnncalc.spec.problem import Fault, did_you_mean
from cnncalc.suggestion import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cnncalc.analysis.convention import Convention
    from cnncalc.analysis.result import Analysis
    from cnncalc.coursework.subject import Subject
    from cnncalc.diagnostic import Place
    from cnncalc.spec.node import Entry, Node
    from cnncalc.spec.problem import Problems

__all__ = ["MOST_CELLS", "Cell", "CellReader"]

MOST_CELLS = 10_000
"""Answers of one sheet."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One question of a sheet, and what is written after it."""

    layer: str
    """The layer's full name, or `total`."""
    quantity: str
    """One of QUANTITIES."""
    answer_text: object
    """A text as it is written, or None; lists in lists and mappings are themselves."""
    place: Place
    """Of the answer; of the question where nothing is written."""
    asked: str
    """The word that the sheet has for the quantity: `size` for an output."""


class CellReader:
    """Reads the block of answers, and adds a problem where that fails."""

    def __init__(self, subject: Subject, convention: Convention, problems: Problems) -> None:
        """The subject has the layers, the convention what an operation is."""
        self._analysis: Analysis = subject.analysis
        self._network = subject.network
        self._convention = convention
        self._problems = problems

    def cells(self, answers: Entry) -> Iterator[Cell]:
        """Give the cells in the order of the sheet."""
        node = answers.value
        if not isinstance(node, Fields) or not node.entries:
            message = "the sheet asks nothing under `answers`"
            helps = ("write layers and what is asked of them, each on a line: `conv1:`, `output:`",)
            self._problems.add(Fault("no-questions", message, answers.key, helps))
            return
        first: dict[tuple[str, str], Scalar] = {}
        for word, (key, value) in node.entries.items():
            layer = self.layer_named(word)
            if layer is None:
                self._problems.add(self._unknown_layer(key))
            elif isinstance(value, Fields):
                for each in self._of_layer(layer, value):
                    if len(first) >= MOST_CELLS:
                        self._refuse_more(each[0])
                        return
                    yield from self._unless_twice(layer, each, first)
            elif isinstance(value, Items) or value.text:
                self._problems.add(_not_asked(key, value))

    def layer_named(self, word: str) -> str | None:
        """Give the layer that a word means, or `total`; None where there is none."""
        if word in self._analysis.layers:
            return word
        if word.strip().lower() in _TOTALS:
            return TOTAL
        return self._network.named(word)

    def quantity_named(self, word: str) -> str | None:
        """Give the quantity that a word means; None where there is none."""
        return quantity_named(word, self._convention.operations)

    def _of_layer(self, layer: str, fields: Fields) -> Iterator[tuple[Scalar, str, Node]]:
        """The questions of a layer: the word, the quantity, the answer."""
        above: Node | None = None
        for word, (key, value) in fields.entries.items():
            empty = isinstance(value, Scalar) and not value.text
            if _DIGITS.fullmatch(word) and empty:
                if above is not None:
                    self._problems.add(self._cut_number(above))
                above = None  # what follows is more of the same number
                continue
            above = value
            quantity = self.quantity_named(word)
            if quantity is None:
                self._problems.add(self._unknown_quantity(key))
                continue
            try:
                question(self._analysis, layer, quantity, self._convention)
            except LookupError as error:
                message, _, remedy = str(error.args[0]).partition("; ")
                helps = (remedy,) if remedy else ("remove this line",)
                self._problems.add(Fault("not-asked", message, key, helps))
                continue
            yield key, quantity, value

    def _unless_twice(
        self,
        layer: str,
        asked: tuple[Scalar, str, Node],
        first: dict[tuple[str, str], Scalar],
    ) -> Iterator[Cell]:
        key, quantity, value = asked
        there = first.setdefault((layer, quantity), key)
        if there is not key:
            message = f"{layer} {quantity} is asked twice; the first is in line {there.line}"
            self._problems.add(Fault("answered-twice", message, key, ("remove one of the two",)))
            return
        text = _written(value)
        place = self._problems.source.place(value if text else key)
        yield Cell(layer, quantity, text, place, key.text)

    def _cut_number(self, node: Node) -> Fault:
        """A number that YAML cut in two at its comma, between braces."""
        line = self._problems.source.place(node).text[node.column - 1 :]
        found = re.match(r"[0-9]+(?:\s*,\s*[0-9]+)*", line)
        written = found[0] if found else "34,848"
        parts = [each.strip() for each in written.split(",")]
        grouped = all(len(each) == _GROUP for each in parts[1:])
        joined = ("" if grouped else "x").join(parts)
        message = f"between braces YAML ends a value at a comma, and cuts {written[:_LONGEST]} up"
        helps = (
            f'write {joined[:_LONGEST]}, or "{written[:_LONGEST]}" in quotes',
            "or give each answer a line of its own, without braces",
        )
        whole = Scalar(None, written, False, node.line, node.column, len(written))  # noqa: FBT003  as the class is made
        return Fault("number-cut-up", message, whole, helps)

    def _unknown_layer(self, key: Scalar) -> Fault:
        shown = key.text[:_LONGEST]
        if self.quantity_named(key.text) is not None:
            message = f"`{shown}` stands where a layer is meant"
            return Fault("unknown-layer", message, key, ("put it under its layer, indented",))
        known = [TOTAL, *islice(self._analysis.layers, _MOST_COMPARED)]
        meant = self._problems.meant(key.text, known, _TOTAL_WORDS)
        names = [*self._analysis.layers][:_MOST_NAMED]
        more = "others" if len(self._analysis.layers) > _MOST_NAMED else "total"
        helps = did_you_mean(meant, f"there are {listed([*names, more], 'and')}")
        message = f"{self._analysis.name} has no layer `{shown}`"
        return Fault("unknown-layer", message, key, helps)

    def _unknown_quantity(self, key: Scalar) -> Fault:
        meant = self._problems.meant(key.text, [*QUANTITIES, *SYNONYMS])
        helps = did_you_mean(
            SYNONYMS.get(meant or "", meant), f"what can be asked is {listed(QUANTITIES)}"
        )
        message = f"`{key.text[:_LONGEST]}` is nothing that a sheet can ask for"
        return Fault("unknown-quantity", message, key, helps)

    def _refuse_more(self, key: Scalar) -> None:
        message = f"the sheet asks for more than {MOST_CELLS:,} answers"
        self._problems.add(Fault("too-many-answers", message, key, ("make two sheets of it",)))


_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?[kKMG]?|[0-9 _]+", re.ASCII)
_TOTALS = {"total", "totals", "network", "whole network", "all"}
_TOTAL_WORDS = {"sum": TOTAL, "overall": TOTAL, "sums": TOTAL, "model": TOTAL}
_MOST_NAMED = 12
_MOST_COMPARED = 500
"""Names that a misspelt one is compared to, since comparing takes time."""
_LONGEST = 40
_GROUP = 3
"""Digits between the commas of a number; others stand between sizes."""


def _not_asked(key: Scalar, value: Node) -> Fault:
    """Something that stands after a layer itself."""
    shown = f"{value.text[:_LONGEST]}" if isinstance(value, Scalar) else "..."
    message = f"it is not said which figure of {key.text[:_LONGEST]} this is"
    remedy = f"write the quantity and its answer under it, indented: `output: {shown}`"
    return Fault("no-quantity", message, value, (remedy,))


def _written(node: Node) -> object:
    """What stands in a cell: its text, however YAML would read it."""
    match node:
        case Scalar():
            return " ".join(node.text.split()) if node.value is not None else None
        case Items() if all(isinstance(each, Scalar) for each in node.items):
            texts = (each.text for each in node.items if isinstance(each, Scalar))
            return f"[{', '.join(texts)}]"
    return plain(node)
