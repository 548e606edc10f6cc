"""Parts of a sheet that speak of its questions: by layer, then by quantity.

    points:
      conv1:
        parameters: 2

Their keys stand, for messages, where the template speaks of the layer and of what is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.coursework.handout import entry, word
from cnncalc.coursework.parameter import filled_node
from cnncalc.spec.node import Fields, Scalar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.coursework.task import Task
    from cnncalc.coursework.template import Template
    from cnncalc.spec.node import Entry, Node

__all__ = ["asked_word", "blank_answers", "by_question"]


def blank_answers(template: Template, names: list[str]) -> Fields:
    """Give the empty answers, in the order of the questions; `names` are their layers."""
    found: dict[str, dict[str, Node]] = {}
    for task, layer in zip(template.tasks, names, strict=True):
        node = task.entries["ask"].value
        found.setdefault(layer, {})[asked_word(task)] = word(None, node)
    return _nested(template, names, found)


def by_question(
    template: Template, names: list[str], part: str, numbers: Mapping[str, int]
) -> dict[str, Node]:
    """Give a part of the sheet, such as points, where any question says something of it.

    Raises FillingError where a number in it cannot be computed.
    """
    found: dict[str, dict[str, Node]] = {}
    for task, layer in zip(template.tasks, names, strict=True):
        if part in task.entries:
            node = filled_node(task.entries[part].value, numbers)
            found.setdefault(layer, {})[asked_word(task)] = node
    return {part: _nested(template, names, found)} if found else {}


def _nested(
    template: Template, names: list[str], found: Mapping[str, Mapping[str, Node]]
) -> Fields:
    """Mappings in a mapping, whose keys stand where the template speaks of them."""
    asked = {
        (layer, asked_word(task)): task.entries["ask"].value
        for task, layer in zip(template.tasks, names, strict=True)
    }
    spoken = [
        (task.layer, layer)
        for task, layer in zip(template.tasks, names, strict=True)
        if isinstance(task.layer, Scalar)
    ]
    entries: dict[str, Entry] = {}
    for layer, values in found.items():
        inner: dict[str, Entry] = {}
        for quantity, value in values.items():
            at = asked[layer, quantity]
            key = Scalar(quantity, quantity, False, at.line, at.column, at.length)  # noqa: FBT003  as the class is made
            inner[quantity] = entry(quantity, value)._replace(key=key)
        named = next((each for each, name in spoken if name == layer), None)
        at = named or next(iter(inner.values())).key
        key = Scalar(layer, layer, False, at.line, at.column, at.length)  # noqa: FBT003  as above
        entries[layer] = entry(layer, Fields(inner, at.line, at.column))._replace(key=key)
    return Fields(entries, 1, 1)


def asked_word(task: Task) -> str:
    """Give what a question asks, by the word of the template."""
    node = task.entries["ask"].value
    return node.text if isinstance(node, Scalar) else ""
