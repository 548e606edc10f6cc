"""A question of a template: what it asks of which layer, and what its answers are worth.

    - {id: 1b, text: "How many parameters?", ask: parameters, points: 2, partial: {P-NO-BIAS: 1}}

A question without a layer is about the layer of the question before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cnncalc.spec.problem import Fault
from cnncalc.spec.source import Fields, Items, Scalar
from cnncalc.spec.spelling import Vocabulary, corrected

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cnncalc.spec.problem import Problems
    from cnncalc.spec.source import Entry, Node

__all__ = ["Task", "tasks"]

FIELDS = ("id", "text", "layer", "ask", "points", "partial", "tolerance")
MOST_TASKS = 500


@dataclass(frozen=True)
class Task:
    """One question of a template."""

    id: str
    """What it is called on the sheet: 1a."""
    text: Scalar | None
    """The question in words, with `{W}` in place of numbers."""
    layer: Node | None
    """A layer of its own, or the name of one; None for the layer of the question before."""
    entries: Mapping[str, Entry]
    """All that was written of it: ask, points, partial, tolerance."""
    node: Node


def tasks(parts: Mapping[str, Entry], root: Fields, problems: Problems) -> Iterator[Task]:
    """Read the questions of a template; what is wrong with one is added to the problems."""
    node = parts["questions"].value if "questions" in parts else root
    if not isinstance(node, Items) or not 0 < len(node.items) <= MOST_TASKS:
        message = f"`questions` lists what is asked: 1 to {MOST_TASKS} questions"
        remedy = "begin with `questions: [{layer: {conv: {...}}, ask: output}]`"
        problems.add(Fault("questions", message, node, (remedy,)))
        return
    names: set[str] = set()
    for number, each in enumerate(node.items, 1):
        if not isinstance(each, Fields):
            message = "a question is a mapping with `ask` in it"
            problems.add(Fault("question", message, each, ("write `ask: output`",)))
            continue
        entries = corrected(each.entries, Vocabulary(FIELDS, "a question"), problems)
        yield _task(entries, each, number, names, problems)


def _task(
    entries: Mapping[str, Entry], node: Fields, number: int, names: set[str], problems: Problems
) -> Task:
    if "ask" not in entries:
        message = "this question does not say what it asks"
        helps = ("add `ask: output`, `ask: parameters` or another quantity",)
        problems.add(Fault("missing-field", message, node, helps))
    if number == 1 and "layer" not in entries:
        message = "the first question does not say which layer it is about"
        helps = ("add `layer: {conv: {...}}`, or the name of a layer",)
        problems.add(Fault("missing-field", message, node, helps))
    name = entries["id"].value if "id" in entries else None
    text = name.text if isinstance(name, Scalar) and name.text else str(number)
    if text in names:
        message = f"two questions are called `{text[:_LONGEST]}`"
        problems.add(Fault("question", message, name or node, ("give each an `id` of its own",)))
    names.add(text)
    words = entries["text"].value if "text" in entries else None
    return Task(
        text,
        words if isinstance(words, Scalar) and words.text else None,
        entries["layer"].value if "layer" in entries else None,
        entries,
        node,
    )


_LONGEST = 40
